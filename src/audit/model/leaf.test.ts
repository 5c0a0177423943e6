import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUtf8, utf8 } from '#platform/pure/bytes/index.ts'
import { type Leaf, leafBytes, parseLeaf } from './leaf.ts'

const stream = '0b9c4c7e-3f59-4a52-9d0f-7a1f6f1f2c11'
const leaf: Leaf = {
  v: 1,
  id: '019ab35c-0000-7000-8000-000000000001',
  at: '2026-11-24T21:53:45.000001Z',
  actor: '5f0e1f0a-9a3d-4a8f-8d57-2f3c0a9b1e77',
  op: 'entries.append',
  outcome: 'ok',
  concerns: [{ stream, seq: 3, head: 'ab'.repeat(32) }, { stream }],
}

describe('leaf', () => {
  it('has one spelling', () => {
    expect(fromUtf8(leafBytes(leaf))).toBe(
      `{"actor":"5f0e1f0a-9a3d-4a8f-8d57-2f3c0a9b1e77","at":"2026-11-24T21:53:45.000001Z","concerns":[{"head":"${'ab'.repeat(32)}","seq":3,"stream":"${stream}"},{"stream":"${stream}"}],"id":"019ab35c-0000-7000-8000-000000000001","op":"entries.append","outcome":"ok","v":1}`,
    )
    expect(leafBytes({ ...leaf, session: stream, code: 'consent-missing' })).not.toEqual(leafBytes(leaf))
  })
  it('can tell of many refusals at once', () => {
    const many: Leaf = {
      ...leaf,
      actor: 'nobody',
      op: 'file.read',
      outcome: 'refused',
      code: 'not-signed-in',
      concerns: [],
      times: 9980,
      since: '2026-11-24T21:45:00.000000Z',
    }
    expect(fromUtf8(leafBytes(many))).toBe(
      `{"actor":"nobody","at":"2026-11-24T21:53:45.000001Z","code":"not-signed-in","concerns":[],"id":"019ab35c-0000-7000-8000-000000000001","op":"file.read","outcome":"refused","since":"2026-11-24T21:45:00.000000Z","times":9980,"v":1}`,
    )
  })
  it('reads back', () => {
    const any = fc.record(
      {
        v: fc.constant(1 as const),
        id: fc.constant(leaf.id),
        at: fc.constant(leaf.at),
        actor: fc.constantFrom('nobody', leaf.actor),
        session: fc.uuid({ version: 4 }),
        op: fc.stringMatching(/^[a-z]{1,20}\.[a-z]{1,20}$/),
        outcome: fc.constantFrom('ok' as const, 'refused' as const),
        code: fc.stringMatching(/^[a-z]{1,20}$/),
        subject: fc.uuid({ version: 4 }),
        times: fc.integer({ min: 1 }),
        since: fc.constant(leaf.at),
        concerns: fc.array(
          fc.record({ stream: fc.uuid({ version: 4 }), seq: fc.integer({ min: 1 }) }, { requiredKeys: ['stream'] }),
        ),
      },
      { requiredKeys: ['v', 'id', 'at', 'actor', 'op', 'outcome', 'concerns'] },
    )
    fc.assert(
      fc.property(any, (one) => {
        expect(parseLeaf(leafBytes(one))).toEqual(one)
      }),
    )
  })
  it('holds no free text, and nothing of another shape', () => {
    const wrong: Partial<Record<keyof Leaf, unknown>>[] = [
      { actor: 'Kijang Kecil' },
      { actor: '' },
      { actor: undefined },
      { op: 'a b' },
      { code: 'because she said so' },
      { session: 'x' },
      { at: '2026-11-24' },
      { id: 'x' },
      { outcome: 'maybe' },
      { subject: 'Sari' },
      { times: 0 },
      { times: '3' },
      { since: 'yesterday' },
      { v: 2 },
      { concerns: 'x' },
      { concerns: [{}] },
      { concerns: [{ stream, seq: 0 }] },
      { concerns: [{ stream, head: 'AB'.repeat(32) }] },
    ]
    for (const change of wrong) expect(() => leafBytes({ ...leaf, ...change } as Leaf)).toThrow(SyntaxError)
  })
  it('refuses bytes that are not canonical', () => {
    const text = fromUtf8(leafBytes(leaf))
    const others = [
      ` ${text}`,
      text.replace('"v":1', '"v":1,"w":2'),
      text.replace('"actor"', '"\\u0061ctor"'),
      text.replace('"seq":3', '"seq":3.0'),
      text.replace('"outcome":"ok"', '"outcome":"ok","outcome":"ok"'),
      text.replace('{"stream"', '{"name":"Kijang","stream"'),
      '[]',
      'null',
      '',
    ]
    for (const other of others) expect(() => parseLeaf(utf8(other))).toThrow(SyntaxError)
  })
})
