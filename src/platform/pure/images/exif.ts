import { type Bytes, equalBytes, utf8 } from '../bytes/index.ts'

/**
 * The one thing worth keeping from EXIF: which way is up (tag 0x0112 of the first directory; TIFF 6.0, EXIF 2.32).
 * 1 is upright, 2 to 8 are the mirrored and turned ones. All else (place, time, device, thumbnail) is dropped.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** "Exif\0\0", which JPEG puts before the TIFF header, and some writers of WebP too. */
export const EXIF_PREFIX: Bytes = utf8('Exif\0\0')

const ORIENTATION_TAG = 0x0112
const SHORT = 3

/** Orientation in a TIFF structure, with or without the prefix; 1 when there is none that can be read. */
export function readOrientation(exif: Uint8Array): Orientation {
  const tiff = equalBytes(exif.subarray(0, 6), EXIF_PREFIX) ? exif.subarray(6) : exif
  const little = tiff[0] === 0x49 && tiff[1] === 0x49
  if (!little && !(tiff[0] === 0x4d && tiff[1] === 0x4d)) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  try {
    const directory = view.getUint32(4, little)
    const count = view.getUint16(directory, little)
    for (let i = 0; i < count; i++) {
      const entry = directory + 2 + 12 * i
      if (view.getUint16(entry, little) !== ORIENTATION_TAG) continue
      return view.getUint16(entry + 2, little) === SHORT ? asOrientation(view.getUint16(entry + 8, little)) : 1
    }
  } catch {
    // an offset beyond the end: a broken directory says nothing
  }
  return 1
}

/** A TIFF structure of 26 bytes that says nothing but the orientation. */
export function orientationTiff(orientation: Orientation): Bytes {
  const out = new Uint8Array(26)
  out.set(utf8('MM\0*'))
  out[7] = 8 // the directory follows at once
  out[9] = 1 // one entry
  out.set([ORIENTATION_TAG >> 8, ORIENTATION_TAG & 255, 0, SHORT, 0, 0, 0, 1, 0, orientation], 10)
  return out
}

function asOrientation(value: number): Orientation {
  return value >= 1 && value <= 8 ? (value as Orientation) : 1
}
