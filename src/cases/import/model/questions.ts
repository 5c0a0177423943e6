/** Questions of a dry run, gathered so that hundreds alike are answered in one stroke. */
import type { DryRun, Field, Question, RowRef, RowResult } from './types.ts'

/**
 * What a person may choose. `keep`: as it was read. `leave-empty`: unknown, the raw text stays. `set`: another value, given beside.
 * `first` and `second`: of the alternatives (day first, month first). `leave-out`: no file for this row.
 */
export type Choice =
  | 'keep'
  | 'leave-empty'
  | 'set'
  | 'first'
  | 'second'
  | 'male'
  | 'female'
  | 'same-child'
  | 'other-child'
  | 'leave-out'

export type QuestionGroup = {
  readonly id: string
  readonly code: string
  readonly field: Field | 'row'
  readonly count: number
  readonly rows: readonly RowRef[]
  /** Raw texts of the first few, to show what it is about. */
  readonly examples: readonly string[]
  readonly options: readonly Choice[]
  readonly recommended?: Choice
}

type Offer = { readonly options: readonly Choice[]; readonly recommended?: Choice }

const SEX: Offer = { options: ['male', 'female', 'leave-empty', 'leave-out'] }
const VALUE: Offer = { options: ['set', 'leave-empty', 'leave-out'], recommended: 'leave-empty' }
const DOUBT: Offer = { options: ['keep', 'set', 'leave-empty', 'leave-out'] }

const OFFERS: Readonly<Record<string, Offer>> = {
  'sex-missing': { ...SEX, recommended: 'leave-empty' },
  'sex-unreadable': SEX,
  'sex-coding-changed': SEX,
  'row-struck': { options: ['keep', 'leave-out'] },
  'siblings-one-sex': SEX,
  'siblings-family-name': { options: ['keep', 'set', 'leave-out'] },
  'name-missing': VALUE,
  'birth-unknown': VALUE,
  'birth-in-future': VALUE,
  'impossible-date': { options: ['keep', 'set', 'leave-empty', 'leave-out'], recommended: 'keep' },
  'date-order-ambiguous': { options: ['first', 'second', 'set', 'keep', 'leave-out'] },
  'over-18': { options: ['leave-out', 'keep', 'set'] },
  'nik-damaged': VALUE,
  'nik-length': VALUE,
  'nik-unreadable': VALUE,
  'phone-implausible': VALUE,
  'colour-not-in-legend': VALUE,
  'status-unreadable': VALUE,
  duplicate: { options: ['same-child', 'other-child'] },
  'duplicate-of-file': { options: ['same-child', 'other-child'] },
}

export const offerFor = (code: string): Offer => OFFERS[code] ?? DOUBT

/** One stroke must not decide over different things: possible and certain duplicates, and unreadable texts, are groups of their own. */
function groupKey(q: Question, raw: string): string {
  const certainty = q.params?.['certainty']
  const text = q.code.endsWith('-unreadable') ? raw.trim().toLowerCase() : ''
  return [q.code, q.field, certainty ?? '', text].join('|')
}

/** Groups in order of their size, the largest first. */
export function groupQuestions(run: DryRun): readonly QuestionGroup[] {
  const groups = new Map<string, { q: Question; rows: RowRef[]; examples: Set<string> }>()
  for (const row of run.rows) {
    // Of a row that is left out nothing is asked any more.
    if (row.decision === 'reject') continue
    for (const q of row.questions) {
      const raw = rawOf(row, q)
      const key = groupKey(q, raw)
      const group = groups.get(key) ?? { q, rows: [], examples: new Set<string>() }
      groups.set(key, group)
      group.rows.push(refOf(row, q))
      if (raw !== '' && group.examples.size < 3) group.examples.add(raw)
    }
  }
  return [...groups]
    .map(([id, { q, rows, examples }]): QuestionGroup => {
      const offer =
        q.code === 'duplicate' && q.params?.['certainty'] === 'same'
          ? { ...offerFor(q.code), recommended: 'same-child' as const }
          : offerFor(q.code)
      return { id, code: q.code, field: q.field, count: rows.length, rows, examples: [...examples], ...offer }
    })
    .sort((a, b) => b.count - a.count)
}

export const refOf = (row: RowResult, q: Question): RowRef => ({
  sheet: row.sheet,
  row: row.row,
  ...(row.column === undefined ? {} : { column: row.column }),
  ...(q.child === undefined ? {} : { child: q.child }),
})

/** The raw text a question is about. */
export function rawOf(row: RowResult, q: Question): string {
  const child = row.children[q.child ?? 0]
  if (child === undefined) return ''
  switch (q.field) {
    case 'name':
      return child.name.raw
    case 'sex':
      return child.sex.raw
    case 'birth':
    case 'age':
      return child.birth.raw
    case 'nik':
      return child.nik?.raw ?? ''
    case 'phone':
      return child.phoneRaw?.raw ?? ''
    case 'registered':
      return child.registered?.raw ?? ''
    case 'status':
      return child.status?.raw ?? ''
    default:
      return child.name.raw
  }
}
