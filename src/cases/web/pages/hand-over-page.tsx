/** `/hand-over`: what is offered to me, what I or my team have offered, and for a supervisor whose files could be offered. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, usePeople } from '#access/web/index.ts'
import { api } from '#platform/web/api.ts'
import { formatDays, useLanguage, useMay } from '#platform/web/index.ts'
import { readCaseload } from '../../contract.ts'
import type { CaseRow } from '../../view.ts'
import { useWorkState } from '../local/context.tsx'
import { useFile } from '../local/file.ts'
import { notFetched } from '../local/streams.ts'
import type { HandOverProps, OfferedFile } from '../screens/hand-over.props.ts'
import { HandOverScreen } from '../screens/hand-over.tsx'
import { useActKeeping } from './act-keeping.ts'
import { to, useToday } from './place.ts'
import { ageOf } from './rows.ts'
import { useSay } from './say.ts'

export function HandOverPage() {
  const me = useMe()
  const today = useToday()
  const [chosen, setChosen] = useState<string | null>(null)
  const { rows, state, fetchedAt } = useOffers()
  const accepted = useAccepted()
  const done = new Set(accepted.map(({ file }) => file))
  const declined = useDeclined(fetchedAt)
  const mine = rows.filter(({ file, handOver }) => handOver?.to === me.person && !done.has(file) && !declined.has(file))
  const openRow = mine.find(({ file }) => file === chosen) ?? mine[0] ?? null
  const said = useSaid(openRow)
  const offered = useOffered()
  const given = useGiven()
  const givers = new Set(mine.map(({ handOver }) => handOver?.by))
  const say = useSay()
  const { write, kept } = useAnswering(openRow)
  const [giver] = givers
  return (
    <HandOverScreen
      from={givers.size === 1 && giver !== undefined ? say.person(giver) : null}
      offered={mine.map((row) => ({ ...offered(row), ...(row === openRow ? said : {}) }))}
      given={rows.filter(({ handOver }) => handOver?.to !== me.person).map(given)}
      accepted={accepted}
      workers={useWorkers()}
      openFile={openRow?.file ?? null}
      onOpen={setChosen}
      onAccept={() => void write({ kind: 'hand-over-accepted', data: {} })}
      onNotYet={(_, reason) => void write({ kind: 'hand-over-declined', data: { reason } })}
      kept={kept}
      load={useLoad()}
      state={state}
      today={today}
    />
  )
}

/** The answer to the offer that is open, half written or given. */
function useAnswering(row: CaseRow | null) {
  const { file, alias, code } = row ?? { file: '', alias: '', code: '' }
  return useActKeeping({ stream: file, form: 'decline', at: '/hand-over', label: { alias, code } })
}

/** Files with an offer that waits, whoever made it. */
function useOffers() {
  const { data, isPending, error, dataUpdatedAt } = useQuery({
    queryKey: ['caseload', 'hand-over'],
    queryFn: () => api(readCaseload, { body: { show: 'hand-over', sort: 'next' } }),
    staleTime: 5_000,
  })
  const state: HandOverProps['state'] = data !== undefined ? 'there' : isPending && error === null ? 'loading' : 'gone'
  return { rows: data?.rows ?? [], state, fetchedAt: dataUpdatedAt }
}

function useLoad(): HandOverProps['load'] {
  const me = useMe()
  const { data } = useQuery({
    queryKey: ['caseload', 'load'],
    queryFn: () => api(readCaseload, { body: { show: 'open', owner: me.person } }),
    staleTime: 5_000,
  })
  return { now: data?.total ?? 0, limit: null }
}

/** What was accepted on this device today; it stays as a quiet line. */
function useAccepted(): HandOverProps['accepted'] {
  const { items } = useWorkState()
  return items
    .filter(({ entry, state }) => entry.kind === 'hand-over-accepted' && state !== 'refused' && state !== 'withdrawn')
    .map(({ stream, label, writtenAt }) => ({ file: stream, ...label, to: to.file(stream), at: new Date(writtenAt) }))
}

/** What was given back since the list was fetched: it is not opened again, which would be refused and recorded. */
function useDeclined(fetchedAt: number): ReadonlySet<string> {
  const { items } = useWorkState()
  const own = notFetched(items, fetchedAt)
  return new Set(own.filter(({ entry }) => entry.kind === 'hand-over-declined').map(({ stream }) => stream))
}

function useOffered(): (row: CaseRow) => OfferedFile {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const say = useSay()
  return (row) => {
    const { handOver, waiting } = row
    const late = waiting.find((one) => one.late)
    const since = t('handOver.offeredSince', {
      from: say.person(handOver?.by ?? ''),
      day: say.day(handOver?.since ?? ''),
      days: formatDays(handOver?.days ?? 0, language),
    })
    return {
      file: row.file,
      alias: row.alias,
      code: row.code,
      to: to.file(row.file),
      from: say.person(handOver?.by ?? ''),
      owner: say.person(row.owner ?? ''),
      since,
      sex: row.sex === 'unknown' ? null : t(`value.sex.${row.sex}`),
      age: ageOf(row),
      stage: t(`value.stage.${row.stage}`),
      ...(late === undefined
        ? {}
        : {
            late: {
              word: t('handOver.lateSince', { day: say.day(late.answerBy) }),
              what: t('handOver.lateAnswer', { need: late.need, team: say.team(late.team) }),
            },
          }),
      pairs: [],
    }
  }
}

/** What only the file itself tells: the words of who offers, and what is open. */
function useSaid(row: CaseRow | null): Partial<OfferedFile> {
  const { t } = useTranslation('cases')
  const say = useSay()
  const { streams } = useFile(row?.file ?? null)
  if (row === null) return {}
  const main = streams?.find(({ kind }) => kind === 'case')
  const reason = main?.entries.findLast(({ entry }) => entry.kind === 'handed-over')?.entry.data['reason']
  const contact = row.lastContact
  return {
    ...(typeof reason === 'string' ? { note: reason } : {}),
    pairs: [
      { name: t('handOver.pair.owner'), value: say.person(row.owner ?? '') },
      {
        name: t('caseload.lastContact'),
        value:
          contact === null
            ? t('caseload.noContact')
            : `${say.day(contact.day)}, ${t(`value.where.${contact.where as 'home'}`)}`,
      },
    ],
  }
}

function useGiven(): (row: CaseRow) => HandOverProps['given'][number] {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const say = useSay()
  return ({ file, alias, code, handOver, owner }) => ({
    file,
    alias,
    code,
    to: to.page(file, 'hand-over'),
    waits: t('offer.waits', {
      person: say.person(handOver?.to ?? ''),
      since: `${say.day(handOver?.since ?? '')}, ${formatDays(handOver?.days ?? 0, language)}`,
    }),
    stays: t('offer.staysUntil', { owner: say.personWithin(owner ?? ''), person: say.person(handOver?.to ?? '') }),
  })
}

/** Colleagues of the teams one supervises. */
function useWorkers(): HandOverProps['workers'] {
  const supervises = useMay('team.read')
  const { memberships } = useMe()
  const { directory } = usePeople()
  if (!supervises) return []
  const teams = new Set(memberships.filter(({ role }) => role === 'supervisor').map(({ team }) => team))
  return (directory?.people ?? [])
    .filter(({ memberships: works }) => works.some(({ team, role }) => teams.has(team) && role === 'caseworker'))
    .map(({ id, name, left }) => ({ id, name, left, to: `/hand-over/${id}` }))
}
