import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafBytes, parseLeaf } from '#audit/index.ts'
import notes from '../test/vectors/formats/note.json' with { type: 'json' }
import { aboutLeaf, readLeaf } from './leaf.ts'

const isLeaf = (text: string): boolean => readLeaf(text, () => undefined)

const isLeafToUs = (text: string): boolean => {
  try {
    parseLeaf(Buffer.from(text, 'latin1'))
    return true
  } catch {
    return false
  }
}

const uuid = fc.uuid()
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$/)
const time = fc
  .date({ min: new Date(0), max: new Date('2250-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().replace('Z', '000Z'))
const head = fc.stringMatching(/^[0-9a-f]{64}$/)
const seq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const concern = fc.oneof(fc.record({ stream: uuid }), fc.record({ stream: uuid, seq, head }))
const leaf = fc
  .record({
    v: fc.constant(1 as const),
    id: uuid,
    at: time,
    actor: name,
    op: name,
    outcome: fc.constantFrom('ok' as const, 'refused' as const),
    concerns: fc.array(concern, { maxLength: 4 }),
    more: fc.record({ session: uuid, code: name, subject: uuid }, { requiredKeys: [] }),
    counted: fc.option(fc.record({ times: seq, since: time }), { nil: undefined }),
  })
  .map(({ more, counted, ...rest }) => ({ ...rest, ...more, ...counted }))

describe('a leaf', () => {
  test('is one to the server and to a stranger, with the same heads', () => {
    fc.assert(
      fc.property(leaf, (made) => {
        const named: unknown[] = []
        const text = Buffer.from(leafBytes(made)).toString('latin1')
        expect(readLeaf(text, (stream, n, hash) => void named.push({ stream, seq: n, head: hash }))).toBe(true)
        expect(named).toEqual(made.concerns.filter((one) => 'head' in one).map((one) => ({ ...one })))
        expect(aboutLeaf(text)).toEqual({ at: made.at, id: made.id, op: made.op })
      }),
    )
  })
  test('after any change is none to either, or one to both', () => {
    const place = fc.record({
      made: leaf,
      at: fc.nat(),
      byte: fc.integer({ min: 0, max: 255 }),
      cut: fc.nat({ max: 3 }),
    })
    fc.assert(
      fc.property(place, ({ made, at, byte, cut }) => {
        const bytes = Buffer.from(leafBytes(made))
        const from = at % bytes.length
        const text = Buffer.concat([bytes.subarray(0, from), Buffer.of(byte), bytes.subarray(from + cut)]).toString(
          'latin1',
        )
        expect({ text, is: isLeaf(text) }).toEqual({ text, is: isLeafToUs(text) })
      }),
      { numRuns: 2000 },
    )
  })
  test.each(notes.leaves.map(({ canonical }) => canonical))('of the vectors: %s', (canonical) => {
    expect(isLeaf(canonical)).toBe(true)
    for (const wrong of [
      ` ${canonical}`,
      `${canonical} `,
      canonical.replace('"v":1', '"v":2'),
      canonical.replace(/"at":"2026-11-24/, '"at":"2026-02-30'),
    ])
      expect(isLeaf(wrong)).toBe(false)
  })
  test('counts refusals with their number and their beginning, or with neither', () => {
    const of = (more: string) =>
      `{"actor":"nobody","at":"2026-11-24T00:00:00.000000Z","concerns":[],"id":"00000000-0000-4000-8000-000000000000","op":"x","outcome":"refused",${more}"v":1}`
    const since = '"since":"2026-11-24T00:00:00.000000Z",'
    expect(isLeaf(of(''))).toBe(true)
    expect(isLeaf(of(`${since}"times":12,`))).toBe(true)
    for (const wrong of [
      since,
      '"times":12,',
      `${since}"times":0,`,
      `${since}"times":9999999999999999,`,
      `${since.replace('11-24', '11-31')}"times":2,`,
    ])
      expect(isLeaf(of(wrong))).toBe(false)
  })
})
