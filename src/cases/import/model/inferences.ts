/** Second pass: what all entries of one scope say together about date orders and sex codes. */
import { addEvidence, NO_EVIDENCE, orderOf, policyOf, type Evidence, type OrderPolicy } from './date-order.ts'
import type { Legend } from './legends.ts'
import { first, type ParsedEntry } from './parse-entry.ts'
import type { NumericDate, ParsedDate } from './read-date.ts'
import { doubtsOf, type Doubts } from './swapped-cells.ts'
import { twoHands, type Hands } from './two-hands.ts'
import type { SexCoding } from './read-sex.ts'
import { codingsOf } from './sex-codings.ts'
import type { DateOrder, FileQuestion } from './types.ts'

export type DateField = 'birth' | 'registered'

export type Inferences = {
  readonly order: (p: ParsedEntry, field: DateField) => OrderPolicy
  readonly coding: (p: ParsedEntry) => SexCoding
  readonly doubt: Doubts
  readonly fileQuestions: readonly FileQuestion[]
}

/** A person's answers that settle a whole column. */
export type Settled = { readonly order?: DateOrder; readonly sex?: ReadonlyMap<string, 'male' | 'female'> }

const numerics = (p: ParsedEntry, field: DateField): readonly NumericDate[] => {
  const all: readonly (ParsedDate | null)[] = field === 'birth' ? p.births.map((b) => b.parsed) : [p.registered]
  return all.flatMap((d) => (d !== null && d.form === 'numeric' ? [d] : []))
}

/** Dots are written between day, month and year; slashes and hyphens by anybody. */
const style = (d: NumericDate): string => (d.separator === '.' ? '.' : '/')

const key = (p: ParsedEntry, field: DateField, separator: string): string => `${p.entry.scope}|${field}|${separator}`

export function infer(
  entries: readonly ParsedEntry[],
  legendOfSheet: (sheet: string) => Legend,
  settled: Settled,
): Inferences {
  const seen = collectAll(entries)
  const policies = new Map<string, OrderPolicy>()
  const hands = new Map<string, Hands | null>()
  const order = (p: ParsedEntry, field: DateField): OrderPolicy => {
    if (settled.order !== undefined) return { order: settled.order, basis: 'answer' }
    const date = numerics(p, field)[0]
    const k = key(p, field, date === undefined ? '/' : style(date))
    const known = policies.get(k) ?? policyFor(p, field, k, seen)
    policies.set(k, known)
    if (known.order !== 'conflict' || date === undefined) return known
    if (!hands.has(k)) hands.set(k, handsOf(entries, field, k))
    const order = hands.get(k)?.(p, date) ?? null
    return order === null ? known : { order, basis: 'evidence' }
  }
  const codings = codingsOf(entries, legendOfSheet, settled.sex)
  const doubt: Doubts = settled.order === undefined ? doubtsOf(entries) : () => null
  return { order, coding: codings.of, doubt, fileQuestions: codings.fileQuestions }
}

/** A hand that fills in a row writes all its dates; where the columns disagree, the dates of the one column alone. */
function handsOf(entries: readonly ParsedEntry[], field: DateField, k: string): Hands | null {
  const mine = (p: ParsedEntry, of: DateField): readonly NumericDate[] =>
    numerics(p, of).filter((d) => key(p, field, style(d)) === k)
  const rows = entries.filter((p) => mine(p, field).length > 0)
  return twoHands(rows, (p) => [...mine(p, 'birth'), ...mine(p, 'registered')]) ?? twoHands(rows, (p) => mine(p, field))
}

type Seen = { readonly own: Map<string, Evidence>; readonly bySheet: Map<string, Evidence> }

function policyFor(p: ParsedEntry, field: DateField, k: string, seen: Seen): OrderPolicy {
  const at = field === 'birth' ? p.birthCell : first(p.entry, 'registered')
  const dotted = k.endsWith('.')
  const other = seen.own.get(key(p, field === 'birth' ? 'registered' : 'birth', dotted ? '.' : '/')) ?? NO_EVIDENCE
  const around = dotted ? [] : [other, seen.bySheet.get(p.entry.sheet) ?? NO_EVIDENCE]
  return policyOf(seen.own.get(k) ?? NO_EVIDENCE, at?.match.order ?? null, around)
}

function collectAll(entries: readonly ParsedEntry[]): Seen {
  const seen: Seen = { own: new Map(), bySheet: new Map() }
  for (const p of entries) {
    for (const d of numerics(p, 'birth')) collect(seen, p, 'birth', d)
    for (const d of numerics(p, 'registered')) collect(seen, p, 'registered', d)
  }
  return seen
}

function collect(seen: Seen, p: ParsedEntry, field: DateField, d: NumericDate): void {
  if (d.first === d.second) return
  const nik = field === 'birth' && p.births.length === 1 ? (p.niks[0]?.birth ?? null) : null
  const order = orderOf(d, nik)
  const k = key(p, field, style(d))
  seen.own.set(k, addEvidence(seen.own.get(k) ?? NO_EVIDENCE, order))
  seen.bySheet.set(p.entry.sheet, addEvidence(seen.bySheet.get(p.entry.sheet) ?? NO_EVIDENCE, order))
}
