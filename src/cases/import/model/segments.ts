/** Where the columns of a table change their meaning without a new header: the rows from there on are matched anew by content. */
import type { Cell, Row, Sheet } from '#platform/pure/sheet/index.ts'
import { contentScore, fits, isTyped, profileOf, shapeOf, type Profile, type Shape } from './content.ts'
import { filled, isBlank } from './find-tables.ts'
import { matchByContent, meanAge } from './match-columns.ts'
import { readVillage } from './read-place.ts'
import { clip, plain } from './text.ts'
import type { ColumnMatch, Field, Table } from './types.ts'

export type Segment = {
  readonly from: number
  readonly to: number
  readonly columns: readonly ColumnMatch[]
  readonly moved: boolean
}

const LEAST_ROWS = 3
type Run = { readonly from: number; readonly to: number; readonly columns: readonly number[] }
type Seen = ReadonlyMap<Field, ReadonlySet<string>>

/** The table in one piece, or cut where at least three rows running fit other columns better. */
export function segmentsOf(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): readonly Segment[] {
  const runs = misfitRuns(sheet, table, columns)
  const renamed = runs.length === 0 ? renamedColumn(sheet, table, columns) : null
  if (renamed !== null) return renamed
  const segments: Segment[] = []
  let from = table.firstRow
  for (const run of runs) {
    const moved = rematch(sheet, table, columns, run, seenValues(sheet, table, columns, runs))
    if (moved === null) continue
    if (run.from > from) segments.push({ from, to: run.from - 1, columns, moved: false })
    segments.push({ from: run.from, to: run.to, columns: moved, moved: true })
    from = run.to + 1
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
  const moving = columns.filter((m) => run.columns.includes(m.column))
  const profiles = new Map(
    moving.map((m) => [m.column, profileOf(sheet.rows.slice(run.from, run.to + 1).map((r) => r[m.column]))]),
  )
  const given = dealOut(
    moving.map((m) => m.field),
    profiles,
    seen,
  )
  return given === null
    ? null
    : columns.map((m) => {
        const field = given.get(m.column)
        return field === undefined ? m : { ...m, field, sure: 'choose' }
      })
}

/** A column whose cells fit as before, and whose field no other column has taken, keeps what its header says. */
function withUntouched(
  columns: readonly ColumnMatch[],
  run: Run,
  moved: readonly ColumnMatch[] | null,
): readonly ColumnMatch[] | null {
  const taken = new Set(moved?.map((m) => m.field))
  return (
    moved?.map((m) => {
      const before = columns.find((c) => c.column === m.column)
      const stays = before !== undefined && !run.columns.includes(m.column) && !taken.has(before.field)
      return stays && (m.field === 'other' || m.field === 'notes') ? before : m
    }) ?? null
  )
}

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

function misfitRuns(sheet: Sheet, table: Table, columns: readonly ColumnMatch[]): readonly Run[] {
  const runs: Run[] = []
  let open: { from: number; to: number; count: number; columns: Map<number, number> } | null = null
  const close = (): void => {
    if (open !== null && open.count >= LEAST_ROWS)
      runs.push({ from: open.from, to: open.to, columns: often(open.columns, open.count) })
    open = null
  }
  for (let r = table.firstRow; r <= table.lastRow; r++) {
    if (isBlank(sheet.rows[r]) || filled(sheet.rows[r]).length < 4) continue
    const { bad, good } = misfits(sheet.rows[r] ?? [], columns)
    const current: typeof open = open
    if (current === null) {
      if (bad.length >= 2) open = { from: r, to: r, count: 1, columns: new Map(bad.map((c) => [c, 1])) }
      continue
    }
    const known = [...current.columns.keys()]
    if (!known.some((c) => bad.includes(c)) && known.some((c) => good.includes(c))) close()
    else if (bad.length > 0) {
      current.to = r
      current.count++
      for (const c of bad) current.columns.set(c, (current.columns.get(c) ?? 0) + 1)
    }
  }
  close()
  return runs.filter((run) => run.columns.length >= 2)
}

const often = (counts: ReadonlyMap<number, number>, rows: number): readonly number[] =>
  [...counts].filter(([, n]) => n >= rows * 0.4).map(([c]) => c)

/** What a column of names and places surely does not hold. */
const NOT_TEXT: ReadonlySet<Shape> = new Set<Shape>(['sex', 'date', 'phone', 'nik', 'age'])
const WORDS: ReadonlySet<Field> = new Set<Field>(['guardian', 'village', 'subdistrict'])

function misfits(row: Row, columns: readonly ColumnMatch[]): { bad: readonly number[]; good: readonly number[] } {
  const pairs = misplacedPairs(row, columns)
  const bad: number[] = [...pairs.bad]
  const good: number[] = []
  for (const m of columns) {
    if (pairs.bad.includes(m.column) || pairs.open.includes(m.column)) continue
    const shape = shapeOf(row[m.column])
    if (shape === 'none' || m.tick !== undefined || m.part !== undefined || isSexCode(m, row)) continue
    const verdict = judge(m.field, shape)
    if (verdict === 'bad') bad.push(m.column)
    else if (verdict === 'good') good.push(m.column)
  }
  return { bad, good }
}

/** 1 and 2 may be codes of sex, and say nothing about the column. */
const isSexCode = (m: ColumnMatch, row: Row): boolean =>
  m.field === 'sex' && /^[0-39]$/.test((row[m.column]?.text ?? '').trim())

const NO_PAIRS = { bad: [], open: [] }

/** Columns that only show side by side that they have changed places: born after being registered, or a child named like a guardian. */
function misplacedPairs(
  row: Row,
  columns: readonly ColumnMatch[],
): { bad: readonly number[]; open: readonly number[] } {
  const pairs = [datePair(row, columns), personPair(row, columns)]
  return { bad: pairs.flatMap((p) => p.bad), open: pairs.flatMap((p) => p.open) }
}

function datePair(row: Row, columns: readonly ColumnMatch[]): { bad: readonly number[]; open: readonly number[] } {
  const [birth, registered] = (['birth', 'registered'] as const).map((f) => only(columns, f))
  if (birth === undefined || registered === undefined) return NO_PAIRS
  const [born, seen] = [yearOf(row[birth]), yearOf(row[registered])]
  if (born === null || seen === null || born < seen) return NO_PAIRS
  return born > seen ? { bad: [birth, registered], open: [] } : { bad: [], open: [birth, registered] }
}

function personPair(row: Row, columns: readonly ColumnMatch[]): { bad: readonly number[]; open: readonly number[] } {
  const [name, guardian] = (['name', 'guardian'] as const).map((f) => only(columns, f))
  if (name === undefined || guardian === undefined) return NO_PAIRS
  const swapped = shapeOf(row[name]) === 'honorific' && shapeOf(row[guardian]) === 'text'
  return swapped ? { bad: [name, guardian], open: [] } : NO_PAIRS
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

function judge(field: Field, shape: Shape): 'good' | 'bad' | 'open' {
  if (field === 'name') return NOT_TEXT.has(shape) || shape === 'honorific' || shape === 'relation' ? 'bad' : 'good'
  if (WORDS.has(field)) return NOT_TEXT.has(shape) || (shape === 'honorific' && field !== 'guardian') ? 'bad' : 'good'
  if (!isTyped(field)) return 'open'
  return fits(field, shape) ? 'good' : 'bad'
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
