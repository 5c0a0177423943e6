import type { Bytes, RandomBytes } from '../../pure/bytes/index.ts'

/** SHA-256, 32 bytes; over `entryPreimage(bytes)` it is the entry hash that the server will compute. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** The browser's randomness, for ids, salts and file keys. At most 65,536 bytes a call. */
export const randomBytes: RandomBytes = (n) => crypto.getRandomValues(new Uint8Array(n))
