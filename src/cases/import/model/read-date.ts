/** What a cell about a birth date, an age or a registration says. Nothing is invented: a year stays a year, an age stays an age. */
import { addDays, dayOf, type PartialDate, weekdayOf } from '#platform/pure/partial-date.ts'
import type { Cell } from '#platform/pure/sheet/index.ts'
import { bareAge, readAge } from './read-age.ts'
import { plain } from './text.ts'
import type { Mark } from './types.ts'
import { APPROXIMATE, MONTHS, ROMAN_MONTHS, UNKNOWN, WEEKDAYS } from './words.table.ts'

/** Day and month in an order the cell alone does not tell, though one of them may be impossible. */
export type NumericDate = {
  readonly form: 'numeric'
  readonly first: number
  readonly second: number
  readonly year: number
  readonly separator: string
  /** `padded` 05/03, `bare` 5/3, `open` where both look alike (12/11). */
  readonly style: 'padded' | 'bare' | 'open'
  readonly marks: readonly Mark[]
  readonly weekday?: number
}
export type ParsedDate =
  | { readonly form: 'unknown' }
  | { readonly form: 'unreadable' }
  | { readonly form: 'impossible'; readonly year: number; readonly marks: readonly Mark[] }
  | { readonly form: 'fixed'; readonly date: PartialDate; readonly marks: readonly Mark[]; readonly weekday?: number }
  | NumericDate

/** `asOf` settles centuries and dates ages; `ages` allows a small bare number to be an age; `date1904` reads bare serial numbers. */
export type DateRules = { readonly asOf: string; readonly ages: boolean; readonly date1904: boolean }

export function parseDate(cell: Pick<Cell, 'kind' | 'text' | 'day'>, rules: DateRules): ParsedDate {
  if (cell.kind === 'error') return { form: 'unreadable' }
  if (cell.day !== undefined)
    return smallSerial(cell.text, rules) ?? { form: 'fixed', date: { precision: 'day', value: cell.day }, marks: [] }
  return parseText(cell.text, rules)
}

/** "14" or "2014" typed into a cell formatted as a date; 0 is what a formula makes of an empty cell. */
function smallSerial(text: string, rules: DateRules): ParsedDate | null {
  const n = Number(text)
  if (!Number.isInteger(n)) return null
  if (n === 0) return { form: 'unknown' }
  if (n >= 1990 && n <= Number(rules.asOf.slice(0, 4)))
    return { form: 'fixed', date: { precision: 'year', value: text }, marks: ['year-only'] }
  return rules.ages && n >= 1 && n <= 25 ? bareAge(n, rules.asOf) : null
}

/** A remark in brackets behind a date ("12 Mei 2011 (akta)") is tried without. */
const readDated = (text: string, rules: DateRules, guess: boolean): ParsedDate | null =>
  readAge(text, rules.asOf, guess) ?? datesIn(text, rules, guess)

/** "12 Mei 2011 / 13 th": the date says more than the age beside it. */
function besideAge(text: string, rules: DateRules, guess: boolean): ParsedDate | null {
  const [a, b, more] = text.split(/\s*[/,;]\s*(?=\D*\d{1,2}\s*(?:th|thn|tahun|years?|yrs?)\.?$)/)
  const age = b === undefined || more !== undefined ? null : readAge(b, rules.asOf, false)
  return a === undefined || age === null ? null : datesIn(a, rules, guess)
}

const PREFIX = /^(tgl|tanggal|tg|lahir|lhr|born|dob|date|pada|on|tgl\.? lahir|tanggal lahir|ttl|date of birth)\b[\s.:]*/
const SUFFIX = /\s*(\((perkiraan|kira-kira|kira2|estimasi|est\.?|approx\.?)\)|\?+|m|masehi)$/

function parseText(raw: string, rules: DateRules): ParsedDate {
  if (raw.length > 120) return { form: 'unreadable' }
  let text = plain(raw)
    .replace(/^['`:"“]+\s*/, '')
    .replace(/\s*["”*]+$/, '')
  if (UNKNOWN.has(text)) return { form: 'unknown' }
  for (let i = 0; i < 2; i++) text = text.replace(PREFIX, '')
  const weekday = takeWeekday(text)
  text = weekday.rest
  const approx = APPROXIMATE.exec(text)
  const guess = approx !== null || SUFFIX.test(text)
  text = text
    .replace(APPROXIMATE, '')
    .replace(PREFIX, '')
    .replace(SUFFIX, '')
    .replace(/\s+\d{1,2}[:.]\d{2}([:.]\d{2})?(\.0+)?$/, (m, s) =>
      /^\s+\d{1,2}\.\d{2}$/.test(m) && s === undefined ? m : '',
    )
    .replace(/t00:00:00.*$/, '')
  const parsed =
    readDated(text, rules, guess) ??
    readDated(text.replace(/\s*\([^)]*\)$/, ''), rules, guess) ??
    besideAge(text, rules, guess)
  if (parsed === null) return { form: 'unreadable' }
  return weekday.day === null ||
    parsed.form === 'unknown' ||
    parsed.form === 'unreadable' ||
    parsed.form === 'impossible'
    ? parsed
    : { ...parsed, weekday: weekday.day }
}

function takeWeekday(text: string): { day: number | null; rest: string } {
  const m = /^([a-z']+)\.?\s*[,/]?\s+(?=\S)/.exec(text)
  const day = m?.[1] === undefined ? undefined : WEEKDAYS[m[1]]
  return day === undefined || m === null ? { day: null, rest: text } : { day, rest: text.slice(m[0].length) }
}

function datesIn(text: string, rules: DateRules, guess: boolean): ParsedDate | null {
  return (
    yearOnly(text.replace(/^(antara|between)\s+(?:tahun\s+|thn\s+)?/, ''), guess) ??
    bareNumber(text, rules, guess) ??
    isoDate(text) ??
    numericDate(withoutPlaceholders(text), rules, []) ??
    spelledOut(text, rules) ??
    namedMonth(text, rules) ??
    romanMonth(text, rules) ??
    monthAndYear(text, rules) ??
    mistyped(text, rules)
  )
}

function yearOnly(text: string, guess: boolean): ParsedDate | null {
  const m =
    /^((awal|akhir|pertengahan|tengah|early|late|mid)\s*-?\s*)?(tahun|thn|th|year)?\.?\s*((?:19|20)\d{2})(?:[.,]0+)?$/.exec(
      text,
    )
  if (m?.[4] !== undefined) return yearReading(m[4], guess ? 1 : 0, guess || m[2] !== undefined)
  const span = /^((?:19|20)\d{2})\s*(?:[-/–]|atau|or|sampai|s\/d|s\.d\.?)\s*((?:19|20)\d{2})$/.exec(text)
  if (span === null) return null
  const [a, b] = [Number(span[1]), Number(span[2])]
  return b >= a && b - a <= 6 ? yearReading(String(Math.floor((a + b) / 2)), Math.ceil((b - a) / 2), true) : null
}

function yearReading(value: string, plusMinus: number, estimated: boolean): ParsedDate {
  const date: PartialDate = {
    precision: 'year',
    value,
    ...(estimated ? { estimated: true as const } : {}),
    ...(plusMinus > 0 ? { plusMinus } : {}),
  }
  return { form: 'fixed', date, marks: estimated ? ['estimated', 'year-only'] : ['year-only'] }
}

/** A number without anything: an age, a serial number of a spreadsheet, or eight digits of a date. */
function bareNumber(text: string, rules: DateRules, guess: boolean): ParsedDate | null {
  const digits = /^(\d+)(?:[.,]\d+)?$/.exec(text)?.[1]
  if (digits === undefined) return null
  const n = Number(digits)
  if (digits.length <= 2) return rules.ages && n <= 40 ? bareAge(n, rules.asOf, guess) : null
  if (digits.length === 5 && n > 20_000 && n < 60_000) {
    const value = addDays(rules.date1904 ? '1904-01-01' : '1899-12-30', n)
    return { form: 'fixed', date: { precision: 'day', value }, marks: ['serial-number-read'] }
  }
  return digits.length === 8 ? eightDigits(digits, rules) : null
}

/** 20110512 or 12052011. */
function eightDigits(digits: string, rules: DateRules): ParsedDate | null {
  const value = /^(19|20)/.test(digits)
    ? dayOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)))
    : null
  if (value !== null) return { form: 'fixed', date: { precision: 'day', value }, marks: ['digits-only'] }
  return numericDate(`${digits.slice(0, 2)}/${digits.slice(2, 4)}/${digits.slice(4)}`, rules, ['digits-only'])
}

function isoDate(text: string): ParsedDate | null {
  const m = /^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$/.exec(text)
  if (m === null) return null
  const day = dayOf(Number(m[1]), Number(m[2]), Number(m[3]))
  return day === null
    ? (withZeros(Number(m[3]), Number(m[2]), Number(m[1]), []) ?? { form: 'impossible', year: Number(m[1]), marks: [] })
    : { form: 'fixed', date: { precision: 'day', value: day }, marks: [] }
}

/** "??/05/2012" and "-/-/2012" are written for 00/05/2012 and 00/00/2012. */
const withoutPlaceholders = (text: string): string =>
  text.replace(
    /^(?:[-?x_.…*]{1,4})\s*\/\s*(?:[-?x_.…*]{1,4}|(\d{1,2}))\s*\/\s*(\d{4})$/,
    (_, month, year) => `00/${month ?? '00'}/${year}`,
  )

/** "tgl 3 bulan 5 tahun 2012": no order is left open. */
function spelledOut(text: string, rules: DateRules): ParsedDate | null {
  const m = /^(\d{1,2})\s*(?:bulan|bln)\s*(\d{1,2})\s*(?:tahun|thn|th)\s*(\d{4})$/.exec(text)
  return m === null ? null : dayIn(Number(m[1]), Number(m[2]), m[3] ?? '', rules)
}

/** 00/00/2012 and 00/05/2012: zeros stand for what is not known, and nothing is wrong with the rest. */
function withZeros(day: number, month: number, year: number, marks: readonly Mark[]): ParsedDate | null {
  if (day !== 0 || month > 12 || year < 1900) return null
  const value = month === 0 ? String(year) : `${year}-${String(month).padStart(2, '0')}`
  return month === 0
    ? { form: 'fixed', date: { precision: 'year', value }, marks: [...marks, 'year-only'] }
    : { form: 'fixed', date: { precision: 'month', value }, marks: [...marks, 'month-only'] }
}

function numericDate(text: string, rules: DateRules, marks: readonly Mark[]): ParsedDate | null {
  const m = /^(\d{1,2})\s*([/.\-,\\ ])\s*(\d{1,2})\s*([/.\-,\\ ])\s*(\d{4}|\d{2})$/.exec(text)
  if (m === null) return null
  const short = m[5]?.length === 2
  const yearNumber = short ? fullYear(Number(m[5]), rules.asOf) : Number(m[5])
  const all: readonly Mark[] = short ? [...marks, 'century-assumed'] : marks
  const [first, second] = [Number(m[1]), Number(m[3])]
  const zeros = withZeros(first, second, yearNumber, all)
  if (zeros !== null) return zeros
  const some = dayOf(yearNumber, second, first) ?? dayOf(yearNumber, first, second)
  if (some === null) return { form: 'impossible', year: yearNumber, marks: all }
  return {
    form: 'numeric',
    first,
    second,
    year: yearNumber,
    separator: m[2] ?? '/',
    style: styleOf(m[1] ?? '', m[3] ?? ''),
    marks: all,
  }
}

function styleOf(first: string, second: string): NumericDate['style'] {
  if (first.length === 1 || second.length === 1) return 'bare'
  return first.startsWith('0') || second.startsWith('0') ? 'padded' : 'open'
}

/** The latest century that does not lie after the list. */
export function fullYear(short: number, asOf: string): number {
  const now = Number(asOf.slice(0, 4))
  const century = Math.floor(now / 100) * 100
  return century + short > now ? century - 100 + short : century + short
}

function monthNumber(word: string): number | null {
  const w = word.replace(/\.$/, '')
  return (
    MONTHS[w] ??
    (w.length > 3 && Object.keys(MONTHS).some((m) => m.length > 3 && nearly(m, w))
      ? (MONTHS[w.slice(0, 3)] ?? null)
      : null)
  )
}

/** One letter wrong or missing in a month's name. */
const nearly = (month: string, word: string): boolean =>
  Math.abs(month.length - word.length) <= 1 &&
  month.slice(0, 3) === word.slice(0, 3) &&
  [...word].filter((c) => !month.includes(c)).length <= 1

function namedMonth(text: string, rules: DateRules): ParsedDate | null {
  const yearFirst = /^(\d{4})\s*[-/., ]*\s*([a-z]{3,}\.?)\s*[-/., ]*\s*(\d{1,2})$/.exec(text)
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\s*[-/., ]*\s*([a-z]{3,}\.?)\s*[-/., ']*\s*(\d{4}|\d{2})$/.exec(text)
  const monthFirst = /^([a-z]{3,}\.?)\s*[-/., ]*\s*(\d{1,2})(?:st|nd|rd|th)?\s*[-/., ]+\s*(\d{4})$/.exec(text)
  const [d, w, y] =
    dayFirst !== null
      ? [dayFirst[1], dayFirst[2], dayFirst[3]]
      : yearFirst !== null
        ? [yearFirst[3], yearFirst[2], yearFirst[1]]
        : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]]
  const month = w === undefined ? null : monthNumber(w)
  if (month === null || y === undefined) return null
  return dayIn(Number(d), month, y, rules)
}

/** 12/V/2011, 3-XI-09. */
function romanMonth(text: string, rules: DateRules): ParsedDate | null {
  const m = /^(\d{1,2})\s*[-/. ]\s*([ivx]{1,4})\s*[-/. ]\s*(\d{4}|\d{2})$/.exec(text)
  const month = ROMAN_MONTHS.indexOf(m?.[2] ?? '') + 1
  return m?.[3] === undefined || month === 0 ? null : dayIn(Number(m[1]), month, m[3], rules)
}

function dayIn(day: number, month: number, yearText: string, rules: DateRules): ParsedDate {
  const short = yearText.length === 2
  const year = short ? fullYear(Number(yearText), rules.asOf) : Number(yearText)
  const marks: readonly Mark[] = short ? ['century-assumed'] : []
  const value = dayOf(year, month, day)
  return value === null
    ? { form: 'impossible', year, marks }
    : { form: 'fixed', date: { precision: 'day', value }, marks }
}

function monthAndYear(text: string, rules: DateRules): ParsedDate | null {
  const named = /^(?:bulan\s+|bln\s+)?([a-z]{3,}\.?)\s*[-/., ']*\s*(\d{4}|\d{2})$/.exec(text)
  const month = named?.[1] === undefined ? null : monthNumber(named[1])
  if (month !== null && named?.[2] !== undefined) return monthOf(month, named[2], rules)
  const yearLast = /^(\d{1,2})\s*[-/.]\s*((?:19|20)\d{2})$/.exec(text)
  if (yearLast !== null) return monthOf(Number(yearLast[1]), yearLast[2] ?? '', rules)
  const yearFirst = /^((?:19|20)\d{2})\s*[-/.]\s*(\d{1,2})$/.exec(text)
  return yearFirst === null ? null : monthOf(Number(yearFirst[2]), yearFirst[1] ?? '', rules)
}

function monthOf(month: number, yearText: string, rules: DateRules): ParsedDate {
  const short = yearText.length === 2
  const year = short ? fullYear(Number(yearText), rules.asOf) : Number(yearText)
  if (month < 1 || month > 12) return { form: 'impossible', year, marks: [] }
  const value = `${year}-${String(month).padStart(2, '0')}`
  return {
    form: 'fixed',
    date: { precision: 'month', value },
    marks: short ? ['month-only', 'century-assumed'] : ['month-only'],
  }
}

/** O for 0, l and I for 1 among digits. */
function mistyped(text: string, rules: DateRules): ParsedDate | null {
  if (
    !/^[\doil|s]{1,2}\s*[/.\- ]\s*[\doil|s]{1,2}\s*[/.\- ]\s*[\doil|s]{2,4}$/.test(text) &&
    !/^[12][\doil|s]{3}$/.test(text)
  )
    return null
  const digits = text.replace(/o/g, '0').replace(/[il|]/g, '1').replace(/s/g, '5')
  if (digits === text) return null
  const parsed = numericDate(digits, rules, ['letter-for-digit']) ?? yearOnly(digits, false)
  return parsed === null || !('marks' in parsed)
    ? parsed
    : { ...parsed, marks: [...new Set(['letter-for-digit', ...parsed.marks])] }
}

/** True when the weekday written beside a date is the weekday of that date. */
export const weekdayAgrees = (day: string, weekday: number): boolean => weekdayOf(day) === weekday
