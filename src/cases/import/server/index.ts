import type { KeyObject } from 'node:crypto'
import type { LeafMaker, Route } from '#access/server/index.ts'
import type { Database } from '#platform/server/db/database.ts'
import { type ImportRunner, createRunner } from './runner.ts'
import { createReader, type ReaderLimits } from './reader.ts'
import type { ImportDeps } from './deps.ts'
import { importRoutes } from './routes.ts'
import type { StreamDeps } from './stream.ts'
import { createWorkbench } from './workbench.ts'

export { purgeLists, type ImportRunner } from './runner.ts'

export type ImportsDeps = StreamDeps &
  Pick<ImportDeps, 'forget' | 'noteErased' | 'erased' | 'trial'> & {
    readonly app: Database
    readonly door: Database
    readonly leaves: LeafMaker
    readonly jobSecret: KeyObject
    readonly onBug: (error: unknown, operation: string) => void
    readonly limits?: ReaderLimits
    /** After each stored chunk, with the number of files; for tests of what happens when the power goes. */
    readonly onChunk?: (done: number) => void
  }

export type Imports = { readonly routes: readonly Route[]; readonly runner: ImportRunner }

/** Importing of lists: its routes, and the job that makes the files. It starts nothing by itself. */
export function createImports(deps: ImportsDeps): Imports {
  const reader = createReader(deps.limits)
  const workbench = createWorkbench({ ...deps, reader })
  const runner = createRunner({ ...deps, workbench }, deps.onChunk === undefined ? {} : { onChunk: deps.onChunk })
  return { routes: importRoutes({ ...deps, reader, workbench, runner }), runner }
}
