import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allFacts, kinds } from '../kinds.ts'
import type { Accepted, Entry } from './entry.ts'
import { deepFreeze, entryOf, KANCIL, uuid } from './entries.test-support.ts'
import { conflictsOf, type FactView, viewFact } from './facts.ts'
import { fold, foldAll } from './fold.ts'
import { same } from './same.ts'
import { hasSeen, standingOf } from './standings.ts'
import { type Assertion, EMPTY_STATE, type StreamState } from './state.ts'

/**
 * Random histories: three devices write about three facts, partly without network, send in parts, lose replies, correct, settle and take
 * back what they know of. What a device knows is its base and its own entries.
 */
type Op = {
  readonly device: number
  readonly does: 'write' | 'send' | 'send-lost' | 'fetch'
  readonly how: 'facts-set' | 'corrected' | 'settled' | 'retracted' | 'visit'
  readonly fact: number
  readonly value: number
  readonly occurred: number
  readonly picks: readonly number[]
}

const op: fc.Arbitrary<Op> = fc.record({
  device: fc.nat(2),
  does: fc.constantFrom('write', 'write', 'write', 'send', 'send-lost', 'fetch'),
  how: fc.constantFrom('facts-set', 'facts-set', 'corrected', 'settled', 'retracted', 'visit'),
  fact: fc.nat(2),
  value: fc.nat(3),
  occurred: fc.nat(3),
  picks: fc.array(fc.nat(50), { minLength: 2, maxLength: 3 }),
})

const FACTS = [
  { name: 'language', of: (n: number) => `language ${n}` },
  { name: 'contact', of: (n: number) => ({ way: 'phone', safe: n % 2 === 0, note: `note ${n}` }) },
  { name: 'birth', of: (n: number) => ({ precision: 'year', value: `201${n}` }) },
] as const

type Device = { base: number; n: number; queue: Entry[]; own: Entry[] }

function play(ops: readonly Op[]): readonly Accepted[] {
  const server: Entry[] = [entryOf(1, uuid(0), 'registered', KANCIL, { device: uuid(900) }, 1)]
  const devices: Device[] = [0, 1, 2].map(() => ({ base: 1, n: 0, queue: [], own: [] }))
  let id = 1
  const send = (device: Device) => server.push(...device.queue.splice(0))
  for (const one of ops) {
    const device = devices[one.device] as Device
    if (one.does === 'write') {
      const known = [...new Set([...server.slice(1, device.base), ...device.own])]
      const entry = written(one, device, known, ++id)
      if (entry !== null) {
        device.queue.push(entry)
        device.own.push(entry)
      }
      continue
    }
    if (one.does !== 'fetch') send(device)
    if (one.does !== 'send-lost') device.base = server.length
  }
  devices.forEach(send)
  return server.map((entry, i) => ({ entry, seq: i + 1, receivedAt: i }))
}

function written(one: Op, device: Device, known: readonly Entry[], id: number): Entry | null {
  const { name, of } = FACTS[one.fact] as (typeof FACTS)[number]
  const about = known.filter((entry) => name in Object(entry.data['facts']))
  const from = one.how === 'retracted' ? known : about
  const refs = [...new Set(one.picks.map((pick) => from[pick % from.length]?.id))].filter((ref) => ref !== undefined)
  const day = { precision: 'day', value: `2026-11-1${one.occurred}` }
  const w = {
    device: uuid(900 + one.device + 1),
    base: device.base,
    at: `2026-11-2${one.value}T1${one.device}:00:00+07:00`,
  }
  const make = (data: Record<string, unknown>, given: readonly string[] = []) =>
    entryOf(id, uuid(0), one.how, data, { ...w, refs: given }, ++device.n)
  const facts = { [name]: of(one.value) }
  switch (one.how) {
    case 'facts-set':
      return make({ facts, ...(one.occurred === 0 ? {} : { occurred: day }) })
    case 'visit':
      return make({ occurred: day, where: 'home', seen: one.value === 0 ? 'nobody' : 'child' })
    case 'corrected':
      return refs.length < 1 ? null : make({ facts, why: 'why', occurred: day }, refs.slice(0, 1))
    case 'settled':
      return refs.length < 2 ? null : make({ facts }, refs)
    case 'retracted':
      return refs.length < 1 ? null : make({ reason: 'other' }, refs.slice(0, 1))
    default:
      return one.how satisfies never
  }
}

const history = fc.array(op, { maxLength: 40, size: 'max' }).map(play)

/**
 * Another order in which the same entries might have been accepted. A base names everything below it, so entries may change places
 * between two bases that somebody stood on, and nowhere else.
 */
function reordered(all: readonly Accepted[], keys: readonly number[]): readonly Accepted[] {
  const bases = [...new Set(all.map(({ entry }) => entry.base[0]))]
  const segment = (seq: number) => bases.filter((base) => base < seq).length
  const moved = all
    .map((one, i) => ({ one, at: segment(one.seq), key: keys[i % keys.length] ?? 0 }))
    .toSorted((a, b) => a.at - b.at || a.key - b.key)
  return moved.map(({ one }, i) => ({ ...one, seq: i + 1 }))
}

const viewsOf = (state: StreamState) =>
  Object.fromEntries(FACTS.map(({ name }) => [name, summaryOf(viewFact(state, name, allFacts[name]?.protective))]))

const summaryOf = (view: FactView | null) =>
  view && {
    value: view.value,
    shown: view.shown.id,
    standing: view.standing.map(({ id }) => id),
    before: view.before.map(({ id }) => id),
  }

const folded = (all: readonly Accepted[]) => foldAll(kinds, EMPTY_STATE, all)

describe('any order of the same entries', () => {
  it('gives the same facts, conflicts, items and retractions', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(1000), { minLength: 41, maxLength: 41 }), (all, keys) => {
        const [here, there] = [folded(all), folded(reordered(all, keys))]
        expect(viewsOf(there)).toEqual(viewsOf(here))
        expect(conflictsOf(there).toSorted()).toEqual(conflictsOf(here).toSorted())
        expect(there.retracted).toEqual(here.retracted)
        expect(there.counters).toEqual(here.counters)
        const items = (state: StreamState) =>
          Object.fromEntries(
            Object.entries(state.items).map(([sort, { count, recent }]) => [
              sort,
              { count, ids: recent.map(({ id }) => id) },
            ]),
          )
        expect(items(there)).toEqual(items(here))
      }),
      { numRuns: 400 },
    )
  })

  it('is really tried: histories have conflicts, and orders do change', () => {
    const samples = fc.sample(history, { numRuns: 200, seed: 7 })
    expect(samples.filter((all) => conflictsOf(folded(all)).length > 0).length).toBeGreaterThan(40)
    const reversed = (all: readonly Accepted[]) =>
      reordered(
        all,
        Array.from({ length: 41 }, (_, i) => 41 - i),
      )
    const changed = samples.filter((all) => reversed(all).some(({ entry }, i) => entry.id !== all[i]?.entry.id))
    expect(changed.length).toBeGreaterThan(80)
  })
})

/** The rule as it is written down, without any care for speed. */
function plainly(all: readonly Assertion[]): readonly Assertion[] {
  const conflict = (some: readonly Assertion[]) => some.some((one) => !same(one.value, some[0]?.value))
  const stands = (some: readonly Assertion[]): readonly Assertion[] =>
    some.filter((one) => !some.some((other) => over(other, one)))
  const over = (later: Assertion, earlier: Assertion): boolean =>
    hasSeen(later, earlier) &&
    (later.refs.includes(earlier.id) || !conflict(stands(all.filter((one) => hasSeen(later, one)))))
  return stands(all)
}

describe('what stands', () => {
  it('is what the plain rule says', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 24, size: 'max' }).map(play), (all) => {
        const state = folded(all)
        for (const { name } of FACTS) {
          const said = (state.facts[name] ?? []).slice(0, 7)
          expect(new Set(standingOf(said))).toEqual(new Set(plainly(said)))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is one value after somebody who saw all refers to all of it', () => {
    fc.assert(
      fc.property(history, (all) => {
        const state = folded(all)
        for (const name of conflictsOf(state)) {
          const refs = viewFact(state, name)?.standing.map(({ id }) => id) ?? []
          const facts = { [name]: FACTS.find((fact) => fact.name === name)?.of(3) }
          const entry = entryOf(999, uuid(0), 'settled', { facts }, { device: uuid(999), base: state.seq, refs }, 1)
          const after = fold(kinds, state, { entry, seq: state.seq + 1, receivedAt: 0 })
          expect(viewFact(after, name)?.standing.map(({ id }) => id)).toEqual([entry.id])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is found for any data, even of devices that lie about what they saw', () => {
    const lie = fc.record({
      device: fc.nat(2),
      n: fc.nat(5),
      base: fc.nat(12),
      value: fc.nat(2),
      refs: fc.array(fc.nat(11), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(lie, { minLength: 1, maxLength: 12 }), (lies) => {
        const said = lies.map((one, i) => ({
          id: uuid(i),
          seq: i + 1,
          by: 'p',
          device: String(one.device),
          n: one.n,
          base: one.base,
          occurred: '',
          at: '2026-11-20T10:00:00Z',
          value: one.value,
          refs: one.refs.map(uuid),
          how: 'set' as const,
        }))
        expect(standingOf(said).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('the fold', () => {
  it('is the same one by one, at once, and resumed from a summary', () => {
    fc.assert(
      fc.property(history, fc.nat(40), (all, cut) => {
        const atOnce = folded(all)
        const oneByOne = all.reduce((state, accepted) => fold(kinds, deepFreeze(state), accepted), EMPTY_STATE)
        expect(oneByOne).toEqual(atOnce)
        const summary = JSON.parse(JSON.stringify(folded(all.slice(0, cut)))) as StreamState
        expect(foldAll(kinds, deepFreeze(summary), all.slice(cut))).toEqual(atOnce)
      }),
      { numRuns: 200 },
    )
  })

  it('leaves what it was given as it was, and shares what it did not touch', () => {
    const all = play([])
    const before = deepFreeze(folded(all))
    const visit = entryOf(
      2,
      uuid(0),
      'visit',
      { occurred: { precision: 'day', value: '2026-11-01' }, where: 'home', seen: 'child' },
      { base: 1 },
      1,
    )
    const after = fold(kinds, before, { entry: visit, seq: 2, receivedAt: 0 })
    expect(before.items).toEqual({})
    expect(after.items['visit']?.count).toBe(1)
    expect(after.facts['alias']).toBe(before.facts['alias'])
  })

  it('passes over what it does not know, and keeps the counter', () => {
    const before = folded(play([]))
    const unknown = { ...entryOf(2, uuid(0), 'from-the-future', { any: 1 }, { base: 1, device: uuid(77) }, 4), kv: 3 }
    const newer = { ...entryOf(3, uuid(0), 'note', { words: 1 }, { base: 1, device: uuid(77) }, 5), kv: 2 }
    const after = foldAll(kinds, before, [
      { entry: unknown, seq: 2, receivedAt: 0 },
      { entry: newer, seq: 3, receivedAt: 0 },
    ])
    expect(after).toEqual({ ...before, seq: 3, counters: { ...before.counters, [uuid(77)]: 5 } })
  })

  it('throws on entries out of order: that is a bug of the caller', () => {
    const state = folded(play([]))
    expect(() => fold(kinds, state, { entry: play([])[0]!.entry, seq: 1, receivedAt: 0 })).toThrow(/after/)
  })
})
