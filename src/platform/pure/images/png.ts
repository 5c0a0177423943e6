import { type Bytes, concat, concatAll, equalBytes, fromHex, readU32, u32, utf8 } from '../bytes/index.ts'
import { type Orientation, orientationTiff, readOrientation } from './exif.ts'

const SIGNATURE = fromHex('89504e470d0a1a0a')

/** What draws the picture: the critical chunks, transparency, colour and animation (PNG, third edition). */
const KEPT = new Set(
  [
    'IHDR',
    'PLTE',
    'IDAT',
    'IEND',
    'tRNS',
    'gAMA',
    'cHRM',
    'sRGB',
    'iCCP',
    'cICP',
    'mDCV',
    'cLLI',
    'sBIT',
    'bKGD',
    'pHYs',
  ].concat(['acTL', 'fcTL', 'fdAT']),
)

/**
 * A PNG without texts, times, EXIF (orientation kept) and whatever else does not draw, and without bytes after its end.
 * `undefined` when it is malformed or cut. Checksums of kept chunks are copied as they are.
 */
export function stripPng(bytes: Uint8Array): Bytes | undefined {
  if (!equalBytes(bytes.subarray(0, 8), SIGNATURE)) return undefined
  const parts: Uint8Array[] = []
  let orientation: Orientation = 1
  for (let at = 8; at + 12 <= bytes.length;) {
    const next = at + 12 + readU32(bytes, at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (next > bytes.length || (parts.length === 0) !== (type === 'IHDR')) return undefined
    if (KEPT.has(type)) parts.push(bytes.subarray(at, next))
    if (type === 'eXIf') orientation = readOrientation(bytes.subarray(at + 8, next - 4))
    if (type === 'IEND') return concatAll([SIGNATURE, ...parts.slice(0, 1), ...turned(orientation), ...parts.slice(1)])
    at = next
  }
  return undefined
}

function turned(orientation: Orientation): Uint8Array[] {
  if (orientation === 1) return []
  const body = concat(utf8('eXIf'), orientationTiff(orientation))
  return [u32(body.length - 4), body, u32(crc32(body))]
}

/** CRC-32 of PNG (ISO 3309), bit by bit: it is only ever run over 30 bytes. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
