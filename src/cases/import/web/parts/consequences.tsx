/** What will happen, before the one button that makes it happen. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  dayOfInstant,
  formatDay,
  GoButton,
  Part,
  ThenList,
  type ThenStep,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'
import type { ImportState, TriedList } from '../types.ts'
import { useImportWords } from '../words.ts'
import css from './import.module.css'
import { type OwnersProps, useOwnersWords } from './owners-question.tsx'

export type ConsequencesProps = {
  readonly run: ImportState
  readonly tried: TriedList
  /** Files that are ready and not made yet. */
  readonly ready: number
  readonly owners: Omit<OwnersProps, 'villages'>
  readonly trouble: string | null
  readonly starting: boolean
  readonly onMake: () => void
}

/** Files that an office's small computer makes in a second. */
export const FILES_PER_SECOND = 250
const UNDO_DAYS = 14

export function Consequences(props: ConsequencesProps) {
  const { t } = useTranslation('cases')
  const steps = useSteps(props)
  return (
    <div className={css.stick}>
      <Part title={t('import.check.will')}>
        <ThenList steps={steps} />
        <MakeActs {...props} />
      </Part>
    </div>
  )
}

function useSteps({ run, tried, ready, owners }: ConsequencesProps): readonly ThenStep[] {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const words = useImportWords()
  const ownersWords = useOwnersWords()
  const { questions } = tried.counts
  const [now] = useState(() => Date.now())
  const until = run.undoUntil === null ? new Date(now + UNDO_DAYS * 86_400_000) : new Date(run.undoUntil)
  const day = formatDay(dayOfInstant(until, zone), language, { weekday: true })
  const one = owners.people.length === 0 ? ({ rule: 'me' } as const) : owners.owners
  const waiting =
    questions === 0
      ? []
      : [
          {
            what: t('import.check.will2', { count: questions, n: words.number(questions) }),
            when: t('import.check.will2When'),
          },
        ]
  if (ready === 0) return waiting
  const closed =
    tried.closed === 0 || run.done > 0
      ? []
      : [{ what: t('import.check.willClosed', { count: tried.closed, n: words.number(tried.closed) }) }]
  return [
    {
      what: t('import.check.will1', { count: ready, n: words.number(ready) }),
      when: t('import.check.will1When', { time: words.time(ready / FILES_PER_SECOND) }),
    },
    ...closed,
    ...waiting,
    { what: t('import.check.will3'), when: ownersWords(one, owners.people) },
    { what: t('import.check.will4'), when: t('import.check.will4When', { day }) },
  ]
}

function MakeActs(props: ConsequencesProps) {
  const { t } = useTranslation('cases')
  const { trouble, starting, tried } = props
  const why = useWhyNot(props)
  return (
    <div className={`${css.stack} ${css.gap}`}>
      {trouble === null ? null : (
        <p className="note" role="alert">
          {trouble}
        </p>
      )}
      {why === null ? null : <p className="two">{why}</p>}
      {starting ? <p role="status">{t('import.check.starting')}</p> : null}
      <Acts>
        <MakeButton {...props} />
        {tried.groups.length === 0 ? null : (
          <Button variant="default" onClick={toExcel}>
            {t('import.check.excel')}
          </Button>
        )}
      </Acts>
    </div>
  )
}

const isWorking = ({ state }: ImportState) => state === 'running' || state === 'paused'

/** Why there is nothing to press; null where there is. */
function useWhyNot({ run, ready }: ConsequencesProps): string | null {
  const { t } = useTranslation('cases')
  if (isWorking(run)) return t('import.check.running')
  if (ready > 0) return null
  return run.done > 0 ? t('import.check.nothingMore') : t('import.check.nothing')
}

function MakeButton({ run, ready, onMake }: ConsequencesProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const value = { count: ready, n: words.number(ready) }
  if (isWorking(run) || (ready === 0 && run.done > 0))
    return <GoButton to={`/import/${run.import}`}>{t('import.check.toRun')}</GoButton>
  if (ready === 0) return null
  return (
    <Button onClick={onMake}>{run.done > 0 ? t('import.check.makeMore', value) : t('import.check.make', value)}</Button>
  )
}

function toExcel(): void {
  const place = document.getElementById('excel')
  place?.scrollIntoView({ block: 'center' })
  place?.focus({ preventScroll: true })
}
