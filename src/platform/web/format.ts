/**
 * Dates, times, numbers and lists as people write them, by Intl. Pure: the clock and the time zone are arguments.
 * Spaces inside one date or one quantity do not break (U+00A0), so a line never ends between "24" and "November".
 */
import type { Language } from './languages.ts'

const NBSP = '\u00A0'

/** Latin digits everywhere: numbers are dictated over the telephone. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : `${language}-u-nu-latn`)

const glue = (text: string): string => text.replace(/[ \u202F]/g, NBSP)

type Part = Intl.DateTimeFormatPartTypes

function partsOf(language: Language, options: Intl.DateTimeFormatOptions, at: Date): (type: Part) => string {
  const found = new Map<string, string>()
  const format = new Intl.DateTimeFormat(localeOf(language), { calendar: 'gregory', ...options })
  for (const part of format.formatToParts(at)) found.set(part.type, part.value)
  return (type) => found.get(type) ?? ''
}

/** Noon UTC of an ISO day: a day that occurred is a day, not an instant, and must not shift. */
const noon = (isoDay: string): Date => new Date(`${isoDay}T12:00:00Z`)

export type DayStyle = {
  /** "24 Nov" instead of "24 November". */
  readonly short?: boolean
  readonly weekday?: boolean
  readonly year?: boolean
}

/** "24 November", "Selasa 24 November", "24 Nov 2026". `isoDay` is `YYYY-MM-DD`. */
export function formatDay(isoDay: string, language: Language, style: DayStyle = {}): string {
  const month = style.short === true ? 'short' : 'long'
  const part = partsOf(
    language,
    { timeZone: 'UTC', weekday: 'long', day: 'numeric', month, year: 'numeric' },
    noon(isoDay),
  )
  const words = [part('day'), part('month').replace('.', '')]
  if (style.weekday === true) words.unshift(part('weekday'))
  if (style.year === true) words.push(part('year'))
  return words.join(NBSP)
}

/** "Maret 2013". `isoMonth` is `YYYY-MM`. */
export function formatMonth(isoMonth: string, language: Language, style: { readonly short?: boolean } = {}): string {
  const month = style.short === true ? 'short' : 'long'
  const part = partsOf(language, { timeZone: 'UTC', month, year: 'numeric' }, noon(`${isoMonth}-15`))
  return `${part('month').replace('.', '')}${NBSP}${part('year')}`
}

/** The names of the twelve months, for a select. */
export const monthNames = (language: Language): readonly string[] =>
  Array.from({ length: 12 }, (_, i) =>
    partsOf(language, { timeZone: 'UTC', month: 'long' }, new Date(Date.UTC(2026, i, 15)))('month'),
  )

/** "09.40" in Indonesian, "09:40" elsewhere. `at` is an instant, `zone` an IANA time zone. */
export function formatTime(at: Date, language: Language, zone: string): string {
  const part = partsOf(language, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at)
  const colon = language === 'id' ? '.' : ':'
  return `${part('hour')}${colon}${part('minute')}`
}

/** The ISO day of an instant in a time zone. */
export function dayOfInstant(at: Date, zone: string): string {
  const part = partsOf('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }, at)
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** Whole days from one ISO day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)

/** "kemarin", "hari ini", "besok", "5 hari lalu", seen from `today`. Both are ISO days. */
export function formatRelativeDay(isoDay: string, today: string, language: Language): string {
  const text = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' }).format(
    daysBetween(today, isoDay),
    'day',
  )
  // CLDR's "5 hari yang lalu" is longer than anyone says; "lusa" and the like stay as CLDR has them.
  return glue(language === 'id' ? text.replace(' yang lalu', ' lalu') : text)
}

/** How long something has waited: "7 hari", "7 days", "1 day"; "hari ini" where it began today. */
export const formatDays = (days: number, language: Language): string =>
  days === 0 ? formatRelativeDay(TODAY, TODAY, language) : formatUnit(days, 'day', language)

/** Any day: only that both are the same counts. */
const TODAY = '2026-01-01'

/** A quantity with its unit in words: `formatUnit(50, 'minute', 'id')` is "50 menit". */
export function formatUnit(
  value: number,
  unit: 'minute' | 'hour' | 'day' | 'month' | 'year',
  language: Language,
): string {
  return glue(new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }).format(value))
}

/** An age of whole `years` and `months`: "1 tahun 7 bulan", "1 year 7 months"; months alone before the first birthday. */
export const formatAge = (years: number, months: number, language: Language): string =>
  [...(years === 0 ? [] : [formatUnit(years, 'year', language)]), formatUnit(months, 'month', language)].join(' ')

/** "1,1 MB". Below 0,1 MB in kB. `bytes` is a whole number. */
export function formatBytes(bytes: number, language: Language): string {
  const mega = bytes >= 100_000
  const options = { style: 'unit', unit: mega ? 'megabyte' : 'kilobyte', maximumFractionDigits: mega ? 1 : 0 } as const
  return glue(new Intl.NumberFormat(localeOf(language), options).format(bytes / (mega ? 1e6 : 1e3)))
}

/** "4.633" in Indonesian, "4,633" in English. */
export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(localeOf(language)).format(value)

/** "Puskesmas Bulan, Sentra Teduh, dan sekolah". */
export const formatList = (items: readonly string[], language: Language): string =>
  new Intl.ListFormat(localeOf(language), { style: 'long', type: 'conjunction' }).format(items)
