import { describe, expect, it } from 'vitest'
import { composeEntry, NO_BASE } from './compose.ts'
import { day, SARI, uuid } from './entries.test-support.ts'
import { entryBytes, readEntry } from './entry.ts'

const random = (length: number) => new Uint8Array(length).fill(7)
const author = { by: SARI, device: uuid(2) }
const place = { stream: uuid(3), base: NO_BASE, n: 1 }
const what = { kind: 'note', kv: 1, data: { text: 'Bibi khawatir.', occurred: day('2026-11-24') } }

describe('composing', () => {
  it('makes an entry that its own bytes give back', () => {
    const entry = composeEntry(random, '2026-11-24T10:00:00+07:00', author, place, what)
    expect(entry).toMatchObject({ v: 1, kind: 'note', by: SARI, base: [0, '0'.repeat(64)], refs: [], files: [], n: 1 })
    expect(readEntry(entryBytes(entry))).toEqual(entry)
  })

  it('orders ids by the clock of the device', () => {
    const ids = ['2026-11-24T10:00:00+07:00', '2026-11-24T10:00:01+07:00', '2026-11-24T03:00:02Z'].map(
      (at) => composeEntry(random, at, author, place, what).id,
    )
    expect(ids.toSorted()).toEqual(ids)
  })

  it('throws on what is no entry', () => {
    expect(() => composeEntry(random, 'today', author, place, what)).toThrow(/Invalid|date|time|NaN|range/i)
    expect(() => composeEntry(random, '2026-11-24T10:00:00Z', author, { ...place, n: 0 }, what)).toThrow('n')
  })
})
