/** Step 2: what would become of every row, questions answered in place, and what will happen. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  ErrorSummary,
  type FieldError,
  Go,
  PageHead,
  Section,
  Tally,
  TaskColumns,
  TaskPage,
} from '#platform/web/index.ts'
import { FilePick } from '../parts/upload-box.tsx'
import css from '../parts/import.module.css'
import { OwnersQuestion, type OwnersProps } from '../parts/owners-question.tsx'
import { type Answering, Questions } from '../parts/questions.tsx'
import { LeftOut, Samples } from '../parts/samples.tsx'
import { SaveLine, type SaveState } from '../parts/save-line.tsx'
import { Consequences } from '../parts/consequences.tsx'
import type { ImportState, ReadList, TriedList } from '../types.ts'
import { useImportWords } from '../words.ts'

export type CheckProps = {
  readonly file: string
  readonly run: ImportState
  readonly tried: TriedList
  readonly answering: Answering
  readonly owners: Omit<OwnersProps, 'villages'>
  readonly villages: ReadList['villages']
  readonly saving: SaveState
  readonly excel: {
    readonly onDownload: () => void
    readonly onUpload: (file: File) => void
    readonly state: 'idle' | 'reading' | { readonly answers: number } | { readonly refused: string }
  }
  /** An answer that was not taken, in words. */
  readonly trouble: string | null
  readonly errors: readonly FieldError[]
  readonly attempt: number
  readonly starting: boolean
  readonly onMake: () => void
  readonly today: string
}

/** Files that are ready and not made yet. */
export const readyIn = (run: ImportState, { counts }: TriedList): number => Math.max(0, counts.files - run.done)

export function CheckScreen(props: CheckProps) {
  const { t } = useTranslation('cases')
  return (
    <TaskPage
      back={{ to: `/import/${props.run.import}/match`, label: t('import.check.back') }}
      status={<SaveLine {...props.saving} answers />}
    >
      <TaskColumns
        main={<Main {...props} />}
        aside={<Consequences {...props} ready={readyIn(props.run, props.tried)} />}
      />
    </TaskPage>
  )
}

function Main(props: CheckProps) {
  const { tried, owners } = props
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const { counts } = tried
  const rowsTo = `/import/${props.run.import}/rows`
  const readyRows = counts.rows - counts.questions - counts.leftOut
  return (
    <>
      <ErrorSummary errors={props.errors} attempt={props.attempt} />
      <CheckHead {...props} readyRows={readyRows} />
      <CheckTally tried={tried} readyRows={readyRows} />
      <Asked {...props} />
      {owners.people.length === 0 ? null : (
        <Section title={t('import.owners.title')}>
          <div className={css.gap}>
            <OwnersQuestion {...owners} villages={props.villages} />
          </div>
        </Section>
      )}
      <Section
        id="siap"
        title={t('import.check.files')}
        count={words.number(counts.files)}
        intro={tried.samples.length === 0 ? t('import.check.noSamples') : t('import.check.samples')}
      >
        <Samples samples={tried.samples} />
        {counts.files === 0 ? null : (
          <Go className="tall" to={`${rowsTo}/files`}>
            {t('import.check.allRows', { count: readyRows, n: words.number(readyRows) })}
          </Go>
        )}
      </Section>
      <Section id="lewat" title={t('import.rowsPage.left')} count={words.number(counts.leftOut)}>
        <LeftOut kinds={tried.leftOut} />
        {counts.leftOut === 0 ? null : (
          <Go className="tall" to={`${rowsTo}/left-out`}>
            {t('import.check.seeRows', { count: counts.leftOut, n: words.number(counts.leftOut) })}
          </Go>
        )}
      </Section>
    </>
  )
}

function CheckHead({ file, run, tried, readyRows }: CheckProps & { readonly readyRows: number }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const title = t('import.check.title', {
    count: readyRows,
    n: words.number(readyRows),
    rows: words.number(tried.counts.rows),
  })
  const sub =
    run.done === 0
      ? t('import.check.sub', { file })
      : t('import.check.subLater', { file, count: run.done, n: words.number(run.done) })
  return (
    <>
      <title>{`${title} – Lindung`}</title>
      <PageHead kick={t('import.check.kick')} title={title} sub={sub} />
    </>
  )
}

export function CheckTally({
  tried: { counts },
  readyRows,
}: {
  readonly tried: TriedList
  readonly readyRows: number
}) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const { files, questions, leftOut } = counts
  return (
    <Tally
      label={t('import.check.will')}
      items={[
        {
          key: 'files',
          number: words.number(files),
          shape: 'done',
          // Brothers and sisters in one row: then files and rows differ, and it is said.
          word:
            files === readyRows
              ? t('import.check.willBe', { count: files })
              : t('import.check.willBeRows', { count: readyRows, n: words.number(readyRows) }),
          to: '#siap',
        },
        {
          key: 'questions',
          number: words.number(questions),
          shape: 'query',
          word: t('import.check.asked', { count: questions }),
          to: '#tanya',
        },
        {
          key: 'left-out',
          number: words.number(leftOut),
          shape: 'open',
          word: t('import.check.leftOut', { count: leftOut }),
          to: '#lewat',
        },
      ]}
    />
  )
}

/** What the section of questions is called: how many answers are enough. */
export function useQuestionsTitle(): (tried: Pick<TriedList, 'groups' | 'given' | 'counts'>) => string {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  return ({ groups, given, counts }) => {
    if (groups.length === 0) return given.length === 0 ? t('import.check.noQuestions') : t('import.check.allAnswered')
    const [n, rows] = [words.number(groups.length), words.number(counts.questions)]
    return t('import.check.questions', { count: groups.length, n, rows })
  }
}

function Asked({ tried, run, answering, excel, today }: CheckProps) {
  const { t } = useTranslation('cases')
  const title = useQuestionsTitle()
  const several = new Set(tried.bySheet.map(({ sheet }) => sheet)).size > 1
  const open = tried.groups.length > 0
  return (
    <Section id="tanya" title={title(tried)} {...(open ? { intro: t('import.check.questionsSub') } : {})}>
      <Questions
        groups={tried.groups}
        given={tried.given}
        several={several}
        today={today}
        answering={answering}
        key={run.import}
      />
      {open ? <Excel excel={excel} /> : null}
    </Section>
  )
}

function Excel({ excel: { onDownload, onUpload, state } }: Pick<CheckProps, 'excel'>) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  return (
    <div className={`${css.stack} ${css.gap} no-print`} id="excel" tabIndex={-1}>
      <h3>{t('import.check.excel')}</h3>
      <p className="two">{t('import.check.excelText')}</p>
      <Acts>
        <Button variant="default" onClick={onDownload}>
          {t('import.check.download')}
        </Button>
        <FilePick label={t('import.check.upload')} variant="default" onFile={onUpload} />
      </Acts>
      {state === 'idle' ? null : (
        <p role="status">
          {state === 'reading' ? t('import.check.uploading') : null}
          {typeof state === 'object' && 'answers' in state
            ? t('import.check.uploaded', { count: state.answers, n: words.number(state.answers) })
            : null}
          {typeof state === 'object' && 'refused' in state ? words.refusal(state.refused) : null}
        </p>
      )}
    </div>
  )
}
