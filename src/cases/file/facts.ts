import type { Assertion, StreamState } from './state.ts'

/**
 * What a fact is now, from everything that was said of it.
 *
 * An assertion supersedes an earlier one that its writer had *seen*. Two that stand, say different things and did not see each other
 * are a conflict: both are kept, one is shown and marked, and a person settles it by an entry that refers to both.
 */
export type FactView = {
  readonly value: unknown
  readonly shown: Assertion
  /** All that stand; more than one is a conflict. */
  readonly standing: readonly Assertion[]
  /** Older ones, newest first. */
  readonly before: readonly Assertion[]
}

/** Which of two values protects the child more; null where neither does. Declared by the topic that owns the fact. */
export type Protective = (values: readonly unknown[]) => unknown

/** Whether the writer of `later` had seen `earlier`: it was below the head they stood on, or came from their own device before. */
export function hasSeen(later: Assertion, earlier: Assertion): boolean {
  if (earlier.seq <= later.base) return true
  return earlier.device === later.device && earlier.n < later.n
}

/** A writer who saw a conflict and does not refer to both sides has not settled it. */
function supersedes(later: Assertion, earlier: Assertion, all: readonly Assertion[]): boolean {
  if (later.refs.includes(earlier.id)) return true
  if (!hasSeen(later, earlier)) return false
  const seen = all.filter((other) => other.seq < later.seq && hasSeen(later, other))
  return !isConflict(standingOf(seen))
}

function standingOf(all: readonly Assertion[]): readonly Assertion[] {
  return all.filter((one) => !all.some((other) => other.seq > one.seq && supersedes(other, one, all)))
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function isConflict(standing: readonly Assertion[]): boolean {
  return standing.some((one) => !same(one.value, standing[0]?.value))
}

/** Later in what happened; then later written; then by id, so that every reader shows the same. */
function later(a: Assertion, b: Assertion): number {
  return a.occurred.localeCompare(b.occurred) || a.at.localeCompare(b.at) || a.id.localeCompare(b.id)
}

/** The view of one fact, or null when nothing that stands was said of it. */
export function viewFact(state: StreamState, name: string, protective?: Protective): FactView | null {
  const all = (state.facts[name] ?? []).filter((one) => !state.retracted.includes(one.id))
  const single = all.length === 1 ? all : null
  const standing = single ?? standingOf(all)
  if (standing.length === 0) return null
  const conflict = isConflict(standing)
  const kept = protective === undefined || !conflict ? undefined : protective(standing.map((one) => one.value))
  const candidates = kept === undefined ? standing : standing.filter((one) => same(one.value, kept))
  const shown = candidates.toSorted(later).at(-1) ?? standing[0]
  if (shown === undefined) return null
  return {
    value: shown.value,
    shown,
    standing: conflict ? standing : [shown],
    before: all.filter((one) => !standing.includes(one)).toReversed(),
  }
}

/** The value of a fact now, or undefined. */
export function factValue(state: StreamState, name: string, protective?: Protective): unknown {
  return viewFact(state, name, protective)?.value
}

/** Names of the facts in conflict. */
export function conflictsOf(state: StreamState): readonly string[] {
  return Object.keys(state.facts).filter((name) => {
    const view = viewFact(state, name)
    return view !== null && view.standing.length > 1
  })
}
