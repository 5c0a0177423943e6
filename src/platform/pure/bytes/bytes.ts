/** Bytes with a buffer of their own: what WebCrypto, Node and PostgreSQL all accept. */
export type Bytes = Uint8Array<ArrayBuffer>

/** A source of `n` random bytes, handed in by `app` (`crypto.getRandomValues`, `randomBytes`). */
export type RandomBytes = (n: number) => Uint8Array

/** One array after the other, copied. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  return concatAll(parts)
}

/** `concat` of a list of any length (a call takes only so many arguments). */
export function concatAll(parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/**
 * Same length, same bytes. Not constant in time: for hashes and public values only, never for a secret
 * (ciphers compare their own tags).
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** The same bytes if there are exactly `length` of them; throws otherwise (a layout bug, not an input error). */
export function exactly(length: number, bytes: Uint8Array, what: string): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`${what}: ${bytes.length} bytes, not ${length}`)
  return bytes
}
