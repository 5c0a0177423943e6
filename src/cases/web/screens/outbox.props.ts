import type { ReactNode } from 'react'

/** What an outbox item is about: title and child, as the writer knows them. */
type About = {
  readonly id: string
  /** "Kunjungan rumah" */
  readonly title: string
  readonly alias: string
  readonly code: string
  /** Where to read it. */
  readonly to: string
}

export type RefusedItem = About & {
  readonly writtenAt: Date
  readonly refusedAt: Date
  /** Why, in words: "24 Desember belum terjadi." */
  readonly reason: string
  /** What was written, kept exactly. */
  readonly kept: string
  readonly attachments?: string
  /** The fields to mend, of the kind's own form; without it, `mendTo` leads to the whole form. */
  readonly mend?: ReactNode
  readonly mendTo?: string
  /** Where it is decided anew, when nothing was typed that could be mended. */
  readonly againTo?: string
  /** Opens the whole form with what was written. */
  readonly onMend?: () => void
  /** Left out where the kind has no form of its own. */
  readonly onDraft?: () => void
  /** Gives it up, with a reason asked for first. */
  readonly onWithdraw: () => void
}

export type HeldItem = About & { /** "Menunggu Kunjungan rumah, yang perlu diperbaiki dulu." */ readonly why: string }
/** The file is somebody else's now: there is nowhere to read it. */
export type SetAsideItem = Omit<About, 'to'> & {
  readonly writtenAt: Date
  readonly since: Date
  /** Who decides. */ readonly decider: string
  /** Who has the file now. */ readonly owner: string
  /** Its photos and documents are at the office too. */
  readonly filesThere: boolean
}
/** A late entry over which somebody has decided. */
export type DecidedItem = Omit<About, 'to'> & {
  readonly writtenAt: Date
  readonly decidedAt: Date
  /** Who decided, as within a sentence. */
  readonly by: string
  /** Why it was left out, in words; empty when it was taken in. */
  readonly because: string
  /** Null when it was taken in. */
  readonly leftOut: {
    /** What was written, kept exactly. */ readonly kept: string
    readonly onPutAway: () => void
  } | null
}
export type WaitingItem = About & {
  readonly writtenAt: Date
  readonly lastTry: Date | null
  readonly bytes?: { readonly done: number; readonly of: number }
}
/** Files that the office did not take. */
export type NotTakenItem = About & {
  /** Why, and what to do. */
  readonly why: string
  /** Where they can be added again. */
  readonly againTo: string
  readonly onGiveUp: () => void
}
export type SentItem = About & { readonly writtenAt: Date; readonly receivedAt: Date }
/** Given up by its writer; shown until the day is over. */
export type WithdrawnItem = Omit<About, 'to'> & { readonly writtenAt: Date; readonly why: string }
export type DraftItem = About & { readonly savedAt: Date }

export type OutboxProps = {
  readonly refused: readonly RefusedItem[]
  readonly notTaken?: readonly NotTakenItem[]
  readonly held: readonly HeldItem[]
  readonly setAside: readonly SetAsideItem[]
  readonly decided?: readonly DecidedItem[]
  readonly waiting: readonly WaitingItem[]
  readonly drafts: readonly DraftItem[]
  readonly sentToday: readonly SentItem[]
  readonly withdrawn?: readonly WithdrawnItem[]
  /** Taking in a file of unsent work from another device. */
  readonly takeIn?: ReactNode
  readonly onTryNow: () => void
  /** ISO day. */
  readonly today: string
}
