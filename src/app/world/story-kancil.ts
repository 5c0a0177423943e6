import { later } from './book.ts'
import { CAST } from './cast.ts'
import { drawing, paper } from './papers.ts'
import { document, note, onDay, refer, register, type Scene, tell, visit } from './scene.ts'

/** Kancil's story, as `look/screens/03-file.html` tells it, as far as today's kinds of entries go. */
export function kancil(scene: Scene): void {
  const { sari, wira } = CAST
  const told = register(scene, sari, -104, '19:20', {
    alias: 'Kancil',
    code: 'AWN-4K7M',
    sex: 'female',
    birth: { precision: 'year', value: '2012', estimated: true },
    village: 'Desa Sungai Madu',
    subdistrict: 'Kecamatan Bukit Rusa',
    came: 'other',
    note: 'Dirujuk oleh pekerja sosial Kota Embun. Diserahkan kepada kita dalam 18 jam. Diperiksa aman malam itu juga.',
    identity: {
      trueName: 'Kancil Cendana',
      otherNames: ['Cana'],
      guardianName: 'Seruni (bibi)',
      phones: ['08000000147'],
      address: 'Jalan Kenanga 12, RT 02, Desa Sungai Madu',
      birthplace: 'Kota Embun',
    },
  })
  tell(told, sari, -103, '10:15', 'facts-set', {
    facts: {
      care: { livesWith: 'aunt-uncle', detail: 'rumah bibi, Desa Sungai Madu' },
      contact: { way: 'visit', safe: true, note: 'Datang ke rumah bibi. Jangan telepon pada malam hari.' },
      language: 'bahasa daerah, sedikit bahasa Indonesia',
    },
    occurred: onDay(scene, -103),
  })
  tell(told, sari, -102, '14:40', 'facts-set', {
    facts: { guardianRelation: 'bibi, adik ibu' },
    occurred: onDay(scene, -102),
  })
  note(
    told,
    sari,
    -102,
    '15:10',
    'Kancil dan bibi setuju dibantu, dibacakan dalam bahasa daerah. Kancil takut ditemukan orang lama: alamat bibi tidak diberikan kepada lembaga mana pun.',
  )
  visit(told, sari, -88, '10:30', {
    minutes: 70,
    text: 'Kekuatan: dekat dengan bibi, suka menggambar, membaca lancar. Kebutuhan: tidur, sekolah, akta lahir.',
    quote: 'Gambar ini untuk Ibu Sari.',
    next: 'Tanyakan akta lahir kepada bibi',
  })
  document(told, sari, -88, '12:10', 'Gambar dari Kancil', scene.book.attach(drawing(), 'image/png'))
  tell(told, sari, -76, '09:05', 'facts-set', {
    facts: { school: { attends: 'no', level: 'kelas 6, berhenti tengah tahun' } },
    occurred: onDay(scene, -76),
  })
  visit(told, sari, -54, '13:20', {
    minutes: 40,
    where: 'school',
    seen: 'family',
    text: 'Bersama bibi menemui SD 2 Sungai Madu. Rapor lama masih ada.',
  })
  visit(
    told,
    sari,
    -19,
    '16:05',
    {
      minutes: 50,
      text: 'Kancil membantu memasak dan banyak bercerita. Bibi khawatir soal biaya seragam.',
      quote: 'Saya mau sekolah lagi, tapi jangan yang dekat jalan lama.',
      next: 'Kelas susulan, biaya seragam',
    },
    { received: scene.calendar.moment(-18, '08:10') },
  )
  note(
    told,
    wira,
    -14,
    '11:00',
    'Rapat dengan empat lembaga: Kancil ikut kelas susulan mulai Januari. Bapas meminta mulai Februari, agar sidang selesai dulu.',
  )
  const birth = scene.book.streams.get(told.file)?.entries[0]?.entry.id ?? ''
  tell(
    told,
    sari,
    -10,
    '15:30',
    'corrected',
    {
      facts: { birth: { precision: 'day', value: '2013-03-04' } },
      why: 'Akta lahir ditemukan di rumah bibi. Salinan ada di dokumen.',
      occurred: onDay(scene, -10),
    },
    { refs: [birth], received: scene.calendar.moment(-9, '07:45') },
  )
  const akta = paper('Kutipan Akta Kelahiran', [
    'Contoh rekaan. Orang ini tidak ada.',
    'Nama: Kancil Cendana',
    'Lahir: 4 Maret 2013, Kota Embun',
  ])
  document(told, sari, -10, '15:45', 'Akta lahir', scene.book.attach(akta, 'application/pdf'))
  refer(told, sari, 'bulan', -7, '09:30', {
    need: 'Konseling, satu kali seminggu',
    detail: 'Sulit tidur dan mimpi buruk sejak Agustus. Lebih tenang bila ditemani perempuan.',
    package: {
      birth: { precision: 'day', value: '2013-03-04' },
      sex: 'female',
      contact: 'Lewat Sari, 0800 000 101. Kancil tidak dihubungi langsung.',
      care: 'tinggal dengan bibi',
    },
    withheld: ['name', 'village', 'story'],
    answerIn: 1,
    until: 85,
  })
  visit(told, sari, -5, '12:10', {
    where: 'school',
    minutes: 25,
    text: 'Melihat kelas susulan bersama Kancil. Ia bertanya apakah boleh membawa buku gambar.',
  })
  looks(scene, told.file)
}

/** Who has looked: Wira reads the file, Sari does every few days. */
function looks(scene: Scene, file: string): void {
  const { sari, wira } = CAST
  for (const day of [-88, -54, -19, -10, -7, -5, -1])
    scene.book.look(sari, 'file.read', [file], later(scene.calendar.moment(day, '08:50'), day % 7))
  for (const day of [-76, -14, -6]) scene.book.look(wira, 'file.read', [file], scene.calendar.moment(day, '10:40'))
}
