import type { PartialDate } from '#platform/pure/partial-date.ts'
import type { Answer } from './sight.ts'
import type { Waiting } from './waiting.ts'

export type Stage = 'identification' | 'closed'

export type HandOver = {
  readonly to: string
  readonly by: string
  /** ISO day. */
  readonly since: string
  readonly days: number
  /** The reader is the one who is asked. */
  readonly offeredToMe: boolean
}

export type LastContact = {
  /** As exactly as it was said: ISO day, month or year. */
  readonly day: string
  /** Null when the day is not known. */
  readonly days: number | null
  /** Where: a word of `value.where`; `intake` when nothing came after the child was taken in. */
  readonly where: string
}

/** What is known of one child before it is said what comes next. */
export type KnownRow = {
  readonly file: string
  readonly alias: string
  readonly code: string
  readonly sex: 'female' | 'male' | 'unknown'
  readonly birth: PartialDate
  /** In whole years on `today`; both ends the same where it is known. Null when nothing is known. */
  readonly age: { readonly min: number; readonly max: number } | null
  readonly place: { readonly village?: string; readonly subdistrict?: string } | null
  readonly stage: Stage
  /** ISO day since when it is at this stage. */
  readonly stageSince: string
  /** Who is responsible. During a hand-over this is still the old owner. */
  readonly owner: string | null
  readonly handOver: HandOver | null
  readonly lastContact: LastContact | null
  readonly waiting: readonly Waiting[]
  /** `unknown` when the reader may not hold every referral: an empty `waiting` then proves nothing. */
  readonly referralsAnswered: Answer
  /** Names of facts in conflict. */
  readonly conflicts: readonly string[]
}
