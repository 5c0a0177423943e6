import type { PackageFact } from '../parts/package-card.tsx'
import type { Act, KeptAct } from '../parts/acting.tsx'
import type { DocumentRow, StoryEntry } from './file.props.ts'

/** One referral, the same card for who sent it and for who answers it. */
export type ReferralProps = {
  readonly back: { readonly to: string; readonly label: string }
  /** "Rujukan kepada Puskesmas Bulan", or from whom. */
  readonly from: string
  /** "Konseling untuk Kancil" */
  readonly title: string
  /** Above the facts: what the other side sees, or what was sent. */
  readonly cardTitle: string
  /** How it stands, in a word: "Menunggu jawaban". */
  readonly status: string
  readonly facts: readonly PackageFact[]
  /** For whom one waits, since when, and what follows. */
  readonly wait: { readonly text: string; readonly small?: string } | null
  readonly acts: readonly Act[]
  readonly kept: KeptAct
  /** Where else to go from here: another provider after a refusal. */
  readonly onward?: { readonly to: string; readonly label: string }
  /** What was said since it was sent, last first. */
  readonly story: readonly StoryEntry[]
  readonly documents: readonly DocumentRow[]
  /** Null when nothing may be added. */
  readonly addDocumentTo: string | null
  /** Who agreed; what the other side does not see; since when something differs. */
  readonly notes: readonly { readonly key: string; readonly title: string; readonly text: string }[]
}
