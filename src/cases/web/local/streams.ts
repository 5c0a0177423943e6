import { utf8 } from '#platform/pure/bytes/index.ts'
import type { OutboxState } from '../../outbox/model/machine.ts'
import { type Accepted, readEntry } from '../../file/entry.ts'
import { foldAll } from '../../file/fold.ts'
import type { GrantReason, StreamKind } from '../../file/kind.ts'
import { EMPTY_STATE, type StreamState } from '../../file/state.ts'
import { kinds } from '../../kinds.ts'
import type { OutboxItem } from './outbox.ts'
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

/** What is on its way, and what has just arrived but was not fetched again yet. */
const SHOWN: ReadonlySet<OutboxState> = new Set(['queued', 'sending', 'held', 'accepted', 'complete'])
const WAITING: ReadonlySet<OutboxState> = new Set(['queued', 'sending', 'held'])

/** Folds a fetched stream with the person's own entries that it does not hold yet on top. */
export function localStream(stream: Fetched, items: readonly OutboxItem[]): LocalStream {
  const fetched: Accepted[] = stream.entries.flatMap(({ seq, receivedAt, text }) => {
    const entry = readEntry(utf8(text))
    return entry === null ? [] : [{ entry, seq, receivedAt }]
  })
  const known = new Set(fetched.map(({ entry }) => entry.id))
  const own = items.filter(({ stream: id, state, entry }) => id === stream.id && SHOWN.has(state) && !known.has(entry.id))
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

/** Streams of a file that this device has opened and the server does not show yet: a child registered without network. */
export function openedHere(file: string, answer: FileAnswer | undefined, items: readonly OutboxItem[]): LocalStream[] {
  const known = new Set(answer?.streams.map(({ id }) => id))
  return items.flatMap((item) => {
    const kind = kinds.find(item.entry.kind)?.opens
    const belongs = item.stream === file || item.entry.data['file'] === file
    if (!item.opens || kind === undefined || kind === 'identity' || !belongs) return []
    if (!SHOWN.has(item.state) || known.has(item.stream)) return []
    return [localStream({ id: item.stream, kind, reasons: ['owner'], seq: 0, entries: [] }, items)]
  })
}

/** The files that this device has registered and that wait here or have only just arrived. */
export function registeredHere(items: readonly OutboxItem[]): readonly OutboxItem[] {
  return items.filter(({ entry, opens, state }) => opens && entry.kind === 'registered' && SHOWN.has(state))
}

/** How many entries of a file wait here. */
export function waitingFor(file: string, items: readonly OutboxItem[]): number {
  return items.filter(({ stream, state, entry }) => WAITING.has(state) && (stream === file || entry.data['file'] === file))
    .length
}
