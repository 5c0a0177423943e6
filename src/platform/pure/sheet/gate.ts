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
  if (Object.entries(parts).some(([name, part]) => /worksheets\/[^/]+\.xml$/.test(name) && reachesTooFar(part))) {
    return { problem: 'too-many-cells' }
  }
  return {
    bytes: zipSync(parts, { level: 0 }),
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

/** True when the sheet claims cells whose rectangle would be huge though few stand in it. */
function reachesTooFar(part: Uint8Array): boolean {
  const tail = ascii(part, Math.max(0, part.length - 400_000), part.length)
  const rows = [...tail.matchAll(/<row[^>]*\sr="(\d+)"/g)]
  const lastRow = Number(rows.at(-1)?.[1] ?? 0)
  const dimension = /<dimension[^>]*ref="[A-Z]+\d+:([A-Z]+)(\d+)"/.exec(ascii(part, 0, 8_000))
  const width = dimension?.[1] === undefined ? 50 : Math.min(columnNumber(dimension[1]), 200)
  return lastRow * width > MAX_CELLS * 4
}

const columnNumber = (letters: string): number => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)

function ascii(bytes: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, bytes.length)
  let text = ''
  for (let i = from; i < end; i += 8192) text += String.fromCharCode(...bytes.subarray(i, Math.min(i + 8192, end)))
  return text
}
