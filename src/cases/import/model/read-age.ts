/** Ages as people write them: "9 th", "umur 8 bln", "12 th 9 bln", "10-12 tahun", "6th". */
import type { AgeDate } from '#platform/pure/partial-date.ts'
import type { Mark } from './types.ts'
import { APPROXIMATE } from './words.table.ts'

const YEARS = String.raw`(?:tahunan|tahun|thn|th|years?|yrs?|y\.?o\.?|y|t)\.?`
const MONTHS = String.raw`(?:bulan|bln|bl|months?|mths?|mos?|m)\.?`
const DAYS = String.raw`(?:minggu|mgg|weeks?|wks?|hari|hr|days?)\.?`
const NUMBER = String.raw`(\d{1,2})(?:[.,](\d{1,2}))?`
const OLD = String.raw`(?:\s*(?:old|of age|lebih|lewat|an))?`

const PATTERNS = {
  yearsAndMonths: new RegExp(`^${NUMBER}\\s*${YEARS}[\\s,;&+]*(?:dan|and)?\\s*(\\d{1,2})\\s*${MONTHS}${OLD}$`),
  years: new RegExp(`^${NUMBER}\\s*${YEARS}${OLD}$`),
  months: new RegExp(`^(\\d{1,3})\\s*${MONTHS}${OLD}$`),
  days: new RegExp(`^(\\d{1,3})\\s*${DAYS}${OLD}$`),
  range: new RegExp(
    `^(\\d{1,2})\\s*(?:${YEARS})?\\s*(?:-|–|s/d|s\\.d\\.?|sampai|to|atau|or)\\s*(\\d{1,2})\\s*${YEARS}${OLD}$`,
  ),
  neighbours: new RegExp(`^(\\d{1,2})\\s*/\\s*(\\d{1,2})\\s*${YEARS}${OLD}$`),
  bare: new RegExp(`^${NUMBER}$`),
}

export type AgeReading = { readonly form: 'fixed'; readonly date: AgeDate; readonly marks: readonly Mark[] }

const reading = (date: AgeDate): AgeReading => ({ form: 'fixed', date, marks: ['birth-from-age', 'estimated'] })
const widened = (guess: boolean): { plusMinus?: number } => (guess ? { plusMinus: 1 } : {})

/**
 * An age with its unit, or with "umur" in front; null when the text is none. A decimal part is no month: "16,5" is sixteen.
 * `guess`: the text said "about".
 */
export function readAge(text: string, on: string, guess: boolean): AgeReading | null {
  const named = /^(?:umur|usia|age[d]?|ber ?umur|ber ?usia)\b[\s.:]*/.exec(text)
  const rest = named === null ? text : text.slice(named[0].length)
  const about = guess || APPROXIMATE.test(rest) || /\s*±$/.test(rest)
  const body = rest
    .replace(APPROXIMATE, '')
    .replace(/\s*±$/, '')
    .replace(/(\d)\s*(?:½|1\/2)(?=\s*\D)/, '$1')
    .replace(/^(?:<|kurang dari|di bawah|under|less than)\s*1(?=\D)/, '0')
  const both = PATTERNS.yearsAndMonths.exec(body)
  if (both !== null && Number(both[3]) < 12)
    return reading({ precision: 'age', years: Number(both[1]), months: Number(both[3]), on, ...widened(about) })
  const span = spanIn(body)
  if (span !== null) return ageSpan(span[0], span[1], on)
  const years = PATTERNS.years.exec(body) ?? (named === null ? null : PATTERNS.bare.exec(body))
  if (years !== null) return reading({ precision: 'age', years: Number(years[1]), on, ...widened(about) })
  const months = PATTERNS.months.exec(body)
  if (months !== null) return ofMonths(Number(months[1]), on, about)
  return PATTERNS.days.test(body) ? ofMonths(daysToMonths(body), on, about) : null
}

/** "10-12 tahun"; "11/12 th", but not "7 th / 9 th", which may be two children. */
function spanIn(body: string): readonly [number, number] | null {
  const range = PATTERNS.range.exec(body)
  const neighbours = PATTERNS.neighbours.exec(body)
  const [from, to] = [range, neighbours].flatMap((m) => (m === null ? [] : [Number(m[1]), Number(m[2])]))
  if (from === undefined || to === undefined) return null
  return range !== null || to === from + 1 ? [from, to] : null
}

function ofMonths(months: number, on: string, about: boolean): AgeReading {
  return reading({ precision: 'age', years: Math.floor(months / 12), months: months % 12, on, ...widened(about) })
}

function daysToMonths(body: string): number {
  const n = Number(PATTERNS.days.exec(body)?.[1])
  return Math.floor((/minggu|mgg|w/.test(body) ? n * 7 : n) / 30.5)
}

function ageSpan(from: number, to: number, on: string): AgeReading | null {
  if (to < from || to - from > 6) return null
  const plusMinus = Math.ceil((to - from) / 2)
  return reading({ precision: 'age', years: Math.floor((from + to) / 2), on, ...(plusMinus > 0 ? { plusMinus } : {}) })
}

/** A number that is an age by its place. */
export function bareAge(years: number, on: string, guess = false): AgeReading {
  return reading({ precision: 'age', years, on, ...widened(guess) })
}

/** The cell of an age column: a bare number counts as years. */
export function readAgeCell(text: string, on: string): AgeReading | null {
  const t = text.replace(/\s+/g, ' ').trim().toLowerCase()
  const about = APPROXIMATE.test(t)
  const body = t.replace(APPROXIMATE, '')
  const bare = PATTERNS.bare.exec(body)
  return bare === null ? readAge(t, on, false) : bareAge(Number(bare[1]), on, about)
}
