/** Imports as the office has them: what is fetched, and what is fetched anew when something was said. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import * as contract from '../contract.ts'
import type { RowShow } from './types.ts'

/** The import in the address. */
export function useImportId(): string {
  return useParams({ strict: false, select: ({ id }: { id?: string }) => id ?? '' })
}

const again = (times: number, error: Error) => times < 1 && !(error instanceof Problem)

/** While the office cannot be reached it is asked again by itself. Milliseconds. */
const AGAIN = 5_000
const whileGone = (query: { readonly state: { readonly error: Error | null } }) =>
  query.state.error !== null && !(query.state.error instanceof Problem) ? AGAIN : false

export const useImports = () =>
  useQuery({
    queryKey: ['import', 'mine'],
    queryFn: async () => (await api(contract.listImports)).imports,
    staleTime: 0,
    retry: again,
    refetchInterval: whileGone,
  })

/** The list as it was read, with what was said of it. */
export const useRead = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['import', id, 'read'],
    queryFn: () => api(contract.readImport, { params: { import: id } }),
    enabled,
    retry: again,
    refetchInterval: whileGone,
  })

/** The dry run. */
export const useTried = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['import', id, 'tried'],
    queryFn: () => api(contract.tryImport, { params: { import: id } }),
    enabled,
    retry: again,
    refetchInterval: whileGone,
  })

const STEP = 1_000

export const useProgress = (id: string) =>
  useQuery({
    queryKey: ['import', id, 'progress'],
    queryFn: () => api(contract.readProgress, { params: { import: id } }),
    staleTime: 0,
    retry: again,
    refetchInterval: (query) => (query.state.data?.run.state === 'running' ? STEP : whileGone(query)),
  })

export type RowsAsked = {
  readonly show: RowShow
  readonly group?: string
  readonly kind?: string
  readonly from: number
}

/** A page of rows; `stamp` changes when they shall be fetched anew. */
export const useRows = (id: string, asked: RowsAsked | null, stamp = '') =>
  useQuery({
    queryKey: ['import', id, 'rows', asked, stamp],
    queryFn: () => api(contract.readImportRows, { params: { import: id }, body: asked ?? { show: 'files', from: 0 } }),
    enabled: asked !== null,
    staleTime: Infinity,
    retry: again,
  })

/** Forgets what was fetched of an import. */
export function useStale(id: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const mark = (...key: readonly string[]) => queries.invalidateQueries({ queryKey: ['import', ...key] })
    return {
      /** Columns or the day were changed: everything is read anew. */
      read: () => Promise.all([mark(id, 'read'), mark(id, 'tried'), mark(id, 'rows')]),
      /** An answer was given. */
      answered: () => mark(id, 'tried'),
      /** Nothing of it can be read any more. */
      ended: () => {
        for (const what of ['read', 'tried', 'rows']) queries.removeQueries({ queryKey: ['import', id, what] })
        return Promise.all([mark(id, 'progress'), mark('mine'), queries.invalidateQueries({ queryKey: ['caseload'] })])
      },
      /** It goes on. */
      moved: () => Promise.all([mark(id), mark('mine'), queries.invalidateQueries({ queryKey: ['caseload'] })]),
    }
  }, [queries, id])
}

export const isGone = (error: Error | null): boolean => error instanceof Problem && error.code === 'not-found'
