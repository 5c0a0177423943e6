import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, concat, equalBytes } from '../../pure/bytes/index.ts'
import { newKey } from '../keys/index.ts'
import { decryptStream, encryptedSize, encryptStream } from './index.ts'
import { CHUNK } from './stream.ts'

const HEADER = 51
const SEALED = CHUNK + 16
const all = async (source: AsyncIterable<Uint8Array>): Promise<Bytes> => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return concat(...parts)
}
const cutAt = (bytes: Uint8Array, places: number[]) => {
  const ends = [...places.map((p) => p % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end))
}
const size = fc.oneof(fc.constantFrom(0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK), fc.nat(3 * CHUNK))

describe('attachment stream', () => {
  it('reads back, however the bytes arrive', async () => {
    const key = newKey()
    await fc.assert(
      fc.asyncProperty(
        size,
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        async (n, cuts, cuts2) => {
          const plain = new Uint8Array(randomBytes(n))
          const encrypted = await all(encryptStream(key, cutAt(plain, cuts), randomBytes))
          expect(encrypted.length).toBe(encryptedSize(n))
          expect(equalBytes(await all(decryptStream(key, cutAt(encrypted, cuts2))), plain)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })
  it('does not open under another key, or with any byte changed or cut', async () => {
    const key = newKey()
    const plain = randomBytes(2 * CHUNK + 100)
    const encrypted = await all(encryptStream(key, [plain], randomBytes))
    await expect(all(decryptStream(newKey(), [encrypted]))).rejects.toThrow('open-failed')
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.nat(HEADER - 1), fc.nat(encrypted.length - 1)), async (at) => {
        await expect(all(decryptStream(key, [encrypted.with(at, (encrypted[at] ?? 0) ^ 1)]))).rejects.toThrow(
          'open-failed',
        )
        await expect(all(decryptStream(key, [encrypted.subarray(0, at)]))).rejects.toThrow('open-failed')
      }),
      { numRuns: 60 },
    )
  })
  it('notices chunks that were dropped, swapped, doubled, appended, or cut exactly at an edge', async () => {
    const key = newKey()
    const encrypted = await all(encryptStream(key, [randomBytes(3 * CHUNK)], randomBytes))
    const header = encrypted.subarray(0, HEADER)
    const [a, b, c] = [0, 1, 2].map((i) => encrypted.subarray(HEADER + i * SEALED, HEADER + (i + 1) * SEALED)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    for (const parts of [
      [a, b],
      [a, c],
      [b, c],
      [b, a, c],
      [a, b, c, c],
      [a, a, b, c],
      [c],
      [],
      [a, b, c, a],
      [a, b, c, new Uint8Array(16)],
    ]) {
      await expect(all(decryptStream(key, [concat(header, ...parts)]))).rejects.toThrow('open-failed')
    }
    const again = await all(encryptStream(key, [randomBytes(3 * CHUNK)], randomBytes))
    await expect(all(decryptStream(key, [concat(header, again.subarray(HEADER))]))).rejects.toThrow('open-failed')
  })
  it('closes its source when the reader stops early', async () => {
    const key = newKey()
    const encrypted = await all(encryptStream(key, [randomBytes(3 * CHUNK)], randomBytes))
    let closed = false
    async function* source() {
      try {
        for (const part of cutAt(encrypted, [HEADER, HEADER + SEALED, HEADER + 2 * SEALED])) yield part
      } finally {
        closed = true
      }
    }
    const reader = decryptStream(key, source())
    await reader.next()
    await reader.return(undefined)
    expect(closed).toBe(true)
  })
})
