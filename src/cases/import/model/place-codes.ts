/** What the codes of villages mean: a table "Kode Desa | Nama Desa", or "Kode desa: KB = Kabut Biru" below a list. */
import type { Row, Sheet } from '#platform/pure/sheet/index.ts'
import { filled } from './find-tables.ts'
import { matchHeader } from './headers.ts'
import { readSubdistrict, readVillage, type PlaceReading } from './read-place.ts'
import { clip, headerKey, plain } from './text.ts'
import { CODE_HEADER, MEANING_HEADER } from './words.table.ts'

type IsRow = (row: number) => boolean
export type PlaceCodes = ReadonlyMap<string, PlaceReading>

/** "01", "1" and "1.0" are one code, and so are "KB" and "kb". */
export const placeKey = (text: string): string =>
  plain(clip(text))
    .replace(/^0+(?=\d)/, '')
    .replace(/[.,]0+$/, '')
    .replace(/[.:\s]+$/, '')

/** Codes in the rows that hold no child. `used`: what the list writes for its villages, as `placeKey` does. */
export function placeCodesIn(sheet: Sheet, isListRow: IsRow, used: ReadonlySet<string> = new Set()): PlaceCodes {
  const codes = new Map<string, PlaceReading>()
  sheet.rows.forEach((row, r) => {
    if (isListRow(r)) return
    for (const at of codeColumns(row)) readBelow(codes, sheet, r, at, isListRow)
    readInline(codes, sheet, r, isListRow)
    if (used.size > 0) readUsed(codes, textOf(row), used)
  })
  return codes
}

/** "KB = Kabut Biru, PB = Pasir Bintang" without any heading, where the list writes KB and PB for its villages. */
function readUsed(codes: Map<string, PlaceReading>, line: string, used: ReadonlySet<string>): void {
  for (const m of line.matchAll(PAIR)) if (used.has(placeKey(m[1] ?? ''))) add(codes, m[1] ?? '', m[2] ?? '')
}

type Columns = { readonly code: number; readonly village: number; readonly subdistrict: number | null }

const isPlace = (text: string, field: 'village' | 'subdistrict'): boolean =>
  text.length < 40 && matchHeader(text)?.field === field

/** A heading of codes with a heading of villages beside it; one of the two must say that it is about villages. */
function codeColumns(row: Row): readonly Columns[] {
  const cells = filled(row)
  return cells.flatMap(({ cell, column }, i): Columns[] => {
    const next = cells[i + 1]
    const key = headerKey(cell.text)
    if (next === undefined || next.column > column + 2 || !CODE_HEADER.test(key)) return []
    const about = isPlace(cell.text, 'village') && MEANING_HEADER.test(headerKey(next.cell.text))
    if (!about && (!isPlace(next.cell.text, 'village') || CODE_HEADER.test(headerKey(next.cell.text)))) return []
    const third = cells[i + 2]
    const subdistrict = third !== undefined && isPlace(third.cell.text, 'subdistrict') ? third.column : null
    return [{ code: column, village: next.column, subdistrict }]
  })
}

const MOST_CODES = 2000
/** Rows below "Kode desa:" that are looked at. */
const MOST_LINES = 15

function readBelow(
  codes: Map<string, PlaceReading>,
  sheet: Sheet,
  header: number,
  at: Columns,
  isListRow: IsRow,
): void {
  for (const [r, row] of sheet.rows.slice(header + 1, header + MOST_CODES).entries()) {
    const text = (column: number | null): string => (column === null ? '' : (row[column]?.text ?? '').trim())
    if (isListRow(header + 1 + r) || text(at.code) === '' || text(at.village) === '') return
    add(codes, text(at.code), text(at.village), readSubdistrict(text(at.subdistrict)))
  }
}

function add(codes: Map<string, PlaceReading>, code: string, village: string, subdistrict?: string): void {
  const key = placeKey(code)
  const read = readVillage(village)
  if (key === '' || key.length > 12 || read.village === undefined || codes.has(key)) return
  codes.set(key, { ...read, ...(subdistrict === undefined ? {} : { subdistrict }) })
}

const ABOUT_VILLAGES =
  /\b(kode|singkatan|codes?|abbreviations?)\b.*\b(desa|kelurahan|village)s?\b|^(desa|village)s?\s*:/
const HEADING = /^[^:=]*\b(desa|village)s?\s*:/i
const PAIR = /(?<![\p{L}\d])([\p{L}\d]{1,5})\s*[=:]\s*([\p{L}][\p{L}' .]*[\p{L}])/gu

/** "Kode desa: KB = Kabut Biru; PB = Pasir Bintang", in one cell or in the rows below it. */
function readInline(codes: Map<string, PlaceReading>, sheet: Sheet, r: number, isListRow: IsRow): void {
  if (!ABOUT_VILLAGES.test(plain(textOf(sheet.rows[r]))) || codeColumns(sheet.rows[r] ?? []).length > 0) return
  addPairs(codes, textOf(sheet.rows[r]))
  for (const [n, row] of sheet.rows.slice(r + 1, r + MOST_LINES).entries()) {
    const [code, village, more] = filled(row)
    if (code === undefined || isListRow(r + 1 + n)) return
    const paired = addPairs(codes, textOf(row))
    if (!paired && village !== undefined && more === undefined) add(codes, code.cell.text, village.cell.text)
  }
}

function addPairs(codes: Map<string, PlaceReading>, line: string): boolean {
  const pairs = [...line.replace(HEADING, '').matchAll(PAIR)]
  for (const m of pairs) add(codes, m[1] ?? '', m[2] ?? '')
  return pairs.length > 0
}

const textOf = (row: Row | undefined): string =>
  clip(
    filled(row)
      .map(({ cell }) => cell.text)
      .join(' '),
  )
