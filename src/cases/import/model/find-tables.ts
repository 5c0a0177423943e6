/** Finds the tables of a sheet: header blocks of one or more rows, and how far the rows below each belong to it. */
import type { Cell, Row, Sheet } from '#platform/pure/sheet/index.ts'
import { fieldOfHeader, headerWords, isHeaderText, isPureHeader, matchHeader } from './headers.ts'
import { panelsOf, type Panel } from './panels.ts'
import type { Field, Table } from './types.ts'
import { DATE_PARTS, EXAMPLE, SEX, TOTAL } from './words.table.ts'
import { plain, tidy } from './text.ts'

const MAX_HEADER_ROWS = 4

export const textOf = (cell: Cell | null | undefined): string => cell?.text ?? ''
export const isBlank = (row: Row | undefined): boolean =>
  row === undefined || row.every((c) => c === null || c.text.trim() === '')
export const filled = (row: Row | undefined): readonly { readonly column: number; readonly cell: Cell }[] =>
  (row ?? []).flatMap((cell, column) => (cell !== null && cell.text.trim() !== '' ? [{ column, cell }] : []))

/** The tables of a sheet in their order; none where nothing looks like a header of a list of people. */
export function tablesOf(sheet: Sheet, sheetIndex: number): readonly Table[] {
  const starts = headerBlocks(sheet)
  return starts.flatMap((block, i) => {
    const next = starts[i + 1]
    const firstRow = (block.rows.at(-1) ?? 0) + 1
    const table: Table = {
      id: `${sheetIndex}:${block.rows[0]}:${firstRow}`,
      sheet: sheetIndex,
      headerRows: block.rows,
      firstRow,
      lastRow: (next === undefined ? sheet.rows.length : (next.rows[0] ?? 0)) - 1,
      headers: block.headers,
    }
    const panels = panelsOf(block.headers)
    return panels.length === 0 ? [table] : panels.map((panel) => besideOthers(table, panel))
  })
}

const besideOthers = (table: Table, panel: Panel): Table => ({
  ...table,
  id: `${table.id}:${panel.from}`,
  panel,
  headers: table.headers.map((h, c) => (c >= panel.from && c <= panel.to ? h : '')),
})

type Block = { readonly rows: readonly number[]; readonly headers: readonly string[] }

function headerBlocks(sheet: Sheet): readonly Block[] {
  const blocks: Block[] = []
  for (let r = 0; r < sheet.rows.length; r++) {
    const partial = partialHeaders(sheet, r, blocks.at(-1))
    if (partial !== null) blocks.push({ rows: [r], headers: partial })
    if (partial !== null || !isHeaderRow(sheet.rows[r], 2)) continue
    const rows = [r]
    while (rows.length < MAX_HEADER_ROWS && continuesHeader(sheet, r + rows.length)) rows.push(r + rows.length)
    const headers = headerTexts(sheet, rows)
    if (headsPeople(headers)) {
      blocks.push({ rows, headers })
      r += rows.length - 1
    }
  }
  return blocks
}

/**
 * A row of nothing but header words under some columns of the list above, while the column of names goes on: from here on these columns
 * mean something else. Null where it is none; else the headers from here on.
 */
function partialHeaders(sheet: Sheet, r: number, above: Block | undefined): readonly string[] | null {
  const cells = filled(sheet.rows[r])
  if (above === undefined || cells.length === 0 || r <= (above.rows.at(-1) ?? r) + 1) return null
  const known =
    cells.every(({ cell }) => cell.kind === 'text' && isPureHeader(cell.text)) &&
    cells.some(({ column }) => (above.headers[column] ?? '') !== '')
  if (!known || cells.some(({ cell }) => isNoHeading(cell.text))) return null
  if (!cells.some(({ cell }) => matchHeader(cell.text)?.strong === true)) return null
  if (!namesGoOn(sheet, r, above, cells)) return null
  const width = Math.max(above.headers.length, ...cells.map(({ column }) => column + 1))
  return Array.from({ length: width }, (_, c) => textOf(sheet.rows[r]?.[c]).trim() || (above.headers[c] ?? ''))
}

const isNoHeading = (text: string): boolean =>
  TOTAL.test(plain(text)) || EXAMPLE.test(plain(text)) || /\d\s*=/.test(text)

/** The new words leave the names alone, and below them stand children as above. */
function namesGoOn(sheet: Sheet, r: number, above: Block, cells: ReturnType<typeof filled>): boolean {
  const names = above.headers.findIndex((h) => h !== '' && fieldOfHeader(h)?.field === 'name')
  const named = (row: Row | undefined): boolean =>
    filled(row).length >= Math.max(4, cells.length + 1) && /\p{L}{2}/u.test(textOf(row?.[names]))
  if (names < 0 || cells.some(({ column, cell }) => column === names || matchHeader(cell.text)?.field === 'name'))
    return false
  return sheet.rows.slice(r + 1, r + 4).some(named)
}

/** Most filled cells are header words and none is a number or date. */
function isHeaderRow(row: Row | undefined, least: number): boolean {
  const cells = filled(row)
  if (cells.length < least || cells.some(({ cell }) => cell.kind === 'date')) return false
  const texts = cells.filter(({ cell }) => cell.kind === 'text')
  if (texts.length < cells.length * 0.8 || texts.length < least) return false
  if (texts.some(({ cell }) => EXAMPLE.test(plain(cell.text)) || TOTAL.test(plain(cell.text)))) return false
  const good = texts.filter(({ cell, column }) => isHeaderText(cell.text) || isOneOfTwoSexes(row, column))
  if (good.length >= least && good.length >= cells.length * 0.6) return true
  return good.length >= cells.length * 0.35 && fieldsIn(good.map(({ cell }) => cell.text)).size >= MANY_FIELDS
}

/** "Laki-laki" beside "Perempuan": columns to be ticked. A child's row says one of them. */
function isOneOfTwoSexes(row: Row | undefined, column: number): boolean {
  const [own, ...beside] = [column, column - 1, column + 1].map((c) => SEX[plain(textOf(row?.[c])).replace(/\.$/, '')])
  return own !== undefined && beside.some((sex) => sex !== undefined && sex !== own)
}

/** So many different things that one writes about a child, side by side, are a header, whatever words stand between them. */
const MANY_FIELDS = 5

const fieldsIn = (headers: readonly string[]): ReadonlySet<Field> =>
  new Set(headers.flatMap((h) => fieldOfHeader(h)?.field ?? []).filter((f) => f !== 'other' && f !== 'number'))

function continuesHeader(sheet: Sheet, r: number): boolean {
  const row = sheet.rows[r]
  if (isLoneRemark(sheet, r)) return false
  return (isHeaderRow(row, 1) && !isSelfContained(sheet, r)) || isNumbering(row) || isOnlySubheads(sheet, r)
}

/** One text under a heading that is complete already explains it; it does not continue it. */
function isLoneRemark(sheet: Sheet, r: number): boolean {
  const [only, more] = filled(sheet.rows[r])
  if (only === undefined || more !== undefined) return false
  return (
    /[=:]/.test(only.cell.text) ||
    (textOf(sheet.rows[r - 1]?.[only.column]) !== '' && !isMerged(sheet, r - 1, only.column))
  )
}

/** A full header of its own starts a new block, it does not continue the one above. */
function isSelfContained(sheet: Sheet, r: number): boolean {
  const above = filled(sheet.rows[r - 1])
  const here = filled(sheet.rows[r])
  const sameColumns = here.filter((h) => above.some((a) => a.column === h.column)).length
  return (
    sameColumns === here.length &&
    here.length === above.length &&
    here.every((h) => textOf(sheet.rows[r - 1]?.[h.column]) === h.cell.text)
  )
}

/** A row of column numbers under the header: 1 2 3 … or (1) (2) (3) …, or letters a b c. */
export function isNumbering(row: Row | undefined): boolean {
  const cells = filled(row)
  if (cells.length < 3) return false
  const numbers = cells.map(({ cell }) => Number(/^\(?(\d{1,2})\)?$/.exec(cell.text.trim())?.[1] ?? NaN))
  return numbers.every((n, i) => (i === 0 ? n <= 2 : n === (numbers[i - 1] ?? NaN) + 1))
}

const SUBHEAD = /^(l|p|lk|pr|m|f|w)\.?$/i
const isSubhead = (text: string): boolean =>
  SUBHEAD.test(text) || DATE_PARTS.some(([, pattern]) => pattern.test(headerWords(text)))

/** "L" and "P" under "Jenis Kelamin": a row of subheads only, none of them under the first columns, some where the row above has a gap. */
function isOnlySubheads(sheet: Sheet, r: number): boolean {
  const cells = filled(sheet.rows[r])
  const above = filled(sheet.rows[r - 1])
  if (cells.length < 2 || above.length < 2) return false
  const fits = cells.every(({ cell }) => isSubhead(cell.text.trim()) || isHeaderText(cell.text))
  const gap = cells.some(({ column }) => textOf(sheet.rows[r - 1]?.[column]) === '')
  const aside = cells.every(({ column }) => column > (above[0]?.column ?? 0))
  return (
    fits &&
    gap &&
    aside &&
    !cells.some(({ column }) => matchHeader(textOf(sheet.rows[r - 1]?.[column]))?.field === 'name')
  )
}

/** Header texts per column with the group heading in front, separated by a line break. */
function headerTexts(sheet: Sheet, rows: readonly number[]): readonly string[] {
  const real = rows.filter((r) => !isNumbering(sheet.rows[r]))
  const width = Math.max(...real.map((r) => sheet.rows[r]?.length ?? 0))
  return Array.from({ length: width }, (_, c) => {
    const texts = real.map((r, i) => spreadText(sheet, r, c, i < real.length - 1 ? real.slice(i + 1) : []))
    return [...new Set(texts.map(tidy).filter((t) => t !== ''))].join('\n')
  })
}

/** The text of a header cell, or of the merged or open heading that covers it from the left. */
function spreadText(sheet: Sheet, row: number, column: number, below: readonly number[]): string {
  const own = textOf(sheet.rows[row]?.[column]).trim()
  if (own !== '') return own
  const merge = sheet.merges.find((m) => m.top <= row && m.bottom >= row && m.left <= column && m.right >= column)
  if (merge !== undefined) return merge.top === row ? textOf(sheet.rows[merge.top]?.[merge.left]).trim() : ''
  if (!below.some((r) => textOf(sheet.rows[r]?.[column]).trim() !== '')) return ''
  for (let c = column - 1; c >= 0; c--) {
    const left = textOf(sheet.rows[row]?.[c]).trim()
    if (left !== '')
      return below.some((r) => textOf(sheet.rows[r]?.[c]).trim() !== '') && !isMerged(sheet, row, c) ? left : ''
  }
  return ''
}

const isMerged = (sheet: Sheet, row: number, column: number): boolean =>
  sheet.merges.some((m) => m.top <= row && m.bottom >= row && m.left <= column && m.right >= column && m.right > m.left)

/** A list of people has a name, or at least three of the things one writes about a child. */
function headsPeople(headers: readonly string[]): boolean {
  const fields = fieldsIn(headers)
  return fields.size >= 3 || (fields.has('name') && fields.size >= 2)
}
