import { expect, test } from 'vitest'
import { createBases, type Head } from './bases.ts'

const head = (seq: number): Head => [seq, String(seq).repeat(64).slice(0, 64)]
const STREAM = 'kancil'

test('one stands on what was fetched, and on one’s own entries that follow it without a gap', () => {
  const bases = createBases('phone')
  expect(bases.of(STREAM)).toEqual({ head: null, counter: 0 })
  bases.saw(STREAM, head(3), { phone: 2, laptop: 9 })
  bases.accepted({ stream: STREAM, n: 3 }, head(4))
  expect(bases.of(STREAM)).toEqual({ head: head(4), counter: 3 })
})

test('an entry of somebody else in between has not been seen: who writes next still stands before it', () => {
  const bases = createBases('phone')
  bases.saw(STREAM, head(3), {})
  bases.accepted({ stream: STREAM, n: 1 }, head(5))
  expect(bases.of(STREAM)).toEqual({ head: head(3), counter: 1 })
  bases.saw(STREAM, head(5), { phone: 1 })
  expect(bases.of(STREAM).head).toEqual(head(5))
})

test('an older answer that arrives late changes nothing, and counting never goes back', () => {
  const bases = createBases('phone')
  bases.saw(STREAM, head(5), { phone: 4 })
  bases.saw(STREAM, head(2), { phone: 1 })
  expect(bases.of(STREAM)).toEqual({ head: head(5), counter: 4 })
})

test('the first entry of a new stream makes its base', () => {
  const bases = createBases('phone')
  bases.accepted({ stream: STREAM, n: 1 }, head(1))
  expect(bases.of(STREAM).head).toEqual(head(1))
})
