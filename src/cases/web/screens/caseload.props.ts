import type { ShapeName, Tone } from '#platform/web/index.ts'
import type { AgeRange } from '../words.ts'

/** Where a file stands: `at` of `total` steps; `total` when it is closed. */
export type StagePlace = { readonly name: string; readonly at: number; readonly total: number }

export type CaseRow = {
  readonly file: string
  /** Address of the file in the app. */
  readonly to: string
  readonly alias: string
  readonly code: string
  readonly age: AgeRange | null
  readonly stage: StagePlace
  /** The one next thing, already in words. */
  readonly next: {
    readonly shape: ShapeName
    readonly shapeLabel: string
    readonly tone: Tone
    readonly title: string
    readonly small?: string
  } | null
  readonly lastContact: { readonly day: string; readonly how: string | null } | null
}

export type CaseloadShow = 'open' | 'waiting' | 'conflict' | 'closed'
export type CaseloadSort = 'next' | 'alias' | 'contact' | 'age'

export type CaseloadProps = {
  /** The team's files instead of one's own. */
  readonly ofTeam: boolean
  readonly rows: readonly CaseRow[]
  /** How many there are under this filter and search. */
  readonly total: number
  readonly counts: Readonly<Record<CaseloadShow, number>>
  /** Files per worker according to the guideline; null when none is set. */
  readonly guideline: number | null
  readonly show: CaseloadShow
  readonly onShow: (show: CaseloadShow) => void
  readonly sort: CaseloadSort
  readonly onSort: (sort: CaseloadSort) => void
  readonly search: string
  readonly onSearch: (search: string) => void
  /** The search was a true name: the aliases are shown, the name is not. */
  readonly foundByName: boolean
  readonly onMore: () => void
  /** Null when the person may not register. */
  readonly newChildTo: string | null
  readonly importTo: string | null
  /** ISO day in the team's time zone. */
  readonly today: string
  /** Shown while the first page is fetched. */
  readonly loading: boolean
}
