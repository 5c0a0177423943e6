import { type Bytes, concat, concatAll, equalBytes, utf8 } from '../bytes/index.ts'
import { EXIF_PREFIX, type Orientation, orientationTiff, readOrientation } from './exif.ts'

type Segment = { readonly marker: number; readonly data: Uint8Array }

const [RESTART_0, SOI, EOI, SOS] = [0xd0, 0xd8, 0xd9, 0xda]
const [APP0, APP1, APP2, APP14, APP15, COMMENT] = [0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe]
const [JFIF, ICC, ADOBE] = [utf8('JFIF\0'), utf8('ICC_PROFILE\0'), utf8('Adobe')]
const JFIF_LENGTH = 14

/**
 * A JPEG (ITU-T T.81) with its picture, colour profile and orientation, and nothing else: no EXIF, XMP, IPTC, comment, thumbnail,
 * second picture or bytes after its end. Pixels are not touched. `undefined` when it is malformed or cut.
 */
export function stripJpeg(bytes: Uint8Array): Bytes | undefined {
  const parts: Uint8Array[] = []
  let jfif: Uint8Array | undefined
  let orientation: Orientation | undefined
  for (let at = startOf(bytes); ;) {
    const segment = segmentAt(bytes, at)
    if (segment === undefined) return undefined
    const { marker, data, next } = segment
    if (marker === EOI)
      return concatAll([Uint8Array.of(0xff, SOI), ...head(jfif, orientation), ...parts, Uint8Array.of(0xff, EOI)])
    if (marker === APP0 && startsWith(data, JFIF)) jfif ??= withoutThumbnail(data)
    if (marker === APP1 && startsWith(data, EXIF_PREFIX)) orientation ??= readOrientation(data)
    at = marker === SOS ? endOfScan(bytes, next) : next
    if (isPicture(segment)) parts.push(bytes.subarray(segment.start, at))
  }
}

function head(jfif: Uint8Array | undefined, orientation: Orientation | undefined): Uint8Array[] {
  const out: Uint8Array[] = []
  if (jfif !== undefined) out.push(segmentBytes(APP0, jfif))
  if (orientation !== undefined && orientation !== 1)
    out.push(segmentBytes(APP1, concat(EXIF_PREFIX, orientationTiff(orientation))))
  return out
}

/** Segments that the picture needs. Application segments other than the colour ones, and comments, are not. */
function isPicture({ marker, data }: Segment): boolean {
  if (marker === APP2) return startsWith(data, ICC)
  if (marker === APP14) return startsWith(data, ADOBE)
  return marker !== COMMENT && !(marker >= APP0 && marker <= APP15)
}

/** Marker, payload and bounds of the segment at `at`; fill bytes (0xff) before the marker are left out. */
function segmentAt(bytes: Uint8Array, at: number): (Segment & { start: number; next: number }) | undefined {
  if (bytes[at] !== 0xff) return undefined
  let start = at
  while (bytes[start + 1] === 0xff) start++
  const [marker = 0, high = 0, low = 0] = bytes.subarray(start + 1, start + 4)
  if (marker === EOI) return { marker, data: bytes.subarray(0, 0), start, next: start + 2 }
  const length = high * 256 + low
  const next = start + 2 + length
  if (!hasPayload(marker) || length < 2 || next > bytes.length) return undefined
  return { marker, data: bytes.subarray(start + 4, next), start, next }
}

/** Markers of segments with a length. Restarts belong into a scan, a second start of image nowhere. */
function hasPayload(marker: number): boolean {
  if (marker >= RESTART_0 && marker <= SOI) return false
  return (marker >= 0xc0 && marker <= APP15) || marker === COMMENT
}

/** Where the entropy-coded data ends: at the first marker that is neither a stuffed 0xff nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    const marker = bytes[at + 1]
    if (at < 0 || marker === undefined) return bytes.length // cut: no segment will be found there
    if (marker === 0 || (marker >= RESTART_0 && marker < SOI)) at += 2
    else if (marker === 0xff) at += 1
    else return at
  }
}

function withoutThumbnail(jfif: Uint8Array): Uint8Array | undefined {
  if (jfif.length < JFIF_LENGTH) return undefined
  return concat(jfif.subarray(0, JFIF_LENGTH - 2), Uint8Array.of(0, 0))
}

function segmentBytes(marker: number, data: Uint8Array): Bytes {
  const length = data.length + 2
  return concat(Uint8Array.of(0xff, marker, length >> 8, length & 255), data)
}

const startOf = (bytes: Uint8Array) => (bytes[0] === 0xff && bytes[1] === SOI ? 2 : bytes.length)
const startsWith = (data: Uint8Array, prefix: Uint8Array) => equalBytes(data.subarray(0, prefix.length), prefix)
