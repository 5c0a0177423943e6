import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuid } from './entries.test-support.ts'
import { type Seer, standingOf, standingsOf } from './standings.ts'
import { plainStandingsOf } from './standings.test-support.ts'
import type { Assertion } from './state.ts'

type Draft = Pick<Assertion, 'device' | 'n' | 'base' | 'value'> & { readonly refs: readonly number[] }

/** As the server takes them: each stands on something before it. */
function placed(drafts: readonly Draft[]): readonly Assertion[] {
  return drafts.map(({ refs, base, ...draft }, i) => ({
    ...draft,
    base: Math.min(base, i),
    id: uuid(i),
    seq: i + 1,
    by: 'p',
    occurred: '',
    at: '2026-11-20T10:00:00Z',
    refs: refs.filter((ref) => ref < drafts.length).map(uuid),
    how: 'set',
  }))
}

const ids = (all: readonly Assertion[]): readonly string[] => all.map(({ id }) => id)

function expectTheSame(all: readonly Assertion[], writers: readonly Seer[]): void {
  const [quick, plain] = [standingsOf(all), plainStandingsOf(all)]
  expect(ids(quick.live)).toEqual(ids(plain.live))
  expect(ids(standingOf(all))).toEqual(ids(plain.live))
  for (const writer of [...all, ...writers]) expect(ids(quick.seenBy(writer))).toEqual(ids(plain.seenBy(writer)))
}

const draft = (devices: number, length: number): fc.Arbitrary<Draft> =>
  fc.record({
    device: fc.nat(devices - 1).map(String),
    n: fc.nat(length),
    base: fc.nat(length),
    value: fc.constantFrom('a', ' a', 'b', { x: 1, y: 2 }, { y: 2, x: 1 }),
    refs: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(fc.nat(length), { maxLength: 3 })),
  })

const seer = (devices: number, length: number): fc.Arbitrary<Seer> =>
  fc.record({ device: fc.nat(devices).map(String), n: fc.nat(length + 1), base: fc.nat(length + 1) })

/** Counters of each device rise with the sequence, as devices count; heads rise too. */
function counted(drafts: readonly Draft[]): readonly Draft[] {
  const counters = new Map<string, { n: number; base: number }>()
  return drafts.map((one, i) => {
    const before = counters.get(one.device) ?? { n: 0, base: 0 }
    const now = { n: before.n + 1, base: Math.max(before.base, Math.min(one.base, i)) }
    counters.set(one.device, now)
    return { ...one, ...now }
  })
}

describe('what stands, sorted out quickly, is what the plain rule says', () => {
  const LENGTH = 24
  for (const devices of [1, 2, 4, 12]) {
    const drafts = fc.array(draft(devices, LENGTH), { maxLength: LENGTH, size: 'max' })
    const writers = fc.array(seer(devices, LENGTH), { minLength: 10, maxLength: 10 })
    it(`for ${devices} devices that count as they should`, () => {
      fc.assert(
        fc.property(drafts, writers, (all, more) => expectTheSame(placed(counted(all)), more)),
        { numRuns: 500 },
      )
    })
    it(`for ${devices} devices whose counters say anything`, () => {
      fc.assert(
        fc.property(drafts, writers, (all, more) => expectTheSame(placed(all), more)),
        { numRuns: 500 },
      )
    })
  }

  it('where nearly everybody has seen everything', () => {
    const base = (i: number, behind: boolean): number => (behind ? Math.max(0, i - 1) : i)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), draft(2, 6)), { maxLength: 6 }), (all) =>
        expectTheSame(placed(counted(all.map(([luck, one], i) => ({ ...one, base: base(i, luck === 0) })))), []),
      ),
      { numRuns: 500 },
    )
  })

  it('for histories of which only some entries speak of the fact', () => {
    const thinned = fc.tuple(
      fc.array(draft(3, 40), { maxLength: 40, size: 'max' }),
      fc.array(fc.boolean(), { minLength: 40 }),
    )
    fc.assert(
      fc.property(thinned, fc.array(seer(3, 40), { maxLength: 10 }), ([all, kept], more) =>
        expectTheSame(
          placed(counted(all)).filter((_, i) => kept[i] === true),
          more,
        ),
      ),
      { numRuns: 500 },
    )
  })
})

/** Counts how often an assertion is asked for what it says: the work, whatever the machine. */
function counting(all: readonly Assertion[]) {
  const asked = { times: 0 }
  const watched = all.map(
    (one) =>
      new Proxy(one, {
        get(target, key) {
          asked.times += 1
          const value: unknown = Reflect.get(target, key)
          return value
        },
      }),
  )
  return { asked, watched }
}

function workOf(drafts: readonly Draft[]): number {
  const { asked, watched } = counting(placed(drafts))
  standingsOf(watched)
  return asked.times
}

const of = (count: number, one: (i: number) => Partial<Draft>): readonly Draft[] =>
  Array.from({ length: count }, (_, i) => ({ device: String(i), n: 1, base: 0, value: i, refs: [], ...one(i) }))

describe('the work grows about as the entries do', () => {
  it.each<[string, (count: number) => readonly Draft[]]>([
    ['one device, each on the last', (count) => of(count, (i) => ({ device: 'd', n: i, base: i }))],
    ['one device that is away', (count) => of(count, (i) => ({ device: 'd', n: i }))],
    ['many devices that are away and disagree', (count) => of(count, () => ({}))],
    [
      'many that agree, and then as many that have seen them',
      (count) => of(count, (i) => (i < count / 2 ? { value: 'a' } : { base: count / 2 })),
    ],
    ['a quarrel that everybody sees and nobody settles', (count) => of(count, (i) => ({ base: i < 2 ? 0 : i }))],
    [
      'two devices, each away for half of the time',
      (count) => of(count, (i) => ({ device: String(i % 2), n: i, base: i - (i % 100) })),
    ],
    [
      'quarrels that are settled again and again',
      (count) => of(count, (i) => (i % 3 === 2 ? { base: i, refs: [i - 1, i - 2] } : { base: i - (i % 3) })),
    ],
    [
      'devices that write twice while they are away',
      (count) => of(count, (i) => ({ device: String(i >> 1), n: i, base: Math.floor(i / 100) * 50 })),
    ],
  ])('%s', (_, history) => {
    const [small, large] = [workOf(history(1000)), workOf(history(4000))]
    // Four times the entries and their sorting: 4 × log 4000 / log 1000 = 4.8. What compares everybody with everybody has 16.
    expect(large / small).toBeLessThan(6)
    expect(large).toBeLessThan(4000 * 150)
  })
})
