/** Words of the import: numbers, rows, questions, answers and readings as people say them. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { formatNumber, useDateWords, useLanguage } from '#platform/web/index.ts'
import { factOf, refOf } from './readings.ts'
import type { Child, Choice, Field, Question, TriedRow } from './types.ts'

export type ImportWords = {
  readonly number: (n: number) => string
  readonly rows: (n: number) => string
  readonly files: (n: number) => string
  /** "Baris 87", "Baris 87, Tambahan" where a list has several sheets. */
  readonly row: (row: Pick<TriedRow, 'sheet' | 'row' | 'column'>, several?: boolean) => string
  readonly name: (child: Child | undefined) => string
  readonly question: (question: Pick<Question, 'code' | 'params'>) => string
  readonly choice: (code: string, choice: Choice) => string
  readonly field: (field: Field | 'row') => string
  /** A reading in words; "kosong" where nothing was read. */
  readonly value: (field: Field | 'row', value: unknown) => string
  /** The reading of a child's field. */
  readonly reading: (child: Child | undefined, field: Field | 'row') => string
  readonly mark: (mark: string) => string | undefined
  readonly kind: (kind: string) => string
  readonly refusal: (reason: string) => string
  /** "kira-kira 40 detik" */
  readonly time: (seconds: number) => string
}

/** Keys that are put together from data; a test beside sees that the catalogues hold each of them. */
export function useImportWords(): ImportWords {
  const { t, i18n } = useTranslation('cases')
  const { language } = useLanguage()
  const date = useDateWords()
  return useMemo(() => {
    const said = (key: string): string | undefined =>
      i18n.exists(`cases:${key}`) ? String(t(key as never)) : undefined
    const number = (n: number) => formatNumber(n, language)
    // A year alone is easily taken for another number.
    const dateWords = (read: PartialDate): string =>
      read.precision === 'year' && read.estimated !== true ? t('import.year', { year: read.value }) : date(read)
    const value = (field: Field | 'row', read: unknown): string => {
      if (read === null || read === undefined || read === '') return t('import.empty')
      if (typeof read === 'object') return dateWords(read as PartialDate)
      const text = typeof read === 'string' ? read : JSON.stringify(read)
      return said(`import.${field}.${text}`) ?? text
    }
    return {
      number,
      rows: (n) => t('import.rows', { count: n, n: number(n) }),
      files: (n) => t('import.files', { count: n, n: number(n) }),
      row: ({ sheet, row, column }, several = false) => {
        if (column !== undefined) return t('import.cardOf', { column, sheet })
        return several ? t('import.rowOf', { n: number(row), sheet }) : t('import.row', { n: number(row) })
      },
      name: (child) => child?.name.value ?? t('import.unnamed'),
      question: ({ code, params }) =>
        said(`importSheet.question.${code}/${String(params?.['how'] ?? '')}`) ??
        said(`importSheet.question.${code}`) ??
        t('importSheet.question.other'),
      choice: (code, choice) => said(`import.choiceFor.${code}.${choice}`) ?? t(`import.choice.${choice}`),
      field: (field) => t(`import.field.${field}`),
      value,
      reading: (child, field) => value(field, child === undefined ? null : factOf(child, field)?.value),
      mark: (mark) => said(`import.mark.${mark}`),
      kind: (kind) => said(`import.check.kind.${kind}`) ?? t('import.check.kind.note'),
      refusal: (reason) => said(`import.refused.${reason}`) ?? t('import.refused.other'),
      time: (seconds) => {
        if (seconds < 8) return t('import.aMoment')
        const n = seconds < 90 ? Math.ceil(seconds / 5) * 5 : Math.ceil(seconds / 60)
        return seconds < 90
          ? t('import.seconds', { count: n, n: number(n) })
          : t('import.minutes', { count: n, n: number(n) })
      },
    }
  }, [t, i18n, language, date])
}

/** A name for a row that stays the same while answers come in. */
export const rowKey = (row: Pick<TriedRow, 'sheet' | 'row' | 'column'>, child?: number): string => {
  const ref = refOf(row, child)
  return `${ref.sheet}\n${ref.row}\n${ref.column ?? ''}\n${ref.child ?? 0}`
}
