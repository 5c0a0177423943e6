import { type Bytes, concat, concatAll, utf8 } from '../bytes/index.ts'
import { orientationTiff, readOrientation } from './exif.ts'

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04]

type Chunk = { readonly name: string; readonly data: Uint8Array }

/**
 * A WebP (RFC 9649) without EXIF (orientation kept), XMP and unknown chunks, and without bytes after its end.
 * `undefined` when it is malformed or cut.
 */
export function stripWebp(bytes: Uint8Array): Bytes | undefined {
  const chunks = chunksOf(bytes)
  const kept = chunks?.filter(({ name }) => KEPT.has(name)) ?? []
  if (chunks === undefined || kept.length === 0) return undefined
  const exif = chunks.find(({ name }) => name === 'EXIF')
  const extended = kept[0]?.name === 'VP8X' && kept[0].data.length === 10 // only then may there be EXIF
  const orientation = extended && exif !== undefined ? readOrientation(exif.data) : 1
  const turned = orientation === 1 ? [] : [chunk('EXIF', orientationTiff(orientation))]
  const body = kept.map(({ name, data }) => chunk(name, name === 'VP8X' ? flagged(data, turned.length > 0) : data))
  return chunk('RIFF', concatAll([utf8('WEBP'), ...body, ...turned]))
}

function chunksOf(bytes: Uint8Array): Chunk[] | undefined {
  const end = sizeAt(bytes, 4) + 8
  if (nameAt(bytes, 0) !== 'RIFF' || nameAt(bytes, 8) !== 'WEBP' || end > bytes.length) return undefined
  const chunks: Chunk[] = []
  for (let at = 12; at < end;) {
    const length = sizeAt(bytes, at + 4)
    if (at + 8 + length > end) return undefined
    chunks.push({ name: nameAt(bytes, at), data: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

/** The feature flags of VP8X with "has EXIF" as given and "has XMP" cleared. */
function flagged(data: Uint8Array, exif: boolean): Bytes {
  const flags = (data[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)
  return concat(Uint8Array.of(exif ? flags | HAS_EXIF : flags), data.subarray(1))
}

function chunk(name: string, data: Uint8Array): Bytes {
  const n = data.length
  const length = Uint8Array.of(n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24)
  return concat(utf8(name), length, data, new Uint8Array(n % 2))
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

/** Four bytes, little endian; beyond the end they count as zero, which no valid file has there. */
function sizeAt(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4)
  return a + b * 0x100 + c * 0x10000 + d * 0x1000000
}
