/** Files were made: what became of the list, what waits, and how to undo it. Or it was undone, or its list has ended. */
import { useTranslation } from 'react-i18next'
import {
  dayOfInstant,
  formatDay,
  formatTime,
  Go,
  GoButton,
  NextThing,
  PageHead,
  Row,
  Rows,
  Section,
  Status,
  TaskColumns,
  TaskPage,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'
import { TouchedFiles, UndoPart, type UndoProps } from '../parts/undo.tsx'
import type { ImportState, Touched, TriedList } from '../types.ts'
import { restOf } from '../undoing.ts'
import { useImportWords } from '../words.ts'
import { readyIn } from './check.tsx'

export type DoneProps = UndoProps & {
  readonly file: string
  /** Null while it is fetched, or when the list is gone. */
  readonly tried: TriedList | null
  /** Files that stood in the way of undoing. */
  readonly touched: Touched | null
  readonly onKeep: () => void
}

export function DoneScreen(props: DoneProps) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const words = useImportWords()
  const { file, run, touched } = props
  const title = t('import.done.title', { count: run.done, n: words.number(run.done) })
  const at = new Date(run.finishedAt ?? run.startedAt)
  return (
    <TaskPage
      back={{ to: '/import', label: t('import.toList') }}
      status={
        <span className="small">
          <Status shape="done">{t('import.done.status', { time: formatTime(at, language, zone) })}</Status>
        </span>
      }
    >
      <title>{`${title} – Lindung`}</title>
      <TaskColumns
        main={
          <>
            <PageHead kick={t('import.done.kick', { file })} title={title} sub={<Sub {...props} at={at} />} />
            {touched === null ? (
              <Next {...props} />
            ) : (
              <TouchedFiles
                files={touched}
                rest={restOf(run.done, touched)}
                onLeave={() => props.onUndo(touched.map((one) => one.file))}
                onKeep={props.onKeep}
              />
            )}
            <Became {...props} />
          </>
        }
        aside={<UndoPart {...props} />}
      />
    </TaskPage>
  )
}

function Sub({ run, tried, at }: DoneProps & { readonly at: Date }) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const words = useImportWords()
  const day = formatDay(dayOfInstant(at, zone), language, { weekday: true })
  const when = `${day}, ${formatTime(at, language, zone)}`
  const closed = tried?.closed ?? 0
  return closed === 0 || closed > run.done
    ? t('import.done.subPlain', { at: when })
    : t('import.done.sub', { at: when, open: words.number(run.done - closed), closed: words.number(closed) })
}

function Next({ run, tried }: DoneProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const check = `/import/${run.import}/check`
  const ready = tried === null ? 0 : readyIn(run, tried)
  const children = (variant: 'filled' | 'default') => (
    <GoButton to="/children" variant={variant}>
      {t('import.done.children')}
    </GoButton>
  )
  if (ready > 0)
    return (
      <NextThing
        title={t('import.done.nextReady', { count: ready, n: words.number(ready) })}
        actions={
          <>
            <GoButton to={check}>{t('import.done.toCheck')}</GoButton>
            {children('default')}
          </>
        }
      >
        {t('import.done.nextReadyText')}
      </NextThing>
    )
  if (run.questions > 0)
    return (
      <NextThing
        title={<QuestionsWait run={run} tried={tried} />}
        actions={
          <>
            <GoButton to={check}>{t('import.run.answer')}</GoButton>
            {children('default')}
          </>
        }
      >
        {t('import.done.nextText')}
      </NextThing>
    )
  return (
    <NextThing title={t('import.done.nextOpen')} actions={children('filled')}>
      {t('import.done.nextOpenText')}
    </NextThing>
  )
}

function QuestionsWait({ run, tried }: Pick<DoneProps, 'run' | 'tried'>) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const groups = tried?.groups.length ?? 0
  if (groups === 0) return t('import.done.nextRows', { count: run.questions, n: words.number(run.questions) })
  return t('import.done.next', { count: groups, n: words.number(groups), rows: words.number(run.questions) })
}

function Became({ run, tried }: DoneProps) {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const words = useImportWords()
  const value = (n: number) => ({ count: n, n: words.number(n) })
  const rows = tried?.counts.rows ?? run.done + run.questions + run.leftOut
  const link = (show: string, label: string) => (
    <>
      {' '}
      <Go className="tall" to={`/import/${run.import}/rows/${show}`}>
        {label}
      </Go>
    </>
  )
  return (
    <Section title={t('import.done.of', value(rows))}>
      <Rows>
        <Row
          shape="done"
          shapeLabel={t('import.state.done')}
          title={t('import.done.became', value(run.done))}
          small={t('import.done.becameSub')}
        >
          {link('files', t('import.done.seeFiles'))}
        </Row>
        {run.questions === 0 ? null : (
          <Row
            shape="query"
            shapeLabel={t('import.rowsPage.questions')}
            title={t('import.done.wait', value(run.questions))}
            small={t('import.done.waitSub')}
          />
        )}
        {run.leftOut === 0 ? null : (
          <Row
            shape="open"
            shapeLabel={t('import.rowsPage.left')}
            title={t('import.done.out', value(run.leftOut))}
            small={tried?.leftOut.map(({ kind }) => words.kind(kind)).join(', ')}
          >
            {link('left-out', t('import.done.seeOut'))}
          </Row>
        )}
        <Row
          shape="held"
          title={t('import.done.locked')}
          small={t('import.done.lockedSub', {
            day: formatDay(dayOfInstant(new Date(run.purgeAt), zone), language, { weekday: true }),
          })}
        />
      </Rows>
    </Section>
  )
}

export type EndedProps = {
  readonly run: ImportState
  /** Known right after undoing: how many files are gone, and how many stayed. */
  readonly undone: { readonly files: number; readonly left: number } | null
}

/** Undone, or destroyed after its time: nothing of the list is left to show. */
export function EndedScreen({ run, undone }: EndedProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const isUndone = run.state === 'undone'
  const title = isUndone ? t('import.undone.title') : t('import.undone.endedTitle')
  const gone =
    undone === null
      ? t('import.undone.subPlain')
      : t('import.undone.sub', { count: undone.files, n: words.number(undone.files) })
  return (
    <TaskPage narrow back={{ to: '/import', label: t('import.toList') }}>
      <title>{`${title} – Lindung`}</title>
      <PageHead title={title} sub={isUndone ? gone : t('import.undone.endedSub')} />
      {isUndone ? (
        <Rows>
          {undone === null || undone.left === 0 ? null : (
            <Row shape="held" title={t('import.undone.left', { count: undone.left, n: words.number(undone.left) })} />
          )}
          <Row shape="done" title={t('import.undone.record')} />
        </Rows>
      ) : null}
      <GoButton to="/import">{t('import.undone.again')}</GoButton>
    </TaskPage>
  )
}
