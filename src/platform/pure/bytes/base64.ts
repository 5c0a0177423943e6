import type { Bytes } from './bytes.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map<string, number>(Array.from(ALPHABET, (char, i) => [char, i]))

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    out += ALPHABET.charAt(word >> 18) + ALPHABET.charAt((word >> 12) & 63)
    out += left > 1 ? ALPHABET.charAt((word >> 6) & 63) : '='
    out += left > 2 ? ALPHABET.charAt(word & 63) : '='
  }
  return out
}

/**
 * The bytes of standard base64 with padding. Strict: one text per byte string, so stray characters, missing padding and
 * non-zero unused bits throw `SyntaxError` (a second spelling of one signature must not exist).
 */
export function fromBase64(text: string): Bytes {
  const pads = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const body = text.length - pads
  if (text.length % 4 !== 0) throw new SyntaxError('base64: length')
  const out = new Uint8Array((text.length / 4) * 3 - pads)
  let word = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < body; i++) {
    const value = VALUES.get(text.charAt(i))
    if (value === undefined) throw new SyntaxError('base64: character')
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      out[at++] = (word >> bits) & 0xff
    }
  }
  if ((word & ((1 << bits) - 1)) !== 0) throw new SyntaxError('base64: unused bits')
  return out
}
