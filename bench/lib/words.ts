import type { Chance } from '#app/world/seeded.ts'

/** Invented words for the bench's world: animals and plants, numbers that nobody has. */
const ANIMALS = [
  'Kancil',
  'Rusa',
  'Kenari',
  'Merak',
  'Elang',
  'Lebah',
  'Kunang',
  'Jalak',
  'Bangau',
  'Tupai',
  'Penyu',
  'Merpati',
]
const PLANTS = ['Cendana', 'Beringin', 'Seruni', 'Kenanga', 'Melati', 'Pandan', 'Jati', 'Cempaka', 'Akasia', 'Mawar']
const SAYINGS = [
  'Membantu memasak dan banyak bercerita tentang sekolah.',
  'Bibi khawatir soal biaya seragam dan buku.',
  'Tidur lebih baik daripada bulan lalu, masih takut keluar sendiri.',
  'Ingin belajar lagi, tetapi tidak di dekat jalan lama.',
  'Suka menggambar, membaca dengan lancar, bermain dengan adik.',
  'Akta lahir masih dicari; salinan kartu keluarga sudah ada.',
  'Guru akan memberi tugas untuk dikerjakan di rumah.',
]
const LIVES_WITH = ['mother', 'grandparents', 'aunt-uncle', 'foster', 'other-family'] as const
const PLACES = ['home', 'school', 'office', 'phone'] as const
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const letters = (chance: Chance, n: number) =>
  Array.from({ length: n }, () => LETTERS.charAt(chance.below(32))).join('')
const text = (chance: Chance) => Array.from({ length: 2 + chance.below(4) }, () => chance.pick(SAYINGS)).join(' ')
const village = (chance: Chance) => `Desa ${chance.pick(PLANTS)}`

export const words = {
  text,
  child: (chance: Chance) => ({
    alias: `${chance.pick(ANIMALS)} ${letters(chance, 3)}`,
    code: `BCH-${letters(chance, 5)}`,
    sex: chance.pick(['female', 'male'] as const),
    birth: { precision: 'year', value: String(2009 + chance.below(12)) },
    place: { village: village(chance), subdistrict: `Kecamatan ${chance.pick(PLANTS)}` },
  }),
  identity: (chance: Chance) => ({
    trueName: `${chance.pick(ANIMALS)} ${chance.pick(PLANTS)}`,
    guardianName: `${chance.pick(PLANTS)} (bibi)`,
    phones: [`0800000${1000 + chance.below(9000)}`],
    nik: `99${String(chance.below(1e9)).padStart(14, '0')}`,
    address: `Jalan ${chance.pick(PLANTS)} ${1 + chance.below(90)}`,
  }),
  visit: (chance: Chance) => ({
    where: chance.pick(PLACES),
    minutes: 20 + chance.below(60),
    seen: chance.often(0.9) ? 'child' : 'family',
    text: text(chance),
    next: chance.pick(SAYINGS),
  }),
  facts: (chance: Chance) =>
    chance.often(0.5)
      ? { care: { livesWith: chance.pick(LIVES_WITH), detail: village(chance) } }
      : { school: { attends: chance.often(0.6) ? 'yes' : 'no', level: `kelas ${1 + chance.below(9)}` } },
}
