/** A day as one says it: number, month in words, year. The browser's own field would write month before day in half of all offices. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DateDraft,
  draftOf,
  monthNames,
  readDraft,
  SelectField,
  TextField,
  useDateProblem,
  useLanguage,
} from '#platform/web/index.ts'
import css from './import.module.css'

export type DayFieldProps = {
  readonly id: string
  readonly legend: string
  readonly hint: string
  /** ISO day, or empty. */
  readonly day: string
  readonly today: string
  /** A whole day, or empty when all of it was cleared; while it is being typed nothing is said. */
  readonly onDay: (day: string) => void
}

const isWhole = ({ day, month, year }: DateDraft) => day !== '' && month !== '' && year.length === 4
const isEmpty = ({ day, month, year }: DateDraft) => day === '' && month === '' && year === ''

export function DayField({ id, legend, hint, day, today, onDay }: DayFieldProps) {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  const problem = useDateProblem()
  const [draft, setDraft] = useState<DateDraft>(() => ({
    ...draftOf(day === '' ? null : { precision: 'day', value: day }, today),
    mode: 'day',
  }))
  const reading = readDraft(draft, today)
  const error = isWhole(draft) && !reading.ok ? problem(reading.problem) : null
  const change = (over: Partial<DateDraft>) => {
    const next = { ...draft, ...over }
    setDraft(next)
    const read = readDraft(next, today)
    if (isEmpty(next)) onDay('')
    else if (isWhole(next) && read.ok && read.value.precision === 'day') onDay(read.value.value)
  }
  const months = monthNames(language)
  return (
    <fieldset className={css.day} aria-describedby={`${id}-h`}>
      <legend>{legend}</legend>
      <p className="two" id={`${id}-h`}>
        {hint}
      </p>
      <div className={css.dayFields}>
        <TextField
          id={id}
          className={css.figures2}
          label={t('date.day')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={2}
          value={draft.day}
          onChange={(event) => change({ day: event.currentTarget.value })}
        />
        <SelectField
          id={`${id}-bulan`}
          className={css.month}
          label={t('date.month')}
          value={draft.month}
          data={[
            { value: '', label: t('date.pickMonth') },
            ...months.map((label, at) => ({ value: String(at + 1), label })),
          ]}
          onChange={(event) => change({ month: event.currentTarget.value })}
        />
        <TextField
          id={`${id}-tahun`}
          className={css.figures4}
          label={t('date.year')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={draft.year}
          onChange={(event) => change({ year: event.currentTarget.value })}
        />
      </div>
      {error === null ? null : (
        <p className="now" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
