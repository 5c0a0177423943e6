import type { Accepted } from '../file/entry.ts'
import type { Message, Param } from '../file/message.ts'
import { same } from '../file/same.ts'
import { standing, type Step, type StreamState } from '../file/state.ts'
import { daysSince, writtenDay } from './days.ts'
import { type ChangedSince, changedSince, partsOf, saidAnew } from './facts.ts'
import type { SeenStream } from './sight.ts'
import { type StoryItem, timeline } from './story.ts'
import { type Turn, turnOf } from './waiting.ts'

export type ReferralStatus = 'sent' | 'asked' | 'accepted' | 'declined' | 'closed' | 'withdrawn'

/** One line of the card: what both sides see of the child. */
export type PackageLine = {
  readonly name: string
  readonly label: string
  readonly parts: readonly Param[]
  readonly value: unknown
}

/** A referral, the same for who sent it and for who answers it. */
export type ReferralView = {
  readonly stream: string
  readonly file: string
  readonly team: string
  readonly alias: string
  readonly need: string
  readonly status: ReferralStatus
  /** How it ended: a word of `value.outcome`; null while it goes on. */
  readonly outcome: string | null
  readonly turn: Turn
  /** ISO day since when it is that one's turn, or since when it stands as it does. */
  readonly since: string
  readonly days: number
  readonly answerBy: string
  readonly late: boolean
  readonly sentBy: string
  readonly sentOn: string
  /** What only the entries tell; null when they were not fetched. */
  readonly content: ReferralContent | null
  /**
   * Facts of the package that were corrected since: the provider still reads the old value. Null when the reader does not hold the
   * case stream, or the entries were not fetched.
   */
  readonly changed: readonly ChangedSince[] | null
}

export type ReferralContent = {
  readonly detail: string | null
  readonly package: readonly PackageLine[]
  /** Names of what was left out on somebody's wish. */
  readonly withheld: readonly { readonly name: string; readonly label: string }[]
  /** Who agreed, or why it could not wait. */
  readonly agreed: Message | null
  /** Last ISO day on which the provider may open it. */
  readonly until: string | null
  /** The question that waits for an answer. */
  readonly question: { readonly id: string; readonly text: string; readonly by: string; readonly day: string } | null
  /** Everything after sending, last first. */
  readonly story: readonly StoryItem[]
}

/** Data of `referral-sent`, as its schema has checked it. */
type Sent = {
  readonly detail?: string
  readonly package: Readonly<Record<string, unknown>>
  readonly withheld: readonly string[]
  readonly until?: string
}

/** The view of one referral stream on `today`; null when it holds no referral. `caseState` is for who works on the file. */
export function referralView(
  stream: SeenStream,
  today: string,
  caseState: StreamState | null = null,
): ReferralView | null {
  const sent = stream.state.steps['referral']?.[0]
  const now = standing(stream.state, 'referral')
  if (sent === undefined || now === null) return null
  const { turn, since } = turnOf(stream.state)
  const head = headOf(sent)
  const content = contentOf(stream, today, turn)
  return {
    stream: stream.id,
    ...head,
    status: now.to as ReferralStatus,
    outcome: now.with['outcome'] ?? null,
    turn,
    since,
    days: daysSince(since, today) ?? 0,
    late: turn === 'provider' && head.answerBy < today,
    content,
    changed: content === null || caseState === null ? null : changedIn(content.package, caseState, sent.at),
  }
}

function headOf(sent: Step) {
  const { team = '', file = '', need = '', answerBy = '', alias = '' } = sent.with
  return { team, file, need, answerBy, alias, sentBy: sent.by, sentOn: writtenDay(sent.at) }
}

function contentOf(stream: SeenStream, today: string, turn: Turn): ReferralContent | null {
  const first = stream.entries?.find(({ entry }) => entry.kind === 'referral-sent')
  if (first === undefined) return null
  const data = first.entry.data as Sent
  const story = timeline([stream], today)
  const lines = story.find(({ id }) => id === first.entry.id)?.lines ?? []
  return {
    detail: data.detail ?? null,
    package: Object.entries(data.package).map(([name, value]) => ({
      name,
      label: `fact.card.${name}`,
      parts: packageParts(name, value),
      value,
    })),
    withheld: data.withheld.map((name) => ({ name, label: `fact.package.${name}` })),
    agreed: lines.find(({ key }) => key === 'story.referral-agreed' || key === 'story.referral-emergency') ?? null,
    until: data.until ?? null,
    question: turn === 'helper' ? questionIn(stream.entries ?? []) : null,
    story: story.filter(({ id }) => id !== first.entry.id),
  }
}

function packageParts(name: string, value: unknown): readonly Param[] {
  return name === 'birth' || name === 'sex' ? partsOf(name, value) : [String(value)]
}

function questionIn(entries: readonly Accepted[]): ReferralContent['question'] {
  const asked = entries.findLast(({ entry }) => entry.kind === 'referral-answered' && entry.data['answer'] === 'asked')
  if (asked === undefined) return null
  const { id, by, at, data } = asked.entry
  return { id, text: String(data['note']), by, day: writtenDay(at) }
}

/** Facts that the package copies as they are are compared; of those it retells, it counts whether they were said anew after sending. */
function changedIn(sent: readonly PackageLine[], state: StreamState, sentAt: string): readonly ChangedSince[] {
  return sent.flatMap(({ name, value, parts }) => {
    if (COPIED.has(name)) return changedSince(state, name, value) ?? []
    if (name === 'village') return changedVillage(state, value)
    return RETOLD.has(name) ? (saidAnew(state, name, parts, sentAt) ?? []) : []
  })
}

const COPIED: ReadonlySet<string> = new Set(['alias', 'birth', 'sex'])
const RETOLD: ReadonlySet<string> = new Set(['contact', 'school', 'care'])

function changedVillage(state: StreamState, village: unknown): readonly ChangedSince[] {
  const changed = changedSince(state, 'place', { village })
  return changed === null || same(changed.now?.[0], village) ? [] : [changed]
}
