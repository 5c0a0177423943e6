import type { Attachment } from '../file/entry.ts'
import type { Message } from '../file/message.ts'
import { type DecidedOnOld, decidedOnOld, type FactLine, factLines } from './facts.ts'
import { type ReferralView, referralView } from './referral.ts'
import { type CaseRow, caseRow } from './row.ts'
import { type Answer, caseStream, nothingToSettle, type SeenStream, trueNameKnown } from './sight.ts'
import { type StoryItem, timeline } from './story.ts'

/** The path of a file. Later steps are shown as not begun until their topics exist. */
export const PATH = [
  'identification',
  'assessment',
  'plan',
  'rehabilitation',
  'reintegration',
  'follow-up',
  'closed',
] as const

export type PathStep = {
  readonly step: (typeof PATH)[number]
  readonly is: 'here' | 'done' | 'not-yet'
  /** ISO day since when, of the step where the file is. */
  readonly since: string | null
}

export type Document = {
  /** The entry that brought it. */
  readonly id: string
  readonly stream: string
  readonly title: Message
  readonly day: StoryItem['day']
  readonly by: string
  readonly files: readonly Attachment[]
}

/** Everything a screen shows of one file, without a word of finished text. */
export type FileView = {
  readonly header: CaseRow
  readonly path: readonly PathStep[]
  /** Facts of the streams that were fetched, in display order; those of the identity only when it was asked for. */
  readonly facts: readonly FactLine[]
  readonly referrals: readonly ReferralView[]
  readonly documents: readonly Document[]
  /** Steps that hold and were decided on a value corrected since. */
  readonly decidedOnOld: readonly DecidedOnOld[]
  readonly story: readonly StoryItem[]
  readonly trueNameKnown: Answer
  readonly nothingToSettle: Answer
}

/** The view of a file on `today` (ISO day of the team); null for who does not hold the case stream. */
export function fileView(streams: readonly SeenStream[], today: string): FileView | null {
  const main = caseStream(streams)
  const header = caseRow(streams, today)
  if (main === null || header === null) return null
  const story = timeline(
    streams.filter(({ kind }) => kind === 'case' || kind === 'referral'),
    today,
  )
  return {
    header,
    path: pathOf(header),
    facts: streams
      .filter(({ kind }) => kind === 'case' || kind === 'identity')
      .flatMap(({ state, entries }) => factLines(state, entries)),
    referrals: streams
      .filter(({ kind }) => kind === 'referral')
      .flatMap((stream) => referralView(stream, today, main.state) ?? []),
    documents: documentsIn(story),
    decidedOnOld: decidedOnOld(main.state),
    story,
    trueNameKnown: trueNameKnown(streams),
    nothingToSettle: nothingToSettle(streams),
  }
}

function pathOf({ stage, stageSince }: CaseRow): readonly PathStep[] {
  return PATH.map((step) => {
    if (step === stage) return { step, is: 'here', since: stageSince === '' ? null : stageSince }
    return { step, is: step === 'identification' ? 'done' : 'not-yet', since: null }
  })
}

/** Documents that were not taken back, the last first. */
export function documentsIn(story: readonly StoryItem[]): readonly Document[] {
  return story
    .filter((item) => item.retracted === null && (item.files.length > 0 || item.kind === 'attachment-added'))
    .map(({ id, stream, title, day, by, files }) => ({ id, stream, title, day, by, files }))
}
