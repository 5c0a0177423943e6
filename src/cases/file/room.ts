import type { Effect, Refusal } from './kind.ts'
import type { Assertion, StreamState } from './state.ts'

/**
 * How much one stream takes in. The state of a stream is opened whole by every list that shows it, so a client that only ever writes
 * must not be able to make it too large for everybody else. Generous: nobody who works meets these numbers.
 */
export type Room = {
  /** Entries of a stream. */
  readonly entries: number
  /** How often one fact may be said. */
  readonly said: number
  /** Characters of everything that was said of one fact, as JSON. */
  readonly factLength: number
}

export const ROOM: Room = Object.freeze({ entries: 10_000, said: 1_000, factLength: 500_000 })

/** A fact said less often than this is not measured. */
const FEW = 20

/**
 * Why there is no room for an entry, or null. What ends or settles something is still taken for a while when the rest is not: a file
 * that somebody has filled can be closed, handed over, and put right.
 */
export function refusedForRoom(room: Room, state: StreamState, effect: Effect): Refusal | null {
  const most = (number: number): number => (endsSomething(effect) ? number + Math.floor(number / 10) : number)
  if (state.seq >= most(room.entries)) return 'stream-full'
  const [said, length] = [most(room.said), most(room.factLength)]
  return Object.keys(factsOf(effect)).some((name) => isFull(state.facts[name] ?? [], said, length)) ? 'fact-full' : null
}

const endsSomething = (effect: Effect): boolean =>
  effect.do === 'step' || effect.do === 'retract' || (effect.do === 'amend' && effect.how === 'settled')

const factsOf = (effect: Effect): Readonly<Record<string, unknown>> => ('facts' in effect ? (effect.facts ?? {}) : {})

function isFull(all: readonly Assertion[], said: number, length: number): boolean {
  if (all.length < FEW) return false
  return all.length >= said || all.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0) > length
}
