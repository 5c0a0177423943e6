/** `/quarantine`: late entries for the present owner to decide, and for their writer that they wait. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#access/web/index.ts'
import type { AnswerOf, BodyOf } from '#platform/pure/contract.ts'
import { utf8 } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { api } from '#platform/web/api.ts'
import { dayOfInstant, useTimeZone } from '#platform/web/index.ts'
import { decideQuarantine, readQuarantine } from '../../contract.ts'
import { readEntry } from '../../file/entry.ts'
import { foldAll } from '../../file/fold.ts'
import { EMPTY_STATE } from '../../file/state.ts'
import { kinds } from '../../kinds.ts'
import { documentsIn, timeline } from '../../view.ts'
import { useWorkState } from '../local/context.tsx'
import type { LateEntry, OwnLate, QuarantineProps } from '../screens/quarantine.props.ts'
import { QuarantineScreen } from '../screens/quarantine.tsx'
import { useDocumentRows } from './document-rows.ts'
import { LeaveOutDialog } from './leave-out-dialog.tsx'
import { to, useToday } from './place.ts'
import { useSay } from './say.ts'
import { useItemWords } from './story-entries.ts'

type Item = AnswerOf<typeof readQuarantine>['items'][number]

export function QuarantinePage() {
  const me = useMe()
  const { data, isPending, error } = useQuery({
    queryKey: ['quarantine'],
    queryFn: () => api(readQuarantine),
    staleTime: 0,
  })
  const { decide, trouble, deciding, done } = useDecide()
  const late = useLate()
  const own = useOwn()
  const [leaving, setLeaving] = useState<string | null>(null)
  const items = data?.items ?? []
  const aliasOf = (id: string) => items.find((item) => item.id === id)?.child?.alias ?? ''
  const state: QuarantineProps['state'] =
    data !== undefined ? 'there' : isPending && error === null ? 'loading' : 'gone'
  return (
    <QuarantineScreen
      items={items
        .filter(({ by }) => by !== me.person)
        .flatMap((item) => late(item) ?? [])
        .map((item) => ({ ...item, trouble: trouble[item.id] ?? null, deciding: deciding === item.id }))}
      own={items.filter(({ by }) => by === me.person).map(own)}
      onDecide={(id, take) => (take ? void decide(id, { take }, aliasOf(id)) : setLeaving(id))}
      done={done}
      state={state}
    >
      <LeaveOutDialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        onLeaveOut={(because) => {
          setLeaving(null)
          if (leaving !== null) void decide(leaving, { take: false, because }, aliasOf(leaving))
        }}
      />
    </QuarantineScreen>
  )
}

/** The entry as it would stand in the story. */
function useLate(): (item: Item) => Omit<LateEntry, 'trouble' | 'deciding'> | null {
  const { t } = useTranslation('cases')
  const say = useSay()
  const words = useItemWords()
  const documents = useDocumentRows()
  const today = useToday()
  const zone = useTimeZone()
  return ({ id, stream, by, receivedAt, text, child, awaited }) => {
    const entry = text === null ? null : readEntry(utf8(text))
    if (entry === null || child === null) return null
    const placed = { entry, seq: 1, receivedAt }
    // Folded alone: what it says, without what the file says.
    const seen = {
      id: stream,
      kind: child.kind,
      state: foldAll(kinds, EMPTY_STATE, [placed]),
      reasons: [],
      entries: [placed],
    }
    const [told] = timeline([seen], today)
    if (told === undefined) return null
    const came = dayOfInstant(new Date(receivedAt / 1000), zone)
    const when = t('aside.when', { who: say.person(by), written: say.day(entry.at.slice(0, 10)), came: say.day(came) })
    return {
      id,
      alias: child.alias,
      code: child.code,
      to: to.file(child.file),
      when,
      entry: words(told),
      documents: documents(documentsIn([told]), awaited),
    }
  }
}

/** One's own: of which child this device still knows, when it was written here. */
function useOwn(): (item: Item) => OwnLate {
  const { t } = useTranslation('cases')
  const say = useSay()
  const zone = useTimeZone()
  const { items } = useWorkState()
  return ({ id, receivedAt }) => {
    const kept = items.find((item) => item.id === id)
    const came = say.day(dayOfInstant(new Date(receivedAt / 1000), zone))
    return { id, alias: kept?.label.alias ?? null, code: kept?.label.code ?? null, when: t('aside.ownWhen', { came }) }
  }
}

/** Decided at the office only: whether the file still allows it is said there. */
function useDecide() {
  const { t } = useTranslation('cases')
  const say = useSay()
  const queries = useQueryClient()
  const [trouble, setTrouble] = useState<Readonly<Record<string, string>>>({})
  const [deciding, setDeciding] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const failed = (error: unknown): string => {
    if (!(error instanceof Problem)) return t('aside.unreachable')
    return error.code === 'not-found' || error.code === 'changed-meanwhile' ? t('aside.goneAlready') : t('aside.failed')
  }
  const decide = async (id: string, decision: BodyOf<typeof decideQuarantine>, alias: string) => {
    setDeciding(id)
    setDone(null)
    try {
      const { result } = await api(decideQuarantine, { params: { id }, body: decision })
      if (result?.outcome === 'refused') {
        setTrouble({ ...trouble, [id]: t('aside.refused', { why: say.message({ key: `refusal.${result.code}` }) }) })
      } else {
        setDone(t(decision.take ? 'aside.taken' : 'aside.leftOut', { alias }))
        for (const name of ['quarantine', 'file', 'caseload']) void queries.invalidateQueries({ queryKey: [name] })
      }
    } catch (error) {
      setTrouble({ ...trouble, [id]: failed(error) })
    } finally {
      setDeciding(null)
    }
  }
  return { decide, trouble, deciding, done }
}
