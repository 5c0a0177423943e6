/** What is typed about a new child, and the entries it becomes: one opens the file, one its identity stream. */
import { type DateDraft } from '#platform/web/index.ts'
import type { Writing } from '../local/work.ts'
import { type FactDraft, factValueIn } from './fact-draft.ts'
import { dateIn, textOr } from './fields.tsx'

export const CAME = ['own', 'village', 'school', 'hotline', 'police', 'returned', 'other'] as const
export const REGISTER_FIELDS = {
  came: 'asal',
  when: 'kapan',
  note: 'catatan',
  name: 'nama-asli',
  phones: 'telepon',
  guardian: 'wali',
} as const

export type RegisterDraft = {
  /** Ids are made with the draft, so that one draft becomes one file. */
  readonly file: string
  readonly identity: string
  readonly code: string
  readonly alias: FactDraft
  readonly sex: FactDraft
  readonly birth: FactDraft
  readonly place: FactDraft
  readonly came: (typeof CAME)[number] | null
  readonly when: DateDraft
  readonly note: string
  readonly trueName: string
  readonly phones: string
  readonly guardian: string
  /** Refused entries that this draft replaces. */
  readonly amends?: readonly string[]
}

/** Telephone numbers, separated by commas; null when one of them is none. */
export function phonesIn(text: string): readonly string[] | null {
  const all = text
    .split(/[,;\n]/)
    .map((one) => one.replace(/[\s().-]/g, ''))
    .filter((one) => one !== '')
  return all.every((one) => /^\+?[0-9]{5,20}$/.test(one)) && all.length <= 10 ? all : null
}

/** The entries of a draft without faults. */
export function writingsOf(draft: RegisterDraft, today: string): readonly Writing[] {
  const { file, identity, code, came } = draft
  const phones = phonesIn(draft.phones) ?? []
  const facts = {
    ...textOr('trueName', draft.trueName),
    ...(phones.length === 0 ? {} : { phones }),
    ...textOr('guardianName', draft.guardian),
  }
  const known = Object.keys(facts).length > 0
  const place = factValueIn('place', draft.place, today)
  const refs = draft.amends ?? []
  const registered = {
    alias: draft.alias.first.trim(),
    code,
    sex: draft.sex.choice,
    birth: dateIn(draft.birth.date, today),
    ...(place === undefined ? {} : { place }),
    came,
    ...textOr('note', draft.note),
    occurred: dateIn(draft.when, today),
    ...(known ? { identity } : {}),
  }
  return [
    { stream: file, what: { kind: 'registered', refs, data: registered } },
    ...(known ? [{ stream: identity, what: { kind: 'identity-set', data: { file, facts } } }] : []),
  ]
}
