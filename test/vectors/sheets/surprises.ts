/** What offices do to their lists without saying so: the same truth, read through habits that no header tells. */
import { AS_OF, Builder, describe, header, LP, made, type Field, type Made, type Value } from './generate.ts'
import type { Child, Row } from './score.ts'
import { dmy, person, rngOf, serial, sure, type Person, type Rng } from './world.ts'

const FULL: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'subdistrict', 'guardian', 'phone', 'nik', 'registered', 'notes']

/** Two columns change places from some row on; nothing says so. */
async function placesChanged(seed: number, a: Field, b: Field): Promise<Made> {
  const rng = rngOf(seed)
  const after = FULL.map((f) => (f === a ? b : f === b ? a : f))
  const s = new Builder('Register', rng)
  s.skip('header', ...header(FULL, 'id'))
  for (let i = 0; i < 14; i++) s.child(person(rng, AS_OF), FULL, LP, 'plain')
  for (let i = 0; i < 14; i++) s.child(person(rng, AS_OF), after, LP, 'plain')
  return made('g9-pindah-tempat.xlsx', [s.write()], s.truth())
}

const CHANGES: readonly (readonly [Field, Field])[] = [
  ['village', 'subdistrict'], ['name', 'guardian'], ['birth', 'registered'], ['phone', 'nik'], ['sex', 'birth'], ['name', 'village'],
]

/** 05/03/2012 became a real date with day and month exchanged; 15/03/2012 stayed text. */
async function foreignMachine(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'guardian']
  const s = new Builder('Data', rng)
  s.skip('header', ...header(order, 'id'))
  for (let i = 0; i < 50; i++) {
    const p = person(rng, AS_OF)
    const [y, m, d] = p.birth.split('-') as [string, string, string]
    const exchanged = Number(d) <= 12
    const day = `${y}-${d}-${m}`
    const open = exchanged && d !== m
    const birth = open
      ? { value: y, precision: 'year', estimated: true, earliest: `${y}-01-01`, latest: `${y}-12-31`, raw: String(serial(day)) }
      : sure(p.birth, exchanged ? String(serial(p.birth)) : dmy(p.birth))
    const cell = exchanged ? new Date(`${day}T00:00:00Z`) : dmy(p.birth)
    s.child(p, order, LP, 'plain', { birth }, open ? [{ code: 'date-order-ambiguous' }] : [], { birth: cell })
  }
  return made('g10-mesin-asing.xlsx', [s.write()], s.truth())
}

/** "L" and "P" to be ticked, the birth date in three columns. */
async function ticksAndParts(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const s = new Builder('Data', rng)
  s.skip('title', 'DATA ANAK')
  s.skip('header', 'No', 'Nama Anak', 'Jenis Kelamin', null, 'Tanggal Lahir', null, null, 'Desa', 'Wali')
  s.skip('header', null, null, 'L', 'P', 'Tgl', 'Bln', 'Thn')
  for (let i = 0; i < 20; i++) {
    const p = person(rng, AS_OF)
    const [y, m, d] = p.birth.split('-').map(Number) as [number, number, number]
    const tick = rng.pick(['√', 'v', 'x', 1])
    const row = s.child(p, ['no', 'name', 'village', 'guardian'], LP, 'plain', { birth: sure(p.birth, String(y)) })
    const line = s.lines[s.lines.length - 1]!
    const [no, name, village, guardian] = line.values as [Value, Value, Value, Value]
    line.values = [no, name, p.sex === 'male' ? tick : null, p.sex === 'female' ? tick : null, d, m, y, village, guardian]
    row.children![0]!.sex = p.sex
  }
  const merges = [[1, 2, 1, 3], [1, 4, 1, 6]].map(([startRow, startCol, endRow, endCol]) => ({ startRow: startRow!, startCol: startCol!, endRow: endRow!, endCol: endCol! }))
  return made('g11-centang.xlsx', [s.write({ merges })], s.truth())
}

/** Codes of villages and of the sex, explained on a sheet of their own. */
async function codes(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'guardian']
  const people = Array.from({ length: 30 }, () => person(rng, AS_OF))
  const places = [...new Map(people.map((p) => [p.village, p.subdistrict]))]
  const s = new Builder('TW1', rng)
  s.skip('header', 'No', 'Nama', 'JK', 'Tgl Lahir', 'Kode Desa', 'Wali')
  const codeOf = (p: Person): string => String(places.findIndex(([v]) => v === p.village) + 1).padStart(2, '0')
  for (const p of people) s.child(p, order, { male: 1, female: 2 }, 'messy', { subdistrict: p.subdistrict }, [], { village: codeOf(p) })
  const k = new Builder('Kode', rng)
  k.skip('title', 'DAFTAR KODE')
  k.skip('header', 'Kode Desa', 'Nama Desa', 'Kecamatan', null, 'Kode JK', 'Arti')
  places.forEach(([village, subdistrict], i) =>
    k.skip('legend', String(i + 1).padStart(2, '0'), village, subdistrict, null, i < 2 ? i + 1 : null, ['Laki-laki', 'Perempuan'][i] ?? null))
  return made('g12-kode-desa.xlsx', [k.write(), s.write()], s.truth())
}

const SECTIONS: readonly (readonly [string, Field | null])[] = [
  ['A. IDENTITAS ANAK', null], ['Nama', 'name'], ['Tanggal lahir', 'birth'], ['B. WALI', null], ['Nama', 'guardian'], ['Hubungan', 'relation'], ['No. HP', 'phone'],
]
const BESIDE: Readonly<Record<string, readonly [string, Field]>> = { name: ['L/P', 'sex'], birth: ['Desa', 'village'] }

/** Cards in sections that both ask for a name, with a second pair of label and value in some rows. */
async function sectionedCards(seed: number): Promise<Made> {
  const rng: Rng = rngOf(seed)
  const values: Value[][] = []
  const rows: Row[] = []
  const fields = [...SECTIONS.flatMap(([, f]) => f ?? []), ...Object.values(BESIDE).map(([, f]) => f)]
  for (let n = 0; n < 12; n++) {
    const { cells, child, questions } = describe(rng, person(rng, AS_OF), fields, { male: 'L', female: 'P' }, 'messy', AS_OF, false, 0)
    rows.push({ sheet: 'Kartu', row: values.length + 2, kind: 'child', decision: questions.length > 0 ? 'question' : 'import', children: [child as Child], questions })
    for (const [label, f] of SECTIONS) {
      const more = f === null ? undefined : BESIDE[f]
      values.push([label, f === null ? null : (cells[f] ?? null), more?.[0] ?? null, more === undefined ? null : (cells[more[1]] ?? null)])
    }
    values.push([null, null, null, null])
  }
  const s = new Builder('Kartu', rng)
  for (const v of values) s.lines.push({ values: v, truth: null })
  return made('g13-kartu-bagian.xlsx', [s.write()], rows)
}

export const SURPRISES: readonly (readonly [string, (seed: number) => Promise<Made>])[] = [
  ...CHANGES.map(([a, b]) => [`${a} and ${b} change places`, (n: number) => placesChanged(n, a, b)] as const),
  ['dates that a foreign machine exchanged', foreignMachine], ['ticks, and dates in three columns', ticksAndParts],
  ['codes of villages', codes], ['cards in sections', sectionedCards],
]
