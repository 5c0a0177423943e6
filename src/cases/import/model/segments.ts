/** Where the columns of a table change their meaning without a new header: the rows from there on are matched anew by content. */
import type { Sheet } from '#platform/pure/sheet/index.ts'
import { contentScore, isTyped, profileOf, shapeOf, type Profile, type Shape } from './content.ts'
import { filled } from './find-tables.ts'
import { matchByContent, meanAge } from './match-columns.ts'
import { NO_PLACES, type Places } from './known-places.ts'
import { homesOf } from './homes.ts'
import { placeKinds } from './place-kinds.ts'
import { redeal } from './redeal.ts'
import { shifted } from './shifted.ts'
import { readVillage } from './read-place.ts'
import { judge, WORDS } from './judge.ts'
import { misfitRuns, MOST_BETWEEN, type Run } from './misfit-runs.ts'
import { misfitsOf } from './misplaced.ts'
import { plain } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

export type Segment = {
  readonly from: number
  readonly to: number
  readonly columns: readonly ColumnMatch[]
  readonly moved: boolean
}

/** Rows before the first change that are compared with what comes. */
const MOST_COMPARED = 200

type Seen = ReadonlyMap<Field, ReadonlySet<string>>

/** The table in one piece, or cut where at least three rows running fit other columns better. */
export function segmentsOf(
  sheet: Sheet,
  table: Table,
  columns: readonly ColumnMatch[],
  places: Places = NO_PLACES,
): readonly Segment[] {
  const kindOf = placeKinds(sheet, table, columns, places)
  const homeOf = homesOf(sheet, table, columns)
  const runs = misfitRuns(sheet, table, misfitsOf(sheet, table, columns, kindOf, homeOf))
  const renamed = runs.length === 0 ? renamedColumn(sheet, table, columns) : null
  if (renamed !== null) return renamed
  const seen = seenValues(sheet, table, columns, runs)
  const outside = sheet.rows.slice(table.firstRow, runs[0]?.from ?? table.firstRow).slice(0, MOST_COMPARED)
  const moved = runs.flatMap((run): Segment[] => {
    const inRun = sheet.rows.slice(run.from, run.to + 1).filter((row) => filled(row).length >= 4)
    const dealt = redeal(inRun, outside, columns, kindOf, homeOf)
    const shift = shifted(inRun, outside, columns, kindOf, homeOf)
    // One column put in or left out explains many that have moved: it need not fit quite as well as any exchange.
    const better = shift !== null && shift.gain > (dealt?.gain ?? 0) * 0.8 ? shift : dealt
    const found = better?.columns ?? withDates(run, columns) ?? rematch(sheet, table, columns, run, seen)
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

/** Nothing but birth and registration, each later than it can be: no shape tells them apart, and they have changed places. */
function withDates(run: Run, columns: readonly ColumnMatch[]): readonly ColumnMatch[] | null {
  const dates = columns.filter((m) => run.columns.includes(m.column))
  const [a, b] = dates
  if (dates.length !== 2 || !dates.every((m) => m.field === 'birth' || m.field === 'registered')) return null
  if (a === undefined || b === undefined || a.field === b.field) return null
  return columns.map((m) =>
    m === a ? { ...m, field: b.field, sure: 'choose' } : m === b ? { ...m, field: a.field, sure: 'choose' } : m,
  )
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
