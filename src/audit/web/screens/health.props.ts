import type { ReactNode } from 'react'
import type { ShapeName, Tone } from '#platform/web/index.ts'

export type HealthTask = {
  readonly key: string
  readonly shape: ShapeName
  readonly tone: Tone
  readonly title: string
  readonly what: string
  /** The word for a deadline that has passed. */
  readonly late?: string
  readonly when?: string
  readonly action?: { readonly label: string; readonly onAct: () => void }
}

export type HealthGood = { readonly key: string; readonly title: string; readonly small?: string }
export type HealthGroup = { readonly key: string; readonly title: string; readonly checks: readonly HealthGood[] }

export type HealthProps = {
  /** Null until the first check of this visit has come back. */
  readonly checkedAt: Date | null
  /** How many checks say that it is not safe now. */
  readonly unsafe: number
  readonly tasks: readonly HealthTask[]
  readonly groups: readonly HealthGroup[]
  /** What Lindung cannot protect, each a sentence or two. */
  readonly limits: readonly ReactNode[]
  readonly onCheckAgain: () => void
  /** ISO day. */
  readonly today: string
}
