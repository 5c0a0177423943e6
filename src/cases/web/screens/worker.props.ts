import type { FieldError } from '#platform/web/index.ts'
import type { AgeRange } from '../words.ts'

export type WorkerFile = {
  readonly file: string
  readonly alias: string
  readonly code: string
  readonly to: string
  readonly sex: string | null
  readonly age: AgeRange | null
  readonly stage: string
  readonly next: string | null
  /** "Menunggu jawaban Melati sejak 22 Nov, 2 hari"; null while it is not offered. */
  readonly offered: string | null
  /** Where the offer can be looked at and taken back. */
  readonly offerTo: string
}

/** The files of one worker, to be shared out. */
export type WorkerProps = {
  readonly back: { readonly to: string; readonly label: string }
  readonly name: string
  readonly left: boolean
  readonly files: readonly WorkerFile[]
  readonly total: number
  readonly onMore: () => void
  readonly people: readonly { readonly value: string; readonly label: string }[]
  readonly receiver: string
  readonly onReceiver: (person: string) => void
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly onOffer: (file: string) => void
  /** What could not be done, and what holds now. */
  readonly failed: string | null
  readonly errors: readonly FieldError[]
  readonly attempt: number
  readonly state: 'there' | 'loading' | 'gone'
}
