/** Second pass: what all entries of one scope say together about date orders and sex codes. */
import { addEvidence, NO_EVIDENCE, orderOf, policyOf, type Evidence, type OrderPolicy } from './date-order.ts'
import type { Legend } from './legends.ts'
import { first, type ParsedEntry } from './parse-entry.ts'
import type { NumericDate, ParsedDate } from './read-date.ts'
import { sexCoding, sexKey, type SexCoding } from './read-sex.ts'
import type { DateOrder, FileQuestion } from './types.ts'

export type DateField = 'birth' | 'registered'

export type Inferences = {
  readonly order: (p: ParsedEntry, field: DateField) => OrderPolicy
  readonly coding: (p: ParsedEntry) => SexCoding
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
  const evidence = new Map<string, Evidence>()
  const bySheet = new Map<string, Evidence>()
  for (const p of entries)
    for (const field of ['birth', 'registered'] as const)
      for (const d of numerics(p, field)) collect(evidence, bySheet, p, field, d)
  const policies = new Map<string, OrderPolicy>()
  const order = (p: ParsedEntry, field: DateField): OrderPolicy => {
    if (settled.order !== undefined) return { order: settled.order, basis: 'answer' }
    const separator = style(
      numerics(p, field)[0] ?? { form: 'numeric', first: 1, second: 1, year: 2000, separator: '/', marks: [] },
    )
    const k = key(p, field, separator)
    const known = policies.get(k)
    if (known !== undefined) return known
    const hint =
      (field === 'birth' ? p.birthCell?.match.order : p.entry.cells.get('registered')?.[0]?.match.order) ?? null
    const other = evidence.get(key(p, field === 'birth' ? 'registered' : 'birth', separator)) ?? NO_EVIDENCE
    const policy = policyOf(
      evidence.get(k) ?? NO_EVIDENCE,
      hint,
      separator === '.' ? [] : [other, bySheet.get(p.entry.sheet) ?? NO_EVIDENCE],
    )
    policies.set(k, policy)
    return policy
  }
  const codings = codingsOf(entries, legendOfSheet, settled)
  return {
    order,
    coding: (p) => codings.codes.get(p.entry.scope) ?? { codes: new Map(), open: new Set() },
    fileQuestions: codings.fileQuestions,
  }
}

function collect(
  evidence: Map<string, Evidence>,
  bySheet: Map<string, Evidence>,
  p: ParsedEntry,
  field: DateField,
  d: NumericDate,
): void {
  const nik = field === 'birth' && p.births.length === 1 ? (p.niks[0]?.birth ?? null) : null
  const order = orderOf(d, nik)
  if (d.first === d.second) return
  const k = key(p, field, style(d))
  evidence.set(k, addEvidence(evidence.get(k) ?? NO_EVIDENCE, order))
  bySheet.set(p.entry.sheet, addEvidence(bySheet.get(p.entry.sheet) ?? NO_EVIDENCE, order))
}

const NO_VOTES: readonly [number, number] = [0, 0]

function codingsOf(
  entries: readonly ParsedEntry[],
  legendOfSheet: (sheet: string) => Legend,
  settled: Settled,
): { codes: Map<string, SexCoding>; fileQuestions: FileQuestion[] } {
  const values = new Map<
    string,
    { sheet: string; header: string; values: Set<string>; votes: Map<string, readonly [number, number]> }
  >()
  for (const p of entries) {
    const scope = values.get(p.entry.scope) ?? {
      sheet: p.entry.sheet,
      header: first(p.entry, 'sex')?.match.header ?? '',
      values: new Set<string>(),
      votes: new Map<string, readonly [number, number]>(),
    }
    values.set(p.entry.scope, scope)
    for (const text of p.sexes) scope.values.add(text)
    const nikSex = p.niks[0]?.birth?.sex
    if (p.sexes.length !== 1 || p.sexes[0] === undefined || nikSex === undefined) continue
    const [male, female] = scope.votes.get(sexKey(p.sexes[0])) ?? NO_VOTES
    scope.votes.set(sexKey(p.sexes[0]), nikSex === 'male' ? [male + 1, female] : [male, female + 1])
  }
  const codes = new Map<string, SexCoding>()
  const fileQuestions: FileQuestion[] = []
  for (const [scope, { sheet, header, values: used, votes }] of values) {
    const legend = new Map(legendOfSheet(sheet).sex)
    for (const [code, sex] of settled.sex ?? []) legend.set(code, sex)
    const coding = sexCoding(header, used, legend, votes)
    codes.set(scope, coding)
    if (coding.open.size > 0 && !fileQuestions.some((q) => q.sheet === sheet))
      fileQuestions.push({ code: 'sex-coding', sheet, field: 'sex', params: { codes: [...coding.open].join(',') } })
  }
  return { codes, fileQuestions }
}
