/** In which column of a list the words of its cells belong: where they stood first, if they stand there more than once. */
import type { Cell, Row, Sheet } from '#platform/pure/sheet/index.ts'
import { shapeOf, type Shape } from './content.ts'
import { clip, plain } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

/**
 * The column a cell's words belong to; null where they say nothing of it. `at`: the column in which the cell stands. Two columns that
 * share words from the beginning (where a child lives, where it comes from) are at home in each other.
 */
export type HomeOf = (cell: Cell | null | undefined, at: number) => number | null

/** Columns in which the same words come again and again. */
const REPEATING: ReadonlySet<Field> = new Set<Field>([
  'village',
  'subdistrict',
  'guardianRelation',
  'status',
  'notes',
  'other',
])
/** Columns in which words are usually new in every row. */
const NAMING: ReadonlySet<Field> = new Set<Field>(['name', 'guardian', 'alias'])
const WORDED: ReadonlySet<Shape> = new Set<Shape>(['text', 'relation', 'status', 'address'])

export function homesOf(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): HomeOf {
  const worded = columns.filter((m) => REPEATING.has(m.field) || NAMING.has(m.field))
  const seen = new Map<string, { readonly column: number; times: number }>()
  const rows = sheet.rows.slice(table.firstRow, table.lastRow + 1)
  for (const row of rows) {
    for (const m of worded) {
      const words = wordsOf(row[m.column])
      if (words === '') continue
      const before = seen.get(words)
      if (before !== undefined) before.times++
      else if (REPEATING.has(m.field) && m.header !== '') seen.set(words, { column: m.column, times: 1 })
    }
  }
  const related = relatedColumns(rows, worded)
  return (cell, at) => {
    const found = seen.get(wordsOf(cell))
    if (found === undefined || found.times < 2) return null
    return related.has(`${found.column}|${at}`) ? at : found.column
  }
}

/** Rows in which a list surely is what its header says. */
export const LEAST_EARLY = 8
export const EARLY = 0.25

/** Pairs of columns that hold the same words in the first rows. */
function relatedColumns(rows: readonly Row[], columns: readonly ColumnMatch[]): ReadonlySet<string> {
  const early = rows.slice(0, Math.max(LEAST_EARLY, Math.ceil(rows.length * EARLY)))
  const words = columns.map((m) => new Set(early.map((row) => wordsOf(row[m.column])).filter((w) => w !== '')))
  const related = new Set<string>()
  columns.forEach((a, i) =>
    columns.forEach((b, j) => {
      if (i !== j && [...(words[i] ?? [])].some((w) => words[j]?.has(w) === true))
        related.add(`${a.column}|${b.column}`)
    }),
  )
  return related
}

const wordsOf = (cell: Cell | null | undefined): string =>
  cell?.kind === 'text' && WORDED.has(shapeOf(cell))
    ? plain(clip(cell.text)).replace(/^(desa|ds|kelurahan|kel|kecamatan|kec)\b\.?\s*/, '')
    : ''
