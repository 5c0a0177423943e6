import { later } from './book.ts'
import { CAST } from './cast.ts'
import { inReferral, note, onDay, refer, register, type Scene, served, tell, visit } from './scene.ts'

/** Sari's other children. Each shows something that a screen must be able to say. */
export function sarisChildren(scene: Scene): void {
  merak(scene)
  bulbul(scene)
  pipit(scene)
  rusa(scene)
  kenari(scene)
  tupai(scene)
  camar(scene)
  jalak(scene)
  bangau(scene)
  landak(scene)
  trenggiling(scene)
  cendrawasih(scene)
  kutilang(scene)
}

const { sari, wira, bayu, mawar, wulan, kenanga, melati } = CAST

/** A referral that ran its course: accepted, served, closed. */
function merak(scene: Scene): void {
  const told = register(scene, sari, -210, '10:05', {
    alias: 'Merak',
    code: 'AWN-9T2R',
    sex: 'male',
    birth: { precision: 'month', value: '2010-02' },
    village: 'Desa Batu Lontar',
    subdistrict: 'Kecamatan Hulu Awan',
    came: 'police',
    note: 'Diserahkan Bapas dengan surat. Datang bersama paman.',
    identity: {
      trueName: 'Merak Lontar',
      otherNames: ['Mer'],
      phones: ['08000000212'],
      guardianName: 'Jati Lontar (paman)',
      nik: '9902100000000041',
    },
  })
  tell(told, sari, -208, '09:30', 'facts-set', {
    facts: {
      care: { livesWith: 'aunt-uncle', detail: 'paman dari ayah' },
      contact: { way: 'phone', safe: true, note: 'Telepon paman dahulu.' },
      school: { attends: 'sometimes', name: 'SMP 3 Awan', level: 'kelas 8' },
    },
    occurred: onDay(scene, -208),
  })
  visit(told, sari, -190, '13:00', {
    minutes: 45,
    text: 'Merak membantu paman di bengkel. Ia ingin belajar mesin.',
    quote: 'Saya mau bengkel sendiri nanti.',
  })
  const referral = refer(told, sari, 'teduh', -160, '11:00', {
    need: 'Pendampingan keluarga',
    detail: 'Paman kadang marah bila Merak pulang malam.',
    package: {
      birth: { precision: 'month', value: '2010-02' },
      sex: 'male',
      contact: 'Lewat paman, siang hari.',
      care: 'tinggal dengan paman',
    },
    withheld: ['name', 'story'],
    answerIn: -152,
  })
  inReferral(referral, kenanga, -158, '08:55', 'referral-answered', {
    answer: 'accepted',
    first: onDay(scene, -154),
    note: 'Kami datang ke rumah dengan dua orang.',
  })
  served(referral, kenanga, -154, '15:20', 'Berbicara dengan paman dan Merak, masing-masing sendiri, lalu bersama.')
  served(referral, kenanga, -126, '15:00', 'Tidak jadi bertemu, Merak sedang ujian.', 'not-served')
  served(referral, kenanga, -98, '15:10', 'Paman dan Merak punya kesepakatan jam pulang yang mereka tulis sendiri.')
  inReferral(referral, kenanga, -60, '10:00', 'referral-closed', {
    outcome: 'done',
    note: 'Lima pertemuan. Keluarga dapat menghubungi kami lagi kapan saja.',
  })
  visit(told, sari, -33, '16:00', {
    minutes: 30,
    where: 'school',
    text: 'Wali kelas senang. Nilai naik, bolos dua hari saja.',
  })
  visit(told, sari, -1, '14:10', {
    where: 'phone',
    minutes: 10,
    text: 'Paman menelepon: laporan sosial untuk Bapas diminta besok.',
  })
}

/** Accepted and being served; an age that is only about right. */
function bulbul(scene: Scene): void {
  const told = register(scene, sari, -150, '15:40', {
    alias: 'Bulbul',
    code: 'AWN-2HX8',
    sex: 'female',
    birth: { precision: 'age', years: 9, on: scene.calendar.day(-150), plusMinus: 1 },
    village: 'Desa Lembah Padi',
    subdistrict: 'Kecamatan Bukit Rusa',
    came: 'returned',
    identity: { trueName: 'Bulbul Randu', guardianName: 'Kapas (ibu asuh)', phones: ['08000000315'] },
  })
  tell(told, sari, -149, '10:00', 'facts-set', {
    facts: {
      care: { livesWith: 'foster', detail: 'ibu asuh, dua anak lain' },
      contact: { way: 'phone', safe: true },
      school: { attends: 'yes', name: 'SD 1 Lembah Padi' },
    },
    occurred: onDay(scene, -149),
  })
  visit(told, sari, -120, '10:00', {
    minutes: 60,
    text: 'Bulbul menunjukkan kamarnya. Ia memberi nama pada ketiga ayam.',
    quote: 'Yang ini namanya Pelan.',
  })
  const referral = refer(told, sari, 'bulan', -45, '09:15', {
    need: 'Pemeriksaan kesehatan dan gizi',
    package: {
      birth: { precision: 'age', years: 9, on: scene.calendar.day(-150), plusMinus: 1 },
      sex: 'female',
      contact: 'Lewat ibu asuh, 0800 000 315.',
    },
    withheld: ['name', 'story'],
    answerIn: -38,
    until: 60,
  })
  // Answered after the day that was asked for: late, and welcome.
  inReferral(referral, mawar, -34, '11:30', 'referral-answered', {
    answer: 'accepted',
    first: onDay(scene, -30),
    note: 'Maaf terlambat, dokter baru datang.',
  })
  served(referral, mawar, -30, '09:40', 'Berat badan naik satu kilogram sejak bulan lalu. Obat cacing diberikan.')
  served(referral, sari, -20, '08:15', 'Terima kasih. Ibu asuh bertanya apakah vitamin diteruskan.', 'message')
  served(referral, mawar, -19, '13:05', 'Ya, diteruskan dua bulan. Ambil di loket tiga.', 'message')
  visit(told, sari, -14, '10:30', {
    where: 'phone',
    minutes: 15,
    text: 'Ibu asuh menelepon. Bulbul sehat dan makan banyak.',
  })
}

/** The provider asks before it decides: the caseworker's turn. */
function pipit(scene: Scene): void {
  const told = register(scene, sari, -80, '09:50', {
    alias: 'Pipit',
    code: 'AWN-6PD3',
    sex: 'female',
    birth: { precision: 'year', value: '2015' },
    village: 'Desa Kebun Pala',
    subdistrict: 'Kecamatan Muara Biru',
    came: 'school',
    identity: {
      trueName: 'Pipit Pala',
      phones: ['08000000418'],
      guardianName: 'Sirih Pala (ibu)',
      address: 'Gang Pala 3, Desa Kebun Pala',
    },
  })
  tell(told, sari, -78, '11:10', 'facts-set', {
    facts: {
      care: { livesWith: 'mother' },
      school: { attends: 'yes', name: 'SD Kebun Pala', level: 'kelas 5' },
      contact: { way: 'school', safe: false, note: 'Jangan ke rumah: ayah tiri belum tahu.' },
    },
    occurred: onDay(scene, -78),
  })
  visit(told, sari, -40, '10:00', {
    where: 'school',
    seen: 'child-alone',
    minutes: 35,
    text: 'Di ruang perpustakaan, ditemani Bu Guru. Pipit menulis lebih banyak daripada berbicara.',
    quote: 'Saya tulis saja, boleh?',
  })
  const referral = refer(told, sari, 'bulan', -9, '10:20', {
    need: 'Konseling, satu kali seminggu',
    package: {
      birth: { precision: 'year', value: '2015' },
      sex: 'female',
      contact: 'Di sekolah, lewat Bu Guru. Jangan ke rumah.',
      school: 'SD Kebun Pala, kelas 5',
    },
    withheld: ['name', 'village', 'care', 'story'],
    agreed: { basis: 'agreement', who: ['child'], on: onDay(scene, -10) },
    answerIn: 3,
  })
  inReferral(referral, mawar, -2, '14:25', 'referral-answered', {
    answer: 'asked',
    note: 'Apakah Pipit lebih nyaman dengan konselor perempuan, dan bolehkah di ruang UKS sekolah?',
  })
  visit(told, sari, -6, '10:40', {
    where: 'school',
    minutes: 20,
    text: 'Pipit setuju bertemu Puskesmas, asal di sekolah.',
  })
}

/** Two birth dates, said by two people who had not seen each other's: `look/screens/05-conflict.html`. */
function rusa(scene: Scene): void {
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
}

/** Closed, and opened again. */
function kenari(scene: Scene): void {
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

/** Declined, with the reason. */
function tupai(scene: Scene): void {
  const told = register(scene, sari, -40, '10:30', {
    alias: 'Tupai',
    code: 'AWN-5JW2',
    sex: 'male',
    birth: { precision: 'day', value: '2019-01-30', estimated: true },
    village: 'Desa Sungai Madu',
    subdistrict: 'Kecamatan Bukit Rusa',
    came: 'returned',
    identity: { trueName: 'Tupai Salak', guardianName: 'Kemuning Salak (nenek)', phones: ['08000000745'] },
  })
  tell(told, sari, -39, '09:00', 'facts-set', {
    facts: { care: { livesWith: 'grandparents' }, language: 'bahasa daerah', school: { attends: 'never' } },
    occurred: onDay(scene, -39),
  })
  const referral = refer(told, sari, 'pendidikan', -20, '10:00', {
    need: 'Kelas susulan',
    package: {
      birth: { precision: 'day', value: '2019-01-30', estimated: true },
      contact: 'Lewat Sari, 0800 000 101.',
    },
    withheld: ['name', 'village', 'story'],
    answerIn: -12,
  })
  inReferral(referral, wulan, -15, '13:40', 'referral-answered', {
    answer: 'declined',
    note: 'Kelas susulan mulai umur delapan tahun. TK Melati masih punya tempat; kami dapat menelepon mereka bila Anda mau.',
  })
  visit(told, sari, -1, '09:20', {
    minutes: 35,
    seen: 'child',
    text: 'Tupai menghitung sampai dua puluh. Nenek setuju TK.',
  })
}

/** Waiting beyond the day that was asked for; another referral taken back. */
function camar(scene: Scene): void {
  const told = register(scene, sari, -180, '11:25', {
    alias: 'Camar',
    code: 'AWN-7RF4',
    sex: 'female',
    birth: { precision: 'day', value: '2014-02-11' },
    village: 'Desa Tanjung Camar',
    subdistrict: 'Kecamatan Muara Biru',
    came: 'other',
    identity: { trueName: 'Camar Pandan', phones: ['08000000856'], guardianName: 'Pandan (ibu)' },
  })
  tell(told, sari, -178, '10:15', 'facts-set', {
    facts: { care: { livesWith: 'parents' }, school: { attends: 'no' }, contact: { way: 'visit', safe: true } },
    occurred: onDay(scene, -178),
  })
  visit(told, sari, -90, '14:00', {
    minutes: 50,
    text: 'Camar sudah kembali ke rumah orang tuanya tiga minggu. Ia tidur di kamar sendiri.',
  })
  const first = refer(told, sari, 'bulan', -50, '09:00', {
    need: 'Konseling, satu kali seminggu',
    package: { sex: 'female', contact: 'Lewat Sari, 0800 000 101.' },
    withheld: ['name', 'village', 'story'],
    answerIn: -42,
  })
  inReferral(first, sari, -46, '16:20', 'referral-closed', {
    outcome: 'withdrawn',
    note: 'Camar belum mau. Kita tanya lagi bulan depan.',
  })
  refer(told, sari, 'pendidikan', -15, '08:30', {
    need: 'Tempat di sekolah semester depan',
    detail: 'SMP 3 Awan, bersama sepupunya.',
    package: {
      birth: { precision: 'day', value: '2014-02-11' },
      contact: 'Lewat ibu, siang.',
      school: 'belum sekolah sejak tahun lalu',
    },
    withheld: ['village', 'story'],
    answerIn: -5,
  })
  visit(told, sari, -8, '15:00', {
    minutes: 45,
    text: 'Seragam sudah dijahit. Camar bertanya setiap hari kapan mulai.',
  })
}

/** A month is all that is known of the birth; soon eighteen. Sent in an emergency, without agreement. */
function jalak(scene: Scene): void {
  const year = Number(scene.calendar.today.slice(0, 4)) - 17
  const told = register(scene, sari, -260, '14:35', {
    alias: 'Jalak',
    code: 'AWN-1ZK6',
    sex: 'male',
    birth: { precision: 'month', value: `${year - 1}-12` },
    came: 'police',
    identity: { trueName: 'Jalak Waru', phones: ['08000000967'], nik: '9912080000000035' },
  })
  visit(told, sari, -230, '10:00', {
    where: 'institution',
    minutes: 60,
    seen: 'child-alone',
    text: 'Di rumah singgah. Jalak tenang dan minta buku.',
  })
  const referral = refer(told, sari, 'teduh', -70, '21:40', {
    need: 'Tempat aman malam ini',
    package: { sex: 'male', contact: 'Telepon Sari malam ini, 0800 000 101.' },
    agreed: {
      basis: 'emergency',
      reason: 'Dua orang menunggu di depan rumah singgah. Jalak tidak dapat ditanya dahulu.',
    },
    withheld: ['name', 'story'],
    answerIn: -69,
  })
  inReferral(referral, kenanga, -70, '22:10', 'referral-answered', { answer: 'accepted', note: 'Dijemput sekarang.' })
  served(referral, kenanga, -69, '07:30', 'Tiba dengan selamat pukul 23.05. Sudah makan dan tidur.')
  inReferral(referral, kenanga, -40, '09:00', 'referral-closed', { outcome: 'done' })
  note(told, wira, -38, '10:00', 'Sudah dibahas dengan Bapas. Tinjau sebelum usia 18.')
  visit(told, sari, -11, '16:40', {
    where: 'phone',
    minutes: 12,
    text: 'Jalak mulai magang. Ia minta dihubungi malam saja.',
  })
}

/** Came today; almost nothing is known yet. */
function bangau(scene: Scene): void {
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

/** Offered to a colleague, who has not answered: Sari stays responsible. */
function landak(scene: Scene): void {
  const told = register(scene, sari, -140, '09:10', {
    alias: 'Landak',
    code: 'AWN-2MD7',
    sex: 'male',
    birth: { precision: 'year', value: '2013', plusMinus: 1 },
    village: 'Desa Rawa Teratai',
    subdistrict: 'Kecamatan Hulu Awan',
    came: 'school',
    identity: { trueName: 'Landak Sagu', phones: ['08000001078'] },
  })
  visit(told, sari, -100, '10:10', { minutes: 45, text: 'Landak mengurus kebun sekolah. Ayahnya datang juga.' })
  visit(told, sari, -25, '10:30', {
    minutes: 30,
    where: 'school',
    text: 'Semua baik. Rumahnya sekarang lebih dekat ke kantor Bayu.',
  })
  tell(told, sari, -2, '11:45', 'handed-over', {
    to: bayu.person,
    reason: 'Keluarga pindah ke Hulu Awan, wilayah Bayu. Kunjungan berikutnya bersama-sama.',
    occurred: onDay(scene, -2),
  })
}

/** Taken over from Bayu; a note that he wrote before, and that arrived after, waits for Sari. */
function trenggiling(scene: Scene): void {
  const told = register(scene, bayu, -200, '10:00', {
    alias: 'Trenggiling',
    code: 'AWN-6QB4',
    sex: 'female',
    birth: { precision: 'age', years: 7, months: 6, on: scene.calendar.day(-200) },
    village: 'Desa Kebun Pala',
    subdistrict: 'Kecamatan Muara Biru',
    came: 'village',
    identity: { trueName: 'Trenggiling Pala', guardianName: 'Manggis (nenek)', phones: ['08000001189'] },
  })
  visit(told, bayu, -150, '13:00', { minutes: 40, text: 'Anak senang bila neneknya dekat.' })
  tell(told, bayu, -13, '15:10', 'handed-over', {
    to: sari.person,
    reason: 'Saya cuti tiga bulan. Anak sudah kenal Sari.',
    occurred: onDay(scene, -13),
  })
  tell(told, sari, -12, '08:20', 'hand-over-accepted', { note: 'Saya datang hari Kamis.' })
  visit(told, sari, -9, '10:00', { minutes: 50, text: 'Kunjungan pertama saya. Nenek memasak bubur.' })
  const late = scene.calendar.moment(-14, '16:30')
  scene.book.writeLate(
    bayu,
    told.file,
    'visit',
    {
      occurred: onDay(scene, -14),
      where: 'home',
      seen: 'child',
      minutes: 30,
      text: 'Berpamitan. Anak memberi saya gambar rumahnya.',
    },
    late,
    { saw: 3, received: scene.calendar.moment(-3, '07:50') },
  )
}

/** From an old list: the source stands beside each fact. A visit of another child, taken back. */
function cendrawasih(scene: Scene): void {
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
function kutilang(scene: Scene): void {
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

/** Offered to Sari by Melati: hers to accept or decline. Not among her own until then. */
export function offeredToSari(scene: Scene): void {
  const told = register(scene, melati, -95, '10:50', {
    alias: 'Jelatik',
    code: 'AWN-0QW6',
    sex: 'female',
    birth: { precision: 'year', value: '2016' },
    village: 'Desa Sungai Madu',
    subdistrict: 'Kecamatan Bukit Rusa',
    came: 'village',
    identity: { trueName: 'Jelatik Kelor', phones: ['08000001301'], guardianName: 'Kelor (ibu)' },
  })
  visit(told, melati, -50, '09:00', { minutes: 40, text: 'Jelatik dan Kancil satu desa dan saling kenal dari pasar.' })
  tell(told, melati, -1, '13:30', 'handed-over', {
    to: sari.person,
    reason: 'Sari sudah datang ke desa ini setiap minggu.',
    occurred: onDay(scene, -1),
  })
  scene.book.look(melati, 'file.read', [told.file], later(scene.calendar.moment(-1, '13:00'), 5))
}

/** Offered and declined, offered and taken back: a hand-over's other ways. */
export function handOversOfOthers(
  scene: Scene,
  file: { told: ReturnType<typeof register>; by: typeof bayu; to: typeof bayu },
  how: 'declined' | 'withdrawn',
): void {
  const { told, by, to } = file
  tell(told, by, -12, '09:00', 'handed-over', {
    to: to.person,
    reason: 'Wilayahnya lebih dekat.',
    occurred: onDay(scene, -12),
  })
  if (how === 'declined')
    tell(told, to, -11, '10:00', 'hand-over-declined', {
      reason: 'Saya sudah punya 24 berkas. Mohon ditanya lagi bulan depan.',
    })
  else tell(told, by, -10, '11:00', 'hand-over-withdrawn', { reason: 'Keluarga tidak jadi pindah.' })
}
