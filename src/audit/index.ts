import type { Concern } from './model/leaf.ts'

/** The audit slice, for others: what a leaf is. */
export { type Concern, type Leaf, leafBytes, parseLeaf } from './model/leaf.ts'

/** How an operation ended, as its leaf tells it. */
export type LeafOutcome = {
  readonly outcome: 'ok' | 'refused'
  readonly code?: string
  readonly concerns: readonly Concern[]
}
