import type { Accepted } from '../file/entry.ts'
import { type FactView, viewFact, viewFactSeenBy } from '../file/facts.ts'
import type { Seer } from '../file/standings.ts'
import type { Param } from '../file/message.ts'
import { same } from '../file/same.ts'
import type { Source } from '../file/schemas.ts'
import { type Assertion, standing, type StreamState } from '../file/state.ts'
import { allFacts } from '../kinds.ts'
import { writtenDay } from './days.ts'

/** A value that somebody said. */
export type Said = {
  /** The entry that said it. */
  readonly id: string
  readonly value: unknown
  /** The value in parts, to be joined by commas. */
  readonly parts: readonly Param[]
  readonly by: string
  /** ISO day on which it was written. */
  readonly day: string
  /** When it was so, as exactly as it was said; empty when not said. */
  readonly occurred: string
  readonly how: Assertion['how']
  /** The row of a sheet it came from. Null when a person wrote it, or when the entries were not fetched. */
  readonly source: Source | null
}

export type FactLine = {
  readonly name: string
  /** Catalogue key of its name. */
  readonly label: string
  readonly shown: Said
  /** The other values that stand; not empty: somebody must settle it, referring to the shown one and to all of these. */
  readonly conflict: readonly Said[]
  /** Earlier values, last written first. */
  readonly history: readonly Said[]
}

/** The value of a fact in parts; what a reader does not know is left as text. */
export function partsOf(name: string, value: unknown): readonly Param[] {
  return allFacts[name]?.say(value) ?? [JSON.stringify(value)]
}

/** Facts of one stream in the order in which topics declare them. */
export function factLines(state: StreamState, entries: readonly Accepted[] = []): readonly FactLine[] {
  const sources = new Map(entries.map(({ entry }) => [entry.id, entry.data['source'] as Source | undefined]))
  return Object.entries(allFacts).flatMap(([name, fact]) => {
    const view = viewFact(state, name, fact.protective)
    if (view === null) return []
    const said = (one: Assertion): Said => saidOf(name, one, sources.get(one.id) ?? null)
    const conflict = view.standing.slice(1).map(said)
    return [{ name, label: `fact.${name}`, shown: said(view.shown), conflict, history: view.before.map(said) }]
  })
}

function saidOf(name: string, one: Assertion, source: Source | null): Said {
  const { id, value, by, at, occurred, how } = one
  return { id, value, parts: partsOf(name, value), by, day: writtenDay(at), occurred, how, source }
}

/** A fact changed after something was decided on it. What was decided stands, and is marked. */
export type ChangedSince = {
  readonly fact: string
  readonly label: string
  readonly was: readonly Param[]
  /** Null when it was taken back and nothing else is known. */
  readonly now: readonly Param[] | null
  /** Who said the present value, and on which ISO day; null when there is none. */
  readonly by: string | null
  readonly day: string | null
}

/** The change of a fact between the value a decision was made on and now; null when it says the same. */
export function changedSince(state: StreamState, fact: string, then: unknown): ChangedSince | null {
  const now = viewFact(state, fact, allFacts[fact]?.protective)
  return now !== null && same(now.value, then) ? null : changeTo(now, fact, partsOf(fact, then))
}

/** The same for a fact that was retold: whether something else was said of it after the instant `at`. */
export function saidAnew(state: StreamState, fact: string, was: readonly Param[], at: string): ChangedSince | null {
  const now = viewFact(state, fact, allFacts[fact]?.protective)
  return now !== null && Date.parse(now.shown.at) > Date.parse(at) ? changeTo(now, fact, was) : null
}

function changeTo(now: FactView | null, fact: string, was: readonly Param[]): ChangedSince {
  return {
    fact,
    label: `fact.${fact}`,
    was,
    now: now === null ? null : partsOf(fact, now.value),
    by: now?.shown.by ?? null,
    day: now === null ? null : writtenDay(now.shown.at),
  }
}

export type DecidedOnOld = ChangedSince & {
  /** The entry that decided. */
  readonly id: string
  readonly item: string
}

/** Steps that hold now and were decided on a fact that says something else by now. */
export function decidedOnOld(state: StreamState): readonly DecidedOnOld[] {
  return Object.keys(state.steps).flatMap((item) => {
    const step = standing(state, item)
    return (step?.rests ?? []).flatMap((fact) => {
      const then = step === null ? null : viewFactSeenBy(state, fact, step satisfies Seer)
      const changed = then === null ? null : changedSince(state, fact, then.value)
      return changed === null || step === null ? [] : [{ ...changed, id: step.id, item }]
    })
  })
}
