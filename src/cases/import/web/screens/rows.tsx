/** All rows of a list by what becomes of them, fifty at a time. */
import { useTranslation } from 'react-i18next'
import {
  Acts,
  Button,
  Go,
  GoButton,
  PageHead,
  Register,
  type RegisterColumn,
  SelectField,
  Tabs,
  TaskPage,
} from '#platform/web/index.ts'
import { Cells } from '../parts/raw.tsx'
import css from '../parts/import.module.css'
import type { AskedRow, ImportState, TriedList } from '../types.ts'
import { rowKey, useImportWords } from '../words.ts'

export const SHOWS = ['files', 'questions', 'left-out'] as const
export type Show = (typeof SHOWS)[number]
export const ROWS_PAGE = 50

export type RowsProps = {
  readonly run: ImportState
  readonly counts: TriedList['counts']
  readonly kinds: TriedList['leftOut']
  readonly several: boolean
  readonly show: Show
  readonly kind: string | null
  readonly onKind: (kind: string | null) => void
  /** Null while they are fetched. */
  readonly rows: readonly AskedRow[] | null
  readonly total: number
  readonly from: number
  readonly onFrom: (from: number) => void
}

export function RowsScreen(props: RowsProps) {
  const { t } = useTranslation('cases')
  const { run, show, rows } = props
  const title = useTitles(run)[show]
  const readyRows = props.counts.rows - props.counts.questions - props.counts.leftOut
  const counts = { files: readyRows, questions: props.counts.questions, 'left-out': props.counts.leftOut }
  return (
    <TaskPage back={{ to: `/import/${run.import}/check`, label: t('import.rowsPage.back') }}>
      <title>{`${title} – Lindung`}</title>
      <PageHead title={title} />
      <RowTabs run={run} show={show} counts={counts} />
      {show === 'left-out' && props.kinds.length > 1 ? <KindFilter {...props} /> : null}
      {rows === null ? <p role="status">{t('import.check.oneLoading')}</p> : <List {...props} rows={rows} />}
      <Pager {...props} />
    </TaskPage>
  )
}

function useTitles({ done }: ImportState): Readonly<Record<Show, string>> {
  const { t } = useTranslation('cases')
  return {
    files: done > 0 ? t('import.rowsPage.made') : t('import.rowsPage.files'),
    questions: t('import.rowsPage.questions'),
    'left-out': t('import.rowsPage.left'),
  }
}

type TabsProps = { readonly run: ImportState; readonly show: Show; readonly counts: Readonly<Record<Show, number>> }

function RowTabs({ run, show, counts }: TabsProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const titles = useTitles(run)
  return (
    <Tabs
      label={t('import.rowsPage.tabs')}
      items={SHOWS.map((key) => ({
        key,
        label: titles[key],
        count: words.number(counts[key]),
        current: key === show,
        to: `/import/${run.import}/rows/${key}`,
      }))}
    />
  )
}

function KindFilter({ kinds, kind, onKind }: RowsProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  return (
    <div className={`${css.narrow} ${css.gap} no-print`}>
      <SelectField
        id="sebab"
        label={t('import.rowsPage.filter')}
        value={kind ?? ''}
        data={[
          { value: '', label: t('import.rowsPage.all') },
          ...kinds.map((one) => ({ value: one.kind, label: `${words.kind(one.kind)}, ${words.number(one.rows)}` })),
        ]}
        onChange={(event) => onKind(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      />
    </div>
  )
}

function List(props: RowsProps & { readonly rows: readonly AskedRow[] }) {
  const { t } = useTranslation('cases')
  const { show, rows } = props
  if (rows.length === 0) return <p className={css.gap}>{t('import.rowsPage.none')}</p>
  return show === 'left-out' ? <LeftOutRows {...props} /> : <ChildRows {...props} />
}

function LeftOutRows({ rows, several }: RowsProps & { readonly rows: readonly AskedRow[] }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const columns: readonly RegisterColumn[] = [
    { key: 'row', head: t('import.check.rowHead'), width: '12rem', role: 'name' },
    { key: 'why', head: t('import.rowsPage.why'), width: '14rem' },
    { key: 'text', head: t('import.rowsPage.text') },
  ]
  return (
    <Register
      caption={t('import.rowsPage.left')}
      columns={columns}
      groups={[
        {
          key: 'all',
          rows: rows.map((row) => ({
            key: rowKey(row),
            cells: {
              row: words.row(row, several),
              why: words.kind(row.decision === 'reject' ? 'answered' : row.kind),
              text: <Cells texts={Object.values(row.cells).filter((text) => text.trim() !== '')} />,
            },
          })),
        },
      ]}
    />
  )
}

function ChildRows({ rows, several, show, run }: RowsProps & { readonly rows: readonly AskedRow[] }) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const made = show === 'files' && run.done > 0
  const last: readonly RegisterColumn[] = made
    ? [{ key: 'end', head: t('import.rowsPage.file'), width: '5rem', role: 'act', headHidden: true }]
    : show === 'questions'
      ? [{ key: 'end', head: t('import.rowsPage.questions') }]
      : []
  const columns: readonly RegisterColumn[] = [
    { key: 'child', head: t('import.rowsPage.child'), width: '14rem', role: 'name' },
    { key: 'born', head: t('import.rowsPage.born'), width: '12rem' },
    { key: 'lives', head: t('import.rowsPage.lives') },
    { key: 'guardian', head: t('import.rowsPage.guardian') },
    ...last,
  ]
  return (
    <Register
      caption={t('import.rowsPage.files')}
      columns={columns}
      groups={[
        {
          key: 'all',
          rows: rows.flatMap((row) =>
            row.children.map((child, at) => ({ key: rowKey(row, at), cells: cellsOf(row, child, at) })),
          ),
        },
      ]}
    />
  )

  function cellsOf(row: AskedRow, child: AskedRow['children'][number], at: number) {
    const name = words.name(child)
    return {
      child: (
        <>
          <b>{name}</b>
          <small>{words.row(row, several)}</small>
        </>
      ),
      born: `${words.reading(child, 'birth')}, ${words.reading(child, 'sex')}`,
      lives: child.village === undefined ? '' : words.reading(child, 'village'),
      guardian: child.guardian === undefined ? '' : words.reading(child, 'guardian'),
      end: made ? (
        <FileLink file={row.files?.[at]} name={name} />
      ) : (
        [...new Set(row.questions.map((one) => words.question(one)))].join(' ')
      ),
    }
  }
}

function FileLink({ file, name }: { readonly file: string | undefined; readonly name: string }) {
  const { t } = useTranslation('cases')
  if (file === undefined) return null
  return (
    <Go className="tall" to={`/children/${file}`} aria-label={t('import.rowsPage.openOf', { name })}>
      {t('import.rowsPage.open')}
    </Go>
  )
}

function Pager({ from, total, rows, onFrom, run, show }: RowsProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  if (rows === null || total === 0) return null
  const to = from + rows.length
  return (
    <nav className={css.pager} aria-label={t('import.rowsPage.pages')}>
      <span className="two">
        {t('import.rowsPage.span', { from: words.number(from + 1), to: words.number(to), total: words.number(total) })}
      </span>
      <Acts>
        {from === 0 ? null : (
          <Button variant="default" onClick={() => onFrom(Math.max(0, from - ROWS_PAGE))}>
            {t('import.rowsPage.previous')}
          </Button>
        )}
        {to >= total ? null : (
          <Button variant="default" onClick={() => onFrom(to)}>
            {t('import.rowsPage.next')}
          </Button>
        )}
        {show === 'questions' ? (
          <GoButton variant="default" to={`/import/${run.import}/check`}>
            {t('import.run.answer')}
          </GoButton>
        ) : null}
      </Acts>
    </nav>
  )
}
