import type { KeptAct } from '../parts/acting.tsx'
import type { FieldError } from '#platform/web/index.ts'

/** Offering a file to somebody else, or waiting for the answer to such an offer. */
export type OfferProps = {
  readonly back: { readonly to: string; readonly label: string }
  readonly savedAt: Date | null
  readonly alias: string
  readonly code: string
  /** Who is responsible until somebody accepts; "Anda" for oneself. */
  readonly owner: string
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly person: string | null
  readonly onPerson: (person: string) => void
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly onOffer: () => void
  readonly errors: readonly FieldError[]
  readonly attempt: number
}

/** Ids of the fields, for the error summary. */
export const OFFER_FIELDS = { person: 'kepada', reason: 'alasan' } as const

export type OfferedProps = {
  readonly back: OfferProps['back']
  readonly alias: string
  readonly code: string
  readonly owner: string
  readonly person: string
  /** "sejak 22 Nov, 2 hari" */
  readonly since: string
  readonly reason: string | null
  readonly onWithdraw: (reason: string) => void
  readonly kept: KeptAct
}
