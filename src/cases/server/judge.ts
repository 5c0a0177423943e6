import type { Actor } from '#access/index.ts'
import { type Bytes, fromHex, toHex, utf8 } from '#platform/pure/bytes/index.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { type Accepted, type Entry, readEntryText } from '../file/entry.ts'
import { fold, refusalOf } from '../file/fold.ts'
import { isFuture } from '../file/future.ts'
import { entryPreimage, headPreimage } from '../file/hash.ts'
import type { GrantChange, GrantReason, StreamKind, Writer } from '../file/kind.ts'
import type { StreamState } from '../file/state.ts'
import { kinds } from '../kinds.ts'
import type { KnownEntry } from './store.ts'

/** What became of one entry of a batch. */
export type EntryResult =
  | {
      readonly id: string
      readonly outcome: 'accepted'
      readonly seq: number
      readonly head: string
      readonly receivedAt: number
    }
  | { readonly id: string; readonly outcome: 'refused'; readonly code: string }
  | { readonly id: string; readonly outcome: 'other-content' }
  | { readonly id: string; readonly outcome: 'held' }
  | { readonly id: string; readonly outcome: 'quarantined' }

/** An entry as it was sent. */
export type Sent = { readonly id: string; readonly text: string }

/** An entry that goes into the stream. */
export type Taken = Accepted & {
  readonly bytes: Bytes
  readonly hash: Bytes
  readonly head: Bytes
}

export type Judged = {
  readonly results: readonly EntryResult[]
  readonly taken: readonly Taken[]
  readonly state: StreamState
  readonly grants: readonly GrantChange[]
}

/** Where a stream stands when a batch is judged. */
export type Standing = {
  readonly stream: string
  readonly kind: StreamKind | null
  readonly seq: number
  readonly head: Uint8Array
  readonly receivedAt: number
  readonly reasons: readonly GrantReason[]
  readonly state: StreamState
  readonly known: readonly KnownEntry[]
}

/**
 * Decides over the entries of one stream, in order: pure but for hashing. Each accepted one changes the state that the next one meets;
 * one that refers to a refused one is held, for its writer to look at together. `devices`: those on which the writer may have written,
 * where they are more than the one of the session.
 */
export function judge(
  standing: Standing,
  sent: readonly Sent[],
  actor: Actor,
  today: string,
  devices: ReadonlySet<string> = new Set([actor.device]),
): Judged {
  const bench: Bench = {
    standing,
    actor,
    devices,
    today,
    refused: new Set(),
    known: new Map(standing.known.map((entry) => [entry.id, entry])),
    taken: [],
    grants: [],
    state: standing.state,
    seq: standing.seq,
    head: standing.head,
    kind: standing.kind,
    reasons: standing.reasons,
  }
  const results = sent.map((one) => decide(bench, one))
  return { results, taken: bench.taken, state: bench.state, grants: bench.grants }
}

/** What changes while a batch is judged; it never leaves `judge`. */
type Bench = Meeting & {
  readonly refused: Set<string>
  readonly known: Map<string, KnownEntry>
  readonly taken: Taken[]
  readonly grants: GrantChange[]
  state: StreamState
  seq: number
  head: Uint8Array
  kind: StreamKind | null
  reasons: readonly GrantReason[]
}

function decide(bench: Bench, { id, text }: Sent): EntryResult {
  const bytes = utf8(text)
  const hash = sha256(entryPreimage(bytes))
  const before = bench.known.get(id)
  if (before !== undefined) return answerAgain(before, toHex(hash))
  const entry = readEntryText(text)
  const code = refusalFor(entry, id, bench)
  if (entry === null || code !== null) {
    const held = entry?.refs.some((ref) => bench.refused.has(ref)) ?? false
    bench.refused.add(id)
    return held ? { id, outcome: 'held' } : { id, outcome: 'refused', code: code ?? 'bad-data' }
  }
  return take(bench, entry, bytes, hash)
}

/** What comes after the first entry of a new stream is written with the grant that opening it gives (`cases.make_stream`). */
function openWith(bench: Bench, kind: StreamKind | null): void {
  bench.kind = kind
  bench.reasons = [kind === 'import' ? 'importer' : 'owner']
}

function take(bench: Bench, entry: Entry, bytes: Bytes, hash: Bytes): EntryResult {
  const { stream, receivedAt } = bench.standing
  const kind = kinds.find(entry.kind)
  if (bench.kind === null) openWith(bench, kind?.opens ?? null)
  bench.seq += 1
  const { seq } = bench
  const head = sha256(headPreimage({ stream, seq, receivedAt, entryHash: hash, previous: bench.head }))
  bench.head = head
  bench.grants.push(...(kind?.grants?.(kinds.dataOf(entry) ?? {}, bench.state) ?? []))
  bench.state = fold(kinds, bench.state, { entry, seq, receivedAt })
  bench.taken.push({ entry, seq, receivedAt, bytes, hash, head })
  const answer = { id: entry.id, outcome: 'accepted', seq, head: toHex(head), receivedAt } as const
  bench.known.set(entry.id, { id: entry.id, seq, hash: toHex(hash), head: answer.head, received: receivedAt })
  return answer
}

/** The stored answer for an entry that was accepted before under this id; `hash` is that of what was sent now, in hex. */
export function answerAgain(before: KnownEntry, hash: string): EntryResult {
  if (before.hash !== hash) return { id: before.id, outcome: 'other-content' }
  return { id: before.id, outcome: 'accepted', seq: before.seq, head: before.head, receivedAt: before.received }
}

type Meeting = {
  readonly standing: Standing
  readonly state: StreamState
  readonly kind: StreamKind | null
  readonly seq: number
  readonly reasons: readonly GrantReason[]
  readonly actor: Actor
  readonly devices: ReadonlySet<string>
  readonly today: string
}

function refusalFor(entry: Entry | null, id: string, meeting: Meeting): string | null {
  if (entry === null || entry.id !== id) return 'bad-data'
  return (
    misplaced(entry, meeting) ??
    wrongForStream(entry, meeting) ??
    refusalOf(kinds, meeting.state, entry, writerOf(meeting))
  )
}

/** The envelope must be the session's own, and stand on something that exists. */
function misplaced(entry: Entry, { standing, seq, actor, devices }: Meeting): string | null {
  if (entry.by !== actor.person || !devices.has(entry.device) || entry.stream !== standing.stream) return 'not-yours'
  const [base, head] = entry.base
  if (base > seq) return 'base-unknown'
  if (base === standing.seq && base > 0 && toHex(fromHex(head)) !== toHex(standing.head)) return 'base-unknown'
  return null
}

function wrongForStream(entry: Entry, { kind, today }: Meeting): string | null {
  const declared = kinds.find(entry.kind)
  if (declared === null) return 'unknown-kind'
  // One answer for a stream that does not exist and one that was never granted (`append.ts`).
  if (kind === null) return declared.opens === undefined ? 'not-found' : futureDate(entry, today)
  return declared.streams.includes(kind) ? futureDate(entry, today) : 'wrong-stream'
}

/** What has not happened yet cannot be recorded as having happened. One day of grace for time zones. */
function futureDate(entry: Entry, today: string): string | null {
  return isFuture(entry.data['occurred'], today) ? 'future-date' : null
}

function writerOf({ actor, reasons }: Meeting): Writer {
  return { person: actor.person, roles: actor.memberships.map((one) => one.role), reasons }
}
