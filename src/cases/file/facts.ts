import { compareText } from '#platform/pure/compare-text.ts'
import { hasSeen, isConflict, type Seer, standingOf } from './standings.ts'
import type { Assertion, StreamState } from './state.ts'

/**
 * What a fact is now, from everything that was said of it.
 *
 * An assertion supersedes an earlier one that its writer had *seen*. Two that stand, say different things and did not see each other
 * are a conflict: both are kept, one is shown and marked, and a person settles it by an entry that refers to both.
 * The view depends on what each writer had seen, never on the order in which entries happened to arrive.
 */
export type FactView = {
  readonly value: unknown
  readonly shown: Assertion
  /** All that stand, the shown one first; more than one is a conflict. */
  readonly standing: readonly Assertion[]
  /** Everything else that was said and not taken back, last written first. */
  readonly before: readonly Assertion[]
}

/** Whether a value asks for more care than others; in a conflict it is the one shown. Declared by the topic that owns the fact. */
export type Protective = (value: unknown) => boolean

/** Later in what happened (when not said: the day it was written); then later written; then by id, so that every reader shows the same. */
function byOccurred(a: Assertion, b: Assertion): number {
  return compareText(dayOf(a), dayOf(b)) || byWriting(a, b)
}

function byWriting(a: Assertion, b: Assertion): number {
  return Date.parse(a.at) - Date.parse(b.at) || compareText(a.id, b.id)
}

const dayOf = (one: Assertion): string => (one.occurred === '' ? one.at.slice(0, 10) : one.occurred)

function viewOf(all: readonly Assertion[], protective: Protective | undefined): FactView | null {
  const live = standingOf(all)
  const conflict = live.length > 1 && isConflict(live)
  const careful = conflict && protective !== undefined ? live.filter((one) => protective(one.value)) : []
  const shown = (careful.length > 0 ? careful : live).toSorted(byOccurred).at(-1)
  if (shown === undefined) return null
  const others = conflict
    ? live
        .filter((one) => one !== shown)
        .toSorted(byOccurred)
        .toReversed()
    : []
  const standing = [shown, ...others]
  const stands = new Set(standing)
  const before = all.length === 1 ? [] : all.filter((one) => !stands.has(one)).toSorted(byWriting)
  return { value: shown.value, shown, standing, before: before.toReversed() }
}

/** The view of one fact, or null when nothing that stands was said of it. */
export function viewFact(state: StreamState, name: string, protective?: Protective): FactView | null {
  return viewOf(assertionsOf(state, name), protective)
}

/** What was said of a fact and is not taken back. */
export function assertionsOf(state: StreamState, name: string): readonly Assertion[] {
  const all = state.facts[name] ?? []
  if (state.retracted.length === 0) return all
  const retracted = new Set(state.retracted)
  return all.filter((one) => !retracted.has(one.id))
}

/** The fact as a writer knew it when they wrote: from what they had seen, taken back since or not. Null when they knew nothing of it. */
export function viewFactSeenBy(state: StreamState, name: string, writer: Seer): FactView | null {
  return viewOf(
    (state.facts[name] ?? []).filter((one) => hasSeen(writer, one)),
    undefined,
  )
}

/** The value of a fact now, or undefined. */
export function factValue(state: StreamState, name: string, protective?: Protective): unknown {
  return viewFact(state, name, protective)?.value
}

/** Names of the facts in conflict. */
export function conflictsOf(state: StreamState): readonly string[] {
  return Object.keys(state.facts).filter((name) => {
    if ((state.facts[name]?.length ?? 0) < 2) return false
    const view = viewFact(state, name)
    return view !== null && view.standing.length > 1
  })
}
