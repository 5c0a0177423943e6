import { standing, type Step, type StreamState } from '../file/state.ts'
import { daysSince, writtenDay } from './days.ts'

/** Whose turn it is in a referral. */
export type Turn = 'provider' | 'helper' | 'nobody'

/** A referral that waits for somebody. */
export type Waiting = {
  readonly stream: string
  /** The provider's team. */
  readonly team: string
  readonly need: string
  readonly turn: Turn
  /** ISO day since when. */
  readonly since: string
  readonly days: number
  /** ISO day, included. */
  readonly answerBy: string
  /** The provider's answer is overdue. */
  readonly late: boolean
}

/** Whether the referral still waits for an answer. */
export function isOpenReferral(state: StreamState): boolean {
  return turnOf(state).turn !== 'nobody'
}

/** Whose turn it is, and the ISO day since when. A question stands until somebody else writes after it. */
export function turnOf(state: StreamState): { readonly turn: Turn; readonly since: string } {
  const step = standing(state, 'referral')
  if (step?.to === 'sent') return { turn: 'provider', since: writtenDay(step.at) }
  if (step?.to !== 'asked') return { turn: 'nobody', since: step === null ? '' : writtenDay(step.at) }
  const answered = answeredOn(state, step)
  return answered === null ? { turn: 'helper', since: writtenDay(step.at) } : { turn: 'provider', since: answered }
}

function answeredOn(state: StreamState, asked: Step): string | null {
  const notes = (state.items['referral-note']?.recent ?? []).filter(
    (note) => note.seq > asked.seq && note.by !== asked.by && !state.retracted.includes(note.id),
  )
  const first = notes.toSorted((a, b) => a.seq - b.seq)[0]
  return first === undefined ? null : first.occurred || writtenDay(asked.at)
}

/** How a referral stream waits on `today` (ISO day of the team), or null when it does not. */
export function waitingOf(stream: string, state: StreamState, today: string): Waiting | null {
  const sent = state.steps['referral']?.[0]
  const { turn, since } = turnOf(state)
  if (sent === undefined || turn === 'nobody') return null
  const { team = '', need = '', answerBy = '' } = sent.with
  const days = daysSince(since, today) ?? 0
  return { stream, team, need, turn, since, days, answerBy, late: turn === 'provider' && answerBy < today }
}
