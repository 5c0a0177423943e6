/** Bytes of a text file to text, whatever the office program wrote: UTF-8, UTF-16 either way round, or Windows-1252. */
import { fromUtf8 } from '../bytes/index.ts'

export type Decoded = { readonly text: string; readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' }

const CP1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
] as const

/** A byte order mark decides; then the pattern of zero bytes (UTF-16); then whether it is well-formed UTF-8. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { text: utf8(bytes.subarray(3)) ?? cp1252(bytes.subarray(3)), encoding: 'utf-8' }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16(bytes.subarray(2), 0), encoding: 'utf-16le' }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16(bytes.subarray(2), 1), encoding: 'utf-16be' }
  const wide = guessUtf16(bytes)
  if (wide !== null) return { text: utf16(bytes, wide), encoding: wide === 0 ? 'utf-16le' : 'utf-16be' }
  const text = utf8(bytes)
  return text === null ? { text: cp1252(bytes), encoding: 'windows-1252' } : { text, encoding: 'utf-8' }
}

/** 0 for little endian, 1 for big endian, null when it is not UTF-16. */
function guessUtf16(bytes: Uint8Array): 0 | 1 | null {
  const half = Math.floor(Math.min(bytes.length, 4000) / 2)
  if (half < 2) return null
  let [even, odd] = [0, 0]
  for (let i = 0; i < half; i++) {
    if (bytes[2 * i] === 0) even++
    if (bytes[2 * i + 1] === 0) odd++
  }
  if (odd > half * 0.6 && even < half * 0.1) return 0
  return even > half * 0.6 && odd < half * 0.1 ? 1 : null
}

function utf16(bytes: Uint8Array, high: 0 | 1): string {
  const units: number[] = []
  const out: string[] = []
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    units.push(((bytes[i + 1 - high] ?? 0) << 8) | (bytes[i + high] ?? 0))
    if (units.length === 4096) out.push(String.fromCharCode(...units.splice(0)))
  }
  out.push(String.fromCharCode(...units))
  return out.join('')
}

function cp1252(bytes: Uint8Array): string {
  const out: string[] = []
  for (let i = 0; i < bytes.length; i += 4096) {
    out.push(
      String.fromCharCode(
        ...Array.from(bytes.subarray(i, i + 4096), (b) => (b >= 0x80 && b < 0xa0 ? (CP1252[b - 0x80] ?? b) : b)),
      ),
    )
  }
  return out.join('')
}

/** Null when the bytes are not well-formed UTF-8 (overlong forms and surrogates included). */
function utf8(bytes: Uint8Array): string | null {
  try {
    return fromUtf8(bytes)
  } catch {
    return null
  }
}
