/** Cells that speak for the rows below: merged downward, "idem", or written once for a group. */
import type { Cell, Sheet } from '#platform/pure/sheet/index.ts'
import type { Classified } from './classify-rows.ts'
import { plain } from './text.ts'
import type { ColumnMatch, Field } from './types.ts'
import { DITTO } from './words.table.ts'

/** Cells under merged rectangles that are looked after; a file that claims more of them is not a list of children. */
const MOST_MERGED = 200_000

export type Carry = (row: number, match: ColumnMatch) => { readonly cell: Cell; readonly row: number } | null

/** Things that hold for neighbours; a name, a sex or a number never does. */
export const SHARED: ReadonlySet<Field> = new Set<Field>([
  'village',
  'subdistrict',
  'villageAndSubdistrict',
  'address',
  'guardian',
  'guardianRelation',
  'phone',
  'registered',
  'status',
])
const GROUPED: ReadonlySet<Field> = new Set<Field>(['village', 'subdistrict', 'villageAndSubdistrict'])

/** Answers, for an empty cell or a ditto mark, which cell above speaks for it. */
export function carryOf(sheet: Sheet, rows: readonly Classified[], columns: readonly ColumnMatch[]): Carry {
  const merged = new Map<string, number>()
  for (const m of sheet.merges) {
    const size = (m.bottom - m.top + 1) * (m.right - m.left + 1)
    if (m.bottom === m.top || merged.size + size > MOST_MERGED) continue
    for (let r = m.top + 1; r <= m.bottom; r++) for (let c = m.left; c <= m.right; c++) merged.set(`${r},${c}`, m.top)
  }
  const children = rows.filter((r) => r.kind === 'child').map((r) => r.row)
  const grouped = new Set(
    columns.filter((m) => GROUPED.has(m.field) && isGrouped(sheet, children, m.column)).map((m) => m.column),
  )
  const boundaries = new Set(rows.filter((r) => r.kind === 'section' || r.kind === 'total').map((r) => r.row))
  const lookUp = (row: number, column: number): { cell: Cell; row: number } | null => {
    for (let r = row - 1; r >= (children[0] ?? row) && !boundaries.has(r); r--) {
      const cell = sheet.rows[r]?.[column]
      if (cell != null && cell.text.trim() !== '' && !isDitto(cell)) return { cell, row: r }
    }
    return null
  }
  return (row, match) => {
    if (!SHARED.has(match.field)) return null
    const cell = sheet.rows[row]?.[match.column]
    if (isDitto(cell)) return lookUp(row, match.column)
    if (cell != null && cell.text.trim() !== '') return null
    const top = merged.get(`${row},${match.column}`)
    const above = top === undefined ? undefined : sheet.rows[top]?.[match.column]
    if (top !== undefined && above != null && above.text.trim() !== '') return { cell: above, row: top }
    return grouped.has(match.column) ? lookUp(row, match.column) : null
  }
}

export const isDitto = (cell: Cell | null | undefined): boolean =>
  cell != null && cell.kind === 'text' && DITTO.has(plain(cell.text))

/** Written once per group: the first child has it, most have it empty, and no value stands twice in a row or returns. */
function isGrouped(sheet: Sheet, children: readonly number[], column: number): boolean {
  if (children.length < 4) return false
  const values = children.map((r) => plain(sheet.rows[r]?.[column]?.text ?? ''))
  const written = values.filter((v) => v !== '')
  if (values[0] === '' || written.length < 1 || written.length > children.length * 0.6) return false
  return new Set(written).size >= written.length * 0.8
}
