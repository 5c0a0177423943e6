/**
 * Partial dates: what people really know about a date. A day, a month, a year, "about twelve years old on …", or nothing.
 * Dates are dates, never instants: a day that occurred does not shift when it is read in another time zone.
 */
import { z } from 'zod'
import { compareText } from './compare-text.ts'

/** A date known to the day, the month or the year. `plusMinus` widens it by whole years each way ("± 2010"). */
export type WrittenDate = {
  readonly precision: 'day' | 'month' | 'year'
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, matching the precision. */
  readonly value: string
  readonly estimated?: true
  readonly plusMinus?: number
}

/** An age that was true on a day. Without `months` it is known to the year, with `months` to the month. */
export type AgeDate = {
  readonly precision: 'age'
  readonly years: number
  readonly months?: number
  /** ISO day on which the age was true. */
  readonly on: string
  /** Years by which the age may be wrong each way. */
  readonly plusMinus?: number
}

export type UnknownDate = { readonly precision: 'unknown' }
export type PartialDate = WrittenDate | AgeDate | UnknownDate

/** Both ends belong to the range; ISO days. */
export type DayRange = { readonly earliest: string; readonly latest: string }

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/
const YEAR_PATTERN = /^\d{4}$/
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

const pad = (n: number, width: number): string => String(n).padStart(width, '0')
const iso = (y: number, m: number, d: number): string => `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}`
const isLeap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0

/** Days in a month (1 to 12) of a year of the Gregorian calendar; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeap(year)) return 29
  return MONTH_LENGTHS[month - 1] ?? 0
}

/** True when `s` is `YYYY-MM-DD` and that day exists in the calendar. */
export function isDay(s: string): boolean {
  const m = DAY_PATTERN.exec(s)
  return m !== null && Number(m[3]) >= 1 && Number(m[3]) <= daysInMonth(Number(m[1]), Number(m[2]))
}

/** The ISO day for a year, month and day, or null when the calendar has no such day or the year is not 1 to 9999. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1 || year > 9999 || day < 1 || day > daysInMonth(year, month)) return null
  return iso(year, month, day)
}

/** Number of an ISO day, counted from 1970-01-01 = 0. Throws on text that is not a day. */
export function dayNumber(day: string): number {
  if (!isDay(day)) throw new RangeError('not an ISO day')
  const [y, m, d] = parts(day)
  const shifted = m <= 2 ? y - 1 : y
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
}

/** The inverse of `dayNumber`. */
export function dayFromNumber(n: number): string {
  const z0 = n + 719468
  const era = Math.floor(z0 / 146097)
  const doe = z0 - era * 146097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return iso(yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1)
}

/** `day` moved by whole days (negative: back). */
export const addDays = (day: string, days: number): string => dayFromNumber(dayNumber(day) + days)

/** `day` moved by whole months; a day the month does not have becomes its last (31 May − 1 month = 30 April). */
export function addMonths(day: string, months: number): string {
  const [y, m, d] = parts(day)
  const total = y * 12 + (m - 1) + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  return iso(year, month, Math.min(d, daysInMonth(year, month)))
}

/** `day` moved by whole years; 29 February becomes 28 February where it must. */
export const addYears = (day: string, years: number): string => addMonths(day, years * 12)

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: string): number => (((dayNumber(day) + 4) % 7) + 7) % 7

function parts(day: string): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

/**
 * The days the date allows, both ends included; null when nothing is known.
 * "5 years on 2025-09-30" is 2019-10-01 to 2020-09-30: on the first of these days before it one would already be six.
 */
export function rangeOf(d: PartialDate): DayRange | null {
  if (d.precision === 'unknown') return null
  if (d.precision === 'age') return rangeOfAge(d)
  const widen = d.plusMinus ?? 0
  const first = d.value.padEnd(10, '-01-01'.slice(d.value.length === 7 ? 3 : 0))
  return { earliest: addYears(first, -widen), latest: addYears(lastDay(d), widen) }
}

function lastDay(d: WrittenDate): string {
  if (d.precision === 'day') return d.value
  if (d.precision === 'year') return `${d.value}-12-31`
  return `${d.value}-${daysInMonth(Number(d.value.slice(0, 4)), Number(d.value.slice(5, 7)))}`
}

function rangeOfAge(d: AgeDate): DayRange {
  const widen = (d.plusMinus ?? 0) * 12
  const months = d.years * 12 + (d.months ?? 0)
  const width = d.months === undefined ? 12 : 1
  const latest = addMonths(d.on, -Math.max(0, months - widen))
  const earliest = addDays(addMonths(d.on, -(months + width + widen)), 1)
  return { earliest: earliest > latest ? latest : earliest, latest }
}

/** Whole years between birth and a day: the age people say. Negative before birth. */
export function yearsBetween(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

/** The age in whole years on a day, honestly: `min` and `max` differ where the date is not known to the day. Null when unknown. */
export function ageOn(d: PartialDate, day: string): { readonly min: number; readonly max: number } | null {
  const range = rangeOf(d)
  if (range === null) return null
  return { min: yearsBetween(range.latest, day), max: yearsBetween(range.earliest, day) }
}

/** Sorting: earlier first, the surer of two equal starts first, unknown last. */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  const ra = rangeOf(a)
  const rb = rangeOf(b)
  if (ra === null || rb === null) return (ra === null ? 1 : 0) - (rb === null ? 1 : 0)
  return compareText(ra.earliest, rb.earliest) || compareText(ra.latest, rb.latest)
}

/** True when some day fits both dates; an unknown date contradicts nothing. */
export function mayBeSameDay(a: PartialDate, b: PartialDate): boolean {
  const ra = rangeOf(a)
  const rb = rangeOf(b)
  return ra === null || rb === null || (ra.earliest <= rb.latest && rb.earliest <= ra.latest)
}

/** The calendar day in an IANA time zone at an instant. Throws RangeError for a zone that does not exist. */
export function todayIn(zone: string, instant: Date): string {
  // No zone changes its day within a minute of its clock, so that the same minute has the same answer.
  const minute = Math.floor(instant.getTime() / 60_000)
  const last = lastDays.get(zone)
  if (last?.minute === minute) return last.day
  const found: Record<string, string> = {}
  for (const part of formatOf(zone).formatToParts(instant)) found[part.type] = part.value
  const day = iso(Number(found['year']), Number(found['month']), Number(found['day']))
  // Before 1972 some zones were apart from UTC by seconds.
  if (minute > 1_100_000) lastDays.set(zone, { minute, day })
  return day
}

const lastDays = new Map<string, { readonly minute: number; readonly day: string }>()

/** Making one costs a tenth of a millisecond, more than anything else in an append; there are only so many zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
  formats.set(zone, made)
  return made
}

const daySchema = z.string().refine(isDay, 'not a day of the calendar')
const plusMinus = z.number().int().min(1).max(50).optional()
const estimated = z.literal(true).optional()

/** Accepts exactly the shapes of `PartialDate`; a value must match its precision and the calendar. */
export const partialDateSchema = z.discriminatedUnion('precision', [
  z.strictObject({ precision: z.literal('day'), value: daySchema, estimated, plusMinus }),
  z.strictObject({ precision: z.literal('month'), value: z.string().regex(MONTH_PATTERN), estimated, plusMinus }),
  z.strictObject({ precision: z.literal('year'), value: z.string().regex(YEAR_PATTERN), estimated, plusMinus }),
  z.strictObject({
    precision: z.literal('age'),
    years: z.number().int().min(0).max(130),
    months: z.number().int().min(0).max(11).optional(),
    on: daySchema,
    plusMinus,
  }),
  z.strictObject({ precision: z.literal('unknown') }),
])
