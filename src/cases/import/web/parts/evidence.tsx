/** What a question is about: a few rows, their text as it stands and what was read. */
import { useTranslation } from 'react-i18next'
import { formatDay, type Reading, RawRead, RawText, useLanguage } from '#platform/web/index.ts'
import { questionOf } from '../readings.ts'
import type { Group, Question, TriedRow } from '../types.ts'
import { type ImportWords, useImportWords } from '../words.ts'
import css from './import.module.css'
import { Raw } from './raw.tsx'

export type EvidenceProps = {
  readonly group: Pick<Group, 'code' | 'field'>
  readonly rows: readonly TriedRow[]
  /** A list has several sheets: rows are named with theirs. */
  readonly several: boolean
}

export function Evidence({ group, rows, several }: EvidenceProps) {
  const { t } = useTranslation('cases')
  const words = useImportWords()
  const readingOf = useReading(group, words)
  const heads =
    group.code === 'age-contradicts-birth'
      ? [t('import.check.births'), t('import.check.ages')]
      : [t('import.check.original'), t('import.check.readAs')]
  return (
    <RawRead
      caption={t('import.check.examplesOf')}
      rowHead={t('import.check.rowHead')}
      heads={heads}
      readings={rows.flatMap((row): readonly Reading[] => {
        const question = questionOf(row, group)
        return question === undefined ? [] : [{ row: placeOf(row, words, several), cells: readingOf(row, question) }]
      })}
    />
  )
}

/** In a table headed "Row" the number is enough. */
function placeOf(row: TriedRow, words: ImportWords, several: boolean) {
  if (row.column !== undefined) return row.column
  return several ? (
    <>
      {words.number(row.row)} <small>{row.sheet}</small>
    </>
  ) : (
    words.number(row.row)
  )
}

type Cells = Reading['cells']

function useReading(group: EvidenceProps['group'], words: ImportWords): (row: TriedRow, question: Question) => Cells {
  const { t } = useTranslation('cases')
  const { language } = useLanguage()
  return (row, question) => {
    const child = row.children[question.child ?? 0]
    const raw = <Raw field={group.field} raw={question.raw} />
    const read = words.reading(child, group.field)
    const { stated, from } = question.params ?? {}
    if (group.code === 'age-contradicts-birth')
      return [
        { read: raw, assumed: read },
        { read: t('import.check.written', { age: stated }), assumed: t('import.check.byBirth', { age: from }) },
      ]
    if (question.alternatives === undefined) return [{ read: raw }, { read }]
    const [first = '', second = ''] = question.alternatives.map((day) =>
      /^\d{4}-\d\d-\d\d$/.test(day) ? formatDay(day, language, { short: true, year: true }) : day,
    )
    return [
      { read: raw },
      {
        read: `${first}, ${t('import.check.dayFirst')}`,
        assumed: `${second}, ${t('import.check.monthFirst')}`,
      },
    ]
  }
}

/** The same for one row, in a line. */
export function EvidenceLine({ group, row }: { readonly group: EvidenceProps['group']; readonly row: TriedRow }) {
  const words = useImportWords()
  const readingOf = useReading(group, words)
  const question = questionOf(row, group)
  if (question === undefined) return null
  return (
    <p className={css.facing}>
      {readingOf(row, question).map((cell, index) => (
        <span key={index}>
          {cell.read}
          {cell.assumed === undefined ? null : <small>{cell.assumed}</small>}
        </span>
      ))}
    </p>
  )
}

/** The whole row as it stands, for whoever answers it alone. */
export const WholeRow = ({ row }: { readonly row: TriedRow }) => (
  <p className="small two">
    {Object.entries(row.cells)
      .filter(([, text]) => text.trim() !== '')
      .map(([at, text]) => (
        <span key={at}>
          <RawText>{text}</RawText>{' '}
        </span>
      ))}
  </p>
)
