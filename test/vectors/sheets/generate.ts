/** Workbooks of the seven kinds that the three hand-made ones do not show, with the truth they were made from. */
import { writeXlsx, type Cell, type WriteSheet } from 'hucre/xlsx'
import type { Asked, Child, Row, Truth } from './score.ts'
import { dmy, longDate, mdy, person, rngOf, serial, sure, writeBirth, years, type Person, type Rng } from './world.ts'

export type Made = { name: string; bytes: Uint8Array; truth: Truth }
export type Value = string | number | Date | null | { formula: string; result: string | number | Date }
export type Field = 'no' | 'name' | 'sex' | 'birth' | 'age' | 'village' | 'subdistrict' | 'guardian' | 'relation' | 'phone' | 'nik' | 'registered' | 'notes'
type Line = { values: Value[]; truth: Row | null }

export const AS_OF = '2025-09-30'

/** Builds the row of one child and its truth. */
export class Builder {
  readonly lines: Line[] = []
  readonly sheet: string
  readonly rng: Rng
  readonly asOf: string
  readonly date1904: boolean
  constructor(sheet: string, rng: Rng, asOf = AS_OF, date1904 = false) {
    this.sheet = sheet
    this.rng = rng
    this.asOf = asOf
    this.date1904 = date1904
  }
  skip(kind: string, ...values: Value[]): void {
    this.lines.push({ values, truth: values.some((v) => v !== null) ? { sheet: this.sheet, row: this.lines.length + 1, kind, decision: 'skip' } : null })
  }
  child(p: Person, order: readonly Field[], codes: { male: Value; female: Value }, how: 'plain' | 'messy', more: Partial<Child> = {}, asked: Asked[] = [], override: Partial<Record<Field, Value>> = {}, same?: number): Row {
    const { cells, child, questions } = describe(this.rng, p, order, codes, how, this.asOf, this.date1904, this.lines.length)
    const row: Row = {
      sheet: this.sheet, row: this.lines.length + 1, kind: 'child', decision: 'import', children: [{ ...child, ...more } as Child], questions: [...questions, ...asked],
      ...(same === undefined ? {} : { same_as: { sheet: this.sheet, row: same, certainty: 'same' } }),
    }
    row.decision = row.questions!.length > 0 ? 'question' : 'import'
    this.lines.push({ values: order.map((f) => (f in override ? override[f]! : cells[f] ?? null)), truth: row })
    return row
  }
  truth(): Row[] {
    return this.lines.flatMap((l) => (l.truth === null ? [] : [l.truth]))
  }
  write(more: Partial<WriteSheet> = {}): WriteSheet {
    const cells = new Map<string, Partial<Cell>>()
    const rows = this.lines.map((l, r) => l.values.map((v, c) => {
      if (v instanceof Date) cells.set(`${r},${c}`, { value: v, type: 'date', style: { numFmt: 'dd/mm/yyyy' } })
      if (v === null || typeof v !== 'object' || v instanceof Date) return v
      cells.set(`${r},${c}`, { value: v.result instanceof Date ? null : v.result, type: 'formula', formula: v.formula, formulaResult: v.result instanceof Date ? serial(v.result.toISOString().slice(0, 10)) : v.result, ...(v.result instanceof Date ? { style: { numFmt: 'dd/mm/yyyy' } } : {}) })
      return v.result
    }))
    return { name: this.sheet, rows, cells, ...more }
  }
}

export function describe(rng: Rng, p: Person, order: readonly Field[], codes: { male: Value; female: Value }, how: 'plain' | 'messy', asOf: string, date1904: boolean, index: number): { cells: Partial<Record<Field, Value>>; child: Child; questions: Asked[] } {
  const has = (f: Field): boolean => order.includes(f)
  const birth = writeBirth(rng, p, asOf, how, date1904)
  const questions: Asked[] = [...birth.asked]
  const cells: Partial<Record<Field, Value>> = { no: index, name: p.name, birth: birth.cell, village: rng.chance(0.5) ? `Desa ${p.village}` : p.village, subdistrict: p.subdistrict, registered: new Date(`${p.registered}T00:00:00Z`), age: years(p, asOf) }
  const child: Child = { name: p.name, name_raw: p.name, sex: p.sex, birth: birth.birth, village: p.village }
  if (has('subdistrict')) child['subdistrict'] = p.subdistrict
  cells.sex = codes[p.sex]
  if (how === 'messy' && rng.chance(0.05)) {
    cells.sex = rng.pick(['-', '', 'L/P'])
    child.sex = 'unknown'
    questions.push({ code: 'sex-missing' })
  }
  if (has('guardian')) {
    child['guardian'] = p.guardian
    child['guardian_relation'] = p.relation
    cells.guardian = has('relation') ? p.guardian : `${p.guardian} (${p.relation})`
    cells.relation = p.relation
  }
  if (has('phone')) {
    const short = how === 'messy' && rng.chance(0.04)
    cells.phone = short ? 800000 : rng.chance(0.4) ? Number(p.phone) : rng.chance(0.3) ? `+62 ${p.phone.slice(1)}` : p.phone
    child['phone'] = short ? null : p.phone
    child['phone_raw'] = String(cells.phone)
    if (short) questions.push({ code: 'phone-implausible' })
  }
  if (has('nik')) nikOf(rng, p, how, cells, child, questions)
  if (has('registered')) child['registered'] = p.registered
  if (has('notes') && rng.chance(0.2)) {
    cells.notes = 'kunjungan rumah 2x'
    child['notes'] = ['kunjungan rumah 2x']
  }
  return { cells, child, questions }
}

function nikOf(rng: Rng, p: Person, how: 'plain' | 'messy', cells: Partial<Record<Field, Value>>, child: Child, questions: Asked[]): void {
  const kind = how === 'plain' ? rng.int(0, 1) : rng.int(0, 4)
  if (kind === 0) return
  cells.nik = kind === 3 ? '9.90102E+15' : kind === 4 ? Number(`${p.nik.slice(0, 15)}0`) : p.nik
  child['nik'] = kind >= 3 ? null : p.nik
  child['nik_raw'] = String(cells.nik)
  if (kind >= 3) questions.push({ code: 'nik-damaged' })
}

const HEADERS: Record<'id' | 'en' | 'id2', Record<Field, string>> = {
  id: { no: 'No', name: 'Nama Anak', sex: 'L/P', birth: 'Tanggal Lahir', age: 'Umur', village: 'Desa/Kel.', subdistrict: 'Kecamatan', guardian: 'Orang Tua/Wali', relation: 'Hubungan', phone: 'No. HP', nik: 'NIK', registered: 'Tgl Masuk', notes: 'Keterangan' },
  id2: { no: 'No. Urut', name: 'Nama Lengkap', sex: 'Jenis Kelamin', birth: 'Tgl. Lahir / Umur', age: 'Usia (th)', village: 'Kelurahan', subdistrict: 'Kec.', guardian: 'Nama Pengasuh', relation: 'Hub. dgn anak', phone: 'Telepon/WA', nik: 'No. KTP/NIK', registered: 'Tanggal Registrasi', notes: 'Ket.' },
  en: { no: '#', name: 'Child name', sex: 'Sex', birth: 'Date of birth', age: 'Age (years)', village: 'Village', subdistrict: 'Sub-district', guardian: 'Guardian', relation: 'Relationship', phone: 'Phone number', nik: 'National ID', registered: 'Date registered', notes: 'Remarks' },
}
export const header = (order: readonly Field[], language: keyof typeof HEADERS): string[] => order.map((f) => HEADERS[language][f])
export const made = async (name: string, sheets: WriteSheet[], rows: Row[], asOf = AS_OF, more: { dateSystem?: '1904' } = {}): Promise<Made> => ({ name, bytes: await writeXlsx({ sheets, ...more }), truth: { as_of: asOf, rows } })
export const LP = { male: 'L', female: 'P' }

/** Several sheets with different codings, one of them hidden, a legend sheet, and a child who stands in two sheets. */
export async function severalSheets(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const base: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'guardian', 'phone', 'nik', 'registered', 'notes']
  const a = new Builder('Teluk Awan', rng)
  a.skip('title', 'DATA ANAK DAMPINGAN 2025')
  a.skip('title', 'JK: 1 = laki-laki, 2 = perempuan')
  a.skip('header', ...header(base, 'id2'))
  const withKec = (p: Person): Partial<Child> => ({ subdistrict: p.subdistrict })
  const people = Array.from({ length: 25 }, () => person(rng, AS_OF, 'Teluk Awan'))
  for (const p of people) a.child(p, base, { male: 1, female: 2 }, 'messy', withKec(p))
  const b = new Builder('Lembah Kabut', rng)
  b.skip('header', ...header(base, 'en'))
  for (let i = 0; i < 20; i++) { const p = person(rng, AS_OF, 'Lembah Kabut'); b.child(p, base, { male: 'M', female: 'F' }, 'messy', withKec(p)) }
  b.skip('total', null, 'Total', 20)
  const c = new Builder('Pulau Lumut', rng)
  c.skip('header', ...header(['name', 'no', 'birth', 'sex', 'guardian', 'relation', 'village', 'phone'], 'id'))
  for (let i = 0; i < 20; i++) { const p = person(rng, AS_OF, 'Pulau Lumut'); c.child(p, ['name', 'no', 'birth', 'sex', 'guardian', 'relation', 'village', 'phone'], { male: 'Pria', female: 'Wanita' }, 'messy', withKec(p)) }
  const d = new Builder('Arsip', rng)
  d.skip('header', ...header(['no', 'name', 'sex', 'birth', 'village', 'subdistrict'], 'id'))
  for (let i = 0; i < 8; i++) d.child(person(rng, AS_OF), ['no', 'name', 'sex', 'birth', 'village', 'subdistrict'], { male: 'P', female: 'W' }, 'plain')
  return made('g1-banyak-lembar.xlsx', [a.write(), b.write(), c.write(), d.write({ hidden: true })], [...a.truth(), ...b.truth(), ...c.truth(), ...d.truth()])
}

/** Columns change their order half-way: once under a new header, once without. */
export async function halfWay(seed: number, withHeader: boolean): Promise<Made> {
  const rng = rngOf(seed)
  const one: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'subdistrict', 'guardian', 'relation', 'phone', 'nik', 'registered']
  const two: Field[] = ['no', 'nik', 'name', 'birth', 'sex', 'guardian', 'relation', 'phone', 'village', 'subdistrict', 'registered']
  const s = new Builder('Data 2025', rng)
  s.skip('title', 'REGISTER ANAK')
  s.skip('blank')
  s.skip('header', ...header(one, 'id'))
  for (let i = 0; i < 30; i++) s.child(person(rng, AS_OF), one, LP, 'messy')
  if (withHeader) {
    s.skip('blank')
    s.skip('title', 'Lanjutan – format baru')
    s.skip('header', ...header(two, 'id2'))
  }
  for (let i = 0; i < 30; i++) s.child(person(rng, AS_OF), two, { male: 'Lk', female: 'Pr' }, 'messy')
  s.skip('blank')
  s.skip('total', null, 'Jumlah', 60)
  return made(withHeader ? 'g2-kolom-berganti.xlsx' : 'g2b-kolom-berganti-tanpa-kepala.xlsx', [s.write()], s.truth())
}

/** Names, ages, dates and totals as formulas with stored results, some of them errors. */
export async function formulas(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'age', 'village', 'subdistrict', 'guardian', 'phone', 'registered']
  const s = new Builder('Register', rng)
  s.skip('header', ...header(order, 'id'))
  for (let i = 0; i < 40; i++) {
    const p = person(rng, AS_OF)
    const r = s.lines.length + 1
    const birth = new Date(`${p.birth}T00:00:00Z`)
    const broken = i % 13 === 5
    const wrongAge = i % 11 === 7
    const more: Partial<Child> = { birth: sure(p.birth, String(serial(p.birth))) }
    const age = years(p, AS_OF) + (wrongAge ? 4 : 0)
    const asked: Asked[] = wrongAge ? [{ code: 'age-contradicts-birth' }] : []
    const override: Partial<Record<Field, Value>> = { no: { formula: 'ROW()-1', result: i + 1 }, name: { formula: `PROPER("${p.name}")`, result: p.name }, birth: { formula: `DATE(${p.birth.slice(0, 4)},${Number(p.birth.slice(5, 7))},${Number(p.birth.slice(8))})`, result: birth }, age: { formula: `DATEDIF(D${r},DATE(2025,9,30),"Y")`, result: age } }
    if (broken) {
      override.birth = { formula: 'VLOOKUP(B7,Lama!A:B,2,0)', result: '#N/A' }
      override.age = null
      more.birth = { value: null, precision: 'none', estimated: false, earliest: null, latest: null, raw: '#N/A' }
      asked.push({ code: 'birth-unknown' })
    }
    s.child(p, order, LP, 'plain', more, broken && wrongAge ? asked.filter((q) => q.code !== 'age-contradicts-birth') : asked, override)
  }
  s.skip('total', null, 'Jumlah', { formula: 'COUNTA(B2:B41)', result: 40 })
  s.skip('total', null, 'Laki-laki', { formula: 'COUNTIF(C2:C41,"L")', result: 20 })
  const recap = new Builder('Rekap', rng)
  recap.skip('header', 'Desa', 'L', 'P', 'Jumlah')
  for (const v of ['Kabut Biru', 'Air Mimpi']) recap.skip('total', v, { formula: 'COUNTIF(1,1)', result: 3 }, { formula: 'COUNTIF(1,2)', result: 4 }, { formula: 'SUM(B2:C2)', result: 7 })
  return made('g3-rumus.xlsx', [s.write(), recap.write()], [...s.truth(), ...recap.truth()])
}

/** Five thousand rows with a handful of duplicates; namesakes abound. */
export async function large(seed: number, size = 5000): Promise<Made> {
  const rng = rngOf(seed)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'subdistrict', 'guardian', 'phone', 'nik', 'registered', 'notes']
  const s = new Builder('Kabupaten', rng)
  s.skip('title', 'REKAPITULASI DATA ANAK KABUPATEN')
  s.skip('header', ...header(order, 'id'))
  const kept: { p: Person; row: number; child: Child; clear: boolean }[] = []
  for (let i = 0; i < size; i++) {
    if (i % 250 === 249) {
      const old = kept.filter((k) => k.clear)[rng.int(0, 40)]
      if (old !== undefined) {
        const p = old.p
        s.child(p, order, LP, 'plain', { birth: sure(p.birth, String(serial(p.birth))), nik: undefined, nik_raw: undefined, phone: p.phone, phone_raw: p.phone }, [{ code: 'duplicate' }], { birth: new Date(`${p.birth}T00:00:00Z`), nik: null, phone: p.phone }, old.row)
        continue
      }
    }
    const p = person(rng, AS_OF)
    const row = s.child(p, order, LP, i % 12 === 0 ? 'messy' : 'plain')
    kept.push({ p, row: row.row!, child: row.children![0]!, clear: row.questions!.length === 0 && row.children![0]!.birth.precision === 'day' && kept.length < 200 })
  }
  s.skip('total', null, 'JUMLAH', size)
  return made('g4-lima-ribu.xlsx', [s.write()], s.truth())
}

/** The date system of old Macintosh programs. */
export async function macintosh(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'guardian', 'relation', 'registered', 'notes']
  const s = new Builder('Lembar1', rng, AS_OF, true)
  s.skip('title', 'Daftar anak Kec. Teluk Awan')
  s.skip('header', ...header(order, 'en'))
  for (let i = 0; i < 40; i++) { const p = person(rng, AS_OF, 'Teluk Awan'); s.child(p, order, { male: 'male', female: 'female' }, 'messy', { subdistrict: p.subdistrict }) }
  return made('g5-mac-1904.xlsx', [s.write()], s.truth(), AS_OF, { dateSystem: '1904' })
}

const LABELS: readonly (readonly [string, Field])[] = [['Nama Anak', 'name'], ['Jenis Kelamin', 'sex'], ['Tanggal Lahir', 'birth'], ['Desa', 'village'], ['Kecamatan', 'subdistrict'], ['Nama Wali', 'guardian'], ['Hubungan', 'relation'], ['No. HP', 'phone'], ['NIK', 'nik'], ['Tanggal Masuk', 'registered'], ['Catatan', 'notes']]
const letter = (c: number): string => (c >= 26 ? String.fromCharCode(64 + Math.floor(c / 26)) : '') + String.fromCharCode(65 + (c % 26))

/** Labels down the side, one child per column; a second sheet with cards below each other, a third with pairs side by side. */
export async function cards(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const rows: Row[] = []
  const fields = LABELS.map(([, f]) => f)
  const words = { male: 'Laki-laki', female: 'Perempuan' }
  const make = (): { cells: Partial<Record<Field, Value>>; truth: Omit<Row, 'sheet'> } => {
    const { cells, child, questions } = describe(rng, person(rng, AS_OF), fields, words, 'messy', AS_OF, false, 0)
    return { cells, truth: { kind: 'child', decision: questions.length > 0 ? 'question' : 'import', children: [child], questions } }
  }
  const aside: Value[][] = [['KARTU ANAK'], [], ...LABELS.map(([l]) => [l] as Value[])]
  for (let c = 1; c <= 14; c++) {
    const { cells, truth } = make()
    LABELS.forEach(([, f], i) => { aside[i + 2]![c] = cells[f] ?? null })
    rows.push({ sheet: 'Kartu', column: letter(c), ...truth })
  }
  const below: Value[][] = []
  for (let n = 1; n <= 8; n++) {
    const { cells, truth } = make()
    below.push([`KARTU No. ${n}`], ...LABELS.map(([l, f]) => [`${l} :`, cells[f] ?? null] as Value[]), [])
    rows.push({ sheet: 'Kartu 2', row: below.length - LABELS.length, ...truth })
  }
  const pairs: Value[][] = [['KARTU IDENTITAS'], ...LABELS.map(() => [] as Value[])]
  for (let n = 0; n < 5; n++) {
    const { cells, truth } = make()
    LABELS.forEach(([l, f], i) => { pairs[i + 1]![n * 3] = l; pairs[i + 1]![n * 3 + 1] = cells[f] ?? null })
    rows.push({ sheet: 'Kartu 3', column: letter(n * 3 + 1), ...truth })
  }
  const sheet = (name: string, values: Value[][]): WriteSheet => {
    const b = new Builder(name, rng)
    const width = Math.max(...values.map((v) => v.length))
    for (const v of values) b.lines.push({ values: Array.from({ length: width }, (_, i) => v[i] ?? null), truth: null })
    return b.write()
  }
  return made('g6-kartu.xlsx', [sheet('Kartu', aside), sheet('Kartu 2', below), sheet('Kartu 3', pairs)], rows)
}

/** Day/month and month/day in one column. With a full identity number the order is certain; without, a person must say. */
export async function mixedOrders(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'subdistrict', 'nik']
  const s = new Builder('Gabungan', rng)
  s.skip('header', ...header(order, 'id'))
  for (let i = 0; i < 60; i++) {
    const p = person(rng, AS_OF)
    const american = rng.chance(0.4)
    const cell = american ? mdy(p.birth) : dmy(p.birth)
    const [d, m] = [p.birth.slice(8), p.birth.slice(5, 7)]
    const open = Number(d) <= 12 && d !== m
    const withNik = rng.chance(0.5)
    const y = p.birth.slice(0, 4)
    const asked: Asked[] = open && !withNik ? [{ code: 'date-order-ambiguous' }] : []
    const birth = open && !withNik ? { value: y, precision: 'year', estimated: true, earliest: `${y}-01-01`, latest: `${y}-12-31`, raw: cell } : sure(p.birth, cell)
    s.child(p, order, LP, 'plain', { birth, nik: withNik ? p.nik : undefined, nik_raw: undefined }, asked, { birth: cell, nik: withNik ? p.nik : null })
  }
  return made('g7-urutan-campur.xlsx', [s.write()], s.truth())
}

/** A whole column in month-before-day order, with enough dates that tell. */
export async function americanOrder(seed: number): Promise<Made> {
  const rng = rngOf(seed)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'registered']
  const s = new Builder('Export', rng)
  s.skip('header', ...header(order, 'en'))
  for (let i = 0; i < 30; i++) {
    const p = person(rng, AS_OF)
    s.child(p, order, { male: 'Male', female: 'Female' }, 'plain', { birth: sure(p.birth, mdy(p.birth)) }, [], { birth: mdy(p.birth), registered: mdy(p.registered) })
  }
  return made('g7b-bulan-di-depan.xlsx', [s.write()], s.truth())
}

/** UTF-16, tabs, a byte order mark, dates as text. */
export function wideText(seed: number): Made {
  const rng = rngOf(seed)
  const s = new Builder('g8-utf16.csv', rng)
  const order: Field[] = ['no', 'name', 'sex', 'birth', 'village', 'guardian', 'notes']
  s.skip('title', 'Data anak per 30/09/2025 – Kec. Teluk Awan')
  s.skip('header', ...header(order, 'id2'))
  for (let i = 0; i < 25; i++) {
    const p = person(rng, AS_OF, 'Teluk Awan')
    const text = rng.chance(0.5) ? longDate(p.birth) : dmy(p.birth, '-')
    s.child(p, order, { male: 'lk', female: 'pr' }, 'plain', { birth: sure(p.birth, text), subdistrict: 'Teluk Awan' }, [], { birth: text })
  }
  const lines = s.lines.map((l) => l.values.map((v) => (v === null ? '' : String(v))).join('\t')).join('\r\n')
  const bytes = new Uint8Array(2 + lines.length * 2)
  bytes.set([0xff, 0xfe])
  for (let i = 0; i < lines.length; i++) { bytes[2 + i * 2] = lines.charCodeAt(i) & 255; bytes[3 + i * 2] = lines.charCodeAt(i) >> 8 }
  return { name: 'g8-utf16.csv', bytes, truth: { as_of: AS_OF, rows: s.truth() } }
}

export const GENERATORS: readonly (readonly [string, (seed: number) => Promise<Made> | Made])[] = [
  ['several sheets with different codings', severalSheets], ['columns that change under a new header', (n) => halfWay(n, true)], ['columns that change without a header', (n) => halfWay(n, false)],
  ['formulas', formulas], ['5,000 rows', (n) => large(n)], ['the 1904 date system', macintosh], ['cards', cards], ['mixed date orders', mixedOrders], ['month before day', americanOrder], ['UTF-16 with tabs', wideText],
]
