/**
 * A date as far as one knows it: the day, the month, the year, an age on a day, or not known. Each is a full answer.
 * One thumb: choose how much is known, then only the fields for that; figures open the number keys.
 */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '../../pure/partial-date.ts'
import { formatAge, formatDay, formatMonth, monthNames } from '../format.ts'
import { useLanguage } from '../i18n.ts'
import {
  draftOf,
  readDraft,
  type DateDraft,
  type DateMode,
  type DateProblem,
  type DateReading,
} from '../partial-date-draft.ts'
import { Check, Choices, type ChoiceOption } from './choices.tsx'
import { ErrorLine, SelectField, TextField } from './field.tsx'
import css from './partial-date-input.module.css'

export type PartialDateInputProps = {
  /** The error summary links to it. */
  readonly id: string
  readonly legend: string
  readonly hint?: string
  readonly error?: string | null
  /** What is known already; the input keeps its own draft afterwards. */
  readonly initial: PartialDate | null
  /** The reading, and the draft with every typed character, for a form that keeps what is half written. */
  readonly onChange: (reading: DateReading, draft: DateDraft) => void
  /** A kept draft to go on from, instead of `initial`. */
  readonly initialDraft?: DateDraft | null | undefined
  /** ISO day in the team's time zone. */
  readonly today: string
  /** Refuse days after today (a birth, a visit). */
  readonly past?: boolean
  /** How much may be known here; all five by default. */
  readonly modes?: readonly DateMode[]
  /** The ways beside each other, where there is room. */
  readonly row?: boolean
}

const ALL_MODES: readonly DateMode[] = ['day', 'month', 'year', 'age', 'unknown']

export function PartialDateInput({
  id,
  legend,
  hint,
  error,
  initial,
  initialDraft,
  onChange,
  today,
  past = false,
  modes = ALL_MODES,
  row = false,
}: PartialDateInputProps) {
  const { t } = useTranslation('platform')
  const [draft, setDraft] = useState(() => initialDraft ?? draftOf(initial, today))
  const change = (over: Partial<DateDraft>) => {
    const next = { ...draft, ...over }
    setDraft(next)
    onChange(readDraft(next, past ? today : null), next)
  }
  const options = modes.map((mode): ChoiceOption<DateMode> => ({
    value: mode,
    label: t(`date.mode.${mode}`),
    also: !row && mode === 'unknown',
  }))
  const [only, ...others] = modes
  if (only !== undefined && others.length === 0) {
    return <OneMode given={{ id, legend, hint, error }} draft={draft} change={change} />
  }
  return (
    <div className={css.date}>
      <Choices
        id={id}
        legend={legend}
        hint={hint}
        error={error}
        options={options}
        row={row}
        value={draft.mode}
        onChange={(mode) => change({ mode })}
      />
      <ModeFields draft={draft} change={change} />
    </div>
  )
}

type OneModeProps = FieldsProps & {
  readonly given: {
    readonly id: string
    readonly legend: string
    readonly hint: string | undefined
    readonly error: string | null | undefined
  }
}

/** Where only one way of knowing it makes sense, there is nothing to choose. */
function OneMode({ given: { id, legend, hint, error }, draft, change }: OneModeProps) {
  return (
    <fieldset id={id} tabIndex={-1} className={css.date} aria-describedby={error ? `${id}-e` : undefined}>
      <legend className={css.legend}>{legend}</legend>
      {hint === undefined ? null : <p className="two">{hint}</p>}
      {error ? <ErrorLine id={`${id}-e`}>{error}</ErrorLine> : null}
      <Parts draft={draft} change={change} />
    </fieldset>
  )
}

type FieldsProps = { readonly draft: DateDraft; readonly change: (over: Partial<DateDraft>) => void }

function ModeFields({ draft, change }: FieldsProps) {
  switch (draft.mode) {
    case 'day':
    case 'month':
    case 'year':
      return <Written draft={draft} change={change} />
    case 'age':
      return <Age draft={draft} change={change} />
    case 'unknown':
    case null:
      return null
  }
}

function Written({ draft, change }: FieldsProps) {
  const { t } = useTranslation('platform')
  return (
    <div className={css.fields}>
      <Parts draft={draft} change={change} />
      <Check checked={draft.estimated} onChange={(estimated) => change({ estimated })}>
        {t('date.estimated')}
      </Check>
    </div>
  )
}

function Parts({ draft, change }: FieldsProps) {
  const { t } = useTranslation('platform')
  return (
    <div className={css.row}>
      {draft.mode === 'day' ? (
        <Figures label={t('date.day')} width="4rem" max={2} value={draft.day} onChange={(day) => change({ day })} />
      ) : null}
      {draft.mode === 'year' ? null : <MonthSelect value={draft.month} onChange={(month) => change({ month })} />}
      <Figures label={t('date.year')} width="6rem" max={4} value={draft.year} onChange={(year) => change({ year })} />
    </div>
  )
}

function Age({ draft, change }: FieldsProps) {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  return (
    <div className={css.fields}>
      <div className={css.row}>
        <Figures
          label={t('date.years')}
          width="5rem"
          max={3}
          value={draft.years}
          onChange={(years) => change({ years })}
        />
        <Figures
          label={t('date.months')}
          width="5rem"
          max={2}
          value={draft.months}
          onChange={(months) => change({ months })}
        />
      </div>
      <p className="two">{t('date.ageOn', { day: formatDay(draft.on, language, { year: true }) })}</p>
    </div>
  )
}

function MonthSelect({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  const data = [
    { value: '', label: t('date.pickMonth') },
    ...monthNames(language).map((label, i) => ({ value: String(i + 1), label })),
  ]
  return (
    <SelectField
      id={useId()}
      label={t('date.month')}
      data={data}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

type FiguresProps = {
  readonly label: string
  readonly width: string
  readonly max: number
  readonly value: string
  readonly onChange: (value: string) => void
}

function Figures({ label, width, max, value, onChange }: FiguresProps) {
  return (
    <TextField
      id={useId()}
      label={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={max}
      value={value}
      styles={{ wrapper: { inlineSize: width } }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** A date problem in words: what is wrong, and what may have been meant. */
export function useDateProblem(): (problem: DateProblem) => string {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  const months = monthNames(language)
  return (problem) => {
    if (problem.code === 'future') return t('date.problem.future', { date: writtenWords(problem.value, language) })
    if (problem.code !== 'no-such-day') return t(`date.problem.${problem.code}`)
    const [a = '', b = ''] = problem.suggestions.map((day) => formatDay(day, language))
    return t('date.problem.noSuchDay', { date: `${problem.day}\u00A0${months[problem.month - 1] ?? ''}`, a, b })
  }
}

/** "4 Maret 2013", "Maret 2013", "2013". */
function writtenWords(value: string, language: Parameters<typeof formatDay>[1]): string {
  if (value.length === 10) return formatDay(value, language, { year: true })
  return value.length === 7 ? formatMonth(value, language) : value
}

/** A partial date in words: "sekitar 2012, perkiraan", "sekitar 12 tahun pada 31 Okt 2026", "tidak tahu". */
export function useDateWords(): (date: PartialDate) => string {
  const { t } = useTranslation('platform')
  const { language } = useLanguage()
  return (date) => {
    if (date.precision === 'unknown') return t('date.unknown')
    if (date.precision === 'age') {
      const on = formatDay(date.on, language, { short: true, year: true })
      if (date.months === undefined) return t('date.aboutYears', { count: date.years, on })
      return t('date.aboutMonths', { age: formatAge(date.years, date.months, language), on })
    }
    const words = writtenWords(date.value, language)
    if (date.plusMinus !== undefined) return t('date.plusMinus', { date: words, count: date.plusMinus })
    return date.estimated === true ? t('date.about', { date: words }) : words
  }
}
