import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attachmentTypes, chunkBounds, chunkCount, refusalOfClaim, UPLOAD_CHUNK } from './index.ts'

it('takes allowed types of a size between one byte and their most', () => {
  for (const type of attachmentTypes) {
    expect(refusalOfClaim({ type, size: 1 })).toBeUndefined()
    for (const size of [0, -1, 0.5, Number.NaN]) expect(refusalOfClaim({ type, size })).toBe('empty')
    expect(refusalOfClaim({ type, size: 2 ** 30 })).toBe('too-large')
  }
  for (const type of ['image/svg+xml', 'text/html', 'image/heic', 'IMAGE/JPEG', ''])
    expect(refusalOfClaim({ type, size: 1 })).toBe('type-not-allowed')
})

it('chunks cover the file once, in order', () => {
  const size = fc.oneof(
    fc.constantFrom(1, UPLOAD_CHUNK, UPLOAD_CHUNK + 1),
    fc.integer({ min: 1, max: 30 * UPLOAD_CHUNK }),
  )
  fc.assert(
    fc.property(size, (n) => {
      const count = chunkCount({ size: n })
      let at = 0
      for (let i = 0; i < count; i++) {
        const { from, to } = chunkBounds({ size: n }, i) ?? { from: -1, to: -1 }
        expect(from).toBe(at)
        expect(to).toBeGreaterThan(from)
        at = to
      }
      expect(at).toBe(n)
      for (const none of [-1, 0.5, count]) expect(chunkBounds({ size: n }, none)).toBeUndefined()
    }),
  )
})
