import type { ReactNode } from 'react'
import type { PackageFact } from '../parts/package-card.tsx'

export type ReferralCard = {
  readonly id: string
  readonly to: string
  readonly alias: string
  readonly need: string
  /** "Sari, UPTD PPA Kabupaten Awan" */
  readonly sender: string
  readonly facts: readonly PackageFact[]
  /** Whose turn it is, in words. */
  readonly wait: { readonly text: string; readonly small?: string }
  /** ISO day of sending, and the day by which one answers. */
  readonly since: string
  readonly answerBy: string
  readonly late: boolean
  /** The three answers. */
  readonly acts: ReactNode
}

export type ServingItem = {
  readonly id: string
  readonly to: string
  readonly alias: string
  readonly need: string
  /** "Pertemuan pertama 27 Nov" */
  readonly status: string
}

export type ReferralInboxProps = {
  readonly provider: string
  readonly toAnswer: readonly ReferralCard[]
  /** One has asked; the sender's answer is awaited. */
  readonly asked: readonly ReferralCard[]
  readonly serving: readonly ServingItem[]
  readonly closed: readonly ServingItem[]
  /** The referral that is open for reading and answering. */
  readonly openId: string | null
  readonly onOpen: (id: string) => void
  /** The answer that was just written, in words, and where it stands; null before one was. */
  readonly recorded: { readonly text: string; readonly to: string } | null
  /** The form of a note on a referral that is being served. */
  readonly note: (id: string, onClose: () => void) => ReactNode
  /** The list is still being fetched, or the office cannot be reached. */
  readonly state: 'there' | 'loading' | 'gone'
  /** ISO day. */
  readonly today: string
}
