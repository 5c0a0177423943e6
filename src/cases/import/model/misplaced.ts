/** Cells that stand where they do not belong: by their shape, or because two of them have changed places. */
import type { Cell, Row, Sheet } from '#platform/pure/sheet/index.ts'
import { isNameLike, shapeOf, type Shape } from './content.ts'
import { filled } from './find-tables.ts'
import { EARLY, LEAST_EARLY, type HomeOf } from './homes.ts'
import { judge } from './judge.ts'
import type { PlaceKind } from './place-kinds.ts'
import { clip } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

export type Misfits = { readonly bad: readonly number[]; readonly good: readonly number[] }
type Pair = { readonly bad: readonly number[]; readonly open: readonly number[] }
type Known = {
  readonly columns: readonly ColumnMatch[]
  /** The latest year of a registration: no child is registered later, whatever a mistyped birth date says. */
  readonly latest: number
  readonly kindOf: PlaceKind
  readonly homeOf: HomeOf
  /** Columns that are filled in nearly every row of the beginning. */
  readonly always: ReadonlySet<number>
  /** Shapes that a column without a field of its own has had in the beginning. */
  readonly usual: ReadonlyMap<number, ReadonlySet<Shape>>
}

/** Answers for a row which columns hold what does not belong there, and which hold what does. */
export function misfitsOf(
  sheet: Sheet,
  table: Table,
  columns: readonly ColumnMatch[],
  kindOf: PlaceKind,
  homeOf: HomeOf = () => null,
): (row: Row) => Misfits {
  const rows = sheet.rows.slice(table.firstRow, table.lastRow + 1)
  const registered = only(columns, 'registered')
  const years = registered === undefined ? [] : rows.map((row) => yearOf(row[registered]) ?? 0)
  const latest = years.reduce((a, b) => Math.max(a, b), 0)
  const early = beginningOf(rows)
  const known: Known = {
    columns,
    latest,
    kindOf,
    homeOf,
    always: alwaysFilled(early, columns),
    usual: new Map(
      columns
        .filter((m) => m.field === 'other' && m.header !== '')
        .map((m) => [m.column, new Set(early.map((row) => shapeOf(row[m.column])))]),
    ),
  }
  return (row) => {
    const pairs = misplacedPairs(row, known)
    const bad = new Set(pairs.bad)
    const good: number[] = []
    for (const m of columns) {
      if (bad.has(m.column) || pairs.open.includes(m.column) || saysNothing(m, row)) continue
      const verdict = isAtHome(row, m, known) ? 'good' : judge(m.field, shapeOf(row[m.column]))
      if (verdict === 'bad') bad.add(m.column)
      else if (verdict === 'good') good.push(m.column)
    }
    return { bad: [...bad], good }
  }
}

const isAtHome = (row: Row, m: ColumnMatch, { kindOf, homeOf }: Known): boolean =>
  homeOf(row[m.column], m.column) === m.column || kindOf(row[m.column]) === m.field

/** The first rows of children, in which the list surely is what its header says. */
function beginningOf(rows: readonly Row[]): readonly Row[] {
  const listed = rows.filter((row) => filled(row).length >= 4)
  return listed.slice(0, Math.max(LEAST_EARLY, Math.ceil(listed.length * EARLY)))
}

function alwaysFilled(early: readonly Row[], columns: readonly ColumnMatch[]): ReadonlySet<number> {
  const often = (c: number): boolean => early.filter((row) => (row[c]?.text ?? '') !== '').length >= early.length * 0.85
  return new Set(columns.map((m) => m.column).filter(often))
}

const saysNothing = (m: ColumnMatch, row: Row): boolean =>
  shapeOf(row[m.column]) === 'none' || m.tick !== undefined || m.part !== undefined || isSexCode(m, row)

/** 1 and 2 may be codes of sex, and say nothing about the column. */
const isSexCode = (m: ColumnMatch, row: Row): boolean =>
  m.field === 'sex' && /^[0-39]$/.test((row[m.column]?.text ?? '').trim())

const NO_PAIRS = { bad: [], open: [] }

/** Columns that only show side by side that they have changed places: born after being registered, or a child named like a guardian. */
function misplacedPairs(row: Row, known: Known): Pair {
  const pairs = [
    datePair(row, known),
    personPair(row, known.columns),
    placePair(row, known),
    ...known.columns.map((m) => wordPair(row, m, known)),
    strayPairs(row, known),
  ]
  return { bad: pairs.flatMap((p) => p.bad), open: pairs.flatMap((p) => p.open) }
}

function datePair(row: Row, { columns, latest }: Known): Pair {
  const [birth, registered] = (['birth', 'registered'] as const).map((f) => only(columns, f))
  if (birth === undefined || registered === undefined) return NO_PAIRS
  const [born, seen] = [yearOf(row[birth]), yearOf(row[registered])]
  if (born === null || seen === null || born < seen) return NO_PAIRS
  return born > seen && born <= latest ? { bad: [birth, registered], open: [] } : { bad: [], open: [birth, registered] }
}

function personPair(row: Row, columns: readonly ColumnMatch[]): Pair {
  const [name, guardian] = (['name', 'guardian'] as const).map((f) => only(columns, f))
  if (name === undefined || guardian === undefined) return NO_PAIRS
  const swapped = shapeOf(row[name]) === 'honorific' && shapeOf(row[guardian]) === 'text'
  return swapped ? { bad: [name, guardian], open: [] } : NO_PAIRS
}

const NO_PLACE: ReadonlySet<Field> = new Set<Field>([
  'other',
  'number',
  'address',
  'birthplace',
  'birthplaceAndBirth',
  'villageAndSubdistrict',
])

/** A village where another thing belongs, and something else where the village belongs. */
function placePair(row: Row, { columns, kindOf }: Known): Pair {
  for (const m of columns.filter((c) => !NO_PLACE.has(c.field))) {
    const kind = kindOf(row[m.column])
    const place = kind === null || kind === m.field ? undefined : only(columns, kind)
    if (place !== undefined && kindOf(row[place]) !== kind) return { bad: [m.column, place], open: [] }
  }
  return NO_PAIRS
}

/** Words of another column, while that column has something else, or nothing. */
function wordPair(row: Row, m: ColumnMatch, known: Known): Pair {
  const home = known.homeOf(row[m.column], m.column)
  const field = known.columns.find((c) => c.column === home)?.field
  if (home === null || home === m.column || field === undefined || isBornIn(m.field, field)) return NO_PAIRS
  return isGone(row[home], home, field, m, known) ? { bad: [m.column, home], open: [] } : NO_PAIRS
}

/** The column `home` has lost its words to `m`. No child is called as a village, or a remark, is: under names nothing else need be seen. */
function isGone(there: Row[number] | undefined, home: number, field: Field, m: ColumnMatch, known: Known): boolean {
  const theirs = known.homeOf(there, home)
  if (theirs !== home && (theirs !== null || m.field === 'name')) return true
  const empty = (there?.text ?? '').trim() === ''
  return judge(field, shapeOf(there)) === 'bad' || (empty && known.always.has(home))
}

/** A child may be born in any village of the list. */
const isBornIn = (field: Field, home: Field): boolean =>
  field === 'birthplace' && (home === 'village' || home === 'subdistrict')

const BELONGS: Partial<Record<Shape, readonly Field[]>> = {
  nik: ['nik'],
  phone: ['phone'],
  sex: ['sex'],
  honorific: ['guardian'],
  relation: ['guardianRelation'],
  address: ['address', 'village'],
  placed: ['birthplaceAndBirth'],
  date: ['birth', 'registered'],
  age: ['birth', 'age'],
  year: ['birth'],
  status: ['status'],
}

/** A cell that does not fit where it stands, while the column where it belongs has nothing of the kind. */
function strayPairs(row: Row, known: Known): Pair {
  const bad = known.columns.flatMap((m) => {
    const shape = shapeOf(row[m.column])
    const stray =
      m.field === 'notes' || judge(m.field, shape) === 'bad' || known.usual.get(m.column)?.has(shape) === false
    const place = stray ? home(row, known, m) : undefined
    return place === undefined || place === m.column ? [] : [m.column, place]
  })
  return { bad: [...new Set(bad)], open: [] }
}

function home(row: Row, known: Known, m: ColumnMatch): number | undefined {
  const cell = row[m.column]
  if (cell == null) return undefined
  const named = m.field === 'notes' && isNameLike(cell.text) && known.homeOf(cell, m.column) === null
  const belongs = BELONGS[shapeOf(cell)] ?? (named ? (['name'] as const) : [])
  return belongs.map((field) => vacant(row, known, field)).find((column) => column !== undefined)
}

/** The column of a field, where this row has nothing of the kind in it, or less than the stray cell says. */
function vacant(row: Row, { columns, homeOf }: Known, field: Field): number | undefined {
  const column = only(columns, field)
  const cell = column === undefined ? undefined : row[column]
  const there = shapeOf(cell)
  const strange =
    field === 'name'
      ? (column === undefined ? column : (homeOf(cell, column) ?? column)) !== column
      : judge(field, there) === 'bad'
  return there === 'none' || strange || LESS[field]?.includes(there) === true ? column : undefined
}

/** What may stand in a field, but says less than a cell that surely belongs there. */
const LESS: Partial<Record<Field, readonly Shape[]>> = {
  birth: ['small', 'age'],
  birthplaceAndBirth: ['date', 'year', 'age', 'text'],
  address: ['text'],
}

/** The column of a field, where there is only one. */
function only(columns: readonly ColumnMatch[], field: Field): number | undefined {
  const all = columns.filter((m) => m.field === field && m.part === undefined)
  return all.length === 1 ? all[0]?.column : undefined
}

const yearOf = (cell: Cell | null | undefined): number | null => {
  const text = cell?.day ?? (cell?.kind === 'text' ? clip(cell.text) : '')
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(text)?.[0]
  if (year !== undefined) return Number(year)
  const short = /^\s*\d{1,2}[ /.-]+(?:\d{1,2}|[a-z]{3,9})[ /.-]+(\d{2})\s*$/i.exec(text)?.[1]
  return short === undefined ? null : fullYear(Number(short))
}

const fullYear = (year: number): number => year + (year < 50 ? 2000 : 1900)
