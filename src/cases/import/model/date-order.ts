/** Which of two numbers is the day. A column's own dates tell, an identity number tells; where they disagree a person must. */
import { dayOf } from '#platform/pure/partial-date.ts'
import type { NumericDate } from './read-date.ts'
import type { DateOrder } from './types.ts'

/** What is known about the order in one column. `conflict`: both orders are surely used. `default`: nothing is known. */
export type OrderPolicy = {
  readonly order: DateOrder | 'conflict'
  readonly basis: 'header' | 'evidence' | 'default' | 'answer'
}

export type Evidence = { readonly dayFirst: number; readonly monthFirst: number; readonly open: number }
export const NO_EVIDENCE: Evidence = { dayFirst: 0, monthFirst: 0, open: 0 }

/** What one date says about the order; `nik` is day, month and two-digit year of a legible identity number. */
export function orderOf(d: NumericDate, nik: NikDate | null): DateOrder | null {
  const dayFirst = dayOf(d.year, d.second, d.first)
  const monthFirst = dayOf(d.year, d.first, d.second)
  if (dayFirst === null || monthFirst === null) return dayFirst === null ? 'month-first' : 'day-first'
  if (d.first === d.second || nik === null || nik.year !== d.year % 100) return null
  if (nik.day === d.first && nik.month === d.second) return 'day-first'
  return nik.day === d.second && nik.month === d.first ? 'month-first' : null
}

export type NikDate = { readonly day: number; readonly month: number; readonly year: number }

export function addEvidence(e: Evidence, order: DateOrder | null): Evidence {
  if (order === null) return { ...e, open: e.open + 1 }
  return order === 'day-first' ? { ...e, dayFirst: e.dayFirst + 1 } : { ...e, monthFirst: e.monthFirst + 1 }
}

/**
 * The policy of a column: what the header prints, unless the dates contradict it; then the dates; then the dates of `wider`
 * surroundings, which may be of two minds; then day before month, as Indonesia writes. One stray date among very many does not overturn a column.
 */
export function policyOf(evidence: Evidence, hint: DateOrder | null, wider: readonly Evidence[]): OrderPolicy {
  const own = judge(evidence)
  if (hint !== null)
    return own === null || own === hint ? { order: hint, basis: 'header' } : { order: 'conflict', basis: 'evidence' }
  if (own !== null) return { order: own, basis: 'evidence' }
  for (const around of wider) {
    const order = judge(around)
    if (order !== null) return { order, basis: 'evidence' }
  }
  return { order: 'day-first', basis: 'default' }
}

function judge(e: Evidence): DateOrder | 'conflict' | null {
  if (e.dayFirst === 0 && e.monthFirst === 0) return null
  const [few, many] = e.dayFirst < e.monthFirst ? [e.dayFirst, e.monthFirst] : [e.monthFirst, e.dayFirst]
  if (few === 0) return e.dayFirst > 0 ? 'day-first' : e.monthFirst === 1 && e.open > 4 ? 'conflict' : 'month-first'
  if (many >= 25 && few <= many * 0.02) return e.dayFirst > e.monthFirst ? 'day-first' : 'month-first'
  return 'conflict'
}
