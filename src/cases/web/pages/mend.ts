/** From a refused entry back to the form it was written in, with everything that was typed. */
import { endingOf } from '#platform/pure/attachments/index.ts'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { type DateDraft, draftOf } from '#platform/web/index.ts'
import type { Entry } from '../../file/entry.ts'
import type { OutboxItem } from '../local/outbox.ts'
import type { ChosenFile } from '../local/take-file.ts'
import type { ClosingDraft, ReopeningDraft } from './close-page.tsx'
import type { CorrectDraft } from './correct-page.tsx'
import type { DocumentDraft } from './document-page.tsx'
import { factDraftOf, isAsked } from './fact-draft.ts'
import type { FactsDraft } from './facts-page.tsx'
import type { Amending } from './file-form.tsx'
import type { NoteDraft } from './note-page.tsx'
import { to } from './place.ts'
import type { RegisterDraft } from './register-draft.ts'
import type { RetractDraft } from './retract-page.tsx'
import type { VisitDraft } from './visit-page.tsx'

/** A draft to be stored, and the address of its form. */
export type Mended = { readonly name: string; readonly form: string; readonly to: string; readonly draft: Amending }

type Data = Readonly<Record<string, unknown>>
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The draft that says what the item said; null for kinds whose form is elsewhere. `items` are all of this device. */
export function mend(item: OutboxItem, items: readonly OutboxItem[], today: string): Mended | null {
  const { entry } = item
  if (entry.kind === 'registered') return mendRegistration(item, items, today)
  if (entry.kind === 'identity-set') {
    const first = items.find(({ stream, opens }) => opens && stream === entry.data['file'])
    return first?.state === 'refused' ? mendRegistration(first, items, today) : null
  }
  const found = formOf(entry, today)
  if (found === null) return null
  const { page, form, draft } = found
  return {
    name: `${page}:${entry.stream}`,
    form,
    to: item.label.form ?? to.page(entry.stream, page),
    draft: { ...draft, amends: [entry.id] },
  }
}

type Found = { readonly page: string; readonly form: string; readonly draft: object }

function formOf(entry: Entry, today: string): Found | null {
  const { kind, data, refs } = entry
  const when = dateDraft(data['occurred'], today)
  switch (kind) {
    case 'visit':
      return { page: 'visit', form: 'visit', draft: { ...visitDraft(data, when), files: chosenIn(entry) } }
    case 'note':
      return {
        page: 'note',
        form: 'note',
        draft: { text: text(data['text']), when, files: chosenIn(entry) } satisfies NoteDraft,
      }
    case 'attachment-added': {
      const draft = { title: text(data['title']), when, files: chosenIn(entry) } satisfies DocumentDraft
      return { page: 'document', form: 'document', draft }
    }
    case 'facts-set':
      return { page: 'facts', form: 'facts', draft: factsDraft(data, when, today) }
    case 'corrected':
      return { page: `correct/${refs[0] ?? ''}`, form: 'correct', draft: correctDraft(data, today) }
    case 'retracted': {
      const draft = { reason: data['reason'] as RetractDraft['reason'], why: text(data['why']) } satisfies RetractDraft
      return { page: `retract/${refs[0] ?? ''}`, form: 'retract', draft }
    }
    case 'closed': {
      const reason = data['reason'] as ClosingDraft['reason']
      return { page: 'close', form: 'close', draft: { reason, text: text(data['text']), when } satisfies ClosingDraft }
    }
    case 'reopened': {
      const draft = { reason: text(data['reason']), when } satisfies ReopeningDraft
      return { page: 'reopen', form: 'reopen', draft }
    }
    default:
      return null
  }
}

const dateDraft = (value: unknown, today: string): DateDraft =>
  draftOf((value as PartialDate | undefined) ?? null, today)

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

const correctDraft = (data: Data, today: string): CorrectDraft => ({
  facts: factDrafts(data, today),
  why: text(data['why']),
})

/** A registration and its identity were written in one form and are mended in one. */
function mendRegistration({ entry }: OutboxItem, items: readonly OutboxItem[], today: string): Mended {
  const { data } = entry
  const identity = items.find(
    (one) => one.state === 'refused' && one.entry.kind === 'identity-set' && one.entry.data['file'] === entry.stream,
  )
  const facts = (identity?.entry.data['facts'] ?? {}) as Data
  const draft = {
    file: entry.stream,
    identity: text(data['identity']) === '' ? crypto.randomUUID() : text(data['identity']),
    code: text(data['code']),
    alias: factDraftOf('alias', data['alias'], today),
    sex: factDraftOf('sex', data['sex'], today),
    birth: factDraftOf('birth', data['birth'], today),
    place: factDraftOf('place', data['place'], today),
    came: data['came'] as RegisterDraft['came'],
    when: dateDraft(data['occurred'], today),
    note: text(data['note']),
    trueName: text(facts['trueName']),
    phones: Array.isArray(facts['phones']) ? facts['phones'].join(', ') : '',
    guardian: text(facts['guardianName']),
    amends: [entry.id, ...(identity === undefined ? [] : [identity.id])],
  } satisfies RegisterDraft
  return { name: 'register', form: 'register', to: '/children/new', draft }
}
