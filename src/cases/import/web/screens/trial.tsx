/** A visitor of the demo tries a list of their own. It is shown, and never kept. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  Fold,
  PageHead,
  Part,
  Register,
  Section,
  Shape,
  TaskColumns,
  TaskPage,
  ThenList,
} from '#platform/web/index.ts'
import { Columns } from '../parts/columns-table.tsx'
import css from '../parts/import.module.css'
import { Questions } from '../parts/questions.tsx'
import { LeftOut, Samples } from '../parts/samples.tsx'
import { Sheets } from '../parts/sheets.tsx'
import { type Upload, UploadBox } from '../parts/upload-box.tsx'
import type { Trial } from '../types.ts'
import { rowKey, useImportWords } from '../words.ts'
import { CheckTally, useQuestionsTitle } from './check.tsx'

export type TrialProps = {
  readonly upload: Upload
  readonly result: Trial | null
  readonly onFile: (file: File) => void
  readonly onAgain: () => void
  readonly onForget: () => void
  readonly today: string
  /** The other language in one tap. */
  readonly languages: React.ReactNode
}

export function TrialScreen(props: TrialProps) {
  const { t } = useTranslation('cases')
  return (
    <TaskPage
      back={{ to: '/', label: t('import.trial.door'), outside: true }}
      status={
        <span className={css.line}>
          <Shape name="proved" small />
          <span>{t('import.trial.status')}</span>
          {props.languages}
        </span>
      }
    >
      {props.result === null ? <Before {...props} /> : <Result {...props} result={props.result} />}
    </TaskPage>
  )
}

function Before({ upload, onFile, onAgain }: TrialProps) {
  const { t } = useTranslation('cases')
  return (
    <>
      <title>{`${t('import.trial.title')} – Lindung`}</title>
      <TaskColumns
        main={
          <>
            <PageHead title={t('import.trial.title')} sub={t('import.trial.sub')} />
            <div className={css.stack}>
              <UploadBox upload={upload} kinds={t('import.trial.kinds')} onFile={onFile} onAgain={onAgain} />
              <p className="note">{t('import.trial.care')}</p>
            </div>
          </>
        }
        aside={
          <Part title={t('import.trial.what')}>
            <ThenList
              steps={[
                { what: t('import.trial.what1'), when: t('import.trial.what1When') },
                { what: t('import.trial.what2') },
                { what: t('import.trial.what3'), when: t('import.trial.what3When') },
              ]}
            />
          </Part>
        }
      />
    </>
  )
}

type ResultProps = Omit<TrialProps, 'result'> & { readonly result: Trial }

function Result({ result, onForget, today }: ResultProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const questionsTitle = useQuestionsTitle()
  const { list, tried } = result
  const { counts } = tried
  const readyRows = counts.rows - counts.questions - counts.leftOut
  const title = t('import.check.title', {
    count: readyRows,
    n: words.number(readyRows),
    rows: words.number(counts.rows),
  })
  return (
    <>
      <title>{`${title} – Lindung`}</title>
      <TaskColumns
        main={
          <>
            <PageHead
              kick={t('import.trial.kick')}
              title={title}
              sub={t('import.trial.resultSub', { file: list.file, rows: words.rows(counts.rows) })}
            />
            <CheckTally tried={tried} readyRows={readyRows} />
            <Section
              id="tanya"
              title={questionsTitle(tried)}
              {...(tried.groups.length === 0 ? {} : { intro: t('import.trial.questionsSub') })}
            >
              <Questions
                groups={tried.groups}
                given={tried.given}
                several={tried.bySheet.length > 1}
                today={today}
                answering={null}
              />
            </Section>
            <Section
              id="siap"
              title={t('import.check.files')}
              count={words.number(counts.files)}
              intro={tried.samples.length === 0 ? t('import.check.noSamples') : t('import.check.samples')}
            >
              <Samples samples={tried.samples} />
              <FirstRows rows={result.rows} />
            </Section>
            <Section id="lewat" title={t('import.rowsPage.left')} count={words.number(counts.leftOut)}>
              <LeftOut kinds={tried.leftOut} />
            </Section>
          </>
        }
        aside={<Own onForget={onForget} />}
      />
      <Sheets list={list} open={false} />
      <Columns list={list} chosen={{}} remembered={false} onChoose={null} />
    </>
  )
}

function FirstRows({ rows }: { readonly rows: Trial['rows'] }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  if (rows.length === 0) return null
  return (
    <Fold summary={t('import.trial.rows', { count: rows.length, n: words.number(rows.length) })}>
      <Register
        caption={t('import.check.files')}
        columns={[
          { key: 'child', head: t('import.rowsPage.child'), width: '14rem', role: 'name' },
          { key: 'born', head: t('import.rowsPage.born') },
          { key: 'lives', head: t('import.rowsPage.lives') },
        ]}
        groups={[
          {
            key: 'all',
            rows: rows.flatMap((row) =>
              row.children.map((child, at) => ({
                key: rowKey(row, at),
                cells: {
                  child: (
                    <>
                      <b>{words.name(child)}</b>
                      <small>{words.row(row)}</small>
                    </>
                  ),
                  born: `${words.reading(child, 'birth')}, ${words.reading(child, 'sex')}`,
                  lives: child.village === undefined ? '' : words.reading(child, 'village'),
                },
              })),
            ),
          },
        ]}
      />
    </Fold>
  )
}

function Own({ onForget }: Pick<TrialProps, 'onForget'>) {
  const { t } = useTranslation('cases')
  return (
    <div className={css.stick}>
      <Part title={t('import.trial.own')}>
        <ThenList
          steps={[{ what: t('import.trial.own1') }, { what: t('import.trial.own2') }, { what: t('import.trial.own3') }]}
        />
        <div className={css.gap}>
          <Acts>
            <Button component="a" href="/">
              {t('import.trial.enter')}
            </Button>
            <Button variant="subtle" onClick={onForget}>
              {t('import.trial.forget')}
            </Button>
          </Acts>
        </div>
      </Part>
    </div>
  )
}
