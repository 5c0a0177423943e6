/** Every sheet of a workbook to entries: lists by their header, cards by their labels, headless lists by content. */
import type { Sheet, Workbook } from '#platform/pure/sheet/index.ts'
import { cardsOf, type Cards } from './find-cards.ts'
import { filled, tablesOf } from './find-tables.ts'
import { isLegendSheet } from './legends.ts'
import { NO_PLACES, type Places } from './known-places.ts'
import { goesOn, matchByContent, matchColumns, type Override } from './match-columns.ts'
import { viewOf } from './panels.ts'
import { readAddress, readVillage } from './read-place.ts'
import { readLists, type Around } from './read-lists.ts'
import { hiddenQuestion, type MatchedTable, type SheetReading } from './sheet-reading.ts'
import { contextOf, sheetsNamedAfterPlaces } from './surroundings.ts'
import { entriesOf } from './table-entries.ts'
import { headerKey, plain } from './text.ts'
import type { ColumnMatch, Context, Entry, Field, RowKind, SheetRole, Table } from './types.ts'
import { LEGEND, SIGNATURE, TOTAL } from './words.table.ts'

/** `matching`: table id to the columns a person has decided. */
export function readSheets(
  workbook: Workbook,
  matching: ReadonlyMap<string, Override>,
  places: Places = NO_PLACES,
): readonly SheetReading[] {
  const tables = workbook.sheets.map((sheet, i) => listsOf(sheet, i, matching))
  const lists = workbook.sheets.filter((_, i) => (tables[i]?.length ?? 0) > 0)
  const placed = sheetsNamedAfterPlaces(lists)
  const apart = placed.size > 0 && areApart(workbook.sheets.map((sheet, i) => villagesIn(sheet, tables[i] ?? [])))
  const named = apart ? placed : new Set<string>()
  return workbook.sheets.map((sheet, i) => {
    const before = tables
      .slice(0, i)
      .findLast((own) => own.length > 0)
      ?.at(-1)
    return readSheet(sheet, i, tables[i] ?? [], { named, places, ...(before !== undefined && { before }) })
  })
}

/** The villages that the lists of a sheet name. */
function villagesIn(sheet: Sheet, tables: readonly MatchedTable[]): ReadonlySet<string> {
  return new Set(
    tables.flatMap(({ table, columns }) => {
      const rows = sheet.rows.slice(table.firstRow, table.lastRow + 1)
      return columns.flatMap((m) => {
        const read = m.field === 'village' ? readVillage : m.field === 'address' ? readAddress : null
        return read === null ? [] : rows.flatMap((row) => read(row[m.column]?.text ?? '').village?.toLowerCase() ?? [])
      })
    }),
  )
}

/** Sheets that are divided by place have no village in common. */
const areApart = (villages: readonly ReadonlySet<string>[]): boolean =>
  new Set(villages.flatMap((own) => [...own])).size === villages.reduce((n, own) => n + own.size, 0)

/** The tables of a sheet that list children, with their columns. */
export function listsOf(sheet: Sheet, index: number, matching: ReadonlyMap<string, Override>): readonly MatchedTable[] {
  const tables = tablesOf(sheet, index).map((table) => ({
    table,
    columns: matchColumns(viewOf(sheet, table.panel), table, matching.get(table.id)),
  }))
  return tables.filter(({ columns }) => listsChildren(columns))
}

/** A name, or what identifies a child, and something one only writes about children; staff and services are lists of other people. */
function listsChildren(columns: readonly ColumnMatch[]): boolean {
  const has = (...fields: readonly ColumnMatch['field'][]): boolean => columns.some((m) => fields.includes(m.field))
  const staff = columns.some((m) => STAFF.test(headerKey(m.header)))
  if (staff && !has('birth', 'birthplaceAndBirth', 'age', 'guardian')) return false
  return (
    has('name', 'alias', 'nik', 'guardian') &&
    has('sex', 'birth', 'birthplaceAndBirth', 'age', 'guardian', 'nik', 'guardianRelation') &&
    (has('name') || columns.filter((m) => m.field !== 'other' && m.field !== 'number').length >= 4)
  )
}

const STAFF = /\b(jabatan|nip|lembaga|instansi|organisasi|layanan|position|organi[sz]ation|service|agency)\b/

function readSheet(sheet: Sheet, index: number, tables: readonly MatchedTable[], around: Around): SheetReading {
  if (!sheet.rows.some((row) => filled(row).length > 0)) return { ...nothing(sheet), role: 'empty' }
  if (INSTRUCTIONS.test(headerKey(sheet.name)))
    return { ...nothing(sheet), kinds: new Map([...otherKinds(sheet)].map(([r]) => [r, 'example' as const])) }
  const lists = tables.length > 0 ? readLists(sheet, tables, around) : null
  if (lists !== null && !tables.every(isNarrow) && sheet.rows.length > MOST_CARD_ROWS) return lists
  const context = contextOf(sheet, 6, null, around.places)
  const cards = cardsOf(sheet, context)
  if (cards !== null && (lists === null || areCards(cards, lists))) return readCards(sheet, cards)
  return lists ?? withoutHeader(sheet, index, context, around.before)
}

/** A longer sheet with a full header is a list, and no cards are looked for in it. */
const MOST_CARD_ROWS = 1000

/** There are more cards than rows, or the cards say more: brothers and sisters, or visits, may be listed on a card. */
function areCards(cards: Cards, lists: SheetReading): boolean {
  const said = cards.entries.reduce((n, e) => n + fieldsIn([...e.cells.keys()]), 0) / cards.entries.length
  const listed = Math.max(...lists.tables.map(({ columns }) => fieldsIn(columns.map((m) => m.field))))
  return (
    (said > listed && cards.entries.every(saysBirthOrSex)) ||
    (lists.tables.every(isNarrow) && cards.entries.length > lists.entries.length)
  )
}

/** The address of an office above its list is no card. */
const saysBirthOrSex = ({ cells }: Entry): boolean =>
  (['sex', 'birth', 'birthplaceAndBirth', 'age'] as const).some((field) => cells.has(field))

const fieldsIn = (fields: readonly Field[]): number =>
  new Set(fields.filter((f) => f !== 'other' && f !== 'number')).size

function withoutHeader(sheet: Sheet, index: number, context: Context, before?: MatchedTable): SheetReading {
  const list = tablesOf(sheet, index).length === 0 ? headless(sheet, index, context, before) : null
  return list ?? { ...nothing(sheet), role: roleOf(sheet), kinds: otherKinds(sheet) }
}

const readCards = (sheet: Sheet, { entries, kinds, labels }: Cards): SheetReading => ({
  ...nothing(sheet),
  role: 'cards',
  entries,
  kinds,
  labels,
  questions: hiddenQuestion(sheet),
})

/** A header of few words may be a line of a card: "Nama", nothing, "L/P", nothing. */
const isNarrow = ({ table }: MatchedTable): boolean => table.headers.filter((h) => h !== '').length <= 5

/** Sheets that explain how to fill in the others. */
const INSTRUCTIONS =
  /^(contoh|petunjuk|panduan|cara (isi|mengisi|pengisian)|instructions?|examples?|samples?|templates?|how to)\b/

const nothing = (sheet: Sheet): SheetReading => ({
  sheet,
  role: 'other',
  tables: [],
  entries: [],
  kinds: new Map(),
  questions: [],
})

/** A list without any header: the list of the sheet before goes on, or its content can only be one. */
function headless(sheet: Sheet, index: number, context: Context, before?: MatchedTable): SheetReading | null {
  if (isLegendSheet(sheet)) return null
  const first = sheet.rows.findIndex((row) => filled(row).length >= 3)
  if (first < 0) return null
  const table: Table = {
    id: `${index}:-:${first}`,
    sheet: index,
    headerRows: [],
    firstRow: first,
    lastRow: sheet.rows.length - 1,
    headers: [],
    byContent: true,
  }
  const columns = (before && goesOn(sheet, table, before.columns)) ?? matchByContent(sheet, table, new Map())
  if (columns === null) return null
  const read = entriesOf(sheet, first, table.lastRow, columns, context, table.id)
  if (read.entries.length < 2) return null
  const kinds = new Map<number, RowKind>(read.kinds)
  for (let r = 0; r < first; r++) if (filled(sheet.rows[r]).length > 0) kinds.set(r, 'title')
  return {
    sheet,
    role: 'caseload',
    tables: [{ table, columns }],
    entries: read.entries,
    kinds,
    questions: [...hiddenQuestion(sheet), { code: 'no-header', sheet: sheet.name }],
  }
}

function roleOf(sheet: Sheet): SheetRole {
  if (isLegendSheet(sheet)) return 'legend'
  const numbers = sheet.rows
    .flatMap((row) => filled(row))
    .filter(({ cell }) => cell.kind === 'number' || cell.formula === true).length
  return /rekap|ringkas|summary|jumlah|total|grafik|chart|statisti/.test(headerKey(sheet.name)) || numbers >= 2
    ? 'summary'
    : 'other'
}

function otherKinds(sheet: Sheet): ReadonlyMap<number, RowKind> {
  const kinds = new Map<number, RowKind>()
  sheet.rows.forEach((row, r) => {
    const cells = filled(row)
    if (cells.length === 0) return
    const texts = cells.map(({ cell }) => plain(cell.text))
    const kind: RowKind = texts.some((t) => TOTAL.test(t))
      ? 'total'
      : texts.some((t) => SIGNATURE.test(t))
        ? 'signature'
        : texts.some((t) => LEGEND.test(t))
          ? 'legend'
          : r < 2
            ? 'title'
            : 'note'
    kinds.set(r, kind)
  })
  return kinds
}
