import { compareText } from '#platform/pure/compare-text.ts'
import { same } from './same.ts'
import type { Assertion } from './state.ts'

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

/** What was said of a fact, sorted out once: what stands now, and what stood for a writer; both in an order of causes. */
export type Standings = {
  /** Those that nothing supersedes. */
  readonly live: readonly Assertion[]
  /** Those that stood for a writer, among what they had seen. */
  readonly seenBy: (writer: Seer) => readonly Assertion[]
}

/**
 * Sorts out assertions of one fact. One supersedes what its writer had seen, unless they saw a conflict: then it settles only what it
 * refers to ("undecided").
 *
 * What a writer had seen is everything up to a sequence number, and more of their own device's. So two things are kept for each number,
 * one over all and one a device, and nobody is compared with everybody: a fact that many quarrel about is sorted out in about the
 * time that it takes to sort their entries. Only a device whose counters run against the sequence is looked through entry by entry.
 */
export function standingsOf(all: readonly Assertion[]): Standings {
  const board = boardOf(all)
  for (const said of board.ordered) decide(board, said)
  admit(board, Infinity)
  const end = board.bySeq.at(-1)?.one.seq ?? 0
  return {
    live: inOrder(shared(board, end, -1)),
    seenBy: (writer) => inOrder(standing(board, writer)),
  }
}

/** Those of `all` that nothing supersedes. `all` is in order of `seq`, as a state holds it. */
export const standingOf = (all: readonly Assertion[]): readonly Assertion[] =>
  eachSawTheLast(all) ? all.slice(-1) : standingsOf(all).live

/** The rule in life: everybody had seen everything, and lists ask it of thousands of files. */
const eachSawTheLast = (all: readonly Assertion[]): boolean =>
  all.every(({ base, seq }, i) => base < seq && base >= (all[i - 1]?.seq ?? 0))

export function isConflict(standing: Iterable<Assertion>): boolean {
  let first: Assertion | null = null
  for (const one of standing) {
    if (first !== null && !same(one.value, first.value)) return true
    first ??= one
  }
  return false
}

/** An assertion, and what becomes known of it. */
type Said = {
  readonly one: Assertion
  /** Its writer. Nobody has seen what came after them, whatever they say. */
  readonly seer: Seer
  /** Place in the order of causes. */
  readonly at: number
  /** Place among those of its device, in the same order. */
  readonly place: number
  readonly device: Device
  /** Whether it supersedes all that it saw; null before that is known. */
  decided: boolean | null
  /** The last question, by its number, for which it was superseded (`ownOneByOne`). */
  endedFor: number
  /** From which sequence number on it is superseded for all, other than by one that stands on it or above (`floors`). */
  until: number
}

type Device = {
  readonly own: Said[]
  /** By counter, the last first; made when it is needed. */
  lastFirst: readonly Said[] | null
  /** Whether counters and sequence numbers rise together: each one has seen all before it. */
  regular: boolean
  highest: number
  /** For each count of its first assertions, the place of the last decided one among them; -1 when there is none. */
  readonly lastDecided: number[]
  /** The first place of an undecided one that refers to this id and has seen it. */
  readonly named: Map<string, number>
}

type Board = {
  readonly ordered: readonly Said[]
  readonly bySeq: readonly Said[]
  readonly byId: ReadonlyMap<string, Said>
  readonly devices: ReadonlyMap<string, Device>
  /** For each count of the first by sequence: all at or below this number are superseded. */
  readonly floors: number[]
  /** Questions that were looked through one by one. */
  asked: number
  /** The last answer for those who had seen nothing but the sequence: many stand on one head. */
  lastShared: { readonly base: number; readonly conflict: boolean } | null
}

/** An order in which everything stands after all that its writer had seen. */
function causally(a: Assertion, b: Assertion): number {
  return a.base - b.base || a.n - b.n || compareText(a.id, b.id)
}

function boardOf(all: readonly Assertion[]): Board {
  const devices = new Map<string, Device>()
  const ordered = all.toSorted(causally).map((one, at): Said => {
    const device = devices.get(one.device) ?? newDevice()
    devices.set(one.device, device)
    const before = device.own.at(-1)?.one
    if (before !== undefined && !(before.n < one.n && before.seq < one.seq)) device.regular = false
    const seer = { device: one.device, n: one.n, base: Math.min(one.base, one.seq - 1) }
    const said: Said = { one, seer, at, place: device.own.length, device, decided: null, until: Infinity, endedFor: 0 }
    device.own.push(said)
    return said
  })
  const bySeq = ordered.toSorted((a, b) => a.one.seq - b.one.seq)
  const byId = new Map(ordered.map((said) => [said.one.id, said]))
  return { ordered, bySeq, byId, devices, floors: [-1], asked: 0, lastShared: null }
}

const newDevice = (): Device => ({
  own: [],
  lastFirst: null,
  regular: true,
  highest: 0,
  lastDecided: [-1],
  named: new Map(),
})

/** Takes those up to a sequence number into the floors; whether they are decided is known by then. */
function admit({ bySeq, floors }: Board, base: number): void {
  for (let next = bySeq[floors.length - 1]; next !== undefined && next.one.seq <= base; next = bySeq[floors.length - 1])
    floors.push(Math.max(floors.at(-1) ?? -1, next.decided === true ? next.seer.base : -1))
}

/** Finds out whether one supersedes all that it saw, and what follows. In the order of causes. */
function decide(board: Board, said: Said): void {
  const { device, place } = said
  admit(board, said.seer.base)
  said.decided = !sawConflict(board, said)
  device.highest = Math.max(device.highest, said.one.seq)
  const last = device.lastDecided[place] ?? -1
  device.lastDecided.push(said.decided ? place : last)
  if (said.decided) {
    // Of the sequence it supersedes what the floors say; of its own device, what came before.
    for (let i = device.regular ? Math.max(last, 0) : 0; i < place; i++) end(device.own[i], said)
    return
  }
  for (const named of namedBy(board, said)) {
    end(named, said)
    if (!device.named.has(named.one.id)) device.named.set(named.one.id, place)
  }
}

/** What one refers to and has seen. */
function namedBy({ byId }: Board, said: Said): readonly Said[] {
  if (said.one.refs.length === 0) return NONE
  return said.one.refs.flatMap((ref) => byId.get(ref) ?? []).filter((named) => sees(said, named))
}

const NONE: readonly Said[] = []

const sees = ({ seer }: Said, earlier: Said): boolean => hasSeen(seer, earlier.one)

function end(earlier: Said | undefined, later: Said): void {
  if (earlier !== undefined && sees(later, earlier)) earlier.until = Math.min(earlier.until, later.one.seq)
}

function sawConflict(board: Board, { seer, device }: Said): boolean {
  const { base } = seer
  if (device.highest > base) return isConflict(assertionsOf(standing(board, seer)))
  if (board.lastShared?.base !== base)
    board.lastShared = { base, conflict: isConflict(assertionsOf(shared(board, base, -1))) }
  return board.lastShared.conflict
}

function* assertionsOf(all: Iterable<Said>): Generator<Assertion> {
  for (const { one } of all) yield one
}

const inOrder = (all: Iterable<Said>): readonly Assertion[] =>
  [...all].toSorted((a, b) => a.at - b.at).map(({ one }) => one)

/** What stands among all up to a sequence number and above `floor`, the latest first. */
function* shared(board: Board, base: number, floor: number): Generator<Said> {
  const count = firstAbove(board.bySeq, base)
  const least = Math.max(floor, board.floors[count] ?? -1)
  for (let i = count - 1; i >= 0; i--) {
    const said = board.bySeq[i]
    if (said === undefined || said.one.seq <= least) return
    if (said.until > base) yield said
  }
}

/** How many of them have a sequence number of at most `seq`. */
function firstAbove(bySeq: readonly Said[], seq: number): number {
  let [low, high] = [0, bySeq.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bySeq[middle]?.one.seq ?? Infinity) <= seq) low = middle + 1
    else high = middle
  }
  return low
}

/** What stands for a writer: of all up to their head, and of their own device's. */
function* standing(board: Board, writer: Seer): Generator<Said> {
  const device = board.devices.get(writer.device)
  if (device === undefined || device.highest <= writer.base) {
    yield* shared(board, writer.base, -1)
    return
  }
  const own = device.regular ? ownOf(device, writer) : ownOneByOne(board, device, writer)
  for (const said of own.beyond) if (!own.ends(said)) yield said
  for (const said of shared(board, writer.base, own.floor)) if (!own.ends(said)) yield said
}

/** What a writer's own device adds to the sequence: what they wrote beyond it, and what that supersedes. */
type Own = {
  readonly floor: number
  readonly ends: (said: Said) => boolean
  readonly beyond: readonly Said[]
}

/** On a regular device, a decided one supersedes all of its own before it. */
function ownOf(device: Device, writer: Seer): Own {
  const { own, lastDecided, named } = device
  const count = countSeen(own, writer)
  const last = lastDecided[count] ?? -1
  const from = Math.max(last, 0)
  let first = count
  while (first > from && (own[first - 1]?.one.seq ?? 0) > writer.base) first -= 1
  return {
    floor: own[last]?.seer.base ?? -1,
    ends: (said) => (said.device === device && said.place < last) || (named.get(said.one.id) ?? count) < count,
    beyond: own.slice(first, count),
  }
}

/** How many of a regular device's the writer had seen: both counter and base rise. */
function countSeen(own: readonly Said[], writer: Seer): number {
  let [low, high] = [0, own.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const said = own[middle]
    if (said !== undefined && wroteBefore(writer, said)) low = middle + 1
    else high = middle
  }
  return low
}

/** On any other, each is compared with the highest head of the decided ones written after it. */
function ownOneByOne(board: Board, device: Device, writer: Seer): Own {
  device.lastFirst ??= device.own.toSorted((a, b) => b.one.n - a.one.n)
  const asking = (board.asked += 1)
  const beyond: Said[] = []
  // Of equal counters neither has seen the other: what they add to `highest` counts after the last of them.
  let [highest, adding, counter] = [-1, -1, Infinity]
  for (const said of device.lastFirst) {
    if (said.decided === null || !inSight(writer, said)) continue
    const { n, seq, base } = said.one
    if (n < counter) highest = Math.max(highest, adding)
    counter = n
    if (base <= highest) said.endedFor = asking
    if (seq > writer.base) beyond.push(said)
    if (said.decided) adding = Math.max(adding, said.seer.base)
    for (const named of namedBy(board, said)) named.endedFor = asking
  }
  return { floor: Math.max(highest, adding), ends: (said) => said.endedFor === asking, beyond }
}

const inSight = (writer: Seer, said: Said): boolean => said.one.seq <= writer.base || wroteBefore(writer, said)
const wroteBefore = ({ n, base }: Seer, { one }: Said): boolean => one.n < n && one.base <= base
