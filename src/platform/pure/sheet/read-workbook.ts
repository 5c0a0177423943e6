/** From the bytes of a file to a workbook, or to the reason why not. The only module that knows the spreadsheet library. */
import { readXls, readXlsx, type Cell as LibraryCell, type CellValue, type Sheet as LibrarySheet } from 'hucre/xlsx'
import { gateXlsx, MAX_CELLS, MAX_FILE, MAX_ROWS } from './gate.ts'
import { readCsv } from './read-csv.ts'
import type { Cell, Row, Sheet, SheetProblem, Workbook } from './types.ts'

const DAY_MS = 86_400_000
/** Days between 1970-01-01 and day 0 of the two date systems. */
const EPOCH_1900 = 25_569
const EPOCH_1904 = 24_107

/**
 * Reads `.xlsx`/`.xlsm`, `.xls` and separated text by content, not by the file's name. Formulas are taken by their stored result,
 * macros and links are never followed. `name` is the file's name; it becomes the sheet's name of a text file.
 */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<Workbook | SheetProblem> {
  if (bytes.length === 0) return { problem: 'empty' }
  if (bytes.length > MAX_FILE) return { problem: 'too-large' }
  if (startsWith(bytes, [0x50, 0x4b])) return readZip(bytes, name)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return readOle(bytes, name)
  return readCsv(bytes, name)
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((b, i) => bytes[i] === b)

async function readZip(bytes: Uint8Array, name: string): Promise<Workbook | SheetProblem> {
  const gated = gateXlsx(bytes)
  if ('problem' in gated) return gated
  try {
    const book = await readXlsx(gated.bytes, { readStyles: true, maxRows: MAX_ROWS })
    const date1904 = book.dateSystem === '1904' || gated.date1904
    return checked({
      name,
      format: 'xlsx',
      date1904,
      ignored: gated.ignored,
      sheets: book.sheets.map((s) => toSheet(s, date1904)),
    })
  } catch {
    return { problem: 'broken' }
  }
}

async function readOle(bytes: Uint8Array, name: string): Promise<Workbook | SheetProblem> {
  try {
    const book = await readXls(bytes, { readStyles: true, maxRows: MAX_ROWS })
    const date1904 = book.dateSystem === '1904'
    return checked({ name, format: 'xls', date1904, ignored: [], sheets: book.sheets.map((s) => toSheet(s, date1904)) })
  } catch (error) {
    return { problem: /encrypt|password/i.test(String(error)) ? 'encrypted' : 'broken' }
  }
}

function checked(book: Workbook): Workbook | SheetProblem {
  let cells = 0
  for (const sheet of book.sheets) for (const row of sheet.rows) cells += row.length
  const cut = book.sheets.some((s) => s.rows.length >= MAX_ROWS)
  return cut || cells > MAX_CELLS ? { problem: 'too-many-cells' } : book
}

function toSheet(sheet: LibrarySheet, date1904: boolean): Sheet {
  const rows: (Cell | null)[][] = sheet.rows.map((row) => row.map((value) => plainCell(value, date1904)))
  decorate(sheet, rows)
  addThreads(sheet, rows)
  const hiddenRows = new Set<number>()
  for (const [index, def] of sheet.rowDefs ?? []) if (def.hidden === true) hiddenRows.add(index)
  const hiddenColumns = new Set<number>()
  sheet.columns?.forEach((column, index) => {
    if (column.hidden === true) hiddenColumns.add(index)
  })
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    rows: trimEnd(rows),
    merges: (sheet.merges ?? []).map((m) => ({ top: m.startRow, left: m.startCol, bottom: m.endRow, right: m.endCol })),
    hiddenRows,
    hiddenColumns,
  }
}

function trimEnd(rows: (Cell | null)[][]): Row[] {
  let length = rows.length
  while (length > 0 && (rows[length - 1] ?? []).every((c) => c === null || c.kind === 'empty')) length--
  return rows.slice(0, length)
}

function plainCell(value: CellValue, date1904: boolean): Cell | null {
  if (value === null || value === '') return null
  if (typeof value === 'string')
    return { kind: /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(value) ? 'error' : 'text', text: value }
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  if (typeof value === 'boolean') return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE' }
  return dateCell(value, date1904)
}

function dateCell(value: Date, date1904: boolean): Cell {
  const days = value.getTime() / DAY_MS
  const counted = Math.round((days + (date1904 ? EPOCH_1904 : EPOCH_1900)) * 1e6) / 1e6
  // The 1900 system counts a 29 February 1900 that never was; before it the library's days run one ahead. An age of 14 in a cell of dates is 14.
  const serial = !date1904 && counted <= 60 ? counted - 1 : counted
  if (!Number.isFinite(days)) return { kind: 'error', text: '#NUM!' }
  return {
    kind: 'date',
    text: String(serial),
    day: new Date(Math.floor(days + 1e-9) * DAY_MS).toISOString().slice(0, 10),
  }
}

const EMPTY: Cell = { kind: 'empty', text: '' }

/** Adds what the library keeps beside the values: colours, comments, formulas, struck text. */
function decorate(sheet: LibrarySheet, rows: (Cell | null)[][]): void {
  for (const [key, detail] of sheet.cells ?? []) {
    const extra = extrasOf(detail)
    if (extra === null) continue
    const comma = key.indexOf(',')
    const row = Number(key.slice(0, comma))
    if (row > rows.length + 1000) continue
    while (rows.length <= row) rows.push([])
    const cells = rows[row] ?? []
    const column = Number(key.slice(comma + 1))
    while (cells.length <= column) cells.push(null)
    cells[column] = { ...(cells[column] ?? EMPTY), ...extra }
  }
}

function extrasOf(detail: LibraryCell): Partial<Cell> | null {
  const fill = fillOf(detail)
  const comment = detail.comment === undefined ? '' : commentText(detail.comment.text, detail.comment.author)
  const extra: Partial<Cell> = {
    ...(fill !== null && { fill }),
    ...(comment !== '' && { comment }),
    ...((detail.formula !== undefined || detail.type === 'formula') && { formula: true as const }),
    ...(detail.style?.font?.strikethrough === true && { struck: true as const }),
  }
  return Object.keys(extra).length === 0 ? null : extra
}

function fillOf(detail: LibraryCell): string | null {
  const fill = detail.style?.fill
  if (fill === undefined || fill.type !== 'pattern' || NO_COLOUR.has(fill.pattern) || fill.fgColor === undefined)
    return null
  const key = colourKey(fill.fgColor)
  return WHITE.has(key) ? null : key
}

const NO_COLOUR: ReadonlySet<string> = new Set(['none', 'gray125'])
/** White as RGB, as the first theme colour, and in the old palette; 64 and 65 are "automatic". */
const WHITE: ReadonlySet<string> = new Set([
  '',
  'FFFFFF',
  'theme0+0.00',
  'indexed1',
  'indexed9',
  'indexed64',
  'indexed65',
])

function colourKey(colour: { rgb?: string; theme?: number; tint?: number; indexed?: number }): string {
  if (colour.rgb !== undefined) return colour.rgb.slice(-6).toUpperCase()
  if (colour.theme !== undefined) return `theme${colour.theme}+${(colour.tint ?? 0).toFixed(2)}`
  return colour.indexed === undefined ? '' : `indexed${colour.indexed}`
}

/** Excel puts the author's name in front of the remark; the remark is what counts. */
function commentText(text: string, author: string | undefined): string {
  const trimmed = text.trim()
  return author !== undefined && author !== '' && trimmed.startsWith(`${author}:`)
    ? trimmed.slice(author.length + 1).trim()
    : trimmed
}

function addThreads(sheet: LibrarySheet, rows: (Cell | null)[][]): void {
  for (const thread of sheet.threadedComments ?? []) {
    const at = /^([A-Z]+)(\d+)$/.exec(thread.ref ?? '')
    const cells = rows[Number(at?.[2]) - 1]
    if (at?.[1] === undefined || cells === undefined) continue
    const column = [...at[1]].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1
    const old = cells[column] ?? EMPTY
    cells[column] = { ...old, comment: thread.text.trim() }
  }
}
