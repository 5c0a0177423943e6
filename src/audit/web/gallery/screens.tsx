/** Screens of this slice with invented data, for the gallery. */
import { useState } from 'react'
import { AccessLogScreen } from '../screens/access-log.tsx'
import type { LookFilter } from '../screens/access-log.props.ts'
import { HealthScreen } from '../screens/health.tsx'

const TODAY = '2026-11-24'
const nothing = () => undefined
const at = (day: number, time: string) => new Date(`2026-11-${day}T${time}:00+07:00`)

export function AccessLog() {
  const [filter, setFilter] = useState<LookFilter>('all')
  return (
    <AccessLogScreen
      back={{ to: '/parts/file', label: 'Kancil' }}
      alias="Kancil"
      summary="Sejak 12 Agustus: enam orang, 64 kali. Satu kali dalam keadaan mendesak, satu kali ditolak."
      counts={{ all: 64, outside: 2, 'true-name': 3, printed: 5 }}
      filter={filter}
      onFilter={setFilter}
      rows={[
        {
          id: '1',
          at: at(24, '09:12'),
          who: 'Anda',
          role: 'pekerja kasus',
          saw: 'Cerita, rencana',
          why: 'Ditugaskan 12 Agu',
        },
        {
          id: '2',
          at: at(24, '08:55'),
          who: 'Mawar',
          role: 'Puskesmas Bulan',
          saw: 'Paket rujukan',
          why: 'Rujukan 17 Nov',
        },
        {
          id: '3',
          at: at(22, '08:30'),
          who: 'Wira',
          role: 'penyelia',
          saw: 'Alasan pembukaan mendesak',
          why: 'Meninjau. Pendapat: “Wajar, anak tertolong.”',
          shape: 'done',
        },
        {
          id: '4',
          at: at(21, '23:40'),
          who: 'Tirta',
          role: 'Kota Embun',
          saw: 'Kesehatan dan obat, 4 jam',
          why: 'Keadaan mendesak: “Kancil demam, Sari tidak terjangkau.”',
          shape: 'decision',
        },
        {
          id: '5',
          at: at(21, '23:36'),
          who: 'Tirta',
          role: 'Kota Embun',
          saw: 'Tidak ada yang terlihat',
          why: 'Ditolak: tidak ditugaskan',
          shape: 'held',
        },
        {
          id: '6',
          at: at(17, '14:02'),
          who: 'Anda',
          role: 'pekerja kasus',
          saw: 'Nama asli, 30 detik',
          why: 'Menulis rujukan',
        },
      ]}
      open={[
        { key: 'a', who: 'Sari', why: 'Pekerja kasus, sejak 12 Agu' },
        { key: 'b', who: 'Tim Awan', why: 'Penyelia' },
        { key: 'c', who: 'Puskesmas Bulan', why: 'Hanya paket rujukan, sejak 17 Nov' },
      ]}
      onPrint={nothing}
      officer={{ name: 'Laras', onAsk: nothing }}
      checked={{ at: at(24, '06:00'), whole: true }}
      today={TODAY}
    />
  )
}

export const Health = () => (
  <HealthScreen
    checkedAt={at(24, '10:00')}
    today={TODAY}
    onCheckAgain={nothing}
    unsafe={0}
    tasks={[
      {
        key: 'a',
        shape: 'late',
        tone: 'late',
        title: 'Latihan pemulihan',
        what: 'Cadangan dibuka di tempat terpisah, beberapa berkas dicoba, lalu dihapus.',
        late: 'Lewat batas 10 Nov',
        when: 'Kira-kira 10 menit. Tidak mengganggu yang bekerja.',
        action: { label: 'Mulai', onAct: nothing },
      },
      {
        key: 'b',
        shape: 'soon',
        tone: 'plain',
        title: 'Dua akun tanpa langkah kedua',
        what: 'Melati dan Cempaka masuk hanya dengan kata sandi.',
        when: 'Sejak Selasa 1 Des mereka tidak dapat masuk tanpa itu.',
        action: { label: 'Ingatkan', onAct: nothing },
      },
    ]}
    groups={[
      {
        key: 'k',
        title: 'Kunci',
        checks: [{ key: '1', title: 'Kunci terpisah dari data', small: 'Berganti 1 Okt, berikutnya 1 Jan' }],
      },
      {
        key: 'c',
        title: 'Cadangan',
        checks: [
          {
            key: '2',
            title: 'Hari ini 02.10, dibaca ulang sampai habis',
            small: 'Data dan kunci di dua tempat berbeda',
          },
        ],
      },
      {
        key: 's',
        title: 'Siapa melihat apa',
        checks: [{ key: '3', title: 'Jejak akses utuh, 1.204.880 catatan', small: 'Saksi: Dinas Kominfo, 06.00' }],
      },
    ]}
    limits={[
      'Layar yang difoto, dan orang yang bercerita.',
      'Pengelola komputer melihat siapa masuk, kapan, dan berapa banyak. Tidak melihat isi.',
    ]}
  />
)
