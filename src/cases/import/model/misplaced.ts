/** Cells that stand where they do not belong: by their shape, or because two of them have changed places. */
import type { Cell, Row, Sheet } from '#platform/pure/sheet/index.ts'
import { fits, isNameLike, isTyped, shapeOf, type Shape } from './content.ts'
import type { PlaceKind } from './place-kinds.ts'
import { clip } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

/** What a column of names and places surely does not hold. */
const NOT_TEXT: ReadonlySet<Shape> = new Set<Shape>(['sex', 'date', 'phone', 'nik', 'age'])
export const WORDS: ReadonlySet<Field> = new Set<Field>(['guardian', 'village', 'subdistrict'])

export type Misfits = { readonly bad: readonly number[]; readonly good: readonly number[] }
type Pair = { readonly bad: readonly number[]; readonly open: readonly number[] }
type Known = {
  readonly columns: readonly ColumnMatch[]
  /** The latest year of a registration: no child is registered later, whatever a mistyped birth date says. */
  readonly latest: number
  readonly kindOf: PlaceKind
}

/** Answers for a row which columns hold what does not belong there, and which hold what does. */
export function misfitsOf(
  sheet: Sheet,
  table: Table,
  columns: readonly ColumnMatch[],
  kindOf: PlaceKind,
): (row: Row) => Misfits {
  const rows = sheet.rows.slice(table.firstRow, table.lastRow + 1)
  const registered = only(columns, 'registered')
  const years = registered === undefined ? [] : rows.map((row) => yearOf(row[registered]) ?? 0)
  const known: Known = { columns, latest: years.reduce((a, b) => Math.max(a, b), 0), kindOf }
  return (row) => {
    const pairs = misplacedPairs(row, known)
    const bad: number[] = [...pairs.bad]
    const good: number[] = []
    for (const m of columns) {
      if (pairs.bad.includes(m.column) || pairs.open.includes(m.column) || saysNothing(m, row)) continue
      const verdict = judge(m.field, shapeOf(row[m.column]))
      if (verdict === 'bad') bad.push(m.column)
      else if (verdict === 'good') good.push(m.column)
    }
    return { bad, good }
  }
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
    strayPairs(row, known.columns),
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

const BELONGS: Partial<Record<Shape, readonly Field[]>> = {
  nik: ['nik'],
  phone: ['phone'],
  sex: ['sex'],
  honorific: ['guardian'],
  date: ['birth', 'registered'],
  age: ['birth'],
}

/** A cell that does not fit where it stands, while the column where it belongs has nothing of the kind. */
function strayPairs(row: Row, columns: readonly ColumnMatch[]): Pair {
  const bad = columns.flatMap((m) => {
    const place =
      m.field === 'notes' || judge(m.field, shapeOf(row[m.column])) === 'bad' ? home(row, columns, m) : undefined
    return place === undefined || place === m.column ? [] : [m.column, place]
  })
  return { bad: [...new Set(bad)], open: [] }
}

function home(row: Row, columns: readonly ColumnMatch[], m: ColumnMatch): number | undefined {
  const cell = row[m.column]
  if (cell == null) return undefined
  const named = m.field === 'notes' && isNameLike(cell.text)
  const belongs = BELONGS[shapeOf(cell)] ?? (named ? (['name'] as const) : [])
  return belongs.map((field) => vacant(row, columns, field)).find((column) => column !== undefined)
}

/** The column of a field, where this row has nothing of the kind in it. */
function vacant(row: Row, columns: readonly ColumnMatch[], field: Field): number | undefined {
  const column = only(columns, field)
  const there = column === undefined ? 'none' : shapeOf(row[column])
  return there === 'none' || (field !== 'name' && judge(field, there) === 'bad') ? column : undefined
}

/** The column of a field, where there is only one. */
function only(columns: readonly ColumnMatch[], field: Field): number | undefined {
  const all = columns.filter((m) => m.field === field && m.part === undefined)
  return all.length === 1 ? all[0]?.column : undefined
}

const yearOf = (cell: Cell | null | undefined): number | null => {
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(cell?.day ?? (cell?.kind === 'text' ? clip(cell.text) : ''))?.[0]
  return year === undefined ? null : Number(year)
}

export function judge(field: Field, shape: Shape): 'good' | 'bad' | 'open' {
  const strange = STRANGE[field]
  if (strange !== undefined) return strange.has(shape) ? 'bad' : field === 'notes' ? 'open' : 'good'
  if (!isTyped(field)) return 'open'
  return fits(field, shape) ? 'good' : 'bad'
}

const STRANGE: Partial<Record<Field, ReadonlySet<Shape>>> = {
  name: new Set<Shape>([...NOT_TEXT, 'honorific', 'relation']),
  notes: new Set<Shape>([...NOT_TEXT, 'honorific']),
  guardian: NOT_TEXT,
  village: new Set<Shape>([...NOT_TEXT, 'honorific']),
  subdistrict: new Set<Shape>([...NOT_TEXT, 'honorific']),
}
