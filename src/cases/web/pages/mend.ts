/** From a refused entry back to where it was written, with everything that was typed. */
import { type DateDraft, draftOf } from '#platform/web/index.ts'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { fileOf, type OutboxItem } from '../local/outbox.ts'
import { actDraftName, type KeptActDraft } from './act-keeping.ts'
import { factDraftOf } from './fact-draft.ts'
import type { Amending } from './file-form.tsx'
import { identityTextOf } from './identity-draft.ts'
import type { IdentityDraft } from './identity-page.tsx'
import { FORMS, type Form, type Typed } from './mend-forms.ts'
import { to } from './place.ts'
import type { RegisterDraft } from './register-draft.ts'

/** A draft to be stored, and the address of the page on which it is found. */
export type Mended = { readonly name: string; readonly form: string; readonly to: string; readonly draft: Amending }
/** Nothing was typed that could be mended: where it is decided anew. */
export type Elsewhere = { readonly to: string }

/** How a kind comes back. `items` are all of this device. */
type Mend = (item: OutboxItem, items: readonly OutboxItem[], today: string) => Mended | Elsewhere

/**
 * Every kind that is written on a device, by how it comes back; and those that are not. A kind that stands in neither fails the tests.
 */
export const MENDING: Readonly<Record<string, Mend | 'not-written-here'>> = {
  registered: mendRegistration,
  'identity-set': mendIdentity,
  visit: asForm(FORMS.visit),
  note: asForm(FORMS.note),
  'attachment-added': asForm(FORMS['attachment-added']),
  'facts-set': asForm(FORMS['facts-set']),
  corrected: asForm(FORMS.corrected),
  settled: asForm(FORMS.settled),
  retracted: asForm(FORMS.retracted),
  closed: asForm(FORMS.closed),
  reopened: asForm(FORMS.reopened),
  'handed-over': asForm(FORMS['handed-over']),
  // It says nothing but yes: the offer is looked at again, or is no longer there.
  'hand-over-accepted': () => ({ to: '/hand-over' }),
  'hand-over-declined': (item) => asAct(item, 'decline', '/hand-over', ['not-yet'], item.entry.data['reason']),
  'hand-over-withdrawn': (item) =>
    asAct(item, 'offer', to.page(fileOf(item), 'hand-over'), ['withdraw'], item.entry.data['reason']),
  'referral-sent': asForm(FORMS['referral-sent']),
  'referral-answered': mendAnswer,
  'referral-noted': mendNote,
  'referral-closed': mendClosing,
  // Written by the server for who imports (import/server/stream.ts), never into an outbox.
  'import-read': 'not-written-here',
  'import-matched': 'not-written-here',
  'import-answered': 'not-written-here',
  'import-owners': 'not-written-here',
  'import-confirmed': 'not-written-here',
  'import-paused': 'not-written-here',
  'import-resumed': 'not-written-here',
}

/** Where the item said it goes back to what was typed; null for a kind that this program does not know. */
export function mend(item: OutboxItem, items: readonly OutboxItem[], today: string): Mended | Elsewhere | null {
  const way = Object.hasOwn(MENDING, item.entry.kind) ? MENDING[item.entry.kind] : undefined
  return way === undefined || way === 'not-written-here' ? null : way(item, items, today)
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

function asForm(form: Form): Mend {
  return (item, _, today) => {
    const { entry } = item
    const { page, word, draft }: Typed = form(entry, today)
    const file = fileOf(item)
    return {
      name: `${page}:${file}`,
      form: word,
      to: item.label.form ?? to.page(file, page),
      draft: { ...draft, amends: [entry.id] },
    }
  }
}

/** Back into the small form of an act; `keys` name the acts of which the first that may be done now is meant. */
function asAct(
  { entry }: OutboxItem,
  form: 'referral' | 'offer' | 'decline',
  at: string,
  keys: readonly string[],
  text: unknown,
  more: Partial<KeptActDraft> = {},
): Mended {
  const draft = {
    keys,
    text: textIn(text),
    choice: null,
    day: null,
    amends: [entry.id],
    ...more,
  } satisfies KeptActDraft
  return { name: actDraftName(entry.stream), form, to: at, draft }
}

/** The page of a referral, on the side on which it was written. */
const referralPage = ({ label, stream }: OutboxItem): string => label.at ?? `/referrals/${stream}`

const ANSWERS: Readonly<Record<string, string>> = { accepted: 'accept', asked: 'asked', declined: 'declined' }

function mendAnswer(item: OutboxItem, _: readonly OutboxItem[], today: string): Mended {
  const { answer, first, note } = item.entry.data
  const day = first === undefined ? null : dateDraft(first, today)
  return asAct(item, 'referral', referralPage(item), [ANSWERS[textIn(answer)] ?? 'accept'], note, { day })
}

/** A message is an answer to a question, a reminder or a message, whichever may be sent now. */
function mendNote(item: OutboxItem): Mended {
  const { served, text } = item.entry.data
  return served === 'message'
    ? asAct(item, 'referral', referralPage(item), ['reply', 'message', 'remind', 'note'], text, { choice: 'message' })
    : asAct(item, 'referral', referralPage(item), ['note', 'message'], text, { choice: textIn(served) })
}

function mendClosing(item: OutboxItem): Mended {
  const { outcome, note } = item.entry.data
  return outcome === 'withdrawn'
    ? asAct(item, 'referral', referralPage(item), ['withdraw'], note)
    : asAct(item, 'referral', referralPage(item), ['close'], note, { choice: textIn(outcome) })
}

const dateDraft = (value: unknown, today: string): DateDraft =>
  draftOf((value as PartialDate | undefined) ?? null, today)

type Data = Readonly<Record<string, unknown>>
const factsIn = ({ data }: OutboxItem['entry']): Data => (data['facts'] ?? {}) as Data

/** Written with a child's registration that was refused too, it comes back with it; otherwise into the form of names and numbers. */
function mendIdentity(item: OutboxItem, items: readonly OutboxItem[], today: string): Mended {
  const { entry } = item
  const first = items.find(({ stream, opens }) => opens && stream === entry.data['file'])
  if (first?.state === 'refused') return mendRegistration(first, items, today)
  const file = fileOf(item)
  const typed: IdentityDraft = Object.fromEntries(
    Object.entries(factsIn(entry)).map(([name, value]) => [name, identityTextOf(value)] as const),
  )
  return {
    name: `identity:${file}`,
    form: 'identity',
    to: to.page(file, 'identity'),
    draft: { ...typed, amends: [entry.id] } satisfies IdentityDraft & Amending,
  }
}

/** A registration and its identity were written in one form and are mended in one. */
function mendRegistration({ entry }: OutboxItem, items: readonly OutboxItem[], today: string): Mended {
  const { data } = entry
  const identity = items.find(
    (one) => one.state === 'refused' && one.entry.kind === 'identity-set' && one.entry.data['file'] === entry.stream,
  )
  const facts = identity === undefined ? {} : factsIn(identity.entry)
  const draft = {
    file: entry.stream,
    identity: textIn(data['identity']) === '' ? crypto.randomUUID() : textIn(data['identity']),
    code: textIn(data['code']),
    alias: factDraftOf('alias', data['alias'], today),
    sex: factDraftOf('sex', data['sex'], today),
    birth: factDraftOf('birth', data['birth'], today),
    place: factDraftOf('place', data['place'], today),
    came: data['came'] as RegisterDraft['came'],
    when: dateDraft(data['occurred'], today),
    note: textIn(data['note']),
    trueName: textIn(facts['trueName']),
    phones: identityTextOf(facts['phones']),
    guardian: textIn(facts['guardianName']),
    amends: [entry.id, ...(identity === undefined ? [] : [identity.id])],
  } satisfies RegisterDraft
  return { name: 'register', form: 'register', to: '/children/new', draft }
}
