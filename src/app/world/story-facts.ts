import { CAST } from './cast.ts'
import { drawing } from './papers.ts'
import { document, onDay, register, tell, visit, type Scene } from './scene.ts'

const { sari, wira } = CAST

/** Two birth dates, said by two people who had not seen each other's: `look/screens/05-conflict.html`. */
export function rusa(scene: Scene): void {
  const told = register(scene, sari, -60, '13:15', {
    alias: 'Rusa',
    code: 'AWN-8CN5',
    sex: 'male',
    birth: { precision: 'year', value: '2012', estimated: true },
    village: 'Desa Tanjung Camar',
    subdistrict: 'Kecamatan Muara Biru',
    came: 'hotline',
    identity: { trueName: 'Rusa Nipah', guardianName: 'Suji Nipah (ibu)', phones: ['08000000523'] },
  })
  tell(told, sari, -58, '10:45', 'facts-set', {
    facts: {
      care: { livesWith: 'mother' },
      school: { attends: 'no', level: 'kelas 7, berhenti' },
      contact: { way: 'visit', safe: true },
    },
    occurred: onDay(scene, -58),
  })
  visit(told, sari, -30, '09:30', {
    minutes: 55,
    text: 'Rusa memperbaiki jala bersama kakaknya. Ia mau sekolah lagi bila tidak diejek.',
  })
  const saw = 3
  tell(
    told,
    sari,
    -3,
    '11:05',
    'facts-set',
    { facts: { birth: { precision: 'day', value: '2012-03-04' } }, occurred: onDay(scene, -3) },
    { saw, received: scene.calendar.moment(-2, '18:30') },
  )
  tell(
    told,
    wira,
    -2,
    '15:20',
    'facts-set',
    { facts: { birth: { precision: 'day', value: '2011-03-04' } }, occurred: onDay(scene, -2) },
    { saw, received: scene.calendar.moment(-2, '19:05') },
  )
  visit(
    told,
    sari,
    -3,
    '11:30',
    { minutes: 40, text: 'Ibu memperlihatkan kartu imunisasi. Tahun jelas terbaca, capnya dari Puskesmas.' },
    { received: scene.calendar.moment(-2, '19:10') },
  )
  // The text has arrived; the photograph still waits for a network.
  const card = scene.book.attach(drawing(320, 240), 'image/png', false)
  document(told, sari, -2, '18:40', 'Foto kartu imunisasi', card)
}

/** Closed, and opened again. */
export function kenari(scene: Scene): void {
  const told = register(scene, sari, -320, '08:40', {
    alias: 'Kenari',
    code: 'AWN-3VB9',
    sex: 'female',
    birth: { precision: 'day', value: '2011-06-21' },
    village: 'Desa Rawa Teratai',
    subdistrict: 'Kecamatan Hulu Awan',
    came: 'village',
    identity: { trueName: 'Kenari Talas', phones: ['08000000634'], nik: '9906110000000077' },
  })
  visit(told, sari, -290, '10:00', {
    minutes: 40,
    text: 'Kenari pandai menjahit. Neneknya mengajar.',
    quote: 'Nenek bilang jahitan saya lurus.',
  })
  visit(told, sari, -200, '10:20', { where: 'school', minutes: 30, text: 'Nilai baik. Dua teman dekat.' })
  tell(told, sari, -120, '16:00', 'closed', {
    reason: 'goals-met',
    text: 'Sekolah, tidur, dan hubungan dengan ibu membaik. Kenari menyimpan satu halaman ringkasan.',
    occurred: onDay(scene, -120),
  })
  tell(told, sari, -16, '09:20', 'reopened', {
    reason: 'Kenari menelepon sendiri: orang lama menghubungi lewat teman. Ia ingin ditemani lagi.',
    occurred: onDay(scene, -16),
  })
  tell(told, sari, -16, '09:40', 'facts-set', {
    facts: { contact: { way: 'phone', safe: false, note: 'Hanya ke nomor baru, dan hanya pagi.' } },
    occurred: onDay(scene, -16),
  })
  visit(told, sari, -4, '09:05', {
    where: 'phone',
    minutes: 20,
    text: 'Nomor lama sudah tidak dipakai. Kenari tidur di rumah bibi minggu ini.',
  })
}

/** Came today; almost nothing is known yet. */
export function bangau(scene: Scene): void {
  const told = register(scene, sari, -1, '22:10', {
    alias: 'Bangau',
    code: 'AWN-4GT8',
    sex: 'unknown',
    birth: { precision: 'unknown' },
    came: 'hotline',
    note: 'Telepon dari Dinas Sosial. Anak kecil, berbicara bahasa yang belum kami kenali.',
    identity: { trueName: 'belum diketahui' },
  })
  tell(told, sari, -1, '22:40', 'facts-set', {
    facts: { care: { livesWith: 'unknown' }, contact: { way: 'none', safe: false } },
    occurred: onDay(scene, -1),
  })
}

/** From an old list: the source stands beside each fact. A visit of another child, taken back. */
export function cendrawasih(scene: Scene): void {
  const told = register(scene, sari, -55, '14:00', {
    alias: 'Cendrawasih',
    code: 'AWN-8HV3',
    sex: 'female',
    birth: { precision: 'age', years: 12, on: scene.calendar.day(-365) },
    village: 'Desa Lembah Padi',
    came: 'import',
    source: {
      import: scene.newStream(),
      sheet: 'Data Anak 2025',
      row: 17,
      raw: {
        Nama: 'cendrawasih sawo',
        Umur: '± 12 th',
        'L/P': 'P',
        Alamat: 'Lembah Padi RT 4',
        Ket: 'sdh pulang, blm sekolah',
      },
    },
    identity: { trueName: 'Cendrawasih Sawo', address: 'Lembah Padi RT 4' },
  })
  const wrong = visit(told, sari, -28, '11:00', {
    minutes: 35,
    text: 'Di rumah singgah, ditemani petugas.',
    where: 'institution',
  })
  tell(
    told,
    sari,
    -27,
    '08:05',
    'retracted',
    { reason: 'wrong-child', why: 'Ini kunjungan anak lain. Ditulis di berkas yang salah.' },
    { refs: [wrong.id] },
  )
  visit(told, sari, -26, '09:45', { minutes: 40, text: 'Cendrawasih sudah di rumah dan ingin sekolah lagi.' })
}

/** Closed on a birth date that was corrected since: the decision stays, and is marked. */
export function kutilang(scene: Scene): void {
  const year = Number(scene.calendar.today.slice(0, 4))
  const told = register(scene, sari, -280, '09:00', {
    alias: 'Kutilang',
    code: 'AWN-5SN9',
    sex: 'male',
    birth: { precision: 'year', value: String(year - 18) },
    village: 'Desa Batu Lontar',
    subdistrict: 'Kecamatan Hulu Awan',
    came: 'own',
    identity: { trueName: 'Kutilang Jambu', phones: ['08000001290'] },
  })
  visit(told, sari, -240, '10:00', { minutes: 30, text: 'Kutilang bekerja di kapal pamannya.' })
  tell(told, sari, -30, '15:00', 'closed', {
    reason: 'aged-out',
    text: 'Sudah 18 tahun. Diserahkan kepada layanan dewasa.',
    occurred: onDay(scene, -30),
  })
  const first = scene.book.streams.get(told.file)?.entries[0]?.entry.id ?? ''
  tell(
    told,
    sari,
    -7,
    '10:10',
    'corrected',
    {
      facts: { birth: { precision: 'month', value: `${year - 17}-03` } },
      why: 'Ijazah SD ditemukan: lahir Maret, satu tahun lebih muda.',
      occurred: onDay(scene, -7),
    },
    { refs: [first] },
  )
}
