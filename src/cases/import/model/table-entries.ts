/** From the rows of a table to entries, one per row that holds a child, and to the kinds of all other rows. */
import type { Cell, Sheet } from '#platform/pure/sheet/index.ts'
import { orderHint } from './headers.ts'
import { carryOf, isDitto, SHARED } from './carry.ts'
import { classifyRows, type Classified } from './classify-rows.ts'
import { filled } from './find-tables.ts'
import { sexCodesIn } from './legends.ts'
import { NO_PLACES, placeNamed, type Places } from './known-places.ts'
import { subdistrictIn, villageIn } from './read-place.ts'
import { lineOf, sexIn } from './surroundings.ts'
import { piecesOf } from './two-in-one.ts'
import { clip, plain } from './text.ts'
import type { ColumnMatch, Context, DateOrder, Entry, Field, Located, RowKind, Sex } from './types.ts'
import { SEX, UNKNOWN } from './words.table.ts'

export type TableRows = {
  readonly entries: readonly Entry[]
  readonly kinds: ReadonlyMap<number, RowKind>
  /** What holds below the last row: where a list goes on behind a page break, it goes on so. */
  readonly closing: Context
}

/** `context` is what title and sheet say; headings between the rows add to it. */
export function entriesOf(
  sheet: Sheet,
  from: number,
  to: number,
  columns: readonly ColumnMatch[],
  context: Context,
  scope: string,
  places: Places = NO_PLACES,
): TableRows {
  const rows = classifyRows(sheet.rows, from, to, columns, places)
  const carry = carryOf(sheet, rows, columns)
  const entries: Entry[] = []
  let here = context
  let under = columns
  let written = scope
  let block = from
  for (const { row, kind } of rows) {
    const order = REMARKS.has(kind) ? orderSaid(sheet, row) : null
    if (order !== null) {
      under = columns.map((m) => (DATED.has(m.field) ? { ...m, order } : m))
      written = `${scope}/${row}`
    }
    if (REMARKS.has(kind)) block = row
    if (REMARKS.has(kind) || kind === 'legend') here = withCodes(here, sexCodesIn(sheet.rows[row] ?? []))
    if (kind === 'section')
      here = below(here, withCodes(context, here.sexCodes ?? NO_CODES), sectionContext(sheet, row, places))
    if (kind === 'child')
      entries.push({ ...entryOf(sheet, row, under, here, carry, written), block: `${from}/${block}` })
  }
  return { entries, kinds: new Map(rows.map((r: Classified) => [r.row, r.kind])), closing: here }
}

const REMARKS: ReadonlySet<RowKind> = new Set<RowKind>(['note', 'section', 'title', 'example'])
const DATED: ReadonlySet<Field> = new Set<Field>(['birth', 'birthplaceAndBirth', 'registered'])

/** A remark between the rows that says how the dates below are written: "format tanggal: bln/tgl/thn". */
const orderSaid = (sheet: Sheet, row: number): DateOrder | null =>
  orderHint(
    clip(
      filled(sheet.rows[row])
        .map(({ cell }) => cell.text)
        .join(' '),
    ),
  )

/** A remark between the rows that says what the codes below it mean: "from here on 1 = girl". */
const NO_CODES: ReadonlyMap<string, Sex> = new Map()
export const withCodes = (here: Context, codes: ReadonlyMap<string, Sex>): Context =>
  codes.size === 0 ? here : { ...here, sexCodes: codes }

/** A heading of villages stands below one of subdistricts, and one of boys or girls below both. */
function below(here: Context, whole: Context, section: Context): Context {
  if (section.subdistrict !== undefined) return { ...whole, ...section }
  const { subdistrict, village } = here
  return section.village === undefined && section.sex !== undefined
    ? { ...whole, ...(subdistrict && { subdistrict }), ...(village && { village }), ...section }
    : { ...whole, ...(section.village !== undefined && subdistrict ? { subdistrict } : {}), ...section }
}

function sectionContext(sheet: Sheet, row: number, places: Places): Context {
  const text = lineOf(sheet.rows[row])
  const heading = plain(text)
    .replace(/^[a-z0-9ivx]{1,4}[.)]\s*/, '')
    .replace(/[:\s]+$/, '')
  const sex: Sex | undefined = SEX[heading] ?? sexIn([text])
  const known = placeNamed(heading, places)
  const village = villageIn(text) ?? known.village
  const subdistrict = subdistrictIn(text) ?? known.subdistrict
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(village === undefined ? {} : { village }),
    ...(subdistrict === undefined ? {} : { subdistrict }),
  }
}

function entryOf(
  sheet: Sheet,
  row: number,
  columns: readonly ColumnMatch[],
  context: Context,
  carry: ReturnType<typeof carryOf>,
  scope: string,
): Entry {
  const cells = new Map<Field, Located[]>()
  const all: Located[] = []
  for (const match of columns) {
    const own = sheet.rows[row]?.[match.column] ?? null
    if (own !== null && (own.text !== '' || own.comment !== undefined))
      all.push({ cell: own, row, column: match.column, match })
    const located = locate(own, row, match, carry)
    if (located === null) continue
    for (const { field, cell } of piecesOf(match, located.cell, columns))
      cells.set(field, [...(cells.get(field) ?? []), { ...located, cell }])
  }
  joinParts(cells)
  joinNames(cells)
  return { sheet: sheet.name, row, cells, all, hidden: sheet.hidden || sheet.hiddenRows.has(row), context, scope }
}

/** Day, month and year in columns of their own become one date; a part that is unknown is left out. */
function joinParts(cells: Map<Field, Located[]>): void {
  for (const [field, list] of cells) {
    const parts = list.filter((l) => l.match.part !== undefined)
    const [at] = parts
    if (at === undefined) continue
    if (parts.length === 1) {
      cells.set(field, parts)
      continue
    }
    const texts = PARTS.map((part) => list.find((l) => l.match.part === part)?.cell.text.trim() ?? '')
    const known = texts.filter((t) => !UNKNOWN.has(plain(t)))
    const text = known.join(known.every((t) => /^\d+$/.test(t)) ? '/' : ' ')
    cells.set(field, [{ ...at, cell: { kind: 'text', text }, match: { ...at.match, order: 'day-first' } }])
  }
}

/** First, middle and last name in columns of their own are one name. */
function joinNames(cells: Map<Field, Located[]>): void {
  const parts = (cells.get('name') ?? []).filter((l) => l.match.namePart !== undefined)
  const [at] = parts
  if (at === undefined || parts.length < 2) return
  const texts = NAME_ORDER.flatMap((part) =>
    parts.filter((l) => l.match.namePart === part).map((l) => l.cell.text.trim()),
  )
  cells.set('name', [{ ...at, cell: { ...at.cell, text: texts.filter((t) => !UNKNOWN.has(plain(t))).join(' ') } }])
}

const NAME_ORDER = ['first', 'middle', 'last'] as const
const PARTS = ['day', 'month', 'year'] as const

/** The cell that speaks for a field in this row: its own, or one above. A ditto mark with nothing above says nothing. */
function locate(own: Cell | null, row: number, match: ColumnMatch, carry: ReturnType<typeof carryOf>): Located | null {
  const carried = carry(row, match)
  if (carried !== null) return { cell: carried.cell, row: carried.row, column: match.column, match, carried: true }
  if (own === null || own.text === '' || (SHARED.has(match.field) && isDitto(own))) return null
  return { cell: own, row, column: match.column, match }
}
