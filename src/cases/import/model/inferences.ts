/** Second pass: what all entries of one scope say together about date orders and sex codes. */
import { addEvidence, NO_EVIDENCE, orderOf, policyOf, type Evidence, type OrderPolicy } from './date-order.ts'
import type { Legend } from './legends.ts'
import { first, type ParsedEntry } from './parse-entry.ts'
import type { NumericDate, ParsedDate } from './read-date.ts'
import { doubtsOf, type Doubts } from './swapped-cells.ts'
import { twoHands, type Hands } from './two-hands.ts'
import { sexCoding, sexKey, type SexCoding } from './read-sex.ts'
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
    if (!hands.has(k))
      hands.set(
        k,
        twoHands(
          entries.filter((e) => numerics(e, field).some((d) => key(e, field, style(d)) === k)),
          (e) => numerics(e, field)[0] ?? null,
        ),
      )
    const order = hands.get(k)?.(p, date) ?? null
    return order === null ? known : { order, basis: 'evidence' }
  }
  const codings = codingsOf(entries, legendOfSheet, settled)
  const coding = (p: ParsedEntry): SexCoding => codings.codes.get(p.entry.scope) ?? NO_CODING
  const doubt: Doubts = settled.order === undefined ? doubtsOf(entries) : () => null
  return { order, coding, doubt, fileQuestions: codings.fileQuestions }
}

const NO_CODING: SexCoding = { codes: new Map(), open: new Set() }

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

type Used = {
  readonly sheet: string
  readonly header: string
  readonly values: Set<string>
  readonly votes: Map<string, readonly [number, number]>
}

function codingsOf(
  entries: readonly ParsedEntry[],
  legendOfSheet: (sheet: string) => Legend,
  settled: Settled,
): { codes: Map<string, SexCoding>; fileQuestions: FileQuestion[] } {
  const codes = new Map<string, SexCoding>()
  const fileQuestions: FileQuestion[] = []
  for (const [scope, { sheet, header, values, votes }] of usedCodes(entries)) {
    const legend = new Map([...legendOfSheet(sheet).sex, ...(settled.sex ?? [])])
    const coding = sexCoding(header, values, legend, votes)
    codes.set(scope, coding)
    const asked = fileQuestions.some((q) => q.sheet === sheet)
    if (coding.open.size > 0 && !asked)
      fileQuestions.push({ code: 'sex-coding', sheet, field: 'sex', params: { codes: [...coding.open].join(',') } })
  }
  return { codes, fileQuestions }
}

function usedCodes(entries: readonly ParsedEntry[]): ReadonlyMap<string, Used> {
  const all = new Map<string, Used>()
  for (const p of entries) {
    const used = all.get(p.entry.scope) ?? {
      sheet: p.entry.sheet,
      header: first(p.entry, 'sex')?.match.header ?? '',
      values: new Set<string>(),
      votes: new Map<string, readonly [number, number]>(),
    }
    all.set(p.entry.scope, used)
    for (const text of p.sexes) used.values.add(text)
    vote(used, p)
  }
  return all
}

/** A legible identity number beside a code says what the code means. */
function vote(used: Used, p: ParsedEntry): void {
  const sex = p.niks[0]?.birth?.sex
  const text = p.sexes[0]
  if (p.sexes.length !== 1 || text === undefined || sex === undefined) return
  const [male, female]: readonly [number, number] = used.votes.get(sexKey(text)) ?? [0, 0]
  used.votes.set(sexKey(text), sex === 'male' ? [male + 1, female] : [male, female + 1])
}
