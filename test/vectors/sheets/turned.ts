/** The hand-made workbooks laid out anew, with the same truth: a child per column, a card per child, the other date system. */
import { readXlsx, writeXlsx, type Cell, type CellValue, type Sheet } from 'hucre/xlsx'
import type { Row, Truth } from './score.ts'

type Source = { readonly sheet: Sheet; readonly headers: readonly string[]; readonly children: readonly Row[]; readonly truth: Truth }
export type Turned = { readonly bytes: Uint8Array; readonly truth: Truth }

/** Reads a workbook whose header stands in the rows (0-based) `headerRows`; colours are left behind, so status is no longer asked for. */
export async function sourceOf(bytes: Uint8Array, truth: Truth, headerRows: readonly number[]): Promise<Source> {
  const sheet = (await readXlsx(bytes, { readStyles: true })).sheets[0]!
  const children = truth.rows.filter((r) => (r.children ?? []).length > 0)
  const width = Math.max(...headerRows.map((r) => sheet.rows[r]?.length ?? 0))
  const headers = Array.from({ length: width }, (_, c) => {
    const texts = headerRows.map((r) => String(shown(sheet, r, c) ?? '')).filter((t) => t !== '')
    return texts.includes('Wali') && texts.length > 1 && texts[0] === 'Wali' ? (texts[1] === 'Nama' ? 'Nama Wali' : 'Hubungan') : (texts.at(-1) ?? '')
  })
  return { sheet, headers, children, truth }
}

/** A cell, or the merged cell that covers it. */
function shown(sheet: Sheet, r: number, c: number): CellValue {
  const m = sheet.merges?.find((x) => x.startRow <= r && x.endRow >= r && x.startCol <= c && x.endCol >= c)
  return (m === undefined ? sheet.rows[r]?.[c] : sheet.rows[m.startRow]?.[m.startCol]) ?? null
}

const letter = (c: number): string => (c >= 26 ? String.fromCharCode(64 + Math.floor(c / 26)) : '') + String.fromCharCode(65 + (c % 26))
const columnsOf = (s: Source): readonly number[] => s.headers.flatMap((h, c) => (c > 0 && h !== '' ? [c] : []))

function put(s: Source, cells: Map<string, Partial<Cell>>, child: Row, column: number, at: string): CellValue {
  const r = (child.row ?? 1) - 1
  const value = s.headers[column] === 'Desa' ? shown(s.sheet, r, column) : (s.sheet.rows[r]?.[column] ?? null)
  const comment = s.sheet.cells?.get(`${r},${column}`)?.comment
  if (value instanceof Date) cells.set(at, { value, type: 'date', style: { numFmt: 'dd/mm/yyyy' }, ...(comment && { comment }) })
  else if (comment !== undefined) cells.set(at, { value, type: value === null ? 'empty' : 'string', comment })
  return value
}

/** The truth of a child at its new place. */
function moved(s: Source, place: (child: Row) => Pick<Row, 'sheet' | 'row' | 'column'>): Truth {
  const rows = s.children.map((old): Row => {
    const twin = old.same_as === undefined ? undefined : s.children.find((c) => c.row === old.same_as?.row)
    const { row: _row, column: _column, same_as: _same, not_same_as: _not, ...rest } = old
    const questions = (old.questions ?? []).filter((q) => q.code !== 'colour-not-in-legend')
    const children = (old.children ?? []).map(({ status: _status, ...child }) => child as Row['children'] extends (infer C)[] | undefined ? C : never)
    return { ...rest, ...place(old), questions, children, ...(twin !== undefined && { same_as: { ...place(twin), certainty: old.same_as?.certainty ?? 'same' } }) }
  })
  return { as_of: s.truth.as_of, rows }
}

export async function sideBySide(s: Source): Promise<Turned> {
  const cells = new Map<string, Partial<Cell>>()
  const rows: CellValue[][] = [['DAFTAR ANAK'], []]
  for (const column of columnsOf(s)) rows.push([s.headers[column] ?? '', ...s.children.map((child, i) => put(s, cells, child, column, `${rows.length},${i + 1}`))])
  const truth = moved(s, (child) => ({ sheet: 'T', column: letter(1 + s.children.indexOf(child)) }))
  return { bytes: await writeXlsx({ sheets: [{ name: 'T', rows, cells }] }), truth }
}

export async function asCards(s: Source): Promise<Turned> {
  const cells = new Map<string, Partial<Cell>>()
  const rows: CellValue[][] = []
  const nameRows = new Map<Row, number>()
  for (const child of s.children) {
    rows.push(['KARTU PENDAMPINGAN ANAK', null])
    for (const column of columnsOf(s)) {
      const header = s.headers[column] ?? ''
      if (/^Nama( Anak)?$/.test(header)) nameRows.set(child, rows.length + 1)
      rows.push([header, put(s, cells, child, column, `${rows.length},1`)])
    }
    rows.push([null, null])
  }
  const truth = moved(s, (child) => ({ sheet: 'C', row: nameRows.get(child) ?? 0 }))
  return { bytes: await writeXlsx({ sheets: [{ name: 'C', rows, cells }] }), truth }
}

/** The same sheet in the date system of old Macintosh programs. */
export async function in1904(s: Source): Promise<Turned> {
  const earlier = (_key: string, value: unknown): unknown => (typeof value === 'string' && /^[34]\d{4}$/.test(value) ? String(Number(value) - 1462) : value)
  const truth = JSON.parse(JSON.stringify(s.truth), earlier) as Truth
  const { name, rows, cells, merges } = s.sheet
  return { bytes: await writeXlsx({ sheets: [{ name, rows, ...(cells && { cells }), ...(merges && { merges }) }], dateSystem: '1904' }), truth }
}
