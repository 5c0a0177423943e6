import type { ReactNode } from 'react'

export type SessionRow = {
  readonly id: string
  /** This very browser. */
  readonly current: boolean
  /** The same browser as this one, or another. */
  readonly sameDevice: boolean
  readonly since: Date
  readonly seen: Date
}

export type AccountProps = {
  readonly name: string
  /** "pekerja kasus, Tim Awan" and the institution, for each membership. */
  readonly roles: readonly { readonly key: string; readonly role: string; readonly organisation: string }[]
  /** Null while they are fetched; `gone` when the office cannot be reached. */
  readonly sessions: readonly SessionRow[] | null
  readonly gone: boolean
  readonly onEnd: (id: string) => void
  readonly onEndOthers: () => void
  /** What became of the last wish, in words. */
  readonly said: { readonly good: boolean; readonly text: string } | null
  /** Language and colours, and the way out: the application knows them. */
  readonly settings: ReactNode
  readonly device: ReactNode
  /** What only some may do, such as permitting a command. */
  readonly more?: ReactNode
  readonly leave: ReactNode
  /** ISO day. */
  readonly today: string
}
