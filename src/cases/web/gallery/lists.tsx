/** Screens of this slice with invented data, for the gallery. */
import { useState } from 'react'
import { TextField } from '#platform/web/index.ts'
import { type Act, type ActDraft, Acting } from '../parts/acting.tsx'
import { OutboxScreen } from '../screens/outbox.tsx'
import { TakeIn, type TakeInProps } from '../screens/outbox-take-in.tsx'
import { ReferralInboxScreen } from '../screens/referral-inbox.tsx'
import { NOW, TODAY } from './day.ts'

const nothing = () => undefined
const at = (time: string) => new Date(`2026-11-24T${time}:00+07:00`)

const file: TakeInProps = {
  busy: false,
  found: null,
  failed: null,
  taken: null,
  onFile: nothing,
  onTake: nothing,
  onLeave: nothing,
  today: TODAY,
}

/** A file from another device is looked into: one's own entries, one that is perhaps not, and what was left aside. */
export function OutboxFile() {
  const item = { alias: 'Kancil', code: 'AWN-4K7M', to: '#', strange: false }
  const found: TakeInProps['found'] = {
    items: [
      {
        ...item,
        id: '1',
        title: 'Kunjungan rumah',
        writtenAt: at('08:12'),
        kept: 'Kancil menunjukkan gambar barunya. Bibi sudah ke sekolah. Sepakat bertemu lagi 8 Desember.',
      },
      { ...item, id: '2', title: 'Catatan', writtenAt: at('08:20'), kept: 'Ia tersenyum.', strange: true },
    ],
    here: 1,
    ofAnother: 2,
    gone: 0,
    unreadable: 0,
  }
  return (
    <OutboxScreen
      refused={[]}
      held={[]}
      setAside={[]}
      waiting={[]}
      drafts={[]}
      sentToday={[]}
      takeIn={<TakeIn {...file} found={found} />}
      onTryNow={nothing}
      today={TODAY}
    />
  )
}

export function Outbox({ empty = false }: { readonly empty?: boolean }) {
  if (empty)
    return (
      <OutboxScreen
        refused={[]}
        held={[]}
        setAside={[]}
        waiting={[]}
        drafts={[]}
        sentToday={[]}
        takeIn={<TakeIn {...file} />}
        onTryNow={nothing}
        today={TODAY}
      />
    )
  return (
    <OutboxScreen
      refused={[
        {
          id: '1',
          title: 'Kunjungan rumah',
          alias: 'Kancil',
          code: 'AWN-4K7M',
          to: '#',
          writtenAt: at('10:52'),
          refusedAt: at('11:05'),
          reason: '24 Desember belum terjadi.',
          kept: 'Kancil menunjukkan gambar barunya. Bibi sudah ke sekolah. Sepakat bertemu lagi 8 Desember.',
          attachments: 'Dua foto, 1,1 MB',
          mend: (
            <TextField
              id="tgl"
              label="Tanggal kunjungan"
              error="24 Desember belum terjadi. Maksud Anda 24 November?"
              defaultValue="24 Desember 2026"
            />
          ),
          mendTo: '#',
          onDraft: nothing,
          onWithdraw: nothing,
        },
      ]}
      held={[]}
      setAside={[
        {
          id: '2',
          title: 'Catatan telepon',
          alias: 'Beo',
          code: 'AWN-8VT6',
          writtenAt: new Date('2026-11-23T17:10:00+07:00'),
          since: at('09:31'),
          decider: 'Wira',
          owner: 'Melati',
          filesThere: false,
        },
      ]}
      decided={[
        {
          id: '5',
          title: 'Kunjungan rumah',
          alias: 'Merak',
          code: 'AWN-2HK4',
          writtenAt: new Date('2026-11-20T15:40:00+07:00'),
          decidedAt: at('08:15'),
          by: 'Bayu',
          because: '',
          leftOut: null,
        },
        {
          id: '6',
          title: 'Catatan',
          alias: 'Merak',
          code: 'AWN-2HK4',
          writtenAt: new Date('2026-11-20T16:05:00+07:00'),
          decidedAt: at('08:17'),
          by: 'Bayu',
          because: 'Sebabnya: hal ini sudah tertulis di sana.',
          leftOut: { kept: 'Ibu menelepon; Merak sudah masuk sekolah lagi.', onPutAway: nothing },
        },
      ]}
      waiting={[
        {
          id: '3',
          title: 'Foto kartu imunisasi',
          alias: 'Rusa',
          code: 'AWN-8CN5',
          to: '#',
          writtenAt: at('10:40'),
          lastTry: at('11:02'),
          bytes: { done: 400_000, of: 1_200_000 },
        },
      ]}
      drafts={[{ id: '4', title: 'Catatan', alias: 'Pipit', code: 'AWN-6PD3', to: '#', savedAt: at('09:42') }]}
      sentToday={['Telepon ibu asuh', 'Rencana, versi 2', 'Kunjungan', 'Catatan', 'Catatan', 'Catatan', 'Catatan'].map(
        (title, n) => ({
          id: `s${n}`,
          title,
          alias: 'Bulbul',
          code: 'AWN-2HX8',
          to: '#',
          writtenAt: at('09:38'),
          receivedAt: NOW,
        }),
      )}
      onTryNow={nothing}
      today={TODAY}
    />
  )
}

const ANSWERS: readonly Act[] = [
  { key: 'a', label: 'Terima', variant: 'filled', asks: null, onAct: nothing },
  {
    key: 'b',
    label: 'Tanya Sari dulu',
    variant: 'default',
    asks: {
      text: { label: 'Yang ingin Anda tanyakan kepada Sari', missing: 'Tulis satu kalimat dulu.' },
      send: 'Kirim',
    },
    onAct: nothing,
  },
  { key: 'c', label: 'Tolak dengan alasan', variant: 'subtle', asks: null, onAct: nothing },
]

export function Inbox() {
  const [open, setOpen] = useState<string | null>(null)
  const [draft, keep] = useState<ActDraft | null>(null)
  return (
    <ReferralInboxScreen
      provider="Puskesmas Bulan"
      toAnswer={[
        {
          id: '1',
          alias: 'Kancil',
          need: 'Konseling',
          sender: 'Sari, UPTD PPA Kabupaten Awan',
          to: '#1',
          wait: {
            text: 'Sari menunggu sejak 17 Nov, 7 hari',
            small: 'Jawab paling lambat Rabu 25 Nov. Sesudah itu penyelianya melihat bahwa jawabannya terlambat.',
          },
          acts: <Acting acts={ANSWERS} kept={{ draft, keep }} />,
          since: '2026-11-17',
          answerBy: '2026-11-25',
          late: false,
          facts: [
            { key: 'alias', name: 'Alias', value: 'Kancil', keep: 'plain' },
            { key: 'age', name: 'Usia', value: '13 tahun', keep: 'plain' },
            { key: 'need', name: 'Kebutuhan', value: 'Sulit tidur, mimpi buruk sejak Juni', keep: 'plain' },
            { key: 'address', name: 'Alamat', value: 'ditahan Kancil', keep: 'withheld' },
            { key: 'message', name: 'Pesan Sari', value: 'Mohon jadwal sore, setelah pukul 15.00.', keep: 'plain' },
          ],
        },
        {
          id: '2',
          alias: 'Elang',
          need: 'Pemeriksaan kesehatan',
          sender: 'Dahlia, UPTD PPA Kabupaten Awan',
          to: '#2',
          wait: { text: 'Dahlia menunggu sejak 23 Nov, satu hari' },
          acts: null,
          since: '2026-11-23',
          answerBy: '2026-12-02',
          late: false,
          facts: [],
        },
      ]}
      asked={[]}
      serving={[
        {
          id: '3',
          alias: 'Jalak',
          need: 'Konseling',
          to: '#3',
          status: 'Pertemuan 4 dari 4, hari ini 15.30',
        },
        {
          id: '4',
          alias: 'Tupai',
          need: 'Terapi wicara',
          to: '#4',
          status: 'Pertemuan 2 dari 6, Jumat 27 Nov',
        },
      ]}
      closed={[]}
      openId={open}
      recorded={null}
      onOpen={setOpen}
      note={() => null}
      state="there"
      today={TODAY}
    />
  )
}
