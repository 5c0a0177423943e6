/** What is typed about one fact, and the value it says. The same shape for every fact, so that a half-written one can be kept. */
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { type DateDraft, draftOf } from '#platform/web/index.ts'
import { caseFacts } from '../../kinds.ts'
import { dateIn, textOr } from './fields.tsx'

/** The facts of the case stream that a person says in a form. The code is given once and stays. */
export const ASKED = [
  'alias',
  'sex',
  'birth',
  'place',
  'care',
  'contact',
  'school',
  'guardianRelation',
  'language',
] as const
export type FactName = (typeof ASKED)[number]

export const isAsked = (name: string): name is FactName => ASKED.some((one) => one === name)

export const CHOICES = {
  sex: ['female', 'male', 'unknown'],
  care: [
    'mother',
    'father',
    'parents',
    'grandparents',
    'aunt-uncle',
    'sibling',
    'other-family',
    'foster',
    'institution',
    'alone',
    'unknown',
  ],
  contact: ['phone', 'visit', 'school', 'through-other', 'none'],
  school: ['yes', 'sometimes', 'no', 'never', 'unknown'],
} as const

export type FactDraft = {
  readonly choice: string | null
  /** Whether one may get in touch without asking first. */
  readonly safe: 'yes' | 'no' | null
  readonly first: string
  readonly second: string
  readonly date: DateDraft
}

type Value = Readonly<Record<string, unknown>>
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The draft that says `value`; an empty one for undefined. */
export function factDraftOf(name: FactName, value: unknown, today: string): FactDraft {
  const empty = { choice: null, safe: null, first: '', second: '', date: draftOf(null, today) }
  if (value === undefined) return empty
  const of = (value ?? {}) as Value
  switch (name) {
    case 'birth':
      return { ...empty, date: draftOf(value as PartialDate, today) }
    case 'sex':
      return { ...empty, choice: textIn(value) }
    case 'alias':
    case 'guardianRelation':
    case 'language':
      return { ...empty, first: textIn(value) }
    case 'place':
      return { ...empty, first: textIn(of['village']), second: textIn(of['subdistrict']) }
    case 'care':
      return { ...empty, choice: textIn(of['livesWith']), first: textIn(of['detail']) }
    case 'contact':
      return {
        ...empty,
        choice: textIn(of['way']),
        safe: of['safe'] === true ? 'yes' : 'no',
        first: textIn(of['note']),
      }
    case 'school':
      return { ...empty, choice: textIn(of['attends']), first: textIn(of['name']), second: textIn(of['level']) }
  }
}

/** The value that the draft says, or undefined while it says none that the fact can be. */
export function factValueIn(name: FactName, draft: FactDraft, today: string): unknown {
  const value = saidBy(name, draft, today)
  return value !== undefined && caseFacts[name]?.schema.safeParse(value).success === true ? value : undefined
}

function saidBy(name: FactName, { choice, safe, first, second, date }: FactDraft, today: string): unknown {
  switch (name) {
    case 'birth':
      return dateIn(date, today) ?? undefined
    case 'sex':
      return choice ?? undefined
    case 'alias':
    case 'guardianRelation':
    case 'language':
      return first.trim()
    case 'place':
      return first.trim() + second.trim() === ''
        ? undefined
        : { ...textOr('village', first), ...textOr('subdistrict', second) }
    case 'care':
      return choice === null ? undefined : { livesWith: choice, ...textOr('detail', first) }
    case 'contact':
      return choice === null || safe === null
        ? undefined
        : { way: choice, safe: safe === 'yes', ...textOr('note', first) }
    case 'school':
      return choice === null ? undefined : { attends: choice, ...textOr('name', first), ...textOr('level', second) }
  }
}

/** Where the summary of errors leads for a fact. */
export const factField = (name: FactName): string => `fakta-${name}`
