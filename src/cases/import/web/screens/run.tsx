/** Step 3: files are being made, or the work is paused. The page may be closed at any time. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  GoButton,
  PageHead,
  Part,
  PartText,
  Progress,
  Row,
  Rows,
  SavedLine,
  TaskColumns,
  TaskPage,
} from '#platform/web/index.ts'
import { useMomentWords } from '../../../web/words.ts'
import css from '../parts/import.module.css'
import { UndoDialog } from '../parts/undo.tsx'
import type { ImportState } from '../types.ts'
import { useImportWords } from '../words.ts'

/** A sheet with how many of its files are made. */
export type SheetProgress = { readonly sheet: string; readonly done: number; readonly total: number }

export type RunProps = {
  readonly file: string
  readonly run: ImportState
  readonly sheets: readonly SheetProgress[]
  /** Null while it is not known. */
  readonly secondsLeft: number | null
  readonly at: Date
  readonly trouble: string | null
  readonly onPause: () => void
  readonly onResume: () => void
  readonly onUndo: () => void
  readonly today: string
}

export function RunScreen(props: RunProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const { file, run, sheets, at } = props
  const title = t('import.run.title', { count: run.total, n: words.number(run.total), done: words.number(run.done) })
  return (
    <TaskPage back={{ to: '/import', label: t('import.toList') }} status={<SavedLine at={at} where="office" />}>
      <title>{`${title} – Lindung`}</title>
      <TaskColumns
        main={
          <>
            <PageHead kick={t('import.run.kick', { file })} title={title} sub={<Left {...props} />} />
            <Progress value={run.done} max={run.total} label={t('import.run.bar')} thick />
            <Rows>
              {sheets.map((sheet) => (
                <SheetRow key={sheet.sheet} {...sheet} />
              ))}
              <Interrupted {...props} />
            </Rows>
            <RunActs {...props} />
          </>
        }
        aside={<Meanwhile run={run} />}
      />
    </TaskPage>
  )
}

function Left({ run, secondsLeft }: RunProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  if (run.state === 'paused') return t('import.run.pausedSub')
  return secondsLeft === null ? t('import.run.begins') : t('import.run.left', { time: words.time(secondsLeft) })
}

function SheetRow({ sheet, done, total }: SheetProgress) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const left = Math.max(0, total - done)
  const whole = left === 0
  const small = whole
    ? t('import.run.sheetDone', { count: done, n: words.number(done) })
    : done === 0
      ? t('import.run.sheetWaiting', { count: left, n: words.number(left) })
      : t('import.run.sheetMade', { n: words.number(done), left: words.number(left) })
  return (
    <Row
      shape={whole ? 'done' : done === 0 ? 'open' : 'soon'}
      shapeLabel={t(whole ? 'import.state.done' : done === 0 ? 'import.state.draft' : 'import.state.running')}
      title={<bdi>{sheet}</bdi>}
      small={small}
    />
  )
}

function Interrupted({ run: { interrupted }, today }: RunProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const moment = useMomentWords(today)
  if (interrupted === null) return null
  return (
    <Row
      shape="done"
      shapeLabel={t('import.state.done')}
      title={t('import.run.interrupted', { at: moment(new Date(interrupted.at)) })}
      small={t('import.run.interruptedSub', { count: interrupted.from, n: words.number(interrupted.from) })}
    />
  )
}

function RunActs({ run, trouble, onPause, onResume, onUndo }: RunProps) {
  const { t } = useTranslation('cases')
  const [asking, setAsking] = useState(false)
  const paused = run.state === 'paused'
  return (
    <div className={`${css.stack} ${css.gap}`}>
      {trouble === null ? null : (
        <p className="note" role="alert">
          {trouble}
        </p>
      )}
      <Acts>
        {paused ? (
          <Button onClick={onResume}>{t('import.run.resume')}</Button>
        ) : (
          <Button variant="default" onClick={onPause}>
            {t('import.run.pause')}
          </Button>
        )}
        <Button variant="subtle" onClick={() => setAsking(true)}>
          {t('import.run.stop')}
        </Button>
      </Acts>
      <UndoDialog open={asking} files={run.done} onUndo={onUndo} onClose={() => setAsking(false)} />
    </div>
  )
}

function Meanwhile({ run }: Pick<RunProps, 'run'>) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const { questions, state } = run
  return (
    <Part title={t('import.run.meanwhile')}>
      <PartText>{state === 'paused' ? t('import.run.pausedLeave') : t('import.run.leave')}</PartText>
      {questions === 0 ? null : (
        <>
          <PartText>{t('import.run.stillWait', { count: questions, n: words.number(questions) })}</PartText>
          <GoButton to={`/import/${run.import}/check`} variant={state === 'paused' ? 'default' : 'filled'}>
            {t('import.run.answer')}
          </GoButton>
        </>
      )}
    </Part>
  )
}
