/** Screens of this slice with invented data, for the gallery. */
import { useState } from 'react'
import type { DocumentFile } from '../parts/document-files.tsx'
import { FileScreen } from '../screens/file.tsx'
import type { FileProps, StoryEntry } from '../screens/file.props.ts'

const nothing = () => undefined

const STORY: readonly StoryEntry[] = [
  {
    id: '8',
    day: '2026-11-24',
    date: '24 Nov',
    kind: 'Catatan',
    shape: 'away',
    shapeLabel: 'Belum terkirim',
    title: 'Gambar baru',
    lines: ['Kancil menunjukkan gambar barunya.'],
    by: 'Anda, ditulis 09.38',
    pending: { text: 'Tersimpan di gawai ini, belum terkirim', refused: false, to: '/outbox' },
  },
  {
    id: '7',
    day: '2026-11-17',
    date: '17 Nov',
    kind: 'Rujukan',
    shape: 'waiting',
    shapeLabel: 'Menunggu',
    title: 'Konseling di Puskesmas Bulan',
    wait: {
      text: 'Menunggu Puskesmas Bulan sejak 17\u00A0Nov, 7\u00A0hari',
      small: 'Jawaban paling lambat besok. Lalu Wira diberi tahu.',
      actions: [
        { label: 'Ingatkan', onAct: nothing },
        { label: 'Tarik kembali', onAct: nothing },
      ],
    },
    pairs: [
      { name: 'Dikirim', value: 'alias, usia, kebutuhan, cara menghubungi' },
      { name: 'Tidak dikirim', value: 'nama, alamat, riwayat' },
    ],
    by: 'Dikirim Sari',
  },
  {
    id: '6',
    day: '2026-11-14',
    date: '14 Nov',
    kind: 'Koreksi',
    shape: 'fix',
    shapeLabel: 'Koreksi',
    title: 'Tanggal lahir',
    correction: {
      before: 'sekitar 2012, perkiraan',
      after: '4 Maret 2013',
      why: 'Akta lahir ditemukan di rumah bibi. Salinan ada di dokumen.',
    },
    by: 'Sari, ditulis 14 Nov di lapangan, terkirim 15 Nov',
  },
  {
    id: '5',
    day: '2026-11-10',
    date: '10 Nov',
    kind: 'Konferensi kasus',
    shape: 'decision',
    shapeLabel: 'Keputusan',
    title: 'Kancil ikut kelas susulan mulai Januari',
    lines: ['Empat lembaga hadir. Dinas Pendidikan tidak hadir dan hanya diberi tahu tugasnya.'],
    quiet: ['Pendapat lain dicatat: Bapas meminta mulai Februari, agar sidang selesai dulu.'],
    by: 'Wira. Dua tugas dibuat dari keputusan ini.',
  },
  {
    id: '4',
    day: '2026-11-05',
    date: '5 Nov',
    kind: 'Kunjungan',
    shape: 'open',
    title: 'Di rumah bibi, 50 menit',
    lines: ['Kancil membantu memasak dan banyak bercerita. Bibi khawatir soal biaya seragam.'],
    quote: 'Saya mau sekolah lagi, tapi jangan yang dekat jalan lama.',
    by: 'Sari, ditulis 6 Nov',
    menu: {
      label: 'Perbaiki, Salah berkas: Di rumah bibi, 50 menit, 3 Nov',
      actions: [
        { label: 'Perbaiki', to: '#a' },
        { label: 'Salah berkas', to: '#b' },
      ],
    },
  },
  {
    id: '3',
    day: '2026-09-03',
    date: '3 Sep',
    kind: 'Tahap',
    shape: 'today',
    tone: 'today',
    title: 'Rehabilitasi dimulai',
    quiet: ['Rencana disahkan Wira. Kancil menyimpan salinannya.'],
  },
  {
    id: '2',
    day: '2026-08-14',
    date: '14 Agu',
    kind: 'Persetujuan',
    shape: 'held',
    shapeLabel: 'Ada yang ditahan',
    title: 'Kancil dan bibi setuju, satu hal ditahan',
    pairs: [
      { name: 'Boleh tahu', value: 'Puskesmas Bulan, Sentra Teduh' },
      { name: 'Ditahan', value: 'alamat bibi, dari semua lembaga', withheld: true },
      { name: 'Sebab', value: 'Kancil takut ditemukan orang lama.' },
    ],
    by: 'Sari, dibacakan dalam bahasa daerah',
  },
  {
    id: '1',
    day: '2026-08-12',
    date: '12 Agu',
    kind: 'Penerimaan',
    shape: 'open',
    title: 'Dirujuk oleh pekerja sosial Kota Embun',
    lines: ['Diserahkan kepada kita dalam 18 jam. Diperiksa aman malam itu juga.'],
    by: 'Bagas',
  },
]

const KANCIL: Omit<FileProps, 'order' | 'onOrder' | 'story'> = {
  back: { to: '/parts/caseload', label: 'Anak saya' },
  alias: 'Kancil',
  code: 'AWN-4K7M',
  facts: ['perempuan, 13 tahun', 'di rumah bibi, Desa Sungai Madu', 'bersama Anda sejak 12 Agustus'],
  stage: {
    at: 3,
    steps: [
      { name: 'Identifikasi', note: '12 Agu' },
      { name: 'Asesmen', note: '14 Agu' },
      { name: 'Rencana', note: '28 Agu' },
      { name: 'Rehabilitasi', note: 'sejak 3 Sep' },
      { name: 'Reintegrasi' },
      { name: 'Pendampingan lanjut' },
    ],
  },
  next: {
    title: 'Kunjungan rumah, hari ini 10.00',
    text: 'Desa Sungai Madu, 40 menit dari kantor. Bawa rencana satu halaman untuk Kancil.',
    action: { label: 'Catat kunjungan', to: '#kunjungan' },
  },
  write: [
    { label: 'Catatan', to: '#catatan' },
    { label: 'Perubahan keadaan', to: '#fakta' },
    { label: 'Dokumen', to: '#dokumen' },
    { label: 'Rujukan', to: '/parts/refer' },
    { label: 'Serah terima', to: '#serah' },
  ],
  notices: [],
  known: [
    {
      key: 'birth',
      name: 'Lahir',
      value: '4 Maret 2013',
      source: 'Sari, 14 Nov, dari akta lahir',
      state: 'plain',
      correctTo: '/parts/refer',
      earlier: [{ value: 'sekitar 2012, perkiraan', source: 'Bagas, 12 Agu, saat penerimaan' }],
    },
    {
      key: 'village',
      name: 'Desa',
      value: 'ditahan Kancil',
      source: 'dari semua lembaga, sejak 14 Agu',
      state: 'withheld',
      earlier: [],
    },
    {
      key: 'school',
      name: 'Sekolah',
      value: 'SMP 3 Awan',
      source: 'Sari, 5 Nov; Bagas, 6 Nov',
      state: 'conflict',
      to: '/parts/conflict',
      earlier: [],
    },
  ],
  deadlines: [
    {
      key: 'a',
      shape: 'soon',
      shapeLabel: 'Minggu ini',
      tone: 'plain',
      title: 'Tinjau rencana',
      when: '3 Des, tiga bulan sejak disahkan',
      law: 'Pedoman nasional, bagian 5',
    },
    {
      key: 'b',
      shape: 'open',
      shapeLabel: 'Nanti',
      tone: 'plain',
      title: 'Lima syarat sebelum pulang',
      when: 'Sebelum tahap Reintegrasi',
      law: 'PP 78/2021 Pasal 88',
    },
    {
      key: 'c',
      shape: 'done',
      shapeLabel: 'Selesai',
      tone: 'plain',
      title: 'Pendamping di pengadilan ditunjuk',
      when: 'Selesai 13 Agu, hari pertama',
      law: 'UU 35/2014 Pasal 59A',
      unverified: true,
    },
  ],
  access: [
    { key: '1', who: 'Anda', why: 'Pekerja kasus, ditugaskan 12 Agu' },
    { key: '2', who: 'Wira', why: 'Penyelia Anda' },
    { key: '3', who: 'Puskesmas Bulan', why: 'Hanya paket rujukan, sampai 17 Feb' },
  ],
  accessLogTo: '/parts/access-log',
  documents: [
    { key: '1', title: 'Akta lahir', small: 'Sari, 14 Nov', files: [paper('PDF', false, null)] },
    { key: '2', title: 'Kartu imunisasi', small: 'Anda, hari ini', files: [paper('Foto', true, { done: 400_000 })] },
    { key: '3', title: 'Surat sekolah', small: 'Wira, hari ini', files: [paper('Foto', true, 'elsewhere')] },
  ],
  addDocumentTo: '/parts/file',
  revealName: () => Promise.resolve([{ text: 'Melur Kenanga' }, { text: 'NIK 9901020304050607' }]),
}

function paper(name: string, picture: boolean, onItsWay: DocumentFile['onItsWay']): DocumentFile {
  const load = () => Promise.resolve({ ok: false, why: 'gone' } as const)
  return { key: name, name, size: 1_200_000, picture, saveAs: name, onItsWay, load }
}

export function File({ notices = [] }: { readonly notices?: FileProps['notices'] }) {
  const [order, setOrder] = useState<'newest' | 'oldest'>('newest')
  return (
    <FileScreen
      {...KANCIL}
      notices={notices}
      story={order === 'newest' ? STORY : STORY.toReversed()}
      order={order}
      onOrder={() => setOrder(order === 'newest' ? 'oldest' : 'newest')}
    />
  )
}

export const NewFile = () => (
  <FileScreen
    {...KANCIL}
    stage={{ at: 0, steps: [{ name: 'Identifikasi', note: 'sejak hari ini' }] }}
    next={null}
    known={[]}
    deadlines={[]}
    documents={[]}
    revealName={null}
    story={[]}
    order="newest"
    onOrder={nothing}
  />
)
