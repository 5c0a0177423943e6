/** Around every form about a file: whoever may not write it is told before anything is typed. */
import type { ReactNode } from 'react'
import { FileFrame, type OpenFile } from './file-frame.tsx'
import { MayNotDecide } from './may-not-decide.tsx'

export type WritingFrameProps = {
  /** `write`: what was seen and heard. `decide`: facts, corrections, closing. */
  readonly needs: keyof OpenFile['may']
  readonly children: (file: OpenFile) => ReactNode
}

export function WritingFrame({ needs, children }: WritingFrameProps) {
  return <FileFrame alone>{(open) => (open.may[needs] ? children(open) : <MayNotDecide open={open} />)}</FileFrame>
}
