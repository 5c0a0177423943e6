import type { ReactNode } from 'react'
import type { FieldError } from '#platform/web/index.ts'

export type ConflictOption = {
  /** The entry that says it; `keep-open` for "not yet certain". */
  readonly value: string
  /** The value in words, "4 Maret 2012". */
  readonly title: string
  /** "Anda, 21 Nov, dari kartu imunisasi"; then what follows from it. */
  readonly lines: readonly string[]
  /** For "not yet certain". */
  readonly quiet?: boolean
}

export type ConflictProps = {
  readonly back: { readonly to: string; readonly label: string }
  readonly code: string
  /** "Tanggal lahir mana yang benar?" */
  readonly question: string
  /** Who said what while apart: the names of the others, "Bagas". */
  readonly others: readonly string[]
  /** One of the two is the reader. */
  readonly mine: boolean
  readonly options: readonly ConflictOption[]
  readonly chosen: string | null
  readonly onChoose: (value: string) => void
  /** Fields of a third value, when that was chosen. */
  readonly third?: ReactNode
  /** Says where what is not chosen stays; `names` of the others. */
  readonly kept: (names: string) => string
  /** About the answers themselves, such as when they go away again. */
  readonly note?: ReactNode
  readonly savedAt?: Date | null
  readonly why: string
  readonly onWhy: (why: string) => void
  readonly onSettle: () => void
  readonly onAsk?: () => void
  readonly errors: readonly FieldError[]
  /** Counts attempts, so that the error summary takes the focus each time. */
  readonly attempt: number
}

/** Ids of the fields, for the error summary. */
export const CONFLICT_FIELDS = { choice: 'pilihan', why: 'sebab' } as const
