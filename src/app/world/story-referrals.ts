import { CAST } from './cast.ts'
import { paper } from './papers.ts'
import { document, inReferral, note, onDay, refer, register, served, tell, visit, type Scene } from './scene.ts'

const { kenanga, mawar, sari, wira, wulan } = CAST

/** A referral that ran its course: accepted, served, closed. */
export function merak(scene: Scene): void {
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
  const letter = paper('Surat pengantar', [
    'Contoh rekaan. Lembaga ini tidak ada.',
    'Perihal: penyerahan anak dan wali',
  ])
  document(told, sari, -209, '11:00', 'Surat Bapas', scene.book.attach(letter, 'application/pdf'))
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
export function bulbul(scene: Scene): void {
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
export function pipit(scene: Scene): void {
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

/** Declined, with the reason. */
export function tupai(scene: Scene): void {
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
export function camar(scene: Scene): void {
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
export function jalak(scene: Scene): void {
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
