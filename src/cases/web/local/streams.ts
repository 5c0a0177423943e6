import { utf8 } from '#platform/pure/bytes/index.ts'
import type { OutboxState } from '../../outbox/model/machine.ts'
import { type Accepted, readEntry } from '../../file/entry.ts'
import { foldAll } from '../../file/fold.ts'
import type { GrantReason, StreamKind } from '../../file/kind.ts'
import { EMPTY_STATE, type StreamState } from '../../file/state.ts'
import { kinds } from '../../kinds.ts'
import { fileOf, type OutboxItem } from './outbox.ts'
import type { FileAnswer } from './work.ts'

/** A stream folded on this device: what the server has, and what still waits here, in the same order of reading. */
export type LocalStream = {
  readonly id: string
  readonly kind: StreamKind
  readonly reasons: readonly GrantReason[]
  readonly state: StreamState
  readonly entries: readonly Accepted[]
  /** Ids of entries that are only on this device so far. */
  readonly pending: ReadonlySet<string>
}

type Fetched = Pick<FileAnswer['streams'][number], 'id' | 'kind' | 'reasons' | 'seq' | 'entries'>

const WAITING: ReadonlySet<OutboxState> = new Set(['queued', 'sending', 'held'])
/** Only on this device so far, and on its way. */
export const isWaiting = (state: OutboxState): boolean => WAITING.has(state)

const ARRIVED: ReadonlySet<OutboxState> = new Set(['accepted', 'complete'])

/**
 * What an answer fetched at `fetchedAt` (milliseconds; 0 for none) cannot hold yet: what is on its way, and what arrived after it.
 * What arrived before is in the answer, or is no longer this reader's to see.
 */
export function notFetched(items: readonly OutboxItem[], fetchedAt: number): readonly OutboxItem[] {
  return items.filter(
    ({ state, answeredAt }) => WAITING.has(state) || (ARRIVED.has(state) && (answeredAt ?? 0) >= fetchedAt),
  )
}

/** Folds a fetched stream with the person's own entries that it does not hold yet (`notFetched`) on top. */
export function localStream(stream: Fetched, items: readonly OutboxItem[]): LocalStream {
  const fetched: Accepted[] = stream.entries.flatMap(({ seq, receivedAt, text }) => {
    const entry = readEntry(utf8(text))
    return entry === null ? [] : [{ entry, seq, receivedAt }]
  })
  const known = new Set(fetched.map(({ entry }) => entry.id))
  const own = items.filter(({ stream: id, entry }) => id === stream.id && !known.has(entry.id))
  const added = own.map(({ entry, writtenAt }, i) => ({ entry, seq: stream.seq + 1 + i, receivedAt: writtenAt * 1000 }))
  const entries = [...fetched, ...added]
  return {
    id: stream.id,
    kind: stream.kind,
    reasons: stream.reasons,
    state: foldAll(kinds, EMPTY_STATE, entries),
    entries,
    pending: new Set(own.filter(({ state }) => WAITING.has(state)).map(({ entry }) => entry.id)),
  }
}

/** Streams of a file that this device has opened and the answer does not show yet: a child registered without network. */
export function openedHere(file: string, answer: FileAnswer | undefined, items: readonly OutboxItem[]): LocalStream[] {
  const known = new Set(answer?.streams.map(({ id }) => id))
  return items.flatMap((item) => {
    const kind = kinds.find(item.entry.kind)?.opens
    const belongs = item.stream === file || item.entry.data['file'] === file
    if (!item.opens || kind === undefined || kind === 'identity' || !belongs || known.has(item.stream)) return []
    return [localStream({ id: item.stream, kind, reasons: ['owner'], seq: 0, entries: [] }, items)]
  })
}

/** The registrations among these items. */
export function registrationsIn(items: readonly OutboxItem[]): readonly OutboxItem[] {
  return items.filter(({ entry, opens }) => opens && entry.kind === 'registered')
}

/** How many entries of a file wait here. */
export function waitingFor(file: string, items: readonly OutboxItem[]): number {
  return items.filter((item) => WAITING.has(item.state) && fileOf(item) === file).length
}
