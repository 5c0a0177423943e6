import type { Concern } from './model/leaf.ts'

/** The audit slice, for others: what a leaf is. */
export { type Concern, type Leaf, leafBytes, parseLeaf } from './model/leaf.ts'
export { parseVkey } from './model/note.ts'
export type { EntryRow, Finding, Verdict } from './model/verdict.ts'
export { isSound } from './model/verify.ts'

/** How an operation ended, as its leaf tells it. */
export type LeafOutcome = {
  readonly outcome: 'ok' | 'refused'
  readonly code?: string
  readonly concerns: readonly Concern[]
  /** The person it was about, where it was about one. */
  readonly subject?: string | undefined
  /** One leaf that tells of many. */
  readonly counted?: { readonly times: number; readonly since: Date }
}
