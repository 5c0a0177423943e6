import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { api } from '#platform/web/api.ts'
import { readDirectory } from '../contract.ts'

type Directory = AnswerOf<typeof readDirectory>

/** Names of colleagues and teams, so that a screen can say who. */
export type People = {
  /** Null while it is not known. */
  readonly directory: Directory | null
  readonly person: (id: string) => string | null
  readonly team: (id: string) => string | null
}

/** Fetched once and kept for as long as the tab is open: names change seldom, and a screen must go on without network. */
export function usePeople(): People {
  const { data } = useQuery({
    queryKey: ['directory'],
    queryFn: () => api(readDirectory),
    staleTime: 600_000,
    gcTime: Infinity,
  })
  return useMemo(() => {
    const people = new Map(data?.people.map(({ id, name }) => [id, name]))
    const teams = new Map(data?.teams.map(({ id, name, organisation }) => [id, { name, organisation }]))
    return {
      directory: data ?? null,
      person: (id) => people.get(id) ?? null,
      team: (id) => teams.get(id)?.name ?? null,
    }
  }, [data])
}
