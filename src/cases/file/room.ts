import type { Effect, Refusal } from './kind.ts'
import type { StreamState } from './state.ts'

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
  const more = endsSomething(effect) ? 1.1 : 1
  if (state.seq >= room.entries * more) return 'stream-full'
  return Object.keys(factsOf(effect)).some((name) => isFull(room, state, name, more)) ? 'fact-full' : null
}

const endsSomething = (effect: Effect): boolean =>
  effect.do === 'step' || effect.do === 'retract' || (effect.do === 'amend' && effect.how === 'settled')

const factsOf = (effect: Effect): Readonly<Record<string, unknown>> => ('facts' in effect ? (effect.facts ?? {}) : {})

function isFull({ said, factLength }: Room, { facts }: StreamState, name: string, more: number): boolean {
  const all = facts[name] ?? []
  if (all.length < FEW) return false
  if (all.length >= said * more) return true
  return all.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0) > factLength * more
}
