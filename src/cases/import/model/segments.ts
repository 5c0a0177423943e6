/** Where the columns of a table change their meaning without a new header: the rows from there on are matched anew by content. */
import type { Sheet } from '#platform/pure/sheet/index.ts'
import { fits, isTyped, shapeOf } from './content.ts'
import { filled, isBlank } from './find-tables.ts'
import { matchByContent } from './match-columns.ts'
import { readVillage } from './read-place.ts'
import { plain } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

export type Segment = { readonly from: number; readonly to: number; readonly columns: readonly ColumnMatch[]; readonly moved: boolean }

const LEAST_ROWS = 3

/** The table in one piece, or cut where at least three rows running fit other columns better. */
export function segmentsOf(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): readonly Segment[] {
  const runs = misfitRuns(sheet, table, columns)
  const segments: Segment[] = []
  let from = table.firstRow
  for (const run of runs) {
    const part = { ...table, id: `${table.id}+${run.from}`, firstRow: run.from, lastRow: run.to, headers: [] }
    const moved = matchByContent(sheet, part, seenValues(sheet, table, columns, runs))
    if (moved === null) continue
    if (run.from > from) segments.push({ from, to: run.from - 1, columns, moved: false })
    segments.push({ from: run.from, to: run.to, columns: moved, moved: true })
    from = run.to + 1
  }
  if (from <= table.lastRow || segments.length === 0) segments.push({ from, to: table.lastRow, columns, moved: false })
  return segments
}

type Run = { readonly from: number; readonly to: number }

function misfitRuns(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): readonly Run[] {
  const runs: Run[] = []
  let start = -1
  let count = 0
  const close = (to: number): void => {
    if (start >= 0 && count >= LEAST_ROWS) runs.push({ from: start, to })
    start = -1
    count = 0
  }
  let lastMisfit = -1
  for (let r = table.firstRow; r <= table.lastRow; r++) {
    if (isBlank(sheet.rows[r]) || filled(sheet.rows[r]).length < 4) continue
    if (isMisfit(sheet, r, columns)) {
      if (start < 0) start = r
      lastMisfit = r
      count++
    } else close(lastMisfit)
  }
  close(lastMisfit)
  return runs
}

/** At least two columns hold what surely belongs to another field, and more columns misfit than fit. */
function isMisfit(sheet: Sheet, row: number, columns: readonly ColumnMatch[]): boolean {
  let [good, bad] = [0, 0]
  for (const m of columns) {
    const shape = shapeOf(sheet.rows[row]?.[m.column])
    if (shape === 'none') continue
    if (m.field === 'name') shape === 'text' ? good++ : shape === 'status' ? 0 : bad++
    else if (isTyped(m.field) && m.tick === undefined) fits(m.field, shape) ? good++ : bad++
  }
  return bad >= 2 && bad > good
}

function seenValues(sheet: Sheet, table: Table, columns: readonly ColumnMatch[], runs: readonly Run[]): ReadonlyMap<Field, ReadonlySet<string>> {
  const seen = new Map<Field, Set<string>>()
  const outside = (r: number): boolean => !runs.some((run) => r >= run.from && r <= run.to)
  for (const m of columns) {
    if (m.field !== 'village' && m.field !== 'subdistrict' && m.field !== 'guardian') continue
    const values = new Set<string>()
    for (let r = table.firstRow; r <= table.lastRow; r++) {
      const text = outside(r) ? plain(sheet.rows[r]?.[m.column]?.text ?? '') : ''
      if (text === '') continue
      values.add(text)
      const village = m.field === 'village' ? readVillage(text).village : undefined
      if (village !== undefined) values.add(village.toLowerCase())
    }
    seen.set(m.field, values)
  }
  return seen
}
