import { standing, type StreamState } from './file/state.ts'

/**
 * When the server should look at a stream again, as a UTC instant, or null. It is stored rounded to the hour: the one plaintext hint
 * about a file (docs/threat-model.md).
 */
export function wakeAt(state: StreamState): string | null {
  const referral = standing(state, 'referral')
  const answerBy = referral?.to === 'sent' ? referral.with['answerBy'] : undefined
  return answerBy === undefined ? null : `${answerBy}T23:00:00Z`
}
