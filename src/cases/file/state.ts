import { compareText } from '#platform/pure/compare-text.ts'

/** The streams of a file, and the importer's own. The stream is the unit of everything that protects. */
export type StreamKind = 'case' | 'identity' | 'referral' | 'import'

/** What one entry said of one fact. */
export type Assertion = {
  /** The entry that said it. */
  readonly id: string
  readonly seq: number
  readonly by: string
  readonly device: string
  readonly n: number
  /** What its writer had seen. */
  readonly base: number
  /** When it was so, ISO day; empty when not said. */
  readonly occurred: string
  readonly at: string
  readonly value: unknown
  /** Entries it corrects or settles. */
  readonly refs: readonly string[]
  readonly how: 'set' | 'corrected' | 'settled'
}

/** Where an item stands, such as the handling of the file or a referral. */
export type Step = {
  readonly to: string
  readonly id: string
  readonly seq: number
  readonly by: string
  readonly at: string
  readonly occurred: string
  /** What its writer had seen, as in an assertion. */
  readonly base: number
  readonly device: string
  readonly n: number
  /** Small facts of the step that later rules need: ids and codes. */
  readonly with: Readonly<Record<string, string>>
  /** Names of the facts it was decided on. */
  readonly rests?: readonly string[]
}

export type Item = {
  readonly id: string
  readonly seq: number
  readonly by: string
  readonly occurred: string
  /** A code that lists show, such as where a visit was. */
  readonly as?: string
}

/** Items of one sort. `count` counts those taken back too. `recent` is by day, then by id, latest last, at most `RECENT_ITEMS`. */
export type ItemTally = { readonly count: number; readonly recent: readonly Item[] }

export const RECENT_ITEMS = 8

/**
 * The state of one stream after some of its entries: what the next append needs to decide, and what lists show.
 * It holds facts and steps, no free text of notes. It is sealed as the stream's summary.
 */
export type StreamState = {
  readonly v: 1
  readonly seq: number
  /** Set by the entry that opened the stream; null before it. */
  readonly kind: StreamKind | null
  /** Every assertion ever made of a fact, in order of `seq`. */
  readonly facts: Readonly<Record<string, readonly Assertion[]>>
  /** The way each item went; the last is where it stands. */
  readonly steps: Readonly<Record<string, readonly Step[]>>
  /** How many items of each sort were added, and the latest few: enough to know the last contact after one is taken back. */
  readonly items: Readonly<Record<string, ItemTally>>
  /** Entries taken back, and not given back since. */
  readonly retracted: readonly string[]
  /** What each taking-back named; one can itself be taken back. */
  readonly retractions: Readonly<Record<string, readonly string[]>>
  /** Highest counter seen of each device. */
  readonly counters: Readonly<Record<string, number>>
}

export const EMPTY_STATE: StreamState = Object.freeze({
  v: 1,
  seq: 0,
  kind: null,
  facts: {},
  steps: {},
  items: {},
  retracted: [],
  retractions: {},
  counters: {},
})

/** Where an item stands, or null before its first step. */
export function standing(state: StreamState, item: string): Step | null {
  const live = (state.steps[item] ?? []).filter((step) => !state.retracted.includes(step.id))
  return live.at(-1) ?? null
}

/** The latest item of these sorts that was not taken back, by the day on which it occurred; null when there is none. */
export function latestItem(state: StreamState, sorts: readonly string[]): Item | null {
  const items = sorts
    .flatMap((sort) => state.items[sort]?.recent ?? [])
    .filter((one) => !state.retracted.includes(one.id))
  return items.toSorted(byDay).at(-1) ?? null
}

/** Earlier first; equal days by id, so that every reader has the same order. */
export function byDay(a: Item, b: Item): number {
  return compareText(a.occurred, b.occurred) || compareText(a.id, b.id)
}
