import type { PackageFact } from '#platform/web/index.ts'

export type ReferralCard = {
  readonly id: string
  readonly alias: string
  readonly need: string
  readonly sender: string
  /** "Sari" */
  readonly senderName: string
  readonly facts: readonly PackageFact[]
  /** ISO day of sending, and the day by which one answers. */
  readonly since: string
  readonly answerBy: string
  readonly late: boolean
  /** One asked; the answer is awaited. */
  readonly asked: boolean
}

export type ServingItem = {
  readonly id: string
  readonly alias: string
  readonly need: string
  readonly senderName: string
  readonly status: string
}

export type ReferralOutcome = 'served' | 'partly' | 'not-served'

export type ReferralInboxProps = {
  readonly provider: string
  readonly toAnswer: readonly ReferralCard[]
  readonly serving: readonly ServingItem[]
  readonly closed: readonly ServingItem[]
  /** The referral that is open for reading and answering. */
  readonly openId: string | null
  readonly onOpen: (id: string) => void
  readonly onAccept: (id: string) => void
  /** A question or a reason is asked for first; both may not be empty. */
  readonly onAsk: (id: string, question: string) => void
  readonly onDecline: (id: string, reason: string) => void
  readonly onNote: (
    id: string,
    note: { readonly text: string; readonly outcome: ReferralOutcome; readonly close: boolean },
  ) => void
  /** ISO day. */
  readonly today: string
}
