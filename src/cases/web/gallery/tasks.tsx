/** Screens of this slice with invented data, for the gallery. */
import { useState } from 'react'
import { draftOf } from '#platform/web/index.ts'
import type { ActDraft } from '../parts/acting.tsx'
import { ConflictScreen } from '../screens/conflict.tsx'
import { HandOverScreen } from '../screens/hand-over.tsx'
import { ReferScreen } from '../screens/refer.tsx'
import type { AgreedBy } from '../screens/refer.props.ts'
import { NOW, TODAY } from './day.ts'

const nothing = () => undefined

export function Conflict({ errors = false }: { readonly errors?: boolean }) {
  const [chosen, setChosen] = useState<string | null>('a')
  const [why, setWhy] = useState(errors ? '' : 'Kartu imunisasi dicap Puskesmas, tahun jelas terbaca.')
  return (
    <ConflictScreen
      back={{ to: '/parts/file', label: 'Rusa' }}
      code="AWN-8CN5"
      kept={() => 'Yang tidak dipilih tetap ada di cerita Rusa, dengan alasan Anda.'}
      question="Tanggal lahir mana yang benar?"
      others={['Bagas']}
      mine
      options={[
        { value: 'a', title: '4 Maret 2012', lines: ['Anda, 21 Nov, dari kartu imunisasi', 'Usia sekarang 14'] },
        {
          value: 'b',
          title: '4 Maret 2011',
          lines: ['Bagas, 22 Nov, dari cerita ibu', 'Usia sekarang 15: persetujuan dari Rusa sendiri'],
        },
        {
          value: 'keep-open',
          title: 'Belum bisa dipastikan',
          lines: ['Tetap “sekitar 2012, perkiraan”, seperti semula'],
          quiet: true,
        },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      why={why}
      onWhy={setWhy}
      onSettle={nothing}
      onAsk={nothing}
      errors={errors ? [{ fieldId: 'sebab', message: 'Tulis mengapa Anda memilih ini.' }] : []}
      attempt={1}
    />
  )
}

export function Refer() {
  const [agreed, setAgreed] = useState<readonly AgreedBy[]>(['child', 'caregiver'])
  const [emergency, setEmergency] = useState<string | null>(null)
  const [answerBy, setAnswerBy] = useState<string | null>('2026-11-25')
  const [on, setOn] = useState(draftOf({ precision: 'day', value: '2026-11-16' }, TODAY))
  const [message, setMessage] = useState('Mohon jadwal sore, setelah pukul 15.00.')
  const [need, setNeed] = useState('Konseling')
  const [provider, setProvider] = useState<string | null>('bulan')
  return (
    <ReferScreen
      back={{ to: '/parts/file', label: 'Kancil' }}
      savedAt={NOW}
      alias="Kancil"
      sender="Sari, UPTD PPA Kabupaten Awan"
      need={need}
      onNeed={setNeed}
      providers={[{ value: 'bulan', label: 'Puskesmas Bulan' }]}
      provider={provider}
      onProvider={setProvider}
      facts={[
        { key: 'alias', name: 'Alias', value: 'Kancil', keep: 'always' },
        { key: 'age', name: 'Usia', value: '13 tahun', keep: 'may-take-out' },
        { key: 'need', name: 'Kebutuhan', value: 'Sulit tidur, mimpi buruk sejak Juni', keep: 'may-take-out' },
        { key: 'words', name: 'Kata Kancil', value: '“Bisa tidur tanpa mimpi buruk.”', keep: 'may-take-out' },
        {
          key: 'contact',
          name: 'Cara menghubungi',
          value: 'Sari, 0800\u00A0000\u00A0112, hari kerja. Jangan lewat keluarga.',
          keep: 'always',
        },
        { key: 'address', name: 'Alamat', value: 'ditahan Kancil', keep: 'withheld' },
        { key: 'message', name: 'Pesan Sari', value: message, keep: 'plain' },
      ]}
      onTakeOut={nothing}
      notSent={[
        {
          key: 'school',
          title: 'Sekolah',
          value: 'kelas susulan mulai Januari',
          why: 'Boleh dikirim. Anda lepas tadi.',
          withheld: false,
          onInclude: nothing,
        },
        {
          key: 'address',
          title: 'Alamat bibi',
          why: 'Ditahan Kancil dari semua lembaga sejak 14 Agu. Tidak dapat disertakan.',
          withheld: true,
        },
      ]}
      agreed={agreed}
      onAgreed={setAgreed}
      agreedOn={on}
      onAgreedOn={setOn}
      today={TODAY}
      emergency={emergency}
      onEmergency={setEmergency}
      deadlines={[
        { value: '2026-11-18', label: 'Besok' },
        { value: '2026-11-25', label: '25 Nov, enam hari kerja' },
        { value: '2026-12-17', label: '17 Des' },
      ]}
      answerBy={answerBy}
      onAnswerBy={setAnswerBy}
      message={message}
      onMessage={setMessage}
      steps={[
        { what: 'Puskesmas Bulan melihat paket ini.', when: 'Sampai 17 Feb, lalu tertutup sendiri' },
        { what: 'Mereka menerima, menolak dengan alasan, atau bertanya.', when: 'Paling lambat Rabu 25 Nov' },
        { what: 'Bila diam, mereka diingatkan. Lalu Wira diberi tahu.', when: '23 Nov, lalu 25 Nov' },
        {
          what: 'Anda tetap pendamping Kancil dan boleh menarik kembali.',
          when: 'Kapan saja; aksesnya langsung hilang',
        },
      ]}
      onSend={nothing}
      errors={[]}
      attempt={0}
    />
  )
}

export function HandOver() {
  const [open, setOpen] = useState<string | null>('AWN-6QW9')
  const [draft, keep] = useState<ActDraft | null>(null)
  const common = { to: '#', from: 'Bayu', owner: 'Bayu', since: 'Ditawarkan Bayu 22 Nov, 2 hari', pairs: [] }
  return (
    <HandOverScreen
      from="Bayu"
      kept={{ draft, keep }}
      offered={[
        {
          ...common,
          file: 'AWN-6QW9',
          alias: 'Kumbang',
          code: 'AWN-6QW9',
          sex: 'perempuan',
          age: { min: 10, max: 10, about: true },
          stage: 'Identifikasi',
          late: { word: 'Lewat batas 20 Nov', what: 'Penunjukan lembaga utama' },
          note: 'Ibunya menjawab telepon hanya setelah magrib. Kumbang tidak suka ditanya soal ayah.',
          pairs: [
            { name: 'Terbuka', value: 'satu rujukan, dua tugas' },
            { name: 'Ditahan', value: 'sekolah lama', withheld: true },
            { name: 'Diberi tahu', value: 'Kumbang dan ibu, oleh Bayu, 22 Nov' },
          ],
        },
        {
          ...common,
          file: '2',
          alias: 'Elang Laut',
          code: 'AWN-7YH3',
          sex: 'laki-laki',
          age: { min: 16, max: 16 },
          stage: 'Reintegrasi',
          next: 'Berikutnya: kunjungan Jumat 27 Nov',
        },
        {
          ...common,
          file: '3',
          alias: 'Landak',
          code: 'AWN-9BC2',
          sex: 'laki-laki',
          age: { min: 12, max: 12 },
          stage: 'Rehabilitasi',
        },
      ]}
      given={[
        {
          file: '6',
          alias: 'Nuri',
          code: 'AWN-1DX5',
          to: '#',
          waits: 'Menunggu jawaban Dahlia sejak 21 Nov, 3 hari',
          stays: 'Sampai Dahlia menerima, Anda tetap pendampingnya.',
        },
      ]}
      accepted={[{ file: '5', alias: 'Walet', code: 'AWN-3PS8', to: '#', at: NOW }]}
      workers={[]}
      openFile={open}
      onOpen={setOpen}
      onAccept={nothing}
      onNotYet={nothing}
      load={{ now: 16, limit: 25 }}
      state="there"
      today={TODAY}
    />
  )
}
