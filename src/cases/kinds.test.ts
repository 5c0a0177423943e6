import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { utf8 } from '#platform/pure/bytes/index.ts'
import { entryBytes, type Entry, readEntry, trustedEntry } from './file/entry.ts'
import { BAYU, day, entryOf, KANCIL, MAWAR, SARI, streamFor, uuid, WIRA } from './file/entries.test-support.ts'
import { viewFact } from './file/facts.ts'
import { fold, foldAll, refusalOf } from './file/fold.ts'
import type { GrantReason, Kind, Writer } from './file/kind.ts'
import { defineKind } from './file/kind.ts'
import type { Message } from './file/message.ts'
import { registryOf } from './file/registry.ts'
import { EMPTY_STATE, type StreamState } from './file/state.ts'
import { allFacts, kinds } from './kinds.ts'
import { CATALOGUES, lacking, lackingParam } from './words.test-support.ts'

/* ------------------------------------------------------------------ golden entries */

type Golden = {
  readonly writer: Writer
  readonly before: readonly Entry[]
  readonly entry: Entry
  readonly expected: {
    readonly kind: string
    readonly facts: Readonly<Record<string, unknown>>
    readonly steps: Readonly<Record<string, { readonly to: string; readonly with: Readonly<Record<string, string>> }>>
    readonly items: Readonly<Record<string, number>>
    readonly retracted: readonly string[]
  }
}

const topics = new URL('./topics/', import.meta.url)
const goldens = new Map<string, Golden>(
  readdirSync(topics, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/golden\/[a-z-]+@\d+\.json$/.test(path))
    .map((path) => [
      path.replace(/^.*\/golden\//, '').replace('.json', ''),
      JSON.parse(readFileSync(new URL(path, topics), 'utf8')) as Golden,
    ]),
)
function golden({ name, kv }: Kind): Golden {
  const found = goldens.get(`${name}@${kv}`)
  if (found === undefined) throw new Error(`topics/…/golden/${name}@${kv}.json is missing`)
  return found
}
const placed = (entries: readonly Entry[]) => entries.map((entry, i) => ({ entry, seq: i + 1, receivedAt: i }))
const stateBefore = ({ before }: Golden): StreamState => foldAll(kinds, EMPTY_STATE, placed(before))

describe('golden entries', () => {
  it('exist for every version of every kind, and for nothing else', () => {
    const versions = kinds.kinds.flatMap(({ name, kv }) => Array.from({ length: kv }, (_, i) => `${name}@${i + 1}`))
    expect([...goldens.keys()].toSorted()).toEqual(versions.toSorted())
  })

  it.each([...goldens])('%s is accepted, and folds to what it always did', (_, one) => {
    const read = readEntry(utf8(JSON.stringify(one.entry)))
    expect(read).toEqual(one.entry)
    const before = stateBefore(one)
    expect(refusalOf(kinds, before, one.entry, one.writer)).toBeNull()
    const after = fold(kinds, before, { entry: one.entry, seq: before.seq + 1, receivedAt: 0 })
    const { kind, facts, steps, items, retracted } = one.expected
    expect(after.kind).toBe(kind)
    expect(Object.fromEntries(Object.keys(after.facts).map((name) => [name, viewFact(after, name)?.value]))).toEqual(
      facts,
    )
    const last = Object.entries(after.steps).map(([item, way]) => [
      item,
      { to: way.at(-1)?.to, with: way.at(-1)?.with },
    ])
    expect(Object.fromEntries(last)).toEqual(steps)
    expect(Object.fromEntries(Object.entries(after.items).map(([sort, { count }]) => [sort, count]))).toEqual(items)
    expect(after.retracted).toEqual(retracted)
  })
})

describe('upcasting', () => {
  const old = (birth: unknown) => entryOf(2, uuid(0), 'facts-set', { facts: { birth } }, { kv: 1 }, 1)

  it.each([
    ['2013', { precision: 'year', value: '2013' }],
    ['2013-03', { precision: 'month', value: '2013-03' }],
    ['2013-03-04', { precision: 'day', value: '2013-03-04' }],
    ['entah', { precision: 'unknown' }],
  ])('facts-set@1 wrote a birth as text: %s', (text, date) => {
    expect(kinds.dataOf(old(text))).toEqual({ facts: { birth: date } })
    expect(kinds.trusted(old(text))?.data).toEqual({ facts: { birth: date } })
  })

  it('checks the result, and takes no newer version than it knows', () => {
    expect(kinds.dataOf(old('2013-02-30'))).toBeNull()
    expect(kinds.dataOf({ ...old('2013'), kv: 3 })).toBeNull()
    expect(kinds.trusted({ ...old('2013'), kv: 3 })).toBeNull()
  })

  it('without a way up from every version, or with a name that stands twice, is a bug found at the start', () => {
    const base = kinds.find('note')!
    expect(() => registryOf([{ ...base, kv: 3, upcast: { 1: (data) => data } }])).toThrow('no way up from version 2')
    expect(() => registryOf([base, base])).toThrow('twice')
  })
})

/* ------------------------------------------------------------------ every sample of every kind */

type Schema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
}

/** Values in which each alternative of a schema stands at least once. */
function samples(schema: Schema): readonly unknown[] {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices?.some(({ properties }) => properties?.['precision'] !== undefined) === true) return [day('2026-11-05')]
  if (choices !== undefined) return choices.flatMap(samples)
  if (schema.type === 'object') return objects(schema.properties ?? {})
  if (schema.type === 'array') return samples(schema.items ?? {}).map((one) => [one])
  return plain(schema)
}

function plain(schema: Schema): readonly unknown[] {
  if (schema.enum !== undefined) return schema.enum
  if (schema.const !== undefined) return [schema.const]
  if (schema.type === 'boolean') return [true, false]
  return schema.type === 'integer' ? [Math.max(1, schema.minimum ?? 1)] : [text(schema)]
}

function objects(properties: Readonly<Record<string, Schema>>): readonly unknown[] {
  const all = Object.entries(properties).map(([name, schema]) => [name, samples(schema)] as const)
  const full = Object.fromEntries(all.map(([name, [first]]) => [name, first]))
  const without = Object.keys(full).map((name) =>
    Object.fromEntries(Object.entries(full).filter(([other]) => other !== name)),
  )
  return [full, ...all.flatMap(([name, values]) => values.map((value) => ({ ...full, [name]: value }))), ...without]
}

function text({ format, pattern }: Schema): string {
  if (format === 'uuid') return uuid(1)
  if (format === 'date') return '2026-11-25'
  return pattern === undefined || pattern === '\\S'
    ? 'kata'
    : (fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 3 })[0] ?? '')
}

const samplesOf = (schema: z.ZodType): readonly Record<string, unknown>[] =>
  (samples(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Schema) as Record<string, unknown>[]).filter(
    (one) => schema.safeParse(one).success,
  )

/* ------------------------------------------------------------------ words */

describe.each(CATALOGUES)('words in %s', (_, catalogue) => {
  it.each(kinds.kinds.map((kind) => [kind.name, kind] as const))('say every sentence of %s', (name, kind) => {
    const all = samplesOf(kind.schema)
    expect(all.length).toBeGreaterThan(1)
    const sentences = all.map((data) => kind.sentence(data))
    const inStory = ({ key, params }: Message): Message => ({
      key: `story.${key}`,
      ...(params === undefined ? {} : { params }),
    })
    expect([
      ...new Set(
        sentences.flatMap((one) => [one, ...(one.lines ?? [])]).flatMap((one) => lacking(inStory(one), catalogue)),
      ),
    ]).toEqual([])
    expect(lacking({ key: `story.kind.${name}` }, catalogue)).toEqual([])
    expect(lacking({ key: `story.mark.${kind.mark}` }, catalogue)).toEqual([])
  })

  it.each(Object.entries(allFacts))('name the fact %s and say its values', (name, fact) => {
    const all = samples(z.toJSONSchema(fact.schema, { unrepresentable: 'any' }) as Schema).filter(
      (one) => fact.schema.safeParse(one).success,
    )
    expect(all.length).toBeGreaterThan(0)
    expect(lacking({ key: `fact.${name}` }, catalogue)).toEqual([])
    expect(all.flatMap((value) => lackingParam({ list: fact.say(value) }, catalogue))).toEqual([])
    expect(all.every((value) => fact.say(value).length > 0 || JSON.stringify(value) === '{}')).toBe(true)
  })

  it('say every refusal: what happened and what to do', () => {
    const steps = kinds.kinds.filter((kind) => kind.effect(samplesOf(kind.schema)[0]!, SARI).do === 'step')
    expect(steps.length).toBe(STEPS.length)
    const codes = [...REFUSALS, ...SERVER_REFUSALS, ...steps.map(({ name }) => `step.${name}`)]
    expect(codes.flatMap((code) => lacking({ key: `refusal.${code}` }, catalogue))).toEqual([])
  })
})

/** What the pure rules refuse with, apart from `step.<kind>`. */
const REFUSALS = [
  'unknown-kind',
  'bad-data',
  'refs-missing',
  'not-yours-to-write',
  'wrong-stream',
  'no-such-stream',
  'file-closed',
  'not-offered-to-you',
  'hand-over-open',
  'step-not-retractable',
  'not-yours-to-retract',
  'fact-of-other-stream',
  'stream-full',
  'fact-full',
]
/** What the server adds (server/judge.ts). */
const SERVER_REFUSALS = ['not-yours', 'base-unknown', 'future-date']

describe('schemas', () => {
  it.each(kinds.kinds.map((kind) => [kind.name, kind] as const))('of %s check and change nothing', (_, kind) => {
    for (const data of samplesOf(kind.schema)) expect(kind.schema.parse(data)).toEqual(data)
    expect(kind.schema.safeParse({ ...samplesOf(kind.schema)[0], surprise: 1 }).success).toBe(false)
  })

  it('of the envelope refuse what is no entry', () => {
    const entry = entryOf(1, uuid(0), 'note', {}, {}, 1)
    expect(readEntry(entryBytes(entry))).toEqual(entry)
    expect(trustedEntry(entryBytes(entry))).toEqual(entry)
    for (const wrong of [
      { ...entry, n: 0 },
      { ...entry, extra: 1 },
      { ...entry, at: '2026-11-20' },
      { ...entry, kind: '__proto__' },
    ])
      expect(readEntry(utf8(JSON.stringify(wrong)))).toBeNull()
    expect(readEntry(utf8('{'))).toBeNull()
  })
})

/* ------------------------------------------------------------------ may, and may not */

const writer = (roles: readonly string[], reasons: readonly GrantReason[], person = SARI): Writer => ({
  person,
  roles,
  reasons,
})
const WRITERS = {
  'opening caseworker': writer(['caseworker'], []),
  'opening supervisor': writer(['supervisor'], []),
  'opening provider': writer(['provider'], []),
  'opening data officer': writer(['data-officer', 'administrator'], []),
  owner: writer(['caseworker'], ['owner']),
  supervisor: writer(['supervisor'], ['supervisor']),
  'offered owner': writer(['caseworker'], ['pending-owner']),
  provider: writer(['provider'], ['referral']),
  'provider who is a caseworker too': writer(['caseworker', 'provider'], ['referral']),
  importer: writer(['caseworker'], ['importer']),
  nobody: writer([], []),
} as const
type WriterName = keyof typeof WRITERS

const WORKERS: readonly WriterName[] = ['owner', 'supervisor']
const OPENERS: readonly WriterName[] = ['opening caseworker', 'opening supervisor']
const PROVIDERS: readonly WriterName[] = ['provider', 'provider who is a caseworker too']
/** A role alone says who may begin; that a stream which exists needs a grant is tested below. */
const BY_ROLE: readonly WriterName[] = [
  ...OPENERS,
  ...WORKERS,
  'offered owner',
  'provider who is a caseworker too',
  'importer',
]

const MAY: Readonly<Record<string, readonly WriterName[]>> = {
  registered: BY_ROLE,
  'identity-set': [...OPENERS, ...WORKERS],
  note: [...WORKERS, 'offered owner'],
  visit: [...WORKERS, 'offered owner'],
  'attachment-added': [...WORKERS, 'offered owner', ...PROVIDERS],
  'handed-over': WORKERS,
  'hand-over-accepted': ['offered owner'],
  'hand-over-declined': ['offered owner'],
  'hand-over-withdrawn': WORKERS,
  'referral-sent': BY_ROLE,
  'referral-answered': PROVIDERS,
  'referral-noted': [...WORKERS, ...PROVIDERS],
  'referral-closed': [...WORKERS, ...PROVIDERS],
  closed: WORKERS,
  reopened: WORKERS,
  'facts-set': WORKERS,
  corrected: WORKERS,
  settled: WORKERS,
  retracted: [...WORKERS, ...PROVIDERS],
  'import-read': BY_ROLE,
  'import-matched': ['importer'],
  'import-answered': ['importer'],
  'import-owners': ['importer'],
  'import-confirmed': ['importer'],
  'import-paused': ['importer'],
  'import-resumed': ['importer'],
}

describe('who may write', () => {
  it('is said here for every kind', () => {
    expect(Object.keys(MAY).toSorted()).toEqual(kinds.kinds.map(({ name }) => name).toSorted())
  })

  it.each(kinds.kinds.map((kind) => [kind.name, kind] as const))(
    '%s: these may, and the others may not',
    (name, kind) => {
      const { data } = name === 'referral-closed' ? { data: { outcome: 'done' } } : golden(kind).entry
      const those = Object.entries(WRITERS)
        .filter(([, one]) => kind.may(one, data))
        .map(([who]) => who)
      expect(those.toSorted()).toEqual([...(MAY[name] ?? [])].toSorted())
    },
  )

  it('a referral is withdrawn by who sent it, never by the provider', () => {
    const kind = kinds.find('referral-closed')!
    expect(kind.may(WRITERS.owner, { outcome: 'withdrawn' })).toBe(true)
    expect(kind.may(WRITERS.provider, { outcome: 'withdrawn' })).toBe(false)
  })

  it('only an import gives a child somebody else as its first owner', () => {
    const kind = kinds.find('registered')!
    expect(kind.may(WRITERS.importer, { ...KANCIL, owner: BAYU })).toBe(true)
    expect(kind.may(WRITERS['opening caseworker'], { ...KANCIL, owner: BAYU })).toBe(false)
  })

  it('nobody hands a file over to themselves', () => {
    const kind = kinds.find('handed-over')!
    expect(kind.may(WRITERS.owner, { to: BAYU, reason: 'x' })).toBe(true)
    expect(kind.may(WRITERS.owner, { to: SARI, reason: 'x' })).toBe(false)
  })
})

/* ------------------------------------------------------------------ refused, and never refused */

const owner = WRITERS.owner
const try_ = (
  state: StreamState,
  kind: string,
  data: Record<string, unknown>,
  by: Writer,
  refs: readonly string[] = [],
) => refusalOf(kinds, state, entryOf(99, uuid(1000), kind, data, { by: by.person, refs }, 99), by)

function file(...further: readonly (readonly [string, Record<string, unknown>, { by?: string; refs?: string[] }?])[]) {
  const stream = streamFor(1)
  stream.write('registered', KANCIL)
  for (const [kind, data, w] of further) stream.write(kind, data, w ?? {})
  return stream.state()
}
const SENT = goldens.get('referral-sent@1')!.entry.data
const READ = goldens.get('import-read@1')!.entry.data
function referral(...further: readonly (readonly [string, Record<string, unknown>, { by?: string }?])[]) {
  const stream = streamFor(2)
  stream.write('referral-sent', SENT)
  for (const [kind, data, w] of further) stream.write(kind, data, { by: MAWAR, ...w })
  return stream.state()
}

const offer = ['handed-over', { to: BAYU, reason: 'pindah' }] as const
const close = ['closed', { reason: 'moved', occurred: day('2026-11-20') }] as const
const reopen = ['reopened', { reason: 'kembali', occurred: day('2026-11-21') }] as const
const bayu = writer(['caseworker'], ['pending-owner'], BAYU)
const mawar = writer(['provider'], ['referral'], MAWAR)
const answer = (how: string) => ['referral-answered', { answer: how, note: 'x' }] as const
const end = (outcome: string) => ['referral-closed', { outcome }] as const

const list = () => {
  const stream = streamFor(5)
  stream.write('import-read', READ)
  return stream.state()
}

const STEPS: readonly (readonly [
  kind: string,
  allowed: StreamState[],
  refused: StreamState[],
  data: Record<string, unknown>,
  by: Writer,
])[] = [
  ['registered', [EMPTY_STATE], [file(), file(close)], KANCIL, owner],
  [
    'handed-over',
    [file(), file(offer, ['hand-over-declined', { reason: 'x' }, { by: BAYU }])],
    [file(offer)],
    offer[1],
    owner,
  ],
  ['hand-over-accepted', [file(offer)], [file(), file(offer, ['hand-over-withdrawn', {}])], {}, bayu],
  [
    'hand-over-declined',
    [file(offer)],
    [file(), file(offer, ['hand-over-accepted', {}, { by: BAYU }])],
    { reason: 'x' },
    bayu,
  ],
  [
    'hand-over-withdrawn',
    [file(offer)],
    [file(), file(offer, ['hand-over-declined', { reason: 'x' }, { by: BAYU }])],
    {},
    owner,
  ],
  ['closed', [file(), file(close, reopen)], [file(close)], close[1], owner],
  ['reopened', [file(close)], [file(), file(close, reopen)], reopen[1], owner],
  ['referral-sent', [EMPTY_STATE], [referral()], SENT, owner],
  [
    'referral-answered',
    [referral(), referral(answer('asked'))],
    [referral(answer('accepted')), referral(answer('declined')), referral(end('withdrawn'))],
    answer('accepted')[1],
    mawar,
  ],
  [
    'referral-closed',
    [referral(), referral(answer('accepted')), referral(answer('declined'))],
    [referral(end('done')), referral(end('withdrawn'))],
    end('done')[1],
    mawar,
  ],
  ['import-read', [EMPTY_STATE], [list()], READ, WRITERS.importer],
]

describe('a step', () => {
  it.each(STEPS)('%s is refused outside the states it comes from', (kind, allowed, refused, data, by) => {
    for (const state of allowed) expect(try_(state, kind, data, by)).toBeNull()
    for (const state of refused) expect(try_(state, kind, data, by)).toBe(`step.${kind}`)
  })

  it('of every kind is tried above', () => {
    const steps = kinds.kinds.filter((kind) => kind.effect(golden(kind).entry.data, SARI).do === 'step')
    expect(STEPS.map(([kind]) => kind).toSorted()).toEqual(steps.map(({ name }) => name).toSorted())
  })

  it('withdrawing a declined referral is refused: it is over already', () => {
    expect(try_(referral(answer('declined')), 'referral-closed', { outcome: 'withdrawn' }, owner)).toBe(
      'step.referral-closed',
    )
    expect(try_(referral(), 'referral-closed', { outcome: 'withdrawn' }, owner)).toBeNull()
  })

  it('handing over a closed file, closing an offered one, and answering somebody else’s offer are refused', () => {
    expect(try_(file(close), ...offer, owner)).toBe('file-closed')
    expect(try_(file(offer), ...close, owner)).toBe('hand-over-open')
    const other = writer(['caseworker'], ['pending-owner'], WIRA)
    expect(try_(file(offer), 'hand-over-accepted', {}, other)).toBe('not-offered-to-you')
    expect(try_(file(offer), 'hand-over-declined', { reason: 'x' }, other)).toBe('not-offered-to-you')
  })

  it('is never taken back, whatever else is', () => {
    const stream = streamFor(1)
    const registered = stream.write('registered', KANCIL)
    const note = stream.write('note', { text: 'x', occurred: day('2026-11-01') })
    expect(try_(stream.state(), 'retracted', { reason: 'other' }, owner, [registered])).toBe('step-not-retractable')
    expect(try_(stream.state(), 'retracted', { reason: 'other' }, owner, [note])).toBeNull()
  })
})

describe('facts and observations', () => {
  const LATE = ['note', 'visit', 'attachment-added', 'facts-set', 'corrected', 'settled', 'retracted'] as const

  it('are never refused for the state of the file', () => {
    for (const state of [
      file(),
      file(close),
      file(offer),
      file(offer, ['hand-over-accepted', {}, { by: BAYU }]),
      file(close, reopen),
    ])
      for (const name of LATE) {
        const { data } = golden(kinds.find(name)!).entry
        expect([name, try_(state, name, data, owner, [uuid(1), uuid(2)])]).toEqual([name, null])
      }
  })

  it('of a referral are never refused for its state', () => {
    for (const state of [referral(), referral(answer('declined')), referral(end('done')), referral(end('withdrawn'))])
      for (const name of ['referral-noted', 'attachment-added'])
        expect(try_(state, name, golden(kinds.find(name)!).entry.data, mawar)).toBeNull()
  })
})

describe('whatever the state', () => {
  const noted = { text: 'x', occurred: day('2026-11-01') }

  it('an unknown kind or version, and data that is not what its kind says, are refused', () => {
    expect(try_(file(), 'dreamt', {}, owner)).toBe('unknown-kind')
    expect(refusalOf(kinds, file(), { ...entryOf(9, uuid(0), 'note', noted, {}, 1), kv: 2 }, owner)).toBe(
      'unknown-kind',
    )
    expect(try_(file(), 'note', { text: ' ', occurred: day('2026-11-01') }, owner)).toBe('bad-data')
    expect(try_(EMPTY_STATE, 'referral-sent', { ...SENT, agreed: undefined }, owner)).toBe('bad-data')
  })

  it('a stream begins with the kind that opens it, and holds only its own kinds', () => {
    expect(try_(EMPTY_STATE, 'note', noted, owner)).toBe('no-such-stream')
    expect(try_(referral(), 'note', noted, owner)).toBe('wrong-stream')
    expect(try_(file(), 'referral-noted', { text: 'x', occurred: day('2026-11-01'), served: 'message' }, owner)).toBe(
      'wrong-stream',
    )
    expect(try_(file(), 'identity-set', golden(kinds.find('identity-set')!).entry.data, owner)).toBe('wrong-stream')
  })

  it('a stream that exists needs a grant, not only a role', () => {
    expect(try_(EMPTY_STATE, 'registered', KANCIL, WRITERS['opening caseworker'])).toBeNull()
    expect(try_(file(), 'registered', KANCIL, WRITERS['opening caseworker'])).toBe('not-yours-to-write')
    expect(try_(file(), 'note', noted, WRITERS.nobody)).toBe('not-yours-to-write')
    expect(try_(EMPTY_STATE, 'registered', KANCIL, WRITERS['opening provider'])).toBe('not-yours-to-write')
  })

  it('a correction names what it corrects, and a settling both sides', () => {
    expect(try_(file(), 'corrected', { facts: { language: 'Jawa' }, why: 'x' }, owner)).toBe('refs-missing')
    expect(try_(file(), 'settled', { facts: { language: 'Jawa' } }, owner, [uuid(1), uuid(1)])).toBe('refs-missing')
    expect(try_(file(), 'settled', { facts: { language: 'Jawa' } }, owner, [uuid(1), uuid(2)])).toBeNull()
  })

  it('a true name is corrected in the identity stream, never in the story', () => {
    const identity = streamFor(3)
    identity.write('identity-set', golden(kinds.find('identity-set')!).entry.data)
    const name = { facts: { trueName: 'Rusa Rimba' }, why: 'x' }
    expect(try_(file(), 'corrected', name, owner, [uuid(1)])).toBe('fact-of-other-stream')
    expect(try_(identity.state(), 'corrected', name, owner, [uuid(1)])).toBeNull()
    expect(try_(identity.state(), 'settled', { facts: { birth: day('2013-01-01') } }, owner, [uuid(1), uuid(2)])).toBe(
      'fact-of-other-stream',
    )
  })

  it('on a referral each side takes back its own words only', () => {
    const stream = streamFor(2)
    stream.write('referral-sent', SENT)
    const theirs = stream.write(
      'referral-noted',
      { text: 'x', occurred: day('2026-11-20'), served: 'served' },
      { by: MAWAR },
    )
    const ours = stream.write(
      'referral-noted',
      { text: 'x', occurred: day('2026-11-20'), served: 'message' },
      { by: SARI },
    )
    const back = (by: Writer, ref: string) => try_(stream.state(), 'retracted', { reason: 'other' }, by, [ref])
    expect([back(mawar, theirs), back(owner, ours)]).toEqual([null, null])
    expect([back(mawar, ours), back(owner, theirs)]).toEqual(['not-yours-to-retract', 'not-yours-to-retract'])
    // What one side has taken back the other does not bring back into the story.
    const gone = stream.write('retracted', { reason: 'wrong-child' }, { by: SARI, refs: [ours] })
    expect([back(mawar, gone), back(owner, gone)]).toEqual(['not-yours-to-retract', null])
  })
})

describe('grants', () => {
  const grantsOf = (kind: string, data: Record<string, unknown>) => kinds.find(kind)?.grants?.(data, EMPTY_STATE) ?? []

  it('follow from sending, offering and answering', () => {
    expect(grantsOf('referral-sent', SENT)).toEqual([
      { do: 'share', team: SENT['team'], until: '2027-02-17T23:59:59Z' },
    ])
    expect(grantsOf('referral-closed', { outcome: 'withdrawn' })).toEqual([{ do: 'unshare' }])
    expect(grantsOf(...offer)).toEqual([{ do: 'offer', person: BAYU }])
    expect(grantsOf('hand-over-accepted', {})).toEqual([{ do: 'accept' }])
    expect(grantsOf('hand-over-declined', { reason: 'x' })).toEqual([{ do: 'withdraw-offer' }])
    expect(grantsOf('hand-over-withdrawn', {})).toEqual([{ do: 'withdraw-offer' }])
  })

  it('follow from nothing else', () => {
    expect(grantsOf('referral-closed', { outcome: 'done' })).toEqual([])
    const silent = kinds.kinds.filter(({ grants }) => grants === undefined).map(({ name }) => name)
    expect(kinds.kinds.length - silent.length).toBe(6)
  })
})

describe('a kind', () => {
  it('that throws nowhere is folded for any sample of its data', () => {
    for (const kind of kinds.kinds)
      for (const data of samplesOf(kind.schema)) {
        const entry = entryOf(5, uuid(0), kind.name, data, { refs: [uuid(1)] }, 1)
        expect(fold(kinds, EMPTY_STATE, { entry, seq: 1, receivedAt: 0 }).seq).toBe(1)
      }
  })

  it('is declared once and frozen', () => {
    expect(Object.isFrozen(defineKind({ ...kinds.find('note')! }))).toBe(true)
  })
})
