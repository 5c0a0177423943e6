/** The birth date of one child, from the birth cell, the age cell and, for the order of day and month only, the identity number. */
import { ageOn, dayOf, rangeOf, type PartialDate } from '#platform/pure/partial-date.ts'
import type { OrderPolicy, NikDate } from './date-order.ts'
import { orderOf } from './date-order.ts'
import type { AgeReading } from './read-age.ts'
import { weekdayAgrees, type NumericDate, type ParsedDate } from './read-date.ts'
import type { DateOrder, Mark, Question } from './types.ts'

export type BirthReading = {
  readonly date: PartialDate
  readonly marks: readonly Mark[]
  readonly questions: readonly Question[]
  readonly fromAge?: true
}

const UNKNOWN_DATE: PartialDate = { precision: 'unknown' }

export type BirthClues = {
  readonly asOf: string
  readonly policy: OrderPolicy
  readonly nik: NikDate | null
  readonly age: AgeReading | null
}

/** Reads one birth date. A question never stands without the most that the cell honestly says. */
export function readBirth(parsed: ParsedDate | null, clues: BirthClues): BirthReading {
  if (parsed === null || parsed.form === 'unknown' || parsed.form === 'unreadable') return withoutDate(parsed, clues)
  if (parsed.form === 'impossible') return impossible(parsed.year, parsed.marks, clues.asOf)
  const settled =
    parsed.form === 'fixed'
      ? { date: parsed.date, marks: parsed.marks, questions: [] }
      : settleOrder(parsed, clues, 'birth')
  const questions: Question[] = [...settled.questions]
  if (
    parsed.weekday !== undefined &&
    settled.date.precision === 'day' &&
    !weekdayAgrees(settled.date.value, parsed.weekday)
  ) {
    questions.push({ code: 'weekday-contradicts-date', field: 'birth' })
  }
  const range = rangeOf(settled.date)
  if (range !== null && range.earliest > clues.asOf) {
    return {
      date: UNKNOWN_DATE,
      marks: [],
      questions: [{ code: 'birth-in-future', field: 'birth', params: { read: range.earliest } }],
    }
  }
  return { date: settled.date, marks: settled.marks, questions: [...questions, ...adult(settled.date, clues.asOf)] }
}

function withoutDate(parsed: ParsedDate | null, clues: BirthClues): BirthReading {
  if (clues.age !== null) {
    return { date: clues.age.date, marks: clues.age.marks, questions: adult(clues.age.date, clues.asOf), fromAge: true }
  }
  const how = parsed?.form === 'unreadable' ? 'unreadable' : 'missing'
  return { date: UNKNOWN_DATE, marks: [], questions: [{ code: 'birth-unknown', field: 'birth', params: { how } }] }
}

function impossible(year: number, marks: readonly Mark[], asOf: string): BirthReading {
  const questions: Question[] = [{ code: 'impossible-date', field: 'birth' }]
  if (String(year) > asOf.slice(0, 4) || year < 1900) return { date: UNKNOWN_DATE, marks: [], questions }
  const date: PartialDate = { precision: 'year', value: String(year), estimated: true }
  return { date, marks, questions: [...questions, ...adult(date, asOf)] }
}

/** Surely eighteen or older, leaving aside what "about" adds. */
function adult(date: PartialDate, asOf: string): readonly Question[] {
  const nominal: PartialDate = date.precision === 'unknown' ? date : withoutSpread(date)
  const age = ageOn(nominal, asOf)
  return age !== null && age.min >= 18 ? [{ code: 'over-18', field: 'birth', params: { age: age.min } }] : []
}

function withoutSpread(date: Exclude<PartialDate, { precision: 'unknown' }>): PartialDate {
  const { plusMinus: _, ...rest } = date
  return rest
}

const inOrder = (d: NumericDate, order: DateOrder): string | null =>
  order === 'day-first' ? dayOf(d.year, d.second, d.first) : dayOf(d.year, d.first, d.second)

/** Settles which number is the day, by the date itself, the identity number, the column, the age; else asks. */
export function settleOrder(d: NumericDate, clues: BirthClues, field: 'birth' | 'registered'): Settled {
  const dayFirst = inOrder(d, 'day-first')
  const monthFirst = inOrder(d, 'month-first')
  if (dayFirst === null || monthFirst === null || d.first === d.second) return onlyReading(d, dayFirst, monthFirst)
  const taken = chosenOrder(d, dayFirst, monthFirst, clues)
  if (taken === null) return ambiguous(d, dayFirst, monthFirst, field)
  const assumed = taken.order === 'day-first' ? 'day-before-month-assumed' : 'month-before-day-assumed'
  const marks = [...d.marks, assumed, ...(taken.mark === null ? [] : [taken.mark])]
  return {
    date: { precision: 'day', value: taken.order === 'day-first' ? dayFirst : monthFirst },
    marks,
    questions: [],
  }
}

type Settled = { readonly date: PartialDate; readonly marks: readonly Mark[]; readonly questions: readonly Question[] }

function onlyReading(d: NumericDate, dayFirst: string | null, monthFirst: string | null): Settled {
  const value = dayFirst ?? monthFirst
  const marks = dayFirst === null ? [...d.marks, 'month-before-day-read'] : d.marks
  return { date: value === null ? UNKNOWN_DATE : { precision: 'day', value }, marks, questions: [] }
}

function chosenOrder(
  d: NumericDate,
  dayFirst: string,
  monthFirst: string,
  clues: BirthClues,
): { order: DateOrder; mark: Mark | null } | null {
  const byNik = orderOf(d, clues.nik)
  if (byNik !== null) return { order: byNik, mark: 'order-from-identity-number' }
  if (clues.policy.order === 'conflict') return byElimination(dayFirst, monthFirst, clues)
  return { order: clues.policy.order, mark: null }
}

/** In a column of mixed orders: only one reading is not after the list, or only one has the age that the row states. */
function byElimination(
  dayFirst: string,
  monthFirst: string,
  clues: BirthClues,
): { order: DateOrder; mark: Mark | null } | null {
  if (dayFirst > clues.asOf !== monthFirst > clues.asOf)
    return { order: dayFirst > clues.asOf ? 'month-first' : 'day-first', mark: 'other-order-in-future' }
  if (clues.age === null || clues.age.date.plusMinus !== undefined) return null
  const agrees = (day: string): boolean =>
    ageOn({ precision: 'day', value: day }, clues.asOf)?.min === clues.age?.date.years
  const [a, b] = [agrees(dayFirst), agrees(monthFirst)]
  return a === b ? null : { order: a ? 'day-first' : 'month-first', mark: 'order-from-age' }
}

function ambiguous(d: NumericDate, dayFirst: string, monthFirst: string, field: 'birth' | 'registered'): Settled {
  return {
    date: { precision: 'year', value: String(d.year), estimated: true },
    marks: d.marks,
    questions: [{ code: 'date-order-ambiguous', field, alternatives: [dayFirst, monthFirst] }],
  }
}
