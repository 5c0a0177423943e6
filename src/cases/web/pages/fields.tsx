/** Fields that several forms share. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import {
  type ChoiceOption,
  type DateDraft,
  type DateMode,
  draftOf,
  PartialDateInput,
  readDraft,
  TextAreaField,
  TextField,
  useDateProblem,
} from '#platform/web/index.ts'
import { useToday } from './place.ts'

/** Days on which something happened: an age is none. */
export const WHEN: readonly DateMode[] = ['day', 'month', 'year', 'unknown']

/** The draft of a date that begins with today. */
export const todayDraft = (today: string): DateDraft => draftOf({ precision: 'day', value: today }, today)

/** The date of a draft; null where it says none. Never after `today`. */
export function dateIn(draft: DateDraft, today: string): PartialDate | null {
  const reading = readDraft(draft, today)
  return reading.ok ? reading.value : null
}

/** What is wrong with a date that lies in the past, in words. */
export function useDateFault(): (draft: DateDraft) => string | null {
  const today = useToday()
  const words = useDateProblem()
  return (draft) => {
    const reading = readDraft(draft, today)
    return reading.ok ? null : words(reading.problem)
  }
}

export type DateFieldProps = {
  readonly id: string
  readonly legend: string
  readonly hint?: string
  readonly error: string | null
  readonly draft: DateDraft
  readonly onDraft: (draft: DateDraft) => void
  readonly modes?: readonly DateMode[]
}

/** A date whose every typed character is part of the form's draft. */
export function DateField({ draft, onDraft, ...rest }: DateFieldProps) {
  const today = useToday()
  return (
    <PartialDateInput
      {...rest}
      past
      row={rest.modes !== undefined}
      today={today}
      initial={null}
      initialDraft={draft}
      onChange={(_, next) => onDraft(next)}
    />
  )
}

type WordsProps = {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | null
  readonly value: string
  readonly onText: (text: string) => void
  readonly optional?: boolean
}

/** Sentences. */
export function Sentences({ label, optional = false, onText, ...rest }: WordsProps) {
  const worded = useOptional(label, optional)
  return (
    <TextAreaField
      {...rest}
      label={worded}
      autosize
      minRows={3}
      maxLength={40_000}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}

/** A few words. */
export function Words({
  label,
  optional = false,
  onText,
  maxLength = 200,
  inputMode,
  ...rest
}: WordsProps & { readonly maxLength?: number; readonly inputMode?: 'numeric' | 'tel' }) {
  const worded = useOptional(label, optional)
  return (
    <TextField
      {...rest}
      label={worded}
      autoComplete="off"
      maxLength={maxLength}
      {...(inputMode === undefined ? {} : { inputMode })}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}

function useOptional(label: string, optional: boolean): ReactNode {
  const { t } = useTranslation('cases')
  return optional ? (
    <>
      {label} <span className="three">({t('form.optional')})</span>
    </>
  ) : (
    label
  )
}

/** Choices with their words; the one named `also` stands below the line. */
export function options<V extends string>(
  values: readonly V[],
  words: (value: V) => string,
  also?: V,
): readonly ChoiceOption<V>[] {
  return values.map((value) => ({ value, label: words(value), ...(value === also ? { also: true } : {}) }))
}

/** The text, or nothing when only spaces were typed: for optional parts of an entry. */
export function textOr<K extends string>(name: K, text: string): { readonly [P in K]?: string } {
  const trimmed = text.trim()
  // One property of that name, or none.
  return (trimmed === '' ? {} : { [name]: trimmed }) as { readonly [P in K]?: string }
}
