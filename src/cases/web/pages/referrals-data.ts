/** Referrals that were sent to the provider one works for, with one's own answers that are still on their way on top. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import { readReferrals } from '../../contract.ts'
import { type ReferralView, referralView } from '../../view.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { localStream, type LocalStream, notFetched } from '../local/streams.ts'
import { useToday } from './place.ts'

export type Received = { readonly view: ReferralView; readonly stream: LocalStream }

export function useReferrals(): {
  readonly referrals: readonly Received[]
  readonly awaited: readonly string[]
  readonly state: 'loading' | 'gone' | 'there'
} {
  const work = useWork()
  const { items } = useWorkState()
  const today = useToday()
  const { data, error, dataUpdatedAt, isPending } = useQuery({
    queryKey: ['referrals'],
    queryFn: () => api(readReferrals),
    staleTime: 0,
  })
  useEffect(() => {
    for (const stream of data?.streams ?? [])
      work.saw(stream.id, [stream.seq, stream.head], localStream(stream, []).state.counters)
  }, [data, work])
  const referrals = useMemo(() => {
    const own = notFetched(items, dataUpdatedAt)
    return (data?.streams ?? []).flatMap((fetched) => {
      const stream = localStream(fetched, own)
      const view = referralView(stream, today)
      return view === null ? [] : [{ view, stream }]
    })
  }, [data, items, dataUpdatedAt, today])
  if (data !== undefined) return { referrals, awaited: data.awaited, state: 'there' }
  return {
    referrals,
    awaited: [],
    state: isPending && error === null ? 'loading' : error instanceof Problem ? 'there' : 'gone',
  }
}
