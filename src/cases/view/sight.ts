import type { Accepted } from '../file/entry.ts'
import { conflictsOf, viewFact } from '../file/facts.ts'
import type { GrantReason } from '../file/kind.ts'
import type { StreamKind, StreamState } from '../file/state.ts'
import { isResponsible } from '../file/writers.ts'
import { isOpenReferral } from './waiting.ts'

/** A stream of one file, as far as the reader holds it. */
export type SeenStream = {
  readonly id: string
  readonly kind: StreamKind
  readonly state: StreamState
  /** Why the reader may open it. */
  readonly reasons: readonly GrantReason[]
  /** Its entries, where they were fetched; lists live on the state alone. */
  readonly entries?: readonly Accepted[]
}

/** What a rule says to this reader. `unknown` where it rests on a stream the reader does not hold; never `met` by guess. */
export type Answer = 'met' | 'unmet' | 'unknown'

/** The case stream, or null for who does not hold it (a provider). */
export function caseStream(streams: readonly SeenStream[]): SeenStream | null {
  return streams.find(({ kind }) => kind === 'case') ?? null
}

/** Whoever works on the file gets every referral stream of it; an offered or a provider's grant shows some or none. */
function holdsEveryReferral(streams: readonly SeenStream[]): boolean {
  const main = caseStream(streams)
  return main !== null && isResponsible(main)
}

/** Whether no referral of the file waits for an answer. */
export function allReferralsAnswered(streams: readonly SeenStream[]): Answer {
  if (streams.some(({ kind, state }) => kind === 'referral' && isOpenReferral(state))) return 'unmet'
  return holdsEveryReferral(streams) ? 'met' : 'unknown'
}

/** Whether the child's true name was written down. The identity stream is fetched only when a person asks for it. */
export function trueNameKnown(streams: readonly SeenStream[]): Answer {
  const identity = streams.find(({ kind }) => kind === 'identity')
  if (identity === undefined) return 'unknown'
  return viewFact(identity.state, 'trueName') === null ? 'unmet' : 'met'
}

/** Whether no fact of the file is in conflict, those of the identity included. */
export function nothingToSettle(streams: readonly SeenStream[]): Answer {
  if (streams.some(({ state }) => conflictsOf(state).length > 0)) return 'unmet'
  const holds = (wanted: StreamKind) => streams.some(({ kind }) => kind === wanted)
  return holds('case') && holds('identity') ? 'met' : 'unknown'
}
