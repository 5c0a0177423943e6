import { compareText } from '#platform/pure/compare-text.ts'
import { ageOn, type PartialDate } from '#platform/pure/partial-date.ts'
import { conflictsOf, viewFact } from '../file/facts.ts'
import { latestItem, standing, type StreamState } from '../file/state.ts'
import { caseFacts } from '../kinds.ts'
import { daysSince, writtenDay } from './days.ts'
import type { HandOver, KnownRow, LastContact, Stage } from './known.ts'
import { type Declined, type Next, nextOf, URGENCY } from './next.ts'
import { allReferralsAnswered, caseStream, type SeenStream } from './sight.ts'
import { type Waiting, waitingOf } from './waiting.ts'

/** What a list shows of one child, from summaries alone. No true name, no free text. */
export type CaseRow = KnownRow & { readonly next: Next | null }

const value = (state: StreamState, name: string): unknown => viewFact(state, name, caseFacts[name]?.protective)?.value

const text = (state: StreamState, name: string): string => {
  const found = value(state, name)
  return typeof found === 'string' ? found : ''
}

/** The row of one file on `today` (ISO day of the team); null for who does not hold the case stream. */
export function caseRow(streams: readonly SeenStream[], today: string): CaseRow | null {
  const main = caseStream(streams)
  if (main === null) return null
  const { state } = main
  const known: KnownRow = {
    file: main.id,
    ...childOf(state, today),
    ...stageOf(state),
    owner: ownerOf(state),
    handOver: handOverOf(main, today),
    lastContact: lastContactOf(state, today),
    waiting: waitingIn(streams, today),
    referralsAnswered: allReferralsAnswered(streams),
    conflicts: conflictsOf(state),
  }
  return { ...known, next: nextOf(known, declinedIn(streams)) }
}

function childOf(state: StreamState, today: string) {
  const birth = (value(state, 'birth') as PartialDate | undefined) ?? { precision: 'unknown' as const }
  return {
    alias: text(state, 'alias'),
    code: text(state, 'code'),
    sex: (value(state, 'sex') as KnownRow['sex'] | undefined) ?? 'unknown',
    birth,
    age: ageOn(birth, today),
    place: (value(state, 'place') as KnownRow['place'] | undefined) ?? null,
  }
}

function stageOf(state: StreamState): { readonly stage: Stage; readonly stageSince: string } {
  const handling = standing(state, 'handling')
  const since = handling === null ? '' : handling.occurred || writtenDay(handling.at)
  return { stage: handling?.to === 'closed' ? 'closed' : 'identification', stageSince: since }
}

/** Who is responsible: the last who accepted a hand-over, or who took the child in. */
export function ownerOf(state: StreamState): string | null {
  const accepted = (state.steps['assignment'] ?? []).filter(({ to }) => to === 'accepted').at(-1)
  return accepted?.with['owner'] ?? state.steps['handling']?.[0]?.with['owner'] ?? null
}

function handOverOf({ state, reasons }: SeenStream, today: string): HandOver | null {
  const step = standing(state, 'assignment')
  if (step?.to !== 'offered') return null
  const since = writtenDay(step.at)
  return {
    to: step.with['to'] ?? '',
    by: step.by,
    since,
    days: daysSince(since, today) ?? 0,
    offeredToMe: reasons.includes('pending-owner'),
  }
}

/** A row that came from a sheet tells of no meeting; taking a child in is one. */
function lastContactOf(state: StreamState, today: string): LastContact | null {
  const visit = latestItem(state, ['visit'])
  if (visit !== null)
    return { day: visit.occurred, days: daysSince(visit.occurred, today), where: visit.as ?? 'elsewhere' }
  const intake = state.steps['handling']?.[0]
  if (intake === undefined || intake.with['came'] === 'import' || intake.occurred === '') return null
  return { day: intake.occurred, days: daysSince(intake.occurred, today), where: 'intake' }
}

/** Waiting referrals, the late ones first, then by the day of the answer. */
export function waitingIn(streams: readonly SeenStream[], today: string): readonly Waiting[] {
  return streams
    .filter(({ kind }) => kind === 'referral')
    .flatMap(({ id, state }) => waitingOf(id, state, today) ?? [])
    .toSorted((a, b) => Number(b.late) - Number(a.late) || compareText(a.answerBy + a.stream, b.answerBy + b.stream))
}

/** Referrals that were declined and not closed: the child still has the need. */
function declinedIn(streams: readonly SeenStream[]): readonly Declined[] {
  return streams.flatMap(({ kind, state }) => {
    const sent =
      kind === 'referral' && standing(state, 'referral')?.to === 'declined' ? state.steps['referral']?.[0] : undefined
    return sent === undefined ? [] : [{ team: sent.with['team'] ?? '', need: sent.with['need'] ?? '' }]
  })
}

/** Order of a caseload "by what comes next": the most urgent first, then the earliest due, then by alias. */
export function compareRows(a: CaseRow, b: CaseRow): number {
  const urgency = (row: CaseRow) => (row.next === null ? URGENCY.length : URGENCY.indexOf(row.next.code))
  return (
    urgency(a) - urgency(b) ||
    compareText(a.next?.due ?? '9999', b.next?.due ?? '9999') ||
    compareText(a.alias.toLowerCase(), b.alias.toLowerCase()) ||
    compareText(a.file, b.file)
  )
}
