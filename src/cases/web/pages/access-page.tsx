/** `/children/$file/access`: who may open this file and why, who has looked, and who tried and was refused. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccessLogScreen, type LookFilter } from '#audit/web/index.ts'
import { api } from '#platform/web/api.ts'
import { EmptyState, PageHead } from '#platform/web/index.ts'
import { readFileAccess } from '../../contract.ts'
import { useLookRows, type Look } from './access-looks.ts'
import { useMayOpen } from './access-words.ts'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { MayNotDecide } from './may-not-decide.tsx'
import { to, useToday } from './place.ts'

export function AccessPage() {
  return (
    <FileFrame>{(open) => (open.may.decide ? <Access open={open} /> : <MayNotDecide open={open} inShell />)}</FileFrame>
  )
}

function Access({ open }: { readonly open: OpenFile }) {
  const { t } = useTranslation('cases')
  const today = useToday()
  const [filter, setFilter] = useState<LookFilter>('all')
  const { data, error } = useQuery({
    queryKey: ['access', open.file, 'looks'],
    queryFn: () => api(readFileAccess, { params: { file: open.file } }),
    staleTime: 0,
  })
  const rowsOf = useLookRows()
  const mayOpen = useMayOpen()
  const back = { to: to.file(open.file), label: open.label.alias }
  if (data === undefined) {
    return (
      <>
        <PageHead back={back} title={t('looks.title')} />
        {error === null ? (
          <p className="note" role="status">
            {t('inbox.loading')}
          </p>
        ) : (
          <EmptyState title={t('file.goneTitle')}>{t('looks.goneBody')}</EmptyState>
        )}
      </>
    )
  }
  const rows = rowsOf(data)
  const shown = (wanted: LookFilter) => rows.filter((row) => wanted === 'all' || row.groups.includes(wanted))
  const times = (some: readonly Look[]) => some.reduce((sum, { times: n }) => sum + n, 0)
  const people = new Set(rows.map(({ who }) => who)).size
  const refused = times(rows.filter(({ refused: was }) => was))
  return (
    <AccessLogScreen
      back={back}
      alias={open.label.alias}
      summary={[
        t('looks.people', { count: people }),
        t('looks.times', { count: times(rows) }),
        refused === 0 ? t('looks.noneRefused') : t('looks.refusedTimes', { count: refused }),
      ].join(' ')}
      rows={shown(filter)}
      open={mayOpen(data.grants)}
      counts={{
        all: times(rows),
        outside: times(shown('outside')),
        'true-name': times(shown('true-name')),
        printed: times(shown('printed')),
      }}
      filter={filter}
      onFilter={setFilter}
      onPrint={null}
      officer={null}
      checked={null}
      today={today}
    />
  )
}
