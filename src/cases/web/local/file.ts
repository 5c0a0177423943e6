import { useEffect, useMemo } from 'react'
import { utf8 } from '#platform/pure/bytes/index.ts'
import type { Accepted } from '../../file/entry.ts'
import { readEntry } from '../../file/entry.ts'
import { foldAll } from '../../file/fold.ts'
import type { GrantReason, StreamKind } from '../../file/kind.ts'
import { EMPTY_STATE, type StreamState } from '../../file/state.ts'
import { kinds } from '../../kinds.ts'
import { useFileAnswer, useWork, useWorkState } from './context.tsx'
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

/** Folds a fetched stream with the person's own unsent entries on top. */
export function localStream(stream: FileAnswer['streams'][number], unsent: readonly OutboxItem[]): LocalStream {
  const entries: Accepted[] = stream.entries.flatMap(({ seq, receivedAt, text }) => {
    const entry = readEntry(utf8(text))
    return entry === null ? [] : [{ entry, seq, receivedAt }]
  })
  const known = new Set(entries.map(({ entry }) => entry.id))
  const own = unsent.filter(({ stream: id, entry }) => id === stream.id && !known.has(entry.id))
  const pending = own.map(({ entry, writtenAt }, i) => ({
    entry,
    seq: stream.seq + 1 + i,
    receivedAt: writtenAt * 1000,
  }))
  const all = [...entries, ...pending]
  return {
    id: stream.id,
    kind: stream.kind,
    reasons: stream.reasons,
    state: foldAll(kinds, EMPTY_STATE, all),
    entries: all,
    pending: new Set(pending.map(({ entry }) => entry.id)),
  }
}

const SHOWN: ReadonlySet<string> = new Set(['queued', 'sending', 'held'])

/** A file with what this device has written and not yet sent, folded at once. */
export function useFile(file: string) {
  const work = useWork()
  const { items } = useWorkState()
  const query = useFileAnswer(file)
  const answer = query.data
  useEffect(() => {
    for (const stream of answer?.streams ?? []) {
      work.saw(stream.id, [stream.seq, stream.head], localStream(stream, []).state.counters)
    }
    if (answer?.identity != null) work.saw(answer.identity.stream, [answer.identity.seq, answer.identity.head], {})
  }, [answer, work])
  const streams = useMemo(() => {
    const unsent = items.filter(({ state }) => SHOWN.has(state))
    return answer?.streams.map((stream) => localStream(stream, unsent)) ?? null
  }, [answer, items])
  return { query, streams, identity: answer?.identity ?? null }
}
