import type { ReactNode } from 'react'
import type { DocumentRow, StoryEntry } from './file.props.ts'

export type LateEntry = {
  readonly id: string
  readonly alias: string
  readonly code: string
  /** The file. */
  readonly to: string
  /** "Bayu menulisnya 20 Nov; sampai di kantor 23 Nov, sesudah serah terima." */
  readonly when: string
  /** The entry as it would stand in the story. */
  readonly entry: StoryEntry
  /** What came with it, to be looked at before deciding. */
  readonly documents: readonly DocumentRow[]
  /** What came of the last try, in words: refused, or not reached. */
  readonly trouble: string | null
  /** The answer is on its way. */
  readonly deciding: boolean
}

export type OwnLate = {
  readonly id: string
  readonly alias: string | null
  readonly code: string | null
  readonly when: string
}

export type QuarantineProps = {
  readonly items: readonly LateEntry[]
  readonly own: readonly OwnLate[]
  readonly onDecide: (id: string, take: boolean) => void
  /** What was decided a moment ago, said in place. */
  readonly done: string | null
  readonly state: 'there' | 'loading' | 'gone'
  /** What is asked before something is left out. */
  readonly children?: ReactNode
}
