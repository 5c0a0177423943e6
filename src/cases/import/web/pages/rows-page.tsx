/** All rows by what becomes of them. The page one is on stands in the address; a name never does. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useImportId, useRows, useTried } from '../data.ts'
import { RowsScreen, type Show, SHOWS } from '../screens/rows.tsx'
import type { TriedList } from '../types.ts'
import { ImportTrouble } from './import-frame.tsx'

export function ImportRowsPage() {
  const id = useImportId()
  const tried = useTried(id)
  const place = usePlace(tried.data?.tried.leftOut ?? [])
  const { show, from, kind } = place
  const rows = useRows(id, { show, from, ...said(kind) }, tried.data?.savedAt ?? '')
  if (tried.data === undefined || rows.error !== null) return <ImportTrouble of={[tried, rows]} />
  const { run, tried: list } = tried.data
  return (
    <RowsScreen
      run={run}
      counts={list.counts}
      kinds={list.leftOut}
      several={list.bySheet.length > 1}
      show={show}
      kind={kind}
      onKind={(next) => place.go(said(next))}
      rows={rows.data?.rows ?? null}
      total={rows.data?.total ?? 0}
      from={from}
      onFrom={(next) => place.go({ from: next, ...said(kind) })}
    />
  )
}

const said = (kind: string | null) => (kind === null ? {} : { kind })

/** What the address says: which rows, from where, of which kind. */
function usePlace(kinds: TriedList['leftOut']) {
  const id = useImportId()
  const navigate = useNavigate()
  const named = useParams({ strict: false, select: (params: { show?: string }) => params.show })
  const search: { from?: unknown; kind?: unknown } = useSearch({ strict: false })
  const show: Show = SHOWS.find((one) => one === named) ?? 'files'
  const from = Number.isInteger(search.from) ? Math.max(0, Number(search.from)) : 0
  const kind = show === 'left-out' ? (kinds.find((one) => one.kind === search.kind)?.kind ?? null) : null
  const go = (to: { readonly from?: number; readonly kind?: string }) =>
    void navigate({ to: `/import/${id}/rows/${show}`, search: to as never })
  return { show, from, kind, go }
}
