/** What was typed into a form about a file, from the entry that it became. */
import { endingOf } from '#platform/pure/attachments/index.ts'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { type DateDraft, draftOf } from '#platform/web/index.ts'
import type { Entry } from '../../file/entry.ts'
import type { ChosenFile } from '../local/take-file.ts'
import type { ClosingDraft, ReopeningDraft } from './close-page.tsx'
import type { CorrectDraft } from './correct-page.tsx'
import type { DocumentDraft } from './document-page.tsx'
import { factDraftOf, isAsked } from './fact-draft.ts'
import type { FactsDraft } from './facts-page.tsx'
import { identityTextOf, isIdentityFact } from './identity-draft.ts'
import type { NoteDraft } from './note-page.tsx'
import type { OfferDraft } from './offer-page.tsx'
import type { ReferDraft } from './refer-draft.ts'
import type { RetractDraft } from './retract-page.tsx'
import type { SettleDraft } from './settle-form.tsx'
import type { VisitDraft } from './visit-page.tsx'

/** The page below the file, the word of its form (`form.name.`), and what was typed. */
export type Typed = { readonly page: string; readonly word: string; readonly draft: object }
export type Form = (entry: Entry, today: string) => Typed

type Data = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
const dateDraft = (value: unknown, today: string): DateDraft =>
  draftOf((value as PartialDate | undefined) ?? null, today)
const whenIn = ({ data }: Entry, today: string): DateDraft => dateDraft(data['occurred'], today)

/** The form of each kind that has one below the file. Values come from entries that this device wrote under their kind's schema. */
export const FORMS = {
  visit: (entry, today) => ({
    page: 'visit',
    word: 'visit',
    draft: { ...visitDraft(entry.data, whenIn(entry, today)), files: chosenIn(entry) } satisfies VisitDraft,
  }),
  note: (entry, today) => ({
    page: 'note',
    word: 'note',
    draft: { text: text(entry.data['text']), when: whenIn(entry, today), files: chosenIn(entry) } satisfies NoteDraft,
  }),
  'attachment-added': (entry, today) => ({
    page: 'document',
    word: 'document',
    draft: {
      title: text(entry.data['title']),
      when: whenIn(entry, today),
      files: chosenIn(entry),
    } satisfies DocumentDraft,
  }),
  'facts-set': (entry, today) => ({
    page: 'facts',
    word: 'facts',
    draft: factsDraft(entry.data, whenIn(entry, today), today),
  }),
  corrected: ({ data, refs }, today) => ({
    page: `correct/${refs[0] ?? ''}`,
    word: 'correct',
    draft: { facts: factDrafts(data, today), why: text(data['why']) } satisfies CorrectDraft,
  }),
  settled: ({ data }, today) => settlement(data, today),
  retracted: ({ data, refs }) => ({
    page: `retract/${refs[0] ?? ''}`,
    word: 'retract',
    draft: { reason: data['reason'] as RetractDraft['reason'], why: text(data['why']) } satisfies RetractDraft,
  }),
  closed: (entry, today) => ({
    page: 'close',
    word: 'close',
    draft: {
      reason: entry.data['reason'] as ClosingDraft['reason'],
      text: text(entry.data['text']),
      when: whenIn(entry, today),
    } satisfies ClosingDraft,
  }),
  reopened: (entry, today) => ({
    page: 'reopen',
    word: 'reopen',
    draft: { reason: text(entry.data['reason']), when: whenIn(entry, today) } satisfies ReopeningDraft,
  }),
  'handed-over': ({ data }) => ({
    page: 'hand-over',
    word: 'hand-over',
    draft: { person: text(data['to']), reason: text(data['reason']) } satisfies OfferDraft,
  }),
  'referral-sent': ({ data }, today) => ({ page: 'refer', word: 'refer', draft: referDraft(data, today) }),
} as const satisfies Readonly<Record<string, Form>>

/** The files of a refused entry are still here; only the names under which they were chosen are gone. */
const chosenIn = ({ files }: Entry): readonly ChosenFile[] =>
  files.map((file, n) => ({ ...file, name: `${n + 1}.${endingOf(file.type)}` }))

function visitDraft(data: Data, when: DateDraft): Omit<VisitDraft, 'files'> {
  return {
    when,
    where: data['where'] as VisitDraft['where'],
    minutes: typeof data['minutes'] === 'number' ? String(data['minutes']) : '',
    seen: data['seen'] as VisitDraft['seen'],
    text: text(data['text']),
    quote: text(data['quote']),
    next: text(data['next']),
  }
}

const factsIn = (data: Data): readonly (readonly [string, unknown])[] => Object.entries((data['facts'] ?? {}) as Data)

const factDrafts = (data: Data, today: string): CorrectDraft['facts'] =>
  Object.fromEntries(
    factsIn(data).flatMap(([name, value]) => (isAsked(name) ? [[name, factDraftOf(name, value, today)]] : [])),
  )

function factsDraft(data: Data, when: DateDraft, today: string): FactsDraft {
  const said = Object.fromEntries(factsIn(data).map(([name]) => [name, 'changed' as const]))
  return { facts: factDrafts(data, today), said, when }
}

/** Which of two answers was chosen is chosen anew: by now others may stand. The value stands ready as the third. */
function settlement(data: Data, today: string): Typed {
  const [[name, value] = ['', undefined]] = factsIn(data)
  const identity = isIdentityFact(name)
  const third = identity ? identityTextOf(value) : isAsked(name) ? factDraftOf(name, value, today) : null
  return {
    page: identity ? `identity/settle/${name}` : `settle/${name}`,
    word: 'settle',
    draft: { chosen: null, third, why: text(data['why']) } satisfies SettleDraft<unknown>,
  }
}

/** The true name is never kept in a draft: who wants it sent asks for it again. */
function referDraft(data: Data, today: string): ReferDraft {
  const agreed = (data['agreed'] ?? {}) as Data
  return {
    team: text(data['team']),
    need: text(data['need']),
    out: strings(data['withheld']).filter((name) => name !== 'name' && name !== 'story'),
    agreed: strings(agreed['who']) as ReferDraft['agreed'],
    on: dateDraft(agreed['on'], today),
    emergency: agreed['basis'] === 'emergency' ? text(agreed['reason']) : null,
    answerBy: text(data['answerBy']),
    message: text(data['detail']),
  }
}
