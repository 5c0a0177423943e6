/** Rows running in which columns hold what does not belong there. */
import type { Row, Sheet } from '#platform/pure/sheet/index.ts'
import { filled, isBlank } from './find-tables.ts'
import type { Misfits } from './misplaced.ts'
import type { Table } from './types.ts'

export type Run = { readonly from: number; readonly to: number; readonly columns: readonly number[] }

const LEAST_ROWS = 3
/** Rows that say nothing, in the middle of a run. */
export const MOST_BETWEEN = 3

type Open = {
  from: number
  to: number
  count: number
  /** Rows since the last misfit. */
  since: number
  bad: Map<number, number>
  good: Map<number, number>
}

/** Rows running in which at least two columns hold what does not belong there. */
export function misfitRuns(sheet: Sheet, table: Table, misfits: (row: Row) => Misfits): readonly Run[] {
  const runs: Run[] = []
  let open: Open | null = null
  let before: readonly { readonly row: number; readonly found: Misfits }[] = []
  const close = (): void => {
    if (open !== null && open.count >= LEAST_ROWS) runs.push({ from: open.from, to: open.to, columns: often(open) })
    open = null
    before = []
  }
  for (let r = table.firstRow; r <= table.lastRow; r++) {
    if (isBlank(sheet.rows[r]) || filled(sheet.rows[r]).length < 4) continue
    const found = misfits(sheet.rows[r] ?? [])
    const current: Open | null = open
    if (current === null) {
      if (found.bad.length >= 2) open = begun(r, found, before)
      else before = found.bad.length === 1 ? [...before, { row: r, found }] : []
    } else if (goesOn(current, found)) extend(current, r, found)
    else close()
  }
  close()
  return runs.filter((run) => run.columns.length >= 2)
}

/** Rows directly above in which one of the same columns does not fit belong to the run. */
function begun(
  row: number,
  found: Misfits,
  before: readonly { readonly row: number; readonly found: Misfits }[],
): Open {
  const open: Open = { from: row, to: row, count: 0, since: 0, bad: new Map(), good: new Map() }
  for (const above of before.filter((b) => b.found.bad.every((c) => found.bad.includes(c)))) {
    open.from = Math.min(open.from, above.row)
    extend(open, above.row, above.found)
  }
  extend(open, row, found)
  return open
}

function goesOn(open: Open, { bad, good }: Misfits): boolean {
  const known = [...open.bad.keys()]
  if (known.some((c) => bad.includes(c))) return true
  // One cell that was wrong by itself does not end the run when its column is right again.
  const right = known.filter((c) => good.includes(c)).length
  return right < known.length / 2 && open.since < MOST_BETWEEN
}

function extend(open: Open, row: number, { bad, good }: Misfits): void {
  open.since = bad.length === 0 ? open.since + 1 : 0
  if (bad.length === 0) return
  open.to = Math.max(open.to, row)
  open.count++
  for (const c of bad) open.bad.set(c, (open.bad.get(c) ?? 0) + 1)
  for (const c of good) open.good.set(c, (open.good.get(c) ?? 0) + 1)
}

/** Columns that do not fit in most rows, or in nearly all rows in which they are filled. */
const often = ({ bad, good, count }: Open): readonly number[] =>
  [...bad]
    .filter(([c, n]) => n >= count * 0.4 || (n >= LEAST_ROWS && n >= (n + (good.get(c) ?? 0)) * 0.7))
    .map(([c]) => c)
