import type { AgeRange } from '../words.ts'

export type OfferedFile = {
  readonly file: string
  readonly alias: string
  readonly code: string
  readonly to: string
  readonly sex: string | null
  readonly age: AgeRange | null
  readonly stage: string
  /** A deadline that has passed, in words, and what it is about. */
  readonly late?: { readonly word: string; readonly what: string }
  /** "Berikutnya: kunjungan Jumat 27 Nov" */
  readonly next?: string
  /** What the leaving worker says. */
  readonly note?: string
  readonly pairs: readonly { readonly name: string; readonly value: string; readonly withheld?: boolean }[]
  /** One asked; the answer is awaited: "Anda bertanya 10.50: “Siapa …?”" */
  readonly asked?: string
}

export type HandOverProps = {
  readonly back: { readonly to: string; readonly label: string }
  /** The worker who leaves. */
  readonly from: string
  /** ISO day on which they leave; null when it is a single file. */
  readonly leaves: string | null
  readonly supervisor: string
  readonly offered: readonly OfferedFile[]
  readonly accepted: readonly {
    readonly file: string
    readonly alias: string
    readonly code: string
    readonly to: string
    readonly at: Date
  }[]
  /** The file that is open for deciding. */
  readonly openFile: string | null
  readonly onOpen: (file: string) => void
  readonly onAccept: (file: string) => void
  readonly onAsk?: (file: string) => void
  readonly onNotYet: (file: string, reason: string) => void
  readonly load: { readonly now: number; readonly limit: number | null }
  readonly today: string
}
