/** My children: the caseload as the office has it, and on top what this device has registered and not sent yet. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useMe } from '#access/web/index.ts'
import { api } from '#platform/web/api.ts'
import { useMay, useShortcuts } from '#platform/web/index.ts'
import { readCaseload } from '../../contract.ts'
import { type CaseRow, caseRow } from '../../view.ts'
import { useWorkState } from '../local/context.tsx'
import { notFetched, openedHere, registrationsIn, waitingFor } from '../local/streams.ts'
import type { CaseloadShow, CaseloadSort } from '../screens/caseload.props.ts'
import { CaseloadScreen } from '../screens/caseload.tsx'
import { useExists, useToday } from './place.ts'
import { useRow } from './rows.ts'

/** Waits until somebody stops typing, so that a name is searched once. Milliseconds. */
const PAUSE = 250

export function CaseloadPage() {
  const exists = useExists()
  const may = { register: useMay('file.register'), sheet: useMay('sheet.import'), team: useMay('team.read') }
  const today = useToday()
  const { show, sort, choose } = useChoices()
  const [search, setSearch] = useState('')
  const asked = usePaused(search.trim())
  const list = useList(asked, show, sort)
  const { items } = useWorkState()
  const rowOf = useRow()
  useShortcuts({ j: focusFirst, ArrowDown: focusFirst })

  const fresh = useFresh(list, asked, show)
  const rows = [...fresh, ...list.rows].map((row) => rowOf(row, waitingFor(row.file, items)))
  return (
    <CaseloadScreen
      ofTeam={may.team}
      rows={rows}
      total={list.total + fresh.length}
      counts={{ ...list.counts, open: list.counts.open + (show === 'open' ? fresh.length : 0) }}
      guideline={null}
      show={show}
      onShow={(next) => choose({ show: next })}
      sort={sort}
      onSort={(next) => choose({ sort: next })}
      search={search}
      onSearch={setSearch}
      foundByName={list.foundByName}
      onMore={list.more}
      newChildTo={may.register ? '/children/new' : null}
      importTo={may.sheet && exists('/import') ? '/import' : null}
      today={today}
      loading={list.loading && rows.length === 0}
    />
  )
}

const SHOWS: readonly CaseloadShow[] = ['open', 'waiting', 'conflict', 'closed']
const SORTS: readonly CaseloadSort[] = ['next', 'alias', 'contact', 'age']

/** Filter and order stand in the address, so that the way back finds them. What is searched for never does: it may be a name. */
function useChoices() {
  const navigate = useNavigate()
  const given: { show?: unknown; sort?: unknown } = useSearch({ strict: false })
  const show = SHOWS.find((one) => one === given.show) ?? 'open'
  const sort = SORTS.find((one) => one === given.sort) ?? 'next'
  const choose = (change: { show?: CaseloadShow; sort?: CaseloadSort }) =>
    void navigate({ to: '/children', search: { show, sort, ...change } as never, replace: true })
  return { show, sort, choose }
}

function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}

const NONE = { open: 0, waiting: 0, conflict: 0, closed: 0 }

function useList(search: string, show: CaseloadShow, sort: CaseloadSort) {
  const query = useInfiniteQuery({
    queryKey: ['caseload', search, show, sort],
    queryFn: ({ pageParam }) => api(readCaseload, { body: { search, show, sort, from: pageParam } }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.rows.length, 0)
      return shown < last.total && last.rows.length > 0 ? shown : undefined
    },
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const pages = query.data?.pages ?? []
  const last = pages.at(-1)
  return {
    rows: pages.flatMap((page) => page.rows),
    total: last?.total ?? 0,
    counts: last?.counts ?? NONE,
    foundByName: pages.some((page) => page.byName.length > 0),
    loading: query.isPending && query.error === null,
    fetchedAt: query.dataUpdatedAt,
    more: () => void query.fetchNextPage(),
  }
}

/** Children registered on this device that the office does not list yet. */
function useFresh(
  list: { readonly rows: readonly CaseRow[]; readonly fetchedAt: number },
  search: string,
  show: CaseloadShow,
): readonly CaseRow[] {
  const { items } = useWorkState()
  const today = useToday()
  const { person } = useMe()
  if (show !== 'open') return []
  const own = notFetched(items, list.fetchedAt)
  const listed = new Set(list.rows.map(({ file }) => file))
  return registrationsIn(own).flatMap(({ stream, entry }) => {
    if (listed.has(stream) || entry.by !== person) return []
    const row = caseRow(openedHere(stream, undefined, own), today)
    return row === null || !holds(row, search) ? [] : [row]
  })
}

const holds = ({ alias, code }: CaseRow, search: string) =>
  `${alias} ${code}`.toLowerCase().includes(search.toLowerCase())

function focusFirst(): void {
  document.querySelector<HTMLAnchorElement>('tbody th a')?.focus()
}
