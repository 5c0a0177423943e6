import type { Bytes } from './bytes.ts'

const DIGITS = '0123456789abcdef'
const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, i) => DIGITS.charAt(i >> 4) + DIGITS.charAt(i & 15))

/** Lower-case hexadecimal, two digits per byte. */
export function toHex(bytes: Uint8Array): string {
  let out = ''
  for (const byte of bytes) out += PAIRS[byte]
  return out
}

/** The bytes of canonical (lower-case, even) hexadecimal; throws `SyntaxError` on anything else. */
export function fromHex(text: string): Bytes {
  if (!isHex(text)) throw new SyntaxError('not lower-case hexadecimal')
  const out = new Uint8Array(text.length / 2)
  for (let i = 0; i < out.length; i++) out[i] = (digit(text, 2 * i) << 4) | digit(text, 2 * i + 1)
  return out
}

/** Of a character that was checked to be one. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 0x3a ? code - 0x30 : code - 0x57
}

/** Whether `text` is canonical hexadecimal, of `length` bytes when that is given. */
export function isHex(text: string, length?: number): boolean {
  return text.length % 2 === 0 && (length === undefined || text.length === 2 * length) && /^[0-9a-f]*$/.test(text)
}
