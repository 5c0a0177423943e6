import { createHash, hash } from 'node:crypto'
import type { Bytes } from '../../pure/bytes/index.ts'

/** SHA-256, 32 bytes, synchronously. The browser's twin: `platform/web/crypto`. */
export function sha256(bytes: Uint8Array): Bytes {
  return new Uint8Array(hash('sha256', bytes, 'buffer'))
}

/** SHA-256 of bytes as they come, 32 bytes. */
export async function sha256Of(source: AsyncIterable<Uint8Array>): Promise<Bytes> {
  const growing = createHash('sha256')
  for await (const piece of source) growing.update(piece)
  return new Uint8Array(growing.digest())
}
