/** Where the columns of a table change their meaning without a new header: the rows from there on are matched anew by content. */
import type { Sheet } from '#platform/pure/sheet/index.ts'
import { contentScore, isTyped, profileOf, shapeOf, type Profile, type Shape } from './content.ts'
import { filled, isBlank } from './find-tables.ts'
import { matchByContent, meanAge } from './match-columns.ts'
import { NO_PLACES, type Places } from './known-places.ts'
import { placeKinds, type PlaceKind } from './place-kinds.ts'
import { redeal } from './redeal.ts'
import { readVillage } from './read-place.ts'
import { judge, misfitsOf, WORDS, type Misfits } from './misplaced.ts'
import { plain } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

export type Segment = {
  readonly from: number
  readonly to: number
  readonly columns: readonly ColumnMatch[]
  readonly moved: boolean
}

const LEAST_ROWS = 3
const MOST_BETWEEN = 3
type Run = { readonly from: number; readonly to: number; readonly columns: readonly number[] }
type Seen = ReadonlyMap<Field, ReadonlySet<string>>

/** The table in one piece, or cut where at least three rows running fit other columns better. */
export function segmentsOf(
  sheet: Sheet,
  table: Table,
  columns: readonly ColumnMatch[],
  places: Places = NO_PLACES,
): readonly Segment[] {
  const kindOf = placeKinds(sheet, table, columns, places)
  const runs = misfitRuns(sheet, table, columns, kindOf)
  const renamed = runs.length === 0 ? renamedColumn(sheet, table, columns) : null
  if (renamed !== null) return renamed
  const seen = seenValues(sheet, table, columns, runs)
  const moved = runs.flatMap((run): Segment[] => {
    const inRun = sheet.rows.slice(run.from, run.to + 1).filter((row) => filled(row).length >= 4)
    const found = redeal(inRun, columns, kindOf) ?? rematch(sheet, table, columns, run, seen)
    return found === null ? [] : [{ from: run.from, to: run.to, columns: found, moved: true }]
  })
  return withRest(table, columns, joined(moved))
}

/** Two pieces moved alike, with few rows between them that say nothing against it, are one. */
function joined(moved: readonly Segment[]): readonly Segment[] {
  const out: Segment[] = []
  for (const segment of moved) {
    const before = out[out.length - 1]
    const alike = before?.columns.every((m, i) => m.field === segment.columns[i]?.field) === true
    if (before !== undefined && alike && segment.from - before.to <= MOST_BETWEEN + 1)
      out[out.length - 1] = { ...before, to: segment.to }
    else out.push(segment)
  }
  return out
}

/** The rows between the moved pieces, as the header says. */
function withRest(table: Table, columns: readonly ColumnMatch[], moved: readonly Segment[]): readonly Segment[] {
  const segments: Segment[] = []
  let from = table.firstRow
  for (const segment of moved) {
    if (segment.from > from) segments.push({ from, to: segment.from - 1, columns, moved: false })
    segments.push(segment)
    from = segment.to + 1
  }
  if (from <= table.lastRow || segments.length === 0) segments.push({ from, to: table.lastRow, columns, moved: false })
  return segments
}

const ONLY: Partial<Record<Shape, Field>> = {
  nik: 'nik',
  phone: 'phone',
  sex: 'sex',
  relation: 'guardianRelation',
  honorific: 'guardian',
}

/** One column that from some row to the end holds what the list had no column for: telephone numbers first, identity numbers then. */
function renamedColumn(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): readonly Segment[] | null {
  for (const m of columns.filter((c) => isTyped(c.field) || WORDS.has(c.field))) {
    const shapes = Array.from({ length: table.lastRow - table.firstRow + 1 }, (_, i) => ({
      row: table.firstRow + i,
      shape: shapeOf(sheet.rows[table.firstRow + i]?.[m.column]),
    })).filter((s) => s.shape !== 'none')
    const start = shapes.findLastIndex((s) => judge(m.field, s.shape) !== 'bad') + 1
    const tail = shapes.slice(start)
    const field = ONLY[tail[0]?.shape ?? 'none']
    const from = tail[0]?.row
    if (
      field === undefined ||
      from === undefined ||
      tail.length < 5 ||
      start < 3 ||
      tail.some((s) => s.shape !== tail[0]?.shape)
    )
      continue
    if (columns.some((c) => c.field === field)) continue
    const moved = columns.map((c): ColumnMatch => (c === m ? { ...c, field, sure: 'choose' } : c))
    return [
      { from: table.firstRow, to: from - 1, columns, moved: false },
      { from, to: table.lastRow, columns: moved, moved: true },
    ]
  }
  return null
}

/** Few columns: their fields are dealt out again among them. Many: the whole row is matched by content. */
function rematch(
  sheet: Sheet,
  table: Table,
  columns: readonly ColumnMatch[],
  run: Run,
  seen: Seen,
): readonly ColumnMatch[] | null {
  if (run.columns.length > 3) {
    const anew = { ...table, id: `${table.id}+${run.from}`, firstRow: run.from, lastRow: run.to, headers: [] }
    return withUntouched(columns, run, matchByContent(sheet, anew, seen))
  }
  return exchanged(sheet, columns, run, run.columns, seen)
}

/** The fields of some columns dealt out anew among them; null when they do not fit. */
function exchanged(
  sheet: Sheet,
  columns: readonly ColumnMatch[],
  run: Run,
  among: readonly number[],
  seen: Seen,
): readonly ColumnMatch[] | null {
  const moving = columns.filter((m) => among.includes(m.column))
  const profiles = new Map(
    moving.map((m) => [m.column, profileOf(sheet.rows.slice(run.from, run.to + 1).map((r) => r[m.column]))]),
  )
  const given = dealOut(
    moving.map((m) => m.field),
    profiles,
    seen,
  )
  if (given === null) return null
  return columns.map((m) => {
    const field = given.get(m.column)
    return field === undefined ? m : { ...m, field, sure: 'choose' }
  })
}

/**
 * A column whose cells fit as before, and whose field no other column has taken, keeps what its header says. Of the places, which no
 * shape tells, the last one goes to the last column that is left.
 */
function withUntouched(
  columns: readonly ColumnMatch[],
  run: Run,
  moved: readonly ColumnMatch[] | null,
): readonly ColumnMatch[] | null {
  if (moved === null) return null
  const taken: ReadonlySet<Field> = new Set(moved.map((m) => m.field).filter((f) => f !== 'notes'))
  const isFree = (m: ColumnMatch): boolean => m.field === 'other' || m.field === 'notes'
  const kept = moved.map((m) => {
    const before = columns.find((c) => c.column === m.column)
    const stays = before !== undefined && !run.columns.includes(m.column) && !taken.has(before.field)
    return stays && isFree(m) && !PLACES.has(before.field) ? before : m
  })
  const places = columns.filter((c) => PLACES.has(c.field) && !taken.has(c.field))
  const left = kept.filter((m) => isFree(m) && columns.some((c) => c.column === m.column && PLACES.has(c.field)))
  const [place, last] = [places[0]?.field, left[0]]
  if (places.length !== 1 || left.length !== 1 || place === undefined) return kept
  return kept.map((m) => (m === last ? { ...m, field: place } : m))
}

const PLACES: ReadonlySet<Field> = new Set<Field>(['village', 'subdistrict'])

/** Each field to the free column that fits it best; the last field takes what is left. Null when nothing would change. */
function dealOut(
  fields: readonly Field[],
  profiles: ReadonlyMap<number, Profile>,
  seen: Seen,
): ReadonlyMap<number, Field> | null {
  const given = new Map<number, Field>()
  const order = [...fields].sort((a, b) => Number(isTyped(b)) - Number(isTyped(a)))
  for (const field of order) {
    const free = [...profiles]
      .filter(([c]) => !given.has(c))
      .map(([c, p]) => [c, contentScore(field, p, seen) + (field === 'birth' ? meanAge(p) / 2 : 0)] as const)
      .sort((a, b) => b[1] - a[1])
    const best = free[0]
    if (best === undefined || (isTyped(field) && best[1] < 0.5)) return null
    given.set(best[0], field)
  }
  return given
}

type Open = { from: number; to: number; count: number; bad: Map<number, number>; good: Map<number, number> }

/** Rows running in which at least two columns hold what does not belong there. */
function misfitRuns(sheet: Sheet, table: Table, columns: readonly ColumnMatch[], kindOf: PlaceKind): readonly Run[] {
  const runs: Run[] = []
  const misfits = misfitsOf(sheet, table, columns, kindOf)
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
  const open: Open = { from: row, to: row, count: 0, bad: new Map(), good: new Map() }
  for (const above of before.filter((b) => b.found.bad.every((c) => found.bad.includes(c)))) {
    open.from = Math.min(open.from, above.row)
    extend(open, above.row, above.found)
  }
  extend(open, row, found)
  return open
}

function goesOn(open: Open, { bad, good }: Misfits): boolean {
  const known = [...open.bad.keys()]
  return known.some((c) => bad.includes(c)) || !known.some((c) => good.includes(c))
}

function extend(open: Open, row: number, { bad, good }: Misfits): void {
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

function seenValues(sheet: Sheet, table: Table, columns: readonly ColumnMatch[], runs: readonly Run[]): Seen {
  const seen = new Map<Field, Set<string>>()
  const rows = Array.from({ length: table.lastRow - table.firstRow + 1 }, (_, i) => table.firstRow + i).filter(
    (r) => !runs.some((run) => r >= run.from && r <= run.to),
  )
  for (const m of columns.filter((c) => WORDS.has(c.field))) {
    const texts = rows.map((r) => plain(sheet.rows[r]?.[m.column]?.text ?? '')).filter((t) => t !== '')
    const villages = m.field === 'village' ? texts.flatMap((t) => readVillage(t).village?.toLowerCase() ?? []) : []
    seen.set(m.field, new Set([...texts, ...villages]))
  }
  return seen
}
