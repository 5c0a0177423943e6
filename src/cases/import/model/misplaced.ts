/** Cells that stand where they do not belong: by their shape, or because two of them have changed places. */
import type { Cell, Row, Sheet } from '#platform/pure/sheet/index.ts'
import { fits, isTyped, shapeOf, type Shape } from './content.ts'
import { clip, plain } from './text.ts'
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
  /** What each place was when it stood there first. */
  readonly places: ReadonlyMap<string, Field>
}

/** Answers for a row which columns hold what does not belong there, and which hold what does. */
export function misfitsOf(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): (row: Row) => Misfits {
  const rows = sheet.rows.slice(table.firstRow, table.lastRow + 1)
  const registered = only(columns, 'registered')
  const years = registered === undefined ? [] : rows.map((row) => yearOf(row[registered]) ?? 0)
  const known: Known = { columns, latest: years.reduce((a, b) => Math.max(a, b), 0), places: firstSeen(rows, columns) }
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
  const pairs = [datePair(row, known), personPair(row, known.columns), placePair(row, known)]
  return { bad: pairs.flatMap((p) => p.bad), open: pairs.flatMap((p) => p.open) }
}

function datePair(row: Row, { columns, latest }: Known): Pair {
  const [birth, registered] = (['birth', 'registered'] as const).map((f) => only(columns, f))
  if (birth === undefined || registered === undefined) return NO_PAIRS
  const [born, seen] = [yearOf(row[birth]), yearOf(row[registered])]
  if (born === null || seen === null || born < seen || born > latest) return NO_PAIRS
  return born > seen ? { bad: [birth, registered], open: [] } : { bad: [], open: [birth, registered] }
}

function personPair(row: Row, columns: readonly ColumnMatch[]): Pair {
  const [name, guardian] = (['name', 'guardian'] as const).map((f) => only(columns, f))
  if (name === undefined || guardian === undefined) return NO_PAIRS
  const swapped = shapeOf(row[name]) === 'honorific' && shapeOf(row[guardian]) === 'text'
  return swapped ? { bad: [name, guardian], open: [] } : NO_PAIRS
}

function placePair(row: Row, { columns, places }: Known): Pair {
  const [village, subdistrict] = (['village', 'subdistrict'] as const).map((f) => only(columns, f))
  if (village === undefined || subdistrict === undefined) return NO_PAIRS
  const [here, around] = [placeName(row[village]), placeName(row[subdistrict])]
  const swapped = here !== around && around !== '' && places.get(here) === 'subdistrict'
  return swapped ? { bad: [village, subdistrict], open: [] } : NO_PAIRS
}

/** A list begins as its header says: a name that first stood as a subdistrict is one. */
function firstSeen(rows: readonly Row[], columns: readonly ColumnMatch[]): ReadonlyMap<string, Field> {
  const seen = new Map<string, Field>()
  for (const row of rows) {
    for (const m of columns.filter((c) => c.field === 'village' || c.field === 'subdistrict')) {
      const name = placeName(row[m.column])
      if (name !== '' && !seen.has(name)) seen.set(name, m.field)
    }
  }
  return seen
}

const placeName = (cell: Cell | null | undefined): string =>
  plain(clip(cell?.text ?? '')).replace(/^(desa|ds|kelurahan|kel|kecamatan|kec)\b\.?\s*/, '')

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
  if (field === 'name') return NOT_TEXT.has(shape) || shape === 'honorific' || shape === 'relation' ? 'bad' : 'good'
  if (WORDS.has(field)) return NOT_TEXT.has(shape) || (shape === 'honorific' && field !== 'guardian') ? 'bad' : 'good'
  if (!isTyped(field)) return 'open'
  return fits(field, shape) ? 'good' : 'bad'
}
