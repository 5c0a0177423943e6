import type { ShapeName } from '#platform/web/index.ts'

export type LookRow = {
  readonly id: string
  readonly at: Date
  readonly who: string
  /** "pekerja kasus", "Puskesmas Bulan" */
  readonly role: string
  readonly saw: string
  readonly why: string
  /** A mark for what is out of the ordinary: refused (`held`), urgent (`decision`), reviewed (`done`). */
  readonly shape?: ShapeName
}

/** Somebody who may open the file now, and why. */
export type MayOpen = { readonly key: string; readonly who: string; readonly why: string; readonly until?: string }

export type LookFilter = 'all' | 'outside' | 'true-name' | 'printed'

export type AccessLogProps = {
  readonly back: { readonly to: string; readonly label: string }
  readonly alias: string
  /** Whole sentences in words: since when, how many people, how often. */
  readonly summary: string
  readonly rows: readonly LookRow[]
  /** Who may open it now. */
  readonly open: readonly MayOpen[]
  readonly counts: Readonly<Record<LookFilter, number>>
  readonly filter: LookFilter
  readonly onFilter: (filter: LookFilter) => void
  /** Prints the page for the child; null when it does not exist yet. */
  readonly onPrint: (() => void) | null
  /** Asks the data officer; null when there is no way yet. */
  readonly officer: { readonly name: string; readonly onAsk: () => void } | null
  /** When the log was last checked, and whether it was whole; null where one may not know. */
  readonly checked: { readonly at: Date; readonly whole: boolean } | null
  /** ISO day. */
  readonly today: string
}
