/**
 * What a person is typing about a date, and what it already says. Pure. The draft keeps every typed character, so a mistake
 * is shown beside what was typed and nothing is lost.
 */
import { dayOf, daysInMonth, type PartialDate } from '../pure/partial-date.ts'

export type DateMode = PartialDate['precision']

export type DateDraft = {
  readonly mode: DateMode | null
  readonly day: string
  /** '' or '1' to '12'. */
  readonly month: string
  readonly year: string
  readonly estimated: boolean
  readonly years: string
  readonly months: string
  /** ISO day on which the age was true. */
  readonly on: string
}

export type DateProblem =
  | { readonly code: 'empty' | 'incomplete' | 'year' | 'age' }
  | { readonly code: 'future'; readonly value: string }
  /** The calendar has no such day; `suggestions` are ISO days the person may have meant. */
  | {
      readonly code: 'no-such-day'
      readonly day: number
      readonly month: number
      readonly suggestions: readonly string[]
    }

export type DateReading =
  | { readonly ok: true; readonly value: PartialDate }
  | { readonly ok: false; readonly problem: DateProblem }

const problem = (p: DateProblem): DateReading => ({ ok: false, problem: p })

/** The draft that says `value`; an empty one for null. `today` is the ISO day on which an age is true unless another is typed. */
export function draftOf(value: PartialDate | null, today: string): DateDraft {
  const empty: DateDraft = {
    mode: null,
    day: '',
    month: '',
    year: '',
    estimated: false,
    years: '',
    months: '',
    on: today,
  }
  if (value === null) return empty
  if (value.precision === 'unknown') return { ...empty, mode: 'unknown' }
  if (value.precision === 'age') {
    const months = value.months === undefined ? '' : String(value.months)
    return { ...empty, mode: 'age', years: String(value.years), months, on: value.on }
  }
  const [year = '', month = '', day = ''] = value.value.split('-')
  const plain = (text: string): string => (text === '' ? '' : String(Number(text)))
  return {
    ...empty,
    mode: value.precision,
    year,
    month: plain(month),
    day: plain(day),
    estimated: value.estimated === true,
  }
}

/** Reads a draft. Days after `latest` (ISO) are refused when it is given: a birth lies in the past. */
export function readDraft(draft: DateDraft, latest: string | null = null): DateReading {
  switch (draft.mode) {
    case null:
      return problem({ code: 'empty' })
    case 'unknown':
      return { ok: true, value: { precision: 'unknown' } }
    case 'age':
      return readAge(draft)
    case 'day':
    case 'month':
    case 'year':
      return readWritten(draft, draft.mode, latest)
  }
}

function readAge(draft: DateDraft): DateReading {
  if (draft.years.trim() === '' && draft.months.trim() === '') return problem({ code: 'incomplete' })
  const years = wholeNumber(draft.years, 0, 130)
  const months = draft.months.trim() === '' ? undefined : wholeNumber(draft.months, 0, 11)
  if (years === null || months === null) return problem({ code: 'age' })
  return { ok: true, value: { precision: 'age', years, on: draft.on, ...(months === undefined ? {} : { months }) } }
}

function readWritten(draft: DateDraft, precision: 'day' | 'month' | 'year', latest: string | null): DateReading {
  const missing =
    draft.year.trim() === '' ||
    (precision !== 'year' && draft.month === '') ||
    (precision === 'day' && draft.day.trim() === '')
  if (missing) return problem({ code: 'incomplete' })
  const year = wholeNumber(draft.year, 1900, 2100)
  if (year === null) return problem({ code: 'year' })
  const found = valueOf(precision, year, Number(draft.month), draft.day)
  if (typeof found !== 'string') return problem(found)
  if (latest !== null && found > latest.slice(0, found.length)) return problem({ code: 'future', value: found })
  return { ok: true, value: { precision, value: found, ...(draft.estimated ? { estimated: true } : {}) } }
}

function valueOf(
  precision: 'day' | 'month' | 'year',
  year: number,
  month: number,
  dayText: string,
): string | DateProblem {
  if (precision === 'year') return String(year)
  if (precision === 'month') return `${year}-${String(month).padStart(2, '0')}`
  const day = wholeNumber(dayText, 1, 99)
  if (day === null) return { code: 'incomplete' }
  return dayOf(year, month, day) ?? { code: 'no-such-day', day, month, suggestions: nearest(year, month) }
}

/** The last day of the month and the first of the next: "30 November or 1 December?" */
function nearest(year: number, month: number): readonly string[] {
  const last = dayOf(year, month, daysInMonth(year, month))
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1)
  return [last, next].filter((d) => d !== null)
}

function wholeNumber(text: string, min: number, max: number): number | null {
  if (!/^\d{1,4}$/.test(text.trim())) return null
  const n = Number(text.trim())
  return n >= min && n <= max ? n : null
}
