import { later } from './book.ts'
import { CAST } from './cast.ts'
import { onDay, register, tell, visit, type Scene } from './scene.ts'

const { sari, bayu, melati } = CAST

/** Offered to a colleague, who has not answered: Sari stays responsible. */
export function landak(scene: Scene): void {
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
export function trenggiling(scene: Scene): void {
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
