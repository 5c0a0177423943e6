/** The lists of one sheet, below each other or side by side, to entries. */
import { columnLetters, type Sheet } from '#platform/pure/sheet/index.ts'
import { filled } from './find-tables.ts'
import { placeNamed, type Places } from './known-places.ts'
import { sexCodesIn } from './legends.ts'
import { headerSignature } from './match-columns.ts'
import { viewOf } from './panels.ts'
import { segmentsOf } from './segments.ts'
import { hiddenQuestion, type MatchedTable, type SheetReading } from './sheet-reading.ts'
import { contextIn, contextOf, lineOf } from './surroundings.ts'
import { entriesOf, withCodes, type TableRows } from './table-entries.ts'
import { plain } from './text.ts'
import type { ColumnMatch, Context, Entry, Field, FileQuestion, RowKind } from './types.ts'
import { LEGEND } from './words.table.ts'

/** What is known beside the sheet itself: sheets named after places, the country's places, other sheets. */
export type Around = {
  readonly named: ReadonlySet<string>
  readonly places: Places
  /** The last list of the sheets before, which a sheet without header may continue. */
  readonly before?: MatchedTable
}

type Read = {
  readonly kinds: Map<number, RowKind>
  readonly entries: Entry[]
  readonly questions: FileQuestion[]
  /** The hand that wrote below a header; where the same header comes again it is the same one. */
  readonly scopes: Map<string, string>
  /** What held at the end of the list above. */
  closing: Context | null
}

export function readLists(sheet: Sheet, tables: readonly MatchedTable[], around: Around): SheetReading {
  const read: Read = {
    kinds: titlesOf(sheet, tables),
    entries: [],
    questions: [...hiddenQuestion(sheet)],
    scopes: new Map(),
    closing: null,
  }
  tables.forEach((own, i) => {
    const last = nextHeader(sheet, tables, i) - 1
    const context = contextFor(sheet, tables, own, around, read)
    readList(sheet, { ...own, table: { ...own.table, lastRow: last } }, i, context, around, read)
  })
  const { kinds, entries, questions } = read
  return { sheet, role: 'caseload', tables, entries, kinds, questions }
}

function readList(
  sheet: Sheet,
  { table, columns }: MatchedTable,
  index: number,
  context: Context,
  { places }: Around,
  read: Read,
): void {
  const signature = headerSignature(table)
  const before = read.scopes.get(signature)
  for (const r of table.headerRows) setKind(read.kinds, r, before === undefined ? 'header' : 'header-repeated')
  const view = viewOf(sheet, table.panel)
  let here = context
  for (const { from, to, columns: own, moved } of segmentsOf(view, table, columns, places)) {
    const scope = before ?? `${table.id}:${from}`
    read.scopes.set(signature, scope)
    const rows = entriesOf(view, from, to, own, here, scope, places)
    here = rows.closing
    const entries = index === 0 ? rows.entries : withOwnLegend(view, rows)
    read.entries.push(...(table.panel === undefined ? entries : entries.map((e) => besideOthers(e, own))))
    for (const [row, kind] of rows.kinds) setKind(read.kinds, row, kind)
    if (moved) read.questions.push({ code: 'columns-moved', sheet: sheet.name, params: { row: from + 1 } })
  }
  read.closing = here
}

/** Of lists side by side one may have a child, or a sum, in a row where another has nothing. */
function setKind(kinds: Map<number, RowKind>, row: number, kind: RowKind): void {
  const known = kinds.get(row)
  if (known === undefined || known === 'blank' || kind === 'child') kinds.set(row, kind)
}

/** A child in one of several lists side by side is found by the column of its name. */
function besideOthers(entry: Entry, columns: readonly ColumnMatch[]): Entry {
  const name = columns.find((m) => m.field === 'name') ?? columns[0]
  return name === undefined ? entry : { ...entry, column: columnLetters(name.column) }
}

/** The first row of the next list below. */
const nextHeader = (sheet: Sheet, tables: readonly MatchedTable[], index: number): number => {
  const own = tables[index]?.table.headerRows[0] ?? 0
  return (
    tables
      .slice(index + 1)
      .map(({ table }) => table.headerRows[0] ?? 0)
      .find((row) => row > own) ?? sheet.rows.length
  )
}

const firstHeaderOf = (tables: readonly MatchedTable[]): number => tables[0]?.table.headerRows[0] ?? 0

function titlesOf(sheet: Sheet, tables: readonly MatchedTable[]): Map<number, RowKind> {
  const kinds = new Map<number, RowKind>()
  for (let r = 0; r < firstHeaderOf(tables); r++) {
    const [first] = filled(sheet.rows[r])
    if (first !== undefined) kinds.set(r, LEGEND.test(plain(first.cell.text)) ? 'legend' : 'title')
  }
  return kinds
}

/**
 * What titles and the sheet's name say. Above one of several lists side by side, its own titles first; above a further list of the sheet,
 * the headings between, or what held before them where there are none.
 */
function contextFor(
  sheet: Sheet,
  tables: readonly MatchedTable[],
  { table }: MatchedTable,
  { named, places }: Around,
  read: Read,
): Context {
  const above = firstHeaderOf(tables)
  const whole = contextOf(sheet, above, named.has(sheet.name) ? missingPlace(tables) : null, places)
  if (table.panel !== undefined)
    return { ...whole, ...contextOf({ ...viewOf(sheet, table.panel), name: '' }, above, null, places) }
  if (read.closing === null) return whole
  const lines = headingsAbove(sheet, table.headerRows[0] ?? 0, read)
  if (lines.length === 0) return read.closing
  const found = { ...placeNamed(lines[lines.length - 1] ?? '', places), ...contextIn(lines) }
  if (found.subdistrict === undefined || found.village !== undefined) return { ...whole, ...found }
  const { village: _, ...rest } = whole
  return { ...rest, ...found }
}

const HEADINGS: ReadonlySet<RowKind> = new Set<RowKind>(['title', 'section', 'note'])
/** Lines of a page break. */
const PAGE = /^(lanjutan|sambungan|halaman|hal|page|continued)\b/

/** The lines between the last child and a header, from the top; the lines of a page break say nothing. */
function headingsAbove(sheet: Sheet, header: number, { kinds, entries }: Read): readonly string[] {
  const last = entries.reduce((row, e) => (e.row < header ? Math.max(row, e.row) : row), -1)
  const lines: string[] = []
  for (let r = last + 1; r < header; r++) if (HEADINGS.has(kinds.get(r) ?? 'blank')) lines.push(lineOf(sheet.rows[r]))
  return lines.filter((line) => !PAGE.test(plain(line)))
}

/** The kind of place that no column of the sheet names. */
function missingPlace(tables: readonly MatchedTable[]): 'village' | 'subdistrict' | null {
  const has = (...fields: readonly Field[]): boolean =>
    tables.some(({ columns }) => columns.some((m) => fields.includes(m.field)))
  if (!has('village', 'villageAndSubdistrict', 'address')) return 'village'
  return has('subdistrict', 'villageAndSubdistrict') ? null : 'subdistrict'
}

/** A legend below a further list of the sheet speaks of that list, whatever the first one says. */
function withOwnLegend(sheet: Sheet, { entries, kinds }: TableRows): readonly Entry[] {
  const codes = [...kinds]
    .filter(([, kind]) => kind === 'legend')
    .map(([row]) => sexCodesIn(sheet.rows[row] ?? []))
    .find((found) => found.size > 0)
  return codes === undefined
    ? entries
    : entries.map((e) => (e.context.sexCodes === undefined ? { ...e, context: withCodes(e.context, codes) } : e))
}
