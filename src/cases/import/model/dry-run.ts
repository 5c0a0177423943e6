/** The dry run: from a workbook to every row's decision, with its readings, marks and questions. Nothing is stored. */
import { columnLetters, type Sheet, type Workbook } from '#platform/pure/sheet/index.ts'
import { duplicatesIn, likenessOf, sharedNiks, type Likeness, compare, keysOf } from './duplicates.ts'
import { filled } from './find-tables.ts'
import { infer, type Settled } from './inferences.ts'
import { isLegendSheet, legendOf, mergeLegends, NO_LEGEND, type Legend } from './legends.ts'
import { NO_PLACES, withKnownPlaces, type Places } from './known-places.ts'
import type { Override } from './match-columns.ts'
import { parseEntry, type ParsedEntry } from './parse-entry.ts'
import { placeKey } from './place-codes.ts'
import { readChildren } from './read-child.ts'
import { readSheets } from './read-sheets.ts'
import type { SheetReading } from './sheet-reading.ts'
import { asOfIn } from './surroundings.ts'
import type { ChildReading, DryRun, Entry, FileQuestion, Question, RowResult, SheetResult } from './types.ts'

/** A child that has a file already, as far as the person who imports may see it. `ref` is whatever finds the file. */
export type ExistingChild = { readonly ref: string } & Likeness

export type DryRunOptions = {
  /** The day on which the list was true. Without it a title's date is taken, else `today`. */
  readonly asOf?: string
  readonly today: string
  /** Table id to the columns that a person or a profile has decided. */
  readonly matching?: ReadonlyMap<string, Override>
  readonly settled?: Settled
  readonly existing?: readonly ExistingChild[]
  /** Village to subdistrict, from the country's list of places. */
  readonly places?: Places
}

/** Reads the whole workbook. Pure; about a second for 5,000 rows. */
export function dryRun(workbook: Workbook, options: DryRunOptions): DryRun {
  const written = asOfIn(workbook)
  const asOf = options.asOf ?? written ?? options.today
  const readings = readSheets(workbook, options.matching ?? new Map(), options.places ?? NO_PLACES)
  const legends = legendsOf(readings)
  const parsed = readings.flatMap((reading) =>
    reading.entries.map((entry) => ({ reading, p: parseEntry(entry, asOf, workbook.date1904) })),
  )
  const inferences = infer(
    parsed.map((x) => x.p),
    (sheet) => legends.get(sheet) ?? NO_LEGEND,
    options.settled ?? {},
  )
  const children: RowResult[] = parsed.map(({ reading, p }) =>
    childRow(
      reading.sheet,
      p,
      readChildren(
        p,
        { asOf, inferences, legend: legends.get(reading.sheet.name) ?? NO_LEGEND },
        fillOf(reading.sheet, p),
      ),
    ),
  )
  const withDuplicates = addDuplicates(withKnownPlaces(children, options.places ?? NO_PLACES), options.existing ?? [])
  const fileQuestions: FileQuestion[] = [
    ...(options.asOf === undefined && written === null ? [{ code: 'as-of-unknown', params: { taken: asOf } }] : []),
    ...readings.flatMap((r) => r.questions),
    ...inferences.fileQuestions,
  ]
  return {
    file: workbook.name,
    asOf,
    fileQuestions,
    sheets: readings.map((r) => sheetResult(r, legends.get(r.sheet.name) ?? NO_LEGEND)),
    rows: readings.flatMap((r) => rowsOf(r, withDuplicates)),
  }
}

function legendsOf(readings: readonly SheetReading[]): ReadonlyMap<string, Legend> {
  const own = readings.map((r) => {
    const rows = new Set(r.entries.flatMap((e) => e.all.map((l) => l.row)))
    for (const [row, kind] of r.kinds) if (kind === 'header-repeated' || kind === 'label') rows.add(row)
    const headers = r.tables.flatMap((t) => t.table.headers)
    return { r, legend: legendOf(r.sheet, (row) => rows.has(row), headers, shortVillages(r)) }
  })
  const shared = own
    .filter(({ r }) => r.entries.length === 0 && (isLegendSheet(r.sheet) || r.role === 'legend' || r.role === 'other'))
    .map(({ legend }) => legend)
  const only = own.filter(({ r, legend }) => r.entries.length > 0 && legend.colours.size > 0)
  return new Map(
    own.map(({ r, legend }) => [
      r.sheet.name,
      mergeLegends(legend, [
        ...shared,
        ...(only.length === 1 && only[0] !== undefined ? [{ ...NO_LEGEND, colours: only[0].legend.colours }] : []),
      ]),
    ]),
  )
}

/** What may be a code for a village. */
const shortVillages = (r: SheetReading): ReadonlySet<string> =>
  new Set(
    r.entries
      .flatMap((e) => e.cells.get('village') ?? [])
      .map((l) => placeKey(l.cell.text))
      .filter((key) => key !== '' && key.length <= 5),
  )

/** The colour of a row: of its name, or of most of its cells. */
function fillOf(sheet: Sheet, p: ParsedEntry): string | undefined {
  const name = p.entry.cells.get('name')?.[0]
  const own = name?.cell.fill
  if (own !== undefined || p.entry.column !== undefined) return own
  const cells = filled(sheet.rows[p.entry.row])
  const counts = new Map<string, number>()
  for (const { cell } of cells) if (cell.fill !== undefined) counts.set(cell.fill, (counts.get(cell.fill) ?? 0) + 1)
  return [...counts].find(([, n]) => n >= cells.length / 2)?.[0]
}

function childRow(
  sheet: Sheet,
  p: ParsedEntry,
  read: { children: readonly ChildReading[]; questions: readonly Question[] },
): RowResult {
  const { entry } = p
  return {
    sheet: entry.sheet,
    row: entry.row + 1,
    ...(entry.column === undefined ? {} : { column: entry.column }),
    ...(entry.byColumn === undefined ? {} : { byColumn: true as const }),
    kind: read.children.length > 1 ? 'siblings' : 'child',
    decision: read.questions.length > 0 ? 'question' : 'import',
    ...(entry.hidden ? { hidden: true as const } : {}),
    children: read.children,
    questions: read.questions,
    cells: cellsFor(sheet, entry),
  }
}

/** A child of a list has its whole row; a card its own cells, and so has a child of one of several lists side by side. */
const cellsFor = (sheet: Sheet, entry: Entry): Record<string, string> =>
  entry.scope === 'cards'
    ? Object.fromEntries(entry.all.map((l) => [`${columnLetters(l.column)}${l.row + 1}`, l.cell.text]))
    : entry.column === undefined
      ? cellsOf(sheet, entry.row)
      : Object.fromEntries(
          entry.all.filter((l) => l.cell.text !== '').map((l) => [columnLetters(l.column), l.cell.text]),
        )

const cellsOf = (sheet: Sheet, row: number): Record<string, string> =>
  Object.fromEntries(
    (sheet.rows[row] ?? []).flatMap((c, i) =>
      c !== null && c.text !== '' ? [[columnLetters(i), c.text] as const] : [],
    ),
  )

/** All rows of a sheet in order: children, and everything that is none. */
function rowsOf(r: SheetReading, children: readonly RowResult[]): readonly RowResult[] {
  const mine = withLeftovers(
    r,
    children.filter((c) => c.sheet === r.sheet.name),
  )
  const taken = new Set(mine.filter((c) => c.byColumn !== true).map((c) => c.row))
  const others = [...r.kinds]
    .filter(([row, kind]) => kind !== 'child' && !taken.has(row + 1))
    .map(([row, kind]): RowResult => ({
      sheet: r.sheet.name,
      row: row + 1,
      kind,
      decision: 'skip',
      children: [],
      questions: [],
      cells: cellsOf(r.sheet, row),
      ...(r.sheet.hiddenRows.has(row) ? { hidden: true as const } : {}),
    }))
  return [...mine, ...others].sort(
    (a, b) =>
      a.row - b.row ||
      (a.column ?? '').length - (b.column ?? '').length ||
      ((a.column ?? '') < (b.column ?? '') ? -1 : 1),
  )
}

/** Where children share a row, in cards or in lists side by side, the first keeps what stands in the row and is no other child's. */
function withLeftovers(r: SheetReading, rows: readonly RowResult[]): readonly RowResult[] {
  const cards = r.role === 'cards'
  if (!cards && !r.tables.some(({ table }) => table.panel !== undefined)) return rows
  const taken = new Set(rows.flatMap(({ row, cells }) => Object.keys(cells).map((at) => (cards ? at : `${at}${row}`))))
  const seen = new Set<number>()
  return rows.map((result) => {
    if (result.byColumn === true || seen.has(result.row)) return result
    seen.add(result.row)
    const rest = Object.entries(cellsOf(r.sheet, result.row - 1))
      .filter(
        ([at, text]) =>
          !taken.has(`${at}${result.row}`) && text.trim() !== ':' && r.labels?.has(`${at}${result.row}`) !== true,
      )
      .map(([at, text]) => [cards ? `${at}${result.row}` : at, text] as const)
    return { ...result, cells: { ...result.cells, ...Object.fromEntries(rest) } }
  })
}

function sheetResult(r: SheetReading, legend: Legend): SheetResult {
  const first = r.tables[0]?.table
  const colours = Object.fromEntries([...legend.colours].map(([k, v]) => [k, v.status ?? 'unknown']))
  const codes = Object.fromEntries([...legend.sex, ...legend.status])
  return {
    name: r.sheet.name,
    role: r.role,
    hidden: r.sheet.hidden,
    hiddenRows: [...r.sheet.hiddenRows].map((n) => n + 1),
    headerRows: r.tables.flatMap((t) => t.table.headerRows.map((n) => n + 1)),
    tables: r.tables,
    ...(first === undefined ? {} : { firstRow: first.firstRow + 1 }),
    ...(Object.keys(colours).length > 0 ? { colours } : {}),
    ...(Object.keys(codes).length > 0 ? { codes } : {}),
  }
}

function addDuplicates(rows: readonly RowResult[], existing: readonly ExistingChild[]): readonly RowResult[] {
  const flat = rows.flatMap((row, index) => row.children.map((child, i) => ({ index, i, like: likenessOf(child) })))
  const likes = flat.map((f) => f.like)
  const changed = new Map<number, RowResult>()
  const ask = (index: number, question: Question, sameAs?: RowResult['sameAs']): void => {
    const row = changed.get(index) ?? rows[index]
    if (row === undefined) return
    changed.set(index, {
      ...row,
      decision: 'question',
      questions: [...row.questions, question],
      ...(sameAs === undefined ? {} : { sameAs }),
    })
  }
  const place = (n: number): { sheet: string; row: number; column?: string } => {
    const row = rows[flat[n]?.index ?? 0]
    return { sheet: row?.sheet ?? '', row: row?.row ?? 0, ...(row?.column === undefined ? {} : { column: row.column }) }
  }
  for (const f of duplicatesIn(likes, (i, j) => flat[i]?.index === flat[j]?.index)) {
    const own = flat[f.index]
    if (own !== undefined)
      ask(
        own.index,
        { code: 'duplicate', field: 'row', ...childOf(rows, own), params: { ...place(f.of), certainty: f.certainty } },
        { ...place(f.of), certainty: f.certainty },
      )
  }
  for (const s of sharedNiks(likes)) {
    const own = flat[s.index]
    if (own !== undefined)
      ask(own.index, { code: 'nik-shared', field: 'nik', ...childOf(rows, own), params: place(s.of) })
  }
  for (const f of alreadyThere(likes, existing)) {
    const own = flat[f.index]
    if (own !== undefined)
      ask(own.index, {
        code: 'duplicate-of-file',
        field: 'row',
        ...childOf(rows, own),
        params: { ref: f.ref, certainty: f.certainty },
      })
  }
  return rows.map((row, i) => changed.get(i) ?? row)
}

const childOf = (rows: readonly RowResult[], own: { index: number; i: number }): { child?: number } =>
  (rows[own.index]?.children.length ?? 1) > 1 ? { child: own.i } : {}

function alreadyThere(
  likes: readonly Likeness[],
  existing: readonly ExistingChild[],
): readonly { index: number; ref: string; certainty: string }[] {
  if (existing.length === 0) return []
  const blocks = new Map<string, ExistingChild[]>()
  for (const e of existing) for (const key of keysOf(e)) blocks.set(key, [...(blocks.get(key) ?? []), e])
  return likes.flatMap((like, index) => {
    for (const key of keysOf(like)) {
      for (const e of blocks.get(key) ?? []) {
        const certainty = compare(like, e)
        if (certainty !== null) return [{ index, ref: e.ref, certainty }]
      }
    }
    return []
  })
}
