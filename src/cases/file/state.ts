/**
 * The state of one stream after some of its entries: what the next append needs to decide, and what lists show.
 * It holds facts and steps, no free text of notes. It is sealed as the stream's summary.
 */
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
  /** Small facts of the step that later rules need: ids and codes. */
  readonly with: Readonly<Record<string, string>>
}

/** Items of one sort. `recent` is by day, latest last, at most `RECENT_ITEMS`. */
export type ItemTally = {
  readonly count: number
  readonly recent: readonly { readonly id: string; readonly occurred: string }[]
}

export const RECENT_ITEMS = 8

export type StreamState = {
  readonly v: 1
  readonly seq: number
  /** Every assertion ever made of a fact, in order of `seq`. */
  readonly facts: Readonly<Record<string, readonly Assertion[]>>
  /** The way each item went; the last is where it stands. */
  readonly steps: Readonly<Record<string, readonly Step[]>>
  /** How many items of each sort were added, and the latest few: enough to know the last contact after one is taken back. */
  readonly items: Readonly<Record<string, ItemTally>>
  /** Entries taken back. */
  readonly retracted: readonly string[]
  /** Highest counter seen of each device. */
  readonly counters: Readonly<Record<string, number>>
}

export const EMPTY_STATE: StreamState = Object.freeze({
  v: 1,
  seq: 0,
  facts: {},
  steps: {},
  items: {},
  retracted: [],
  counters: {},
})

/** Where an item stands, or null before its first step. */
export function standing(state: StreamState, item: string): Step | null {
  const live = (state.steps[item] ?? []).filter((step) => !state.retracted.includes(step.id))
  return live.at(-1) ?? null
}

/** The latest day on which an item of these sorts occurred; empty when none did. */
export function lastItem(state: StreamState, sorts: readonly string[]): string {
  const days = sorts
    .flatMap((sort) => state.items[sort]?.recent ?? [])
    .filter((one) => !state.retracted.includes(one.id))
  return days.map((one) => one.occurred).reduce((a, b) => (a > b ? a : b), '')
}
