import { describe, expect, test } from 'vitest'
import { MOST_ENTRIES, portionsOf, readUnsentFile, unsentFileText, type UnsentEntry } from './unsent-file.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const entry = (n: number, signs = 8): UnsentEntry => ({ id: uuid(n), stream: uuid(1), sealed: 'A'.repeat(signs) })

describe('a file of unsent work', () => {
  test('is read as it was written, in the order of writing', () => {
    const entries = [entry(3), entry(1), entry(2)]
    expect(readUnsentFile(unsentFileText(entries))).toEqual(entries)
    expect(readUnsentFile(unsentFileText([entry(3), entry(1), entry(3)]))).toEqual([entry(3), entry(1)])
    expect(readUnsentFile(unsentFileText([]))).toEqual([])
  })

  test.each([
    ['no JSON', 'kroak'],
    ['another file', '[]'],
    ['a later version', '{"lindung":"unsent/2","entries":[]}'],
    ['something beside it', '{"lindung":"unsent/1","entries":[],"by":"x"}'],
    ['an id that is none', '{"lindung":"unsent/1","entries":[{"id":"x","stream":"y","sealed":"AAAA"}]}'],
    ['bytes that are none', unsentFileText([{ ...entry(1), sealed: 'not base64!' }])],
  ])('is none with %s', (_, text) => {
    expect(readUnsentFile(text)).toBeNull()
  })

  test('is sent in portions that one request may hold', () => {
    const many = Array.from({ length: 120 }, (_, n) => entry(n))
    expect(portionsOf(many).map(({ length }) => length)).toEqual([MOST_ENTRIES, MOST_ENTRIES, 20])
    expect(portionsOf(many).flat()).toEqual(many)
    const large = Array.from({ length: 20 }, (_, n) => entry(n, 160_000))
    for (const portion of portionsOf(large)) expect(JSON.stringify({ entries: portion }).length).toBeLessThan(2_000_000)
    expect(portionsOf(large).flat()).toEqual(large)
    expect(portionsOf([])).toEqual([])
  })
})
