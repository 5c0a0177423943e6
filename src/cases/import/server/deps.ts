import type { SheetReader } from './reader.ts'
import type { ImportRunner } from './runner.ts'
import type { StreamDeps } from './stream.ts'
import type { TrialDeps } from './trial.ts'
import type { Workbench } from './workbench.ts'

/** What importing needs from the world. */
export type ImportDeps = StreamDeps & {
  readonly reader: SheetReader
  readonly workbench: Workbench
  readonly runner: ImportRunner
  /** Drops what is kept in memory of an erased stream. */
  readonly forget: (stream: string) => void
  /** Notes erased streams outside the database, before the erasure commits (the erasure ledger). */
  readonly noteErased?: (streams: readonly string[]) => Promise<void>
  /** After an erasure has committed: begins a new epoch of keys. */
  readonly erased?: () => void
  /** The demo's door, where a visitor may try a list; null elsewhere. */
  readonly trial: TrialDeps | null
}
