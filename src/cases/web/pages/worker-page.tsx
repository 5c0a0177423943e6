/** `/hand-over/$person`: the files of one worker, for the supervisor who shares them out when that worker leaves. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePeople } from '#access/web/index.ts'
import { api } from '#platform/web/api.ts'
import { formatDays, useLanguage } from '#platform/web/index.ts'
import { readCaseload, readFile } from '../../contract.ts'
import type { CaseRow } from '../../view.ts'
import { useWork, useWorkState } from '../local/context.tsx'
import { localStream } from '../local/streams.ts'
import type { WorkerFile } from '../screens/worker.props.ts'
import { WorkerScreen } from '../screens/worker.tsx'
import { useColleagues } from './colleagues.ts'
import { to, useToday } from './place.ts'
import { ageOf } from './rows.ts'
import { useSay } from './say.ts'

export function WorkerPage() {
  const person = useParams({ strict: false, select: ({ person: id }) => id ?? '' })
  return <Worker key={person} person={person} />
}

function Worker({ person }: { readonly person: string }) {
  const { t } = useTranslation('cases')
  const { directory } = usePeople()
  const list = useFiles(person)
  const people = useColleagues(person)
  const [receiver, setReceiver] = useState('')
  const [reason, setReason] = useState('')
  const { offer, failed, attempt, missing } = useOffer(receiver, reason)
  const fileOf = useWorkerFile()
  const found = directory?.people.find(({ id }) => id === person)
  return (
    <WorkerScreen
      back={{ to: '/hand-over', label: t('handOver.titleMany') }}
      name={found?.name ?? t('who.somebody')}
      left={found?.left ?? false}
      files={list.rows.map(fileOf)}
      total={list.total}
      onMore={list.more}
      people={people}
      receiver={receiver}
      onReceiver={setReceiver}
      reason={reason}
      onReason={setReason}
      onOffer={(file) => void offer(list.rows.find((row) => row.file === file))}
      failed={failed}
      errors={missing}
      attempt={attempt}
      state={list.state}
    />
  )
}

function useFiles(owner: string) {
  const { data, isPending, error, fetchNextPage } = useInfiniteQuery({
    queryKey: ['caseload', 'of', owner],
    queryFn: ({ pageParam }) => api(readCaseload, { body: { show: 'open', sort: 'alias', owner, from: pageParam } }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, { rows }) => sum + rows.length, 0)
      return shown < last.total && last.rows.length > 0 ? shown : undefined
    },
    staleTime: 5_000,
  })
  const state: 'there' | 'loading' | 'gone' =
    data !== undefined ? 'there' : isPending && error === null ? 'loading' : 'gone'
  return {
    rows: data?.pages.flatMap(({ rows }) => rows) ?? [],
    total: data?.pages.at(-1)?.total ?? 0,
    more: () => void fetchNextPage(),
    state,
  }
}

/** Offers one file to the chosen person. The file is fetched first: an offer stands on what is there. */
function useOffer(receiver: string, reason: string) {
  const { t } = useTranslation('cases')
  const work = useWork()
  const queries = useQueryClient()
  const today = useToday()
  const [failed, setFailed] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const faults = [
    ...(receiver === '' ? [{ fieldId: 'kepada', message: t('offer.fault.person') }] : []),
    ...(reason.trim() === '' ? [{ fieldId: 'alasan', message: t('offer.fault.reason') }] : []),
  ]
  const offer = async (row: CaseRow | undefined) => {
    if (row === undefined) return
    setFailed(null)
    if (faults.length > 0) return setAttempt((n) => n + 1)
    try {
      const { streams } = await queries.fetchQuery({
        queryKey: ['file', row.file],
        queryFn: () => api(readFile, { params: { file: row.file } }),
      })
      const main = streams.find(({ id }) => id === row.file)
      if (main !== undefined) work.saw(main.id, [main.seq, main.head], localStream(main, []).state.counters)
      const data = { to: receiver, reason: reason.trim(), occurred: { precision: 'day', value: today } }
      await work.write([{ stream: row.file, what: { kind: 'handed-over', data } }], {
        alias: row.alias,
        code: row.code,
      })
    } catch {
      setFailed(t('worker.failed', { alias: row.alias }))
    }
  }
  return { offer, failed, attempt, missing: attempt === 0 ? [] : faults }
}

function useWorkerFile(): (row: CaseRow) => WorkerFile {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const { items } = useWorkState()
  const say = useSay()
  const waits = new Set(['queued', 'sending'])
  return (row) => {
    const { file, alias, code, handOver, next } = row
    const sent = items.find(
      ({ stream, entry, state }) => stream === file && entry.kind === 'handed-over' && waits.has(state),
    )
    const person = handOver?.to ?? (sent?.entry.data['to'] as string | undefined)
    const since =
      handOver === null ? t('looks.today') : `${say.day(handOver.since)}, ${formatDays(handOver.days, language)}`
    return {
      file,
      alias,
      code,
      to: to.file(file),
      sex: row.sex === 'unknown' ? null : t(`value.sex.${row.sex}`),
      age: ageOf(row),
      stage: t(`value.stage.${row.stage}`),
      next: next === null ? null : say.message(next),
      offered: person === undefined ? null : t('offer.waits', { person: say.person(person), since }),
      offerTo: to.page(file, 'hand-over'),
    }
  }
}
