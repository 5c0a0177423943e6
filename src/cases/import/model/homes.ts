/** In which column of a list the words of its cells belong: where they stood first, if they stand there more than once. */
import type { Cell, Sheet } from '#platform/pure/sheet/index.ts'
import { shapeOf, type Shape } from './content.ts'
import { clip, plain } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

/** The column a cell's words belong to; null where they say nothing of it. */
export type HomeOf = (cell: Cell | null | undefined) => number | null

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
  for (const row of sheet.rows.slice(table.firstRow, table.lastRow + 1)) {
    for (const m of worded) {
      const words = wordsOf(row[m.column])
      if (words === '') continue
      const before = seen.get(words)
      if (before !== undefined) before.times++
      else if (REPEATING.has(m.field) && m.header !== '') seen.set(words, { column: m.column, times: 1 })
    }
  }
  return (cell) => {
    const found = seen.get(wordsOf(cell))
    return found !== undefined && found.times > 1 ? found.column : null
  }
}

const wordsOf = (cell: Cell | null | undefined): string =>
  cell?.kind === 'text' && WORDED.has(shapeOf(cell))
    ? plain(clip(cell.text)).replace(/^(desa|ds|kelurahan|kel|kecamatan|kec)\b\.?\s*/, '')
    : ''
