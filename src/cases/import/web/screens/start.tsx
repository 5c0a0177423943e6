/** Import a list: choose a file, and one's imports with their next step. */
import { useTranslation } from 'react-i18next'
import {
  DueItem,
  DueList,
  EmptyState,
  PageHead,
  Part,
  Row,
  Rows,
  Section,
  ThenList,
  TwoColumns,
  type ShapeName,
  dayOfInstant,
  formatDay,
  useLanguage,
  useTimeZone,
} from '#platform/web/index.ts'
import { useMomentWords } from '../../../web/words.ts'
import type { ImportItem } from '../types.ts'
import { useImportWords } from '../words.ts'
import { type Upload, UploadBox } from '../parts/upload-box.tsx'
import { DayField } from '../parts/day-field.tsx'
import css from '../parts/import.module.css'

export type StartProps = {
  /** Null while they are fetched. */
  readonly imports: readonly ImportItem[] | null
  readonly upload: Upload
  /** ISO day, or empty: the list says it itself. */
  readonly asOf: string
  readonly onAsOf: (day: string) => void
  readonly onFile: (file: File) => void
  readonly onAgain: () => void
  readonly today: string
}

export function StartScreen({ imports, upload, asOf, onAsOf, onFile, onAgain, today }: StartProps) {
  const { t } = useTranslation('cases')
  const still = upload.step === 'idle' || upload.step === 'refused'
  return (
    <>
      <title>{`${t('import.title')} – Lindung`}</title>
      <PageHead title={t('import.title')} sub={t('import.start.sub')} />
      <TwoColumns>
        <div>
          <div className={css.stack}>
            <UploadBox upload={upload} kinds={t('import.start.kinds')} onFile={onFile} onAgain={onAgain} />
            {still ? (
              <DayField
                id="per"
                legend={t('import.start.asOf')}
                hint={t('import.start.asOfHint')}
                day={asOf}
                today={today}
                onDay={onAsOf}
              />
            ) : null}
          </div>
          <Mine imports={imports} today={today} />
        </div>
        <div className={css.beside}>
          <Part title={t('import.start.steps')}>
            <ThenList
              steps={[
                { what: t('import.start.step1') },
                { what: t('import.start.step2') },
                { what: t('import.start.step3'), when: t('import.start.step3When') },
              ]}
            />
          </Part>
          <Part title={t('import.start.refusals')}>
            <Rows>
              <Row title={t('import.start.refuse.size')} small={t('import.start.refuse.sizeWhy')} />
              <Row title={t('import.start.refuse.locked')} small={t('import.start.refuse.lockedWhy')} />
              <Row title={t('import.start.refuse.strange')} small={t('import.start.refuse.strangeWhy')} />
            </Rows>
          </Part>
        </div>
      </TwoColumns>
    </>
  )
}

function Mine({ imports, today }: Pick<StartProps, 'imports' | 'today'>) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  if (imports === null) return null
  return (
    <Section title={t('import.start.mine')} {...(imports.length === 0 ? {} : { count: words.number(imports.length) })}>
      {imports.length === 0 ? (
        <div className={css.gap}>
          <EmptyState title={t('import.start.none')}>{t('import.start.noneBody')}</EmptyState>
        </div>
      ) : (
        <DueList>
          {imports.map((item) => (
            <ImportLine key={item.import} item={item} today={today} />
          ))}
        </DueList>
      )}
    </Section>
  )
}

const SHAPE: Readonly<Record<ImportItem['state'], ShapeName>> = {
  draft: 'query',
  running: 'soon',
  paused: 'waiting',
  done: 'done',
  undone: 'open',
  ended: 'held',
}

/** Where one goes on: a list that was never tried is matched first. */
function placeOf({ import: id, state, questions, leftOut }: ImportItem): string {
  if (state !== 'draft') return `/import/${id}`
  return questions + leftOut > 0 ? `/import/${id}/check` : `/import/${id}/match`
}

function ImportLine({ item, today }: { readonly item: ImportItem; readonly today: string }) {
  const { t } = useTranslation('cases')
  const moment = useMomentWords(today)
  const lines = useLines()
  const at = moment(new Date(item.startedAt))
  const { who, when } = lines(item, at)
  return (
    <DueItem
      shape={SHAPE[item.state]}
      shapeLabel={t(`import.state.${item.state}`)}
      title={item.file === null ? t('import.aList', { day: at }) : <bdi>{item.file}</bdi>}
      to={placeOf(item)}
      who={who}
      {...(when === null ? {} : { when })}
    />
  )
}

function useLines(): (item: ImportItem, at: string) => { readonly who: string; readonly when: string | null } {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  const zone = useTimeZone()
  const words = useImportWords()
  return ({ state, done, total, questions, undoUntil }, at) => {
    const [made, all] = [words.number(done), words.number(total)]
    switch (state) {
      case 'draft':
        return { who: t('import.list.draft'), when: t('import.list.draftNext', { at }) }
      case 'running':
      case 'paused':
        return { who: t(`import.list.${state}`, { done: made, total: all }), when: null }
      case 'done': {
        const waiting =
          questions === 0 ? [] : [t('import.list.waiting', { count: questions, n: words.number(questions) })]
        const until =
          undoUntil === null || new Date(undoUntil) < new Date()
            ? null
            : t('import.list.undoUntil', {
                day: formatDay(dayOfInstant(new Date(undoUntil), zone), language, { weekday: true }),
              })
        return { who: [t('import.list.done', { count: done, n: made }), ...waiting].join('. '), when: until }
      }
      case 'undone':
      case 'ended':
        return { who: t(`import.list.${state}`), when: null }
    }
  }
}
