/** An invented district for generated workbooks: children and guardians are animals and plants, numbers start with 0800000 and 99. */
import { addDays, ageOn, dayNumber } from '../../../src/platform/pure/partial-date.ts'
import type { Asked, Birth } from './score.ts'

const FIRST = ['Kutilang', 'Babirusa', 'Tekukur', 'Nuri', 'Anoa', 'Walet', 'Kumbang', 'Musang', 'Landak', 'Kukang', 'Jalak', 'Murai', 'Gurita', 'Rangkong', 'Kakatua', 'Bekantan', 'Kuntul', 'Lumba', 'Teripang', 'Camar', 'Pipit', 'Rusa', 'Duyung', 'Tupai', 'Penyu', 'Belalang', 'Cerpelai', 'Biawak', 'Punai', 'Merak', 'Cendet', 'Kepinis', 'Trenggiling', 'Srigunting']
const LAST = ['Cendana', 'Gaharu', 'Ketapang', 'Lumut', 'Meranti', 'Sirih', 'Jahe', 'Kemangi', 'Seroja', 'Talas', 'Randu', 'Ulin', 'Petai', 'Nipah', 'Sagu', 'Pakis', 'Pandan', 'Rotan', 'Bakau', 'Keladi', 'Waru', 'Kunyit', 'Beringin', 'Kamboja', 'Cempaka', 'Lengkuas', 'Teratai', 'Ilalang', 'Bambu', 'Kenanga', 'Mahoni', 'Salam']
const GROWN = ['Pelikan', 'Badak', 'Tapir', 'Banteng', 'Paus', 'Buaya', 'Gajah', 'Macan', 'Komodo', 'Elang', 'Kerbau', 'Kasuari', 'Hiu', 'Orka', 'Beruang']
const PLACES: readonly (readonly [string, readonly string[]])[] = [
  ['Teluk Awan', ['Kabut Biru', 'Pasir Bintang', 'Ombak Lima']], ['Lembah Kabut', ['Air Mimpi', 'Batu Nyanyi', 'Hutan Cermin']], ['Pulau Lumut', ['Awan Rendah', 'Karang Senyap', 'Tujuh Payung']],
]
const RELATIONS: readonly (readonly [string, string])[] = [['Ibu', 'ibu'], ['Ibu', 'bibi'], ['Ibu', 'nenek'], ['Bapak', 'ayah'], ['Bapak', 'paman'], ['Bapak', 'kakek']]
export const MONTH_NAMES = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember']

export type Person = {
  name: string; sex: 'male' | 'female'; birth: string; village: string; subdistrict: string
  guardian: string; relation: string; phone: string; nik: string; registered: string
}
export type Rng = { next: () => number; int: (from: number, to: number) => number; pick: <T>(list: readonly T[]) => T; chance: (p: number) => boolean }

/** Mulberry32: the same seed gives the same world. */
export function rngOf(seed: number): Rng {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return { next, int, pick: (list) => list[int(0, list.length - 1)]!, chance: (p) => next() < p }
}

const two = (n: number): string => String(n).padStart(2, '0')

export function person(rng: Rng, asOf: string, subdistrict?: string): Person {
  const [kec, villages] = PLACES.find(([k]) => k === subdistrict) ?? rng.pick(PLACES)
  const sex = rng.chance(0.5) ? 'male' as const : 'female' as const
  const birth = addDays(asOf, -rng.int(500, 6400))
  const [title, relation] = rng.pick(RELATIONS)
  const day = Number(birth.slice(8)) + (sex === 'female' ? 40 : 0)
  return {
    name: `${rng.pick(FIRST)} ${rng.pick(LAST)}`, sex, birth, village: rng.pick(villages), subdistrict: kec,
    guardian: `${title} ${rng.pick(GROWN)} ${rng.pick(LAST)}`, relation, phone: `0800000${rng.int(10000, 99999)}`,
    nik: `99010${rng.int(1, 4)}${two(day)}${birth.slice(5, 7)}${birth.slice(2, 4)}${rng.int(1000, 9999)}`,
    registered: addDays(asOf, -rng.int(1, 400)),
  }
}

export const serial = (day: string, date1904 = false): number => dayNumber(day) + (date1904 ? 24107 : 25569)
export const sure = (day: string, raw: string): Birth => ({ value: day, precision: 'day', estimated: false, earliest: day, latest: day, raw })
export const years = (p: Person, asOf: string): number => ageOn({ precision: 'day', value: p.birth }, asOf)?.max ?? 0
export const dmy = (day: string, sep = '/'): string => `${day.slice(8)}${sep}${day.slice(5, 7)}${sep}${day.slice(0, 4)}`
export const mdy = (day: string, sep = '/'): string => `${day.slice(5, 7)}${sep}${day.slice(8)}${sep}${day.slice(0, 4)}`
export const longDate = (day: string): string => `${Number(day.slice(8))} ${MONTH_NAMES[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`

export type Written = { cell: string | number | Date | null; birth: Birth; asked: Asked[] }

/** One of the ways an office writes a birth date; `plain` only clear ones. */
export function writeBirth(rng: Rng, p: Person, asOf: string, how: 'plain' | 'messy', date1904 = false): Written {
  const style = rng.int(0, how === 'plain' ? 4 : 11)
  const utc = new Date(`${p.birth}T00:00:00Z`)
  const y = p.birth.slice(0, 4)
  const age = years(p, asOf)
  const aged = (spread: number): Birth => {
    const at = (n: number): string => `${Number(asOf.slice(0, 4)) - n}${asOf.slice(4)}`
    return { value: null, precision: 'age', estimated: true, earliest: addDays(at(age + 1 + spread), 1), latest: at(age - spread) }
  }
  const text = (cell: string, birth: Birth, asked: Asked[] = []): Written => ({ cell, birth: { ...birth, raw: cell }, asked })
  switch (style) {
    case 0: case 1: return { cell: utc, birth: sure(p.birth, String(serial(p.birth, date1904))), asked: [] }
    case 2: return text(longDate(p.birth), sure(p.birth, ''))
    case 3: return text(dmy(p.birth), sure(p.birth, ''))
    case 4: return text(dmy(p.birth, rng.pick(['.', '-', '/'])), sure(p.birth, ''))
    case 5: return text(y, { value: y, precision: 'year', estimated: false, earliest: `${y}-01-01`, latest: `${y}-12-31` }, Number(asOf.slice(0, 4)) - Number(y) > 18 ? [{ code: 'over-18' }] : [])
    case 6: return text(`± ${age} th`, aged(1))
    case 7: return text(`umur ${age} tahun`, aged(0))
    case 8: return text(`${MONTH_NAMES[Number(p.birth.slice(5, 7)) - 1]} ${y}`, { value: p.birth.slice(0, 7), precision: 'month', estimated: false, earliest: `${p.birth.slice(0, 7)}-01`, latest: `${p.birth.slice(0, 7)}-28` })
    case 9: return text(rng.pick(['-', '?', 'tidak tahu']), { value: null, precision: 'none', estimated: false, earliest: null, latest: null }, [{ code: 'birth-unknown' }])
    case 10: return text(`31/06/${y}`, { value: y, precision: 'year', estimated: true, earliest: `${y}-01-01`, latest: `${y}-12-31` }, [{ code: 'impossible-date' }])
    default: return text(`${Number(p.birth.slice(8))}/${Number(p.birth.slice(5, 7))}/${p.birth.slice(2, 4)}`, sure(p.birth, ''))
  }
}
