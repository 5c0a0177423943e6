import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import { readFile } from '../../contract.ts'
import { useWork, useWorkState } from './context.tsx'
import { isWaiting, localStream, type LocalStream, notFetched, openedHere } from './streams.ts'

/** A file with what this device has written and the office has not shown yet, folded at once. */
export type LocalFile = {
  /** Null while it is not known: not fetched yet, not there, or out of reach. */
  readonly streams: readonly LocalStream[] | null
  readonly error: Error | null
  readonly again: () => void
  /** The identity stream, as far as it may be asked for; null when there is none. */
  readonly identity: { readonly stream: string } | null
  /** Attachments that are announced and not yet at the office. */
  readonly awaited: readonly string[]
}

const NONE: readonly string[] = []

/** Fetches a file and folds it; a child registered here a moment ago has a file too. Null asks for none. */
export function useFile(file: string | null): LocalFile {
  const work = useWork()
  const { items } = useWorkState()
  // The office cannot have it before its registration has arrived: it is not asked, and leaves no refusal in the log.
  const unborn = items.some(({ stream, opens, state }) => opens && stream === file && isWaiting(state))
  const query = useQuery({
    queryKey: ['file', file],
    queryFn: () => api(readFile, { params: { file: file ?? '' } }),
    enabled: file !== null && !unborn,
    // Asked at every visit of a screen: what somebody else wrote meanwhile is what one stands on.
    staleTime: 0,
  })
  const { data: answer, error } = query
  // A refusal is an answer too: who may no longer open the file does not see their own copy of it either.
  const fetchedAt = Math.max(query.dataUpdatedAt, error instanceof Problem ? query.errorUpdatedAt : 0)
  useEffect(() => {
    for (const stream of answer?.streams ?? []) {
      work.saw(stream.id, [stream.seq, stream.head], localStream(stream, []).state.counters)
    }
    if (answer?.identity != null) work.saw(answer.identity.stream, [answer.identity.seq, answer.identity.head], {})
  }, [answer, work])
  const streams = useMemo(() => {
    const own = notFetched(items, fetchedAt)
    const fetched = error instanceof Problem ? [] : (answer?.streams.map((stream) => localStream(stream, own)) ?? [])
    const all = [...fetched, ...openedHere(file ?? '', answer, own)]
    return all.length === 0 ? null : all
  }, [answer, error, fetchedAt, items, file])
  return {
    streams,
    error: streams === null ? error : null,
    again: () => void query.refetch(),
    identity: answer?.identity ?? null,
    awaited: answer?.awaited ?? NONE,
  }
}
