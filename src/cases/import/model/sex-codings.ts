/** What the codes of sex mean, for each row: by the rows of its scope, by legends, by identity numbers beside the codes. */
import type { Legend } from './legends.ts'
import { first, type ParsedEntry } from './parse-entry.ts'
import { sexCoding, sexKey, type SexCoding } from './read-sex.ts'
import { changeOf, type Change } from './sex-blocks.ts'
import type { FileQuestion, Sex } from './types.ts'

export type Codings = {
  readonly of: (p: ParsedEntry) => SexCoding
  readonly fileQuestions: readonly FileQuestion[]
}

type Answers = ReadonlyMap<string, 'male' | 'female'>
type Votes = ReadonlyMap<string, readonly [number, number]>

const NO_CODING: SexCoding = { codes: new Map(), open: new Set(), changed: new Set() }

/** `answers`: what a person has said about the codes of the whole file. */
export function codingsOf(
  entries: readonly ParsedEntry[],
  legendOfSheet: (sheet: string) => Legend,
  answers: Answers | undefined,
): Codings {
  const codings = new Map<ParsedEntry, SexCoding>()
  const fileQuestions: FileQuestion[] = []
  for (const scope of scopesOf(entries)) {
    const sheet = scope[0]?.entry.sheet ?? ''
    const legend = new Map([
      ...legendOfSheet(sheet).sex,
      ...(scope[0]?.entry.context.sexCodes ?? []),
      ...(answers ?? []),
    ])
    const open = new Set<string>()
    for (const { rows, coding } of partsOf(scope, legend)) {
      for (const p of rows) codings.set(p, coding)
      for (const code of coding.open) open.add(code)
    }
    const asked = fileQuestions.some((q) => q.sheet === sheet)
    if (open.size > 0 && !asked)
      fileQuestions.push({ code: 'sex-coding', sheet, field: 'sex', params: { codes: [...open].join(',') } })
  }
  return { of: (p) => codings.get(p) ?? NO_CODING, fileQuestions }
}

/** Rows of one hand under one legend. */
function scopesOf(entries: readonly ParsedEntry[]): Iterable<readonly ParsedEntry[]> {
  const scopes = new Map<string, ParsedEntry[]>()
  for (const p of entries) {
    const key = `${p.entry.scope}|${[...(p.entry.context.sexCodes ?? [])].join(';')}`
    const own = scopes.get(key)
    if (own === undefined) scopes.set(key, [p])
    else own.push(p)
  }
  return scopes.values()
}

type Part = { readonly rows: readonly ParsedEntry[]; readonly coding: SexCoding }

/** The rows of a scope in one piece, or cut where the codes change their meaning; between the two nobody knows. */
function partsOf(scope: readonly ParsedEntry[], legend: ReadonlyMap<string, Sex>): readonly Part[] {
  const header = scope.map((p) => first(p.entry, 'sex')?.match.header ?? '').find((h) => h !== '') ?? ''
  const change = changeOf(scope.map((p) => ({ code: codeOf(p), nik: nikSexOf(p) })))
  if (change === null) return [{ rows: scope, coding: sexCoding(header, valuesOf(scope), legend, votesOf(scope)) }]
  return [scope.slice(0, change.last + 1), scope.slice(change.last + 1, change.first), scope.slice(change.first)].map(
    (rows, i): Part => ({ rows, coding: codingAround(rows, i === 1 ? null : header, legend, change) }),
  )
}

/** `header` null: between the two ways of writing, where the changing codes are not read at all. */
function codingAround(
  rows: readonly ParsedEntry[],
  header: string | null,
  legend: ReadonlyMap<string, Sex>,
  change: Change,
): SexCoding {
  const votes = votesOf(rows)
  const told = new Map(change.codes.flatMap((code) => voted(code, votes, header === null)))
  const coding = sexCoding(header ?? '', valuesOf(rows), new Map([...legend, ...told]), votes)
  const usual = header !== null && isUsual(rows)
  const changed = change.codes.filter((code) => !told.has(code) && !usual)
  const codes = new Map([...coding.codes].filter(([code]) => !changed.includes(code)))
  return { codes, open: coding.open, changed: new Set(changed) }
}

/** What identity numbers in this part say of a code, all of one mind. */
function voted(code: string, votes: Votes, between: boolean): readonly (readonly [string, Sex])[] {
  const [male, female] = votes.get(code) ?? [0, 0]
  if (between || male > 0 === female > 0) return []
  return [[code, male > 0 ? 'male' : 'female']]
}

/** L with P, and 1 with 2, mean what they mean everywhere. */
const isUsual = (rows: readonly ParsedEntry[]): boolean => rows.some((p) => ['l', 'lk', '2'].includes(codeOf(p) ?? ''))

const codeOf = (p: ParsedEntry): string | null => (p.sexes.length === 1 ? sexKey(p.sexes[0] ?? '') : null)
const nikSexOf = (p: ParsedEntry): Sex | null => (p.sexes.length === 1 ? (p.niks[0]?.birth?.sex ?? null) : null)
const valuesOf = (rows: readonly ParsedEntry[]): readonly string[] => rows.flatMap((p) => p.sexes)

/** A legible identity number beside a code says what the code means. */
function votesOf(rows: readonly ParsedEntry[]): Votes {
  const votes = new Map<string, readonly [number, number]>()
  for (const p of rows) {
    const [code, sex] = [codeOf(p), nikSexOf(p)]
    if (code === null || sex === null) continue
    const [male, female] = votes.get(code) ?? [0, 0]
    votes.set(code, sex === 'male' ? [male + 1, female] : [male, female + 1])
  }
  return votes
}
