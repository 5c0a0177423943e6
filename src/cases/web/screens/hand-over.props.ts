import type { KeptAct } from '../parts/acting.tsx'
import type { AgeRange } from '../words.ts'

export type OfferedFile = {
  readonly file: string
  readonly alias: string
  readonly code: string
  readonly to: string
  /** Who offers it, and who stays responsible until it is accepted. */
  readonly from: string
  readonly owner: string
  /** "Ditawarkan 22 Nov, dua hari" */
  readonly since: string
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
}

export type GivenFile = {
  readonly file: string
  readonly alias: string
  readonly code: string
  /** Where the offer can be looked at and taken back. */
  readonly to: string
  /** "Menunggu jawaban Melati sejak 22 Nov, dua hari" */
  readonly waits: string
  /** "Sampai diterima, Anda tetap pendampingnya." */
  readonly stays: string
}

export type HandOverProps = {
  /** The one who offers, when all offers come from one person. */
  readonly from: string | null
  readonly offered: readonly OfferedFile[]
  /** What oneself, or one's team, has offered to others. */
  readonly given: readonly GivenFile[]
  readonly accepted: readonly {
    readonly file: string
    readonly alias: string
    readonly code: string
    readonly to: string
    readonly at: Date
  }[]
  /** Colleagues whose files a supervisor may offer; empty for who is none. */
  readonly workers: readonly {
    readonly id: string
    readonly name: string
    readonly to: string
    readonly left: boolean
  }[]
  /** The file that is open for deciding. */
  readonly openFile: string | null
  readonly onOpen: (file: string) => void
  readonly onAccept: (file: string) => void
  readonly onNotYet: (file: string, reason: string) => void
  /** Why not yet, half written, of the file that is open. */
  readonly kept: KeptAct
  readonly load: { readonly now: number; readonly limit: number | null }
  readonly state: 'there' | 'loading' | 'gone'
  readonly today: string
}
