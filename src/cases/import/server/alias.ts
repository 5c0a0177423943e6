import type { RandomBytes } from '#platform/pure/bytes/index.ts'

/**
 * Invented names for files that come from a list: lists and screens live on them, and they must say nothing of the child.
 * Landscape and weather, easy to say and to remember; none is a usual given name. With the second word there are some five thousand.
 */
const FIRST = [
  'Ombak',
  'Telaga',
  'Lembah',
  'Pantai',
  'Bukit',
  'Rimba',
  'Sawah',
  'Sungai',
  'Karang',
  'Kabut',
  'Gerimis',
  'Angin',
  'Batu',
  'Pasir',
  'Kebun',
  'Taman',
  'Jalan',
  'Jembatan',
  'Perahu',
  'Layar',
  'Dermaga',
  'Muara',
  'Hulu',
  'Padang',
  'Rawa',
  'Goa',
  'Air',
  'Gunung',
  'Tebing',
  'Selat',
  'Teluk',
  'Tanjung',
  'Pulau',
  'Ladang',
  'Pondok',
  'Lentera',
  'Payung',
  'Layang',
  'Kolam',
  'Pagar',
  'Tangga',
  'Jendela',
  'Beranda',
  'Halaman',
  'Lorong',
  'Pasar',
  'Kapal',
  'Tenda',
] as const
const SECOND = [
  'Biru',
  'Hijau',
  'Kuning',
  'Jingga',
  'Ungu',
  'Putih',
  'Kelabu',
  'Perak',
  'Tembaga',
  'Nila',
  'Merah',
  'Cokelat',
  'Teduh',
  'Tenang',
  'Hangat',
  'Sejuk',
  'Terang',
  'Cerah',
  'Rindang',
  'Luas',
  'Panjang',
  'Tinggi',
  'Dalam',
  'Jauh',
  'Dekat',
  'Kecil',
  'Besar',
  'Lurus',
  'Landai',
  'Hening',
  'Riang',
  'Ringan',
  'Utara',
  'Selatan',
  'Timur',
  'Barat',
  'Pagi',
  'Siang',
  'Sore',
  'Malam',
  'Subuh',
  'Pertama',
  'Kedua',
  'Ketiga',
  'Keempat',
  'Kelima',
  'Keenam',
  'Ketujuh',
  'Kesembilan',
  'Sepuluh',
  'Seribu',
  'Baru',
  'Lama',
  'Tengah',
  'Kembar',
  'Halus',
  'Bundar',
  'Rata',
  'Rapi',
  'Segar',
  'Manis',
  'Gurih',
  'Harum',
  'Renyah',
] as const

/** Crockford's letters: none is taken for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A name of which no word occurs in the child's own. */
export function inventAlias(random: RandomBytes, trueName: string): string {
  const own = trueName.toLowerCase()
  for (let tries = 0; tries < 20; tries++) {
    const [a = 0, b = 0] = random(2)
    const words = [FIRST[a % FIRST.length] ?? '', SECOND[b % SECOND.length] ?? '']
    if (words.every((word) => !own.includes(word.toLowerCase()))) return words.join(' ')
  }
  return inventCode(random, 'AAA').slice(4)
}

/** The code of a file, `AWN-4K7M2P`: six letters, because a list makes thousands at once. */
export function inventCode(random: RandomBytes, team: string): string {
  return `${team}-${[...random(6)].map((byte) => LETTERS[byte % 32] ?? '0').join('')}`
}
