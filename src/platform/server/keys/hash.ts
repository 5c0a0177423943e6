import { hash } from 'node:crypto'
import type { Bytes } from '../../pure/bytes/index.ts'

/** SHA-256, 32 bytes, synchronously. The browser's twin: `platform/web/crypto`. */
export function sha256(bytes: Uint8Array): Bytes {
  return new Uint8Array(hash('sha256', bytes, 'buffer'))
}
