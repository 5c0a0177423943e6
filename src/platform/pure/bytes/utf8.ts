import type { Bytes } from './bytes.ts'

/** UTF-8 of well-formed text; throws `RangeError` on a lone surrogate (two texts must never share one hash). */
export function utf8(text: string): Bytes {
  const out = new Uint8Array(3 * text.length)
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    if (code < 0x80) {
      out[at++] = code
      continue
    }
    if (isSurrogate(code)) throw new RangeError('utf8: lone surrogate')
    if (code < 0x800) out[at++] = 0xc0 | (code >> 6)
    else {
      if (code < 0x10000) out[at++] = 0xe0 | (code >> 12)
      else {
        out[at++] = 0xf0 | (code >> 18)
        out[at++] = 0x80 | ((code >> 12) & 63)
        i++
      }
      out[at++] = 0x80 | ((code >> 6) & 63)
    }
    out[at++] = 0x80 | (code & 63)
  }
  return out.slice(0, at)
}

/** The text of valid UTF-8, a byte order mark kept; throws `SyntaxError` on overlong, cut or surrogate sequences. */
export function fromUtf8(bytes: Uint8Array): string {
  const pieces: string[] = []
  let codes: number[] = []
  for (let i = 0; i < bytes.length;) {
    const { code, length } = codePointAt(bytes, i)
    codes.push(code)
    i += length
    if (codes.length === 4096) {
      pieces.push(String.fromCodePoint(...codes))
      codes = []
    }
  }
  pieces.push(String.fromCodePoint(...codes))
  return pieces.join('')
}

/** Smallest code point that needs one, two, three, four bytes: anything below is an overlong form. */
const LEAST = [0, 0x80, 0x800, 0x10000] as const

function codePointAt(bytes: Uint8Array, at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { code: first, length: 1 }
  if (first < 0xc2 || first > 0xf4) throw new SyntaxError('utf8: first byte')
  const extra = continuationBytes(first)
  let code = first & (0x3f >> extra)
  for (let k = 1; k <= extra; k++) {
    const next = bytes[at + k] ?? 0
    if ((next & 0xc0) !== 0x80) throw new SyntaxError('utf8: continuation byte')
    code = (code << 6) | (next & 63)
  }
  const least = LEAST[extra] ?? 0
  if (code < least || code > 0x10ffff || isSurrogate(code)) throw new SyntaxError('utf8: code point')
  return { code, length: extra + 1 }
}

function continuationBytes(first: number): number {
  if (first >= 0xf0) return 3
  return first >= 0xe0 ? 2 : 1
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}
