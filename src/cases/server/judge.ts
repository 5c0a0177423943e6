import { fromHex, toHex, utf8 } from '#platform/pure/bytes/index.ts'

import { sha256 } from '#platform/server/keys/index.ts'
import type { Actor } from '#access/index.ts'
import { type Accepted, type Entry, readEntry } from '../file/entry.ts'
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
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly hash: Uint8Array<ArrayBuffer>
  readonly head: Uint8Array<ArrayBuffer>
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
 * one that refers to a refused one is held, for its writer to look at together.
 */
export function judge(standing: Standing, sent: readonly Sent[], actor: Actor, today: string): Judged {
  const results: EntryResult[] = []
  const taken: Taken[] = []
  const grants: GrantChange[] = []
  const refused = new Set<string>()
  const known = new Map(standing.known.map((entry) => [entry.id, entry]))
  let { state, seq, kind } = standing
  let head = standing.head
  for (const { id, text } of sent) {
    const bytes = utf8(text)
    const hash = sha256(entryPreimage(bytes))
    const before = known.get(id)
    if (before !== undefined) {
      results.push(answerAgain(before, toHex(hash)))
      continue
    }
    const entry = readEntry(bytes)
    const code = refusalFor(entry, id, { standing, state, kind, seq, actor, today })
    if (entry === null || code !== null) {
      const held = entry !== null && entry.refs.some((ref) => refused.has(ref))
      refused.add(id)
      results.push(held ? { id, outcome: 'held' } : { id, outcome: 'refused', code: code ?? 'bad-data' })
      continue
    }
    kind ??= kinds.find(entry.kind)?.opens ?? null
    const previous = head
    seq += 1
    head = sha256(
      headPreimage({ stream: standing.stream, seq, receivedAt: standing.receivedAt, entryHash: hash, previous }),
    )
    const accepted = { entry, seq, receivedAt: standing.receivedAt }
    grants.push(...(kinds.find(entry.kind)?.grants?.(kinds.dataOf(entry) ?? {}, state) ?? []))
    state = fold(kinds, state, accepted)
    taken.push({ ...accepted, bytes, hash, head: new Uint8Array(head) })
    const answer = { id, outcome: 'accepted', seq, head: toHex(head), receivedAt: standing.receivedAt } as const
    known.set(id, { id, seq, hash: toHex(hash), head: answer.head, received: standing.receivedAt })
    results.push(answer)
  }
  return { results, taken, state, grants }
}

function answerAgain(before: KnownEntry, hash: string): EntryResult {
  if (before.hash !== hash) return { id: before.id, outcome: 'other-content' }
  return { id: before.id, outcome: 'accepted', seq: before.seq, head: before.head, receivedAt: before.received }
}

type Meeting = {
  readonly standing: Standing
  readonly state: StreamState
  readonly kind: StreamKind | null
  readonly seq: number
  readonly actor: Actor
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
function misplaced(entry: Entry, { standing, seq, actor }: Meeting): string | null {
  if (entry.by !== actor.person || entry.device !== actor.device || entry.stream !== standing.stream) return 'not-yours'
  const [base, head] = entry.base
  if (base > seq) return 'base-unknown'
  if (base === standing.seq && base > 0 && toHex(fromHex(head)) !== toHex(standing.head)) return 'base-unknown'
  return null
}

function wrongForStream(entry: Entry, { kind, today }: Meeting): string | null {
  const declared = kinds.find(entry.kind)
  if (declared === null) return 'unknown-kind'
  if (kind === null) return declared.opens === undefined ? 'no-such-stream' : futureDate(entry, today)
  return declared.streams.includes(kind) ? futureDate(entry, today) : 'wrong-stream'
}

/** What has not happened yet cannot be recorded as having happened. One day of grace for time zones. */
function futureDate(entry: Entry, today: string): string | null {
  return isFuture(entry.data['occurred'], today) ? 'future-date' : null
}

function writerOf({ actor, standing }: Meeting): Writer {
  return { person: actor.person, roles: actor.memberships.map((one) => one.role), reasons: standing.reasons }
}
