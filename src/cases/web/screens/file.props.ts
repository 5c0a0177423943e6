import type { ReactNode } from 'react'
import type { ShapeName, Tone } from '#platform/web/index.ts'

import type { DocumentFile } from '../parts/document-files.tsx'
import type { StageStep } from '../parts/stage-path.tsx'
import type { TrueNameLine } from '../parts/true-name.tsx'

export type StoryAction = { readonly label: string; readonly to?: string; readonly onAct?: () => void }

/** One entry of the story, already in words. What the reader may not see is not in here. */
export type StoryEntry = {
  readonly id: string
  /** ISO day for machines; null when it is not known to the day. */
  readonly day: string | null
  /** "17 Nov" */
  readonly date: string
  /** "Kunjungan" */
  readonly kind: string
  readonly shape: ShapeName
  readonly shapeLabel?: string
  readonly tone?: Tone
  readonly title: string
  readonly lines?: readonly string[]
  /** Second voice: another opinion, what was counted. */
  readonly quiet?: readonly string[]
  /** The child's own words. */
  readonly quote?: string
  readonly correction?: { readonly before: string; readonly after: string; readonly why: string }
  readonly wait?: { readonly text: string; readonly small?: string; readonly actions?: readonly StoryAction[] }
  readonly pairs?: readonly { readonly name: string; readonly value: string; readonly withheld?: boolean }[]
  readonly by?: string
  /** Files of this entry: how many, and where they stand on the page. */
  readonly files?: { readonly text: string; readonly to: string }
  /** Not yet at the office: kept on this device, or refused. */
  readonly pending?: { readonly text: string; readonly refused: boolean; readonly to: string }
  /** Taken back: why. The entry stays, crossed out. */
  readonly retracted?: string
  /** Where more of it is read, such as a referral. */
  readonly link?: { readonly text: string; readonly to: string }
  /** What may be done about it. */
  readonly menu?: {
    /** What is in it, and about which entry: "Perbaiki, Tarik kembali: Di rumah, 24 Nov". */
    readonly label: string
    readonly actions: readonly { readonly label: string; readonly to: string }[]
  }
}

export type FactRow = {
  readonly key: string
  readonly name: string
  readonly value: string
  /** Who said it, when, from what. */
  readonly source: string
  readonly state: 'plain' | 'conflict' | 'withheld'
  /** Where a conflict is settled. */
  readonly to?: string
  /** Where what was said is corrected; absent for who may not, and for what is not at the office yet. */
  readonly correctTo?: string
  readonly earlier: readonly { readonly value: string; readonly source: string }[]
}

export type DeadlineRow = {
  readonly key: string
  readonly shape: ShapeName
  readonly shapeLabel: string
  readonly tone: Tone
  readonly title: string
  readonly when: string
  /** The article of law, and its mark while unverified. */
  readonly law?: string
  readonly unverified?: boolean
}

export type AccessRow = { readonly key: string; readonly who: string; readonly why: string }
export type DocumentRow = {
  readonly key: string
  readonly title: string
  readonly small: string
  readonly files: readonly DocumentFile[]
}

export type FileProps = {
  readonly back: { readonly to: string; readonly label: string }
  readonly alias: string
  readonly code: string
  /** "perempuan, 13 tahun" first; the rest is left out on a phone. */
  readonly facts: readonly string[]
  readonly stage: { readonly steps: readonly StageStep[]; readonly at: number } | null
  readonly next: { readonly title: string; readonly text?: string; readonly action?: StoryAction } | null
  /** "Tulis yang lain": what one may write here. Empty when one may only read. */
  readonly write: readonly StoryAction[]
  /** Said on top: an offered hand-over, late entries set aside, a closed file. */
  readonly notices: readonly {
    readonly key: string
    readonly shape: ShapeName
    readonly text: string
    readonly action?: StoryAction
  }[]
  readonly story: readonly StoryEntry[]
  readonly order: 'newest' | 'oldest'
  readonly onOrder: () => void
  readonly known: readonly FactRow[]
  readonly deadlines: readonly DeadlineRow[]
  readonly access: readonly AccessRow[]
  readonly accessLogTo: string | null
  readonly documents: readonly DocumentRow[]
  /** Null for who may not add any. */
  readonly addDocumentTo: string | null
  /** Null when the reader may not ask for the true name. Resolves to the lines to show (name, numbers). */
  readonly revealName: (() => Promise<readonly TrueNameLine[]>) | null
  readonly print?: () => void
  /** Parts that other topics add below: the plan, and so on. */
  readonly more?: ReactNode
}
