import { compareText } from '#platform/pure/compare-text.ts'
import { same } from './same.ts'
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

/** Who writes, as far as seeing goes. */
export type Seer = Pick<Assertion, 'base' | 'device' | 'n'>

/**
 * Whether the writer had seen `earlier`: it was at or below the head they stood on, or came from their own device before.
 * A device that stands on an older head than it once did has been restored from a copy and has forgotten.
 */
export function hasSeen(writer: Seer, earlier: Assertion): boolean {
  if (earlier.seq <= writer.base) return true
  return earlier.device === writer.device && earlier.n < writer.n && earlier.base <= writer.base
}

/** An order in which everything stands after all that its writer had seen. */
function causally(a: Assertion, b: Assertion): number {
  return a.base - b.base || a.n - b.n || compareText(a.id, b.id)
}

function isConflict(standing: readonly Assertion[]): boolean {
  return standing.some((one) => !same(one.value, standing[0]?.value))
}

/** `undecided` are those whose writer saw a conflict: they settle only what they refer to. */
function supersedes(later: Assertion, earlier: Assertion, undecided: ReadonlySet<Assertion>): boolean {
  return hasSeen(later, earlier) && (!undecided.has(later) || later.refs.includes(earlier.id))
}

/** What was said of a fact, sorted out once: what stands now, and what stood for a writer. */
export type Standings = {
  /** Those that nothing supersedes. */
  readonly live: readonly Assertion[]
  /** Those that stood for a writer, among what they had seen. */
  readonly seenBy: (writer: Seer) => readonly Assertion[]
}

/** Sorts out assertions of one fact. Quick where everyone saw everything before, which is the rule; never worse than a file can bear. */
export function standingsOf(all: readonly Assertion[]): Standings {
  const ordered = all.toSorted(causally)
  const undecided = new Set<Assertion>()
  const done: Assertion[] = []
  let live: readonly Assertion[] = []
  let lastSeq = 0
  for (const one of ordered) {
    const sawAll = lastSeq <= one.base || done.every((other) => hasSeen(one, other))
    const seen = sawAll ? live : standingAmong(done, one, undecided)
    if (isConflict(seen)) undecided.add(one)
    live = [...live.filter((other) => !supersedes(one, other, undecided)), one]
    done.push(one)
    lastSeq = Math.max(lastSeq, one.seq)
  }
  return { live, seenBy: (writer) => standingAmong(ordered, writer, undecided) }
}

/** Those of `all` that nothing supersedes. */
export const standingOf = (all: readonly Assertion[]): readonly Assertion[] =>
  all.length < 2 ? all : standingsOf(all).live

/** The latest who decided supersedes nearly everything, so it is asked first. */
function standingAmong(
  ordered: readonly Assertion[],
  writer: Seer,
  undecided: ReadonlySet<Assertion>,
): readonly Assertion[] {
  const seen = ordered.filter((one) => hasSeen(writer, one))
  const deciding = seen.filter((one) => !undecided.has(one)).toReversed()
  const naming = seen.filter((one) => one.refs.length > 0 && undecided.has(one))
  return seen.filter(
    (one) =>
      !deciding.some((other) => hasSeen(other, one)) &&
      !naming.some((other) => other.refs.includes(one.id) && hasSeen(other, one)),
  )
}

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
  const before = all.length === 1 ? [] : all.filter((one) => !standing.includes(one)).toSorted(byWriting)
  return { value: shown.value, shown, standing, before: before.toReversed() }
}

/** The view of one fact, or null when nothing that stands was said of it. */
export function viewFact(state: StreamState, name: string, protective?: Protective): FactView | null {
  const all = state.facts[name] ?? []
  return viewOf(state.retracted.length === 0 ? all : all.filter((one) => !state.retracted.includes(one.id)), protective)
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
