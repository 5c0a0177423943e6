import type { DateDraft, FieldError, ThenStep } from '#platform/web/index.ts'
import type { PackageFact } from '../parts/package-card.tsx'

export type NotSent = {
  readonly key: string
  readonly title: string
  /** Crossed out: what one took out oneself. Never the content of what is withheld. */
  readonly value?: string
  readonly why: string
  readonly withheld: boolean
  /** May be put back. */
  readonly onInclude?: () => void
}

export type ReferProps = {
  readonly back: { readonly to: string; readonly label: string }
  readonly savedAt: Date | null
  readonly alias: string
  readonly sender: string
  /** "konseling" */
  readonly need: string
  /** Providers one may send to; `provider` is the chosen one. */
  readonly providers: readonly { readonly value: string; readonly label: string }[]
  readonly provider: string | null
  readonly onProvider: (team: string) => void
  readonly onNeed: (need: string) => void
  readonly facts: readonly PackageFact[]
  readonly onTakeOut: (key: string) => void
  readonly notSent: readonly NotSent[]
  readonly agreed: readonly AgreedBy[]
  readonly onAgreed: (who: readonly AgreedBy[]) => void
  /** The day on which they agreed, as it is being typed. */
  readonly agreedOn: DateDraft
  readonly onAgreedOn: (draft: DateDraft) => void
  /** Instead of agreement: why it cannot wait. Null while agreement is the basis. */
  readonly emergency: string | null
  readonly onEmergency: (reason: string | null) => void
  readonly deadlines: readonly { readonly value: string; readonly label: string }[]
  readonly answerBy: string | null
  readonly onAnswerBy: (day: string) => void
  readonly message: string
  readonly onMessage: (text: string) => void
  readonly steps: readonly ThenStep[]
  readonly onSend: () => void
  /** ISO day. */
  readonly today: string
  readonly errors: readonly FieldError[]
  readonly attempt: number
}

export type AgreedBy = 'child' | 'caregiver' | 'guardian'

/** Ids of the fields, for the error summary. */
export const REFER_FIELDS = {
  provider: 'penyedia',
  need: 'kebutuhan',
  facts: 'paket',
  agreed: 'setuju',
  on: 'setuju-kapan',
  emergency: 'mendesak',
  answerBy: 'kapan',
  message: 'pesan',
} as const
