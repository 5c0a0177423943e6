/**
 * The gate before any spreadsheet reader: refuses archives that would unpack to too much, XML that declares entities,
 * and anything that is not plainly a workbook. What passes is repacked without compression and without what no reader needs.
 */
import { unzipSync, zipSync, type Unzipped } from 'fflate'
import type { SheetProblem, Workbook } from './types.ts'

/** Bytes a workbook may unpack to. */
export const MAX_INFLATED = 20_000_000
/** Bytes a file may have as it comes. */
export const MAX_FILE = 20_000_000
/** Rows that are read of a sheet; stray formats at the very end of a sheet must not make it huge. */
export const MAX_ROWS = 100_000
/** Cells a workbook may have, empty ones inside its rectangles included. */
export const MAX_CELLS = 2_000_000

export type Gated = { readonly bytes: Uint8Array; readonly date1904: boolean; readonly ignored: Workbook['ignored'] }

class TooLarge extends Error {}

/** Opens a zip container. `Gated` is safe to give to the reader. */
export function gateXlsx(bytes: Uint8Array): Gated | SheetProblem {
  const seen: string[] = []
  let parts: Unzipped
  try {
    parts = unzipSync(bytes, { filter: countingFilter(seen) })
  } catch (error) {
    return { problem: error instanceof TooLarge ? 'too-large-inflated' : 'broken' }
  }
  const workbook = parts['xl/workbook.xml']
  if (workbook === undefined) return { problem: 'not-a-workbook' }
  for (const part of Object.values(parts)) {
    if (hasEntities(part)) return { problem: 'entities' }
  }
  if (Object.entries(parts).some(([name, part]) => isSheetPart(name) && isCutOff(part))) return { problem: 'broken' }
  const sheets = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, isSheetPart(name) ? withoutFarRows(part) : part]),
  )
  if (!allRead(sheets)) return { problem: 'too-many-cells' }
  return {
    bytes: zipSync(sheets, { level: 0 }),
    date1904: /date1904\s*=\s*["'](1|true)["']/.test(ascii(workbook, 0, 20_000)),
    ignored: ignoredParts(seen),
  }
}

function countingFilter(seen: string[]): (file: { name: string; originalSize: number }) => boolean {
  let sum = 0
  return (file) => {
    seen.push(file.name)
    if (!/\.(xml|rels|vml)$/i.test(file.name)) return false
    sum += file.originalSize
    if (sum > MAX_INFLATED) throw new TooLarge()
    return true
  }
}

function ignoredParts(names: readonly string[]): Workbook['ignored'] {
  const kinds = [
    ['macros', /vbaProject\.bin$/i],
    ['external-links', /externalLinks\//i],
    ['pictures', /media\//i],
  ] as const
  return kinds.filter(([, pattern]) => names.some((n) => pattern.test(n))).map(([kind]) => kind)
}

/** A document type or an entity can only stand before the root element; UTF-16 parts are refused with them, no office writes them. */
function hasEntities(part: Uint8Array): boolean {
  if ((part[0] === 0xff && part[1] === 0xfe) || (part[0] === 0xfe && part[1] === 0xff) || part[1] === 0) return true
  return /<!(DOCTYPE|ENTITY)/i.test(ascii(part, 0, 8_000))
}

const isSheetPart = (name: string): boolean => /worksheets\/[^/]+\.xml$/.test(name)

const allRead = (parts: Record<string, Uint8Array | null>): parts is Record<string, Uint8Array> =>
  Object.values(parts).every((p) => p !== null)

/**
 * Programs leave formats in the very last rows of a sheet; a reader would make a million empty rows of it. Such rows are cut off;
 * null when something stands in them.
 */
function withoutFarRows(part: Uint8Array): Uint8Array | null {
  const last = [...ascii(part, Math.max(0, part.length - 100_000), part.length).matchAll(ROW)].at(-1)
  if (last === undefined || Number(last[1]) <= MAX_ROWS) return part
  const text = ascii(part, 0, part.length)
  const from = [...text.matchAll(ROW)].find((m) => Number(m[1]) > MAX_ROWS)?.index ?? text.length
  const to = text.lastIndexOf('</sheetData>')
  if (to < from || /<(v|is|f)[ >]/.test(text.slice(from, to))) return null
  const cut = new Uint8Array(from + part.length - to)
  cut.set(part.subarray(0, from))
  cut.set(part.subarray(to), from)
  return cut
}

const ROW = /<row\s[^>]*?\br="(\d+)"/g

/** A sheet whose end is missing would read as a shorter list. */
const isCutOff = (part: Uint8Array): boolean =>
  !/<\/(\w+:)?worksheet>\s*$|<(\w+:)?worksheet[^>]*\/>\s*$/.test(
    ascii(part, Math.max(0, part.length - 200), part.length),
  )

function ascii(bytes: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, bytes.length)
  let text = ''
  for (let i = from; i < end; i += 8192) text += String.fromCharCode(...bytes.subarray(i, Math.min(i + 8192, end)))
  return text
}
