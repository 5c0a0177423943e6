import { compareText } from '#platform/pure/compare-text.ts'
import { same } from './same.ts'
import { hasSeen, type Seer, type Standings } from './standings.ts'
import type { Assertion } from './state.ts'

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

/** The first way in which this was worked out: everybody is compared with everybody. What the quick one is held against. */
export function plainStandingsOf(all: readonly Assertion[]): Standings {
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
