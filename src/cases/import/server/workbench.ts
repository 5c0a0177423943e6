import type { Actor } from '#access/index.ts'
import type { Run } from '#access/server/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { type Answer, applyAnswers, type DryRun, groupQuestions, type QuestionGroup } from '../model/index.ts'
import { type Existing, existingChildren, type LikeFile } from './existing.ts'
import type { SheetReader } from './reader.ts'
import type { Reading } from './reading.ts'
import { concern, getImport, type OpenImport, openSheet, type StreamDeps } from './stream.ts'
import { importedFiles } from './store.ts'

/** A list as it stands now: read, tried, and with the answers given so far. */
export type Tried = {
  readonly open: OpenImport
  readonly reading: Reading
  /** Before any answer: its groups keep their names while answers come in. */
  readonly base: { readonly run: DryRun; readonly groups: readonly QuestionGroup[] }
  readonly run: DryRun
  readonly groups: readonly QuestionGroup[]
  /** Files that the importer may open and that a row may be about. */
  readonly files: ReadonlyMap<string, LikeFile>
  /** Row keys that are files already. */
  readonly done: ReadonlyMap<string, string>
  /** Whether the file was read anew for this. */
  readonly fresh: boolean
}

export type Workbench = {
  tried(run: Run<Actor>, importId: string): Promise<Tried>
  forget(importId: string): void
}

/** Lists kept read in memory. They are plaintext: few, for half an hour, and forgotten with the import. */
const KEPT = 4
const KEPT_MS = 30 * 60_000

type Kept = {
  readonly reading: Reading
  readonly existing: Existing
  readonly groups: readonly QuestionGroup[]
}
type Keeping = { readonly promise: Promise<Kept>; readonly until: number }
type Answered = { readonly seq: number; readonly run: DryRun; readonly groups: readonly QuestionGroup[] }

/** Reads lists in threads of their own and keeps the latest few. */
export function createWorkbench(deps: StreamDeps & { readonly reader: SheetReader }): Workbench {
  const kept = new Map<string, Keeping>()
  const answered = new WeakMap<Reading, Answered>()

  function keep(key: string, promise: Promise<Kept>): Keeping {
    const keeping: Keeping = { promise, until: deps.now().getTime() + KEPT_MS }
    kept.delete(key)
    kept.set(key, keeping)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    const drop = () => kept.get(key) === keeping && kept.delete(key)
    promise.catch(drop)
    setTimeout(drop, KEPT_MS).unref()
    return keeping
  }

  function forget(importId: string): void {
    for (const key of kept.keys()) if (key.startsWith(`${importId}:`)) kept.delete(key)
  }

  function answer(reading: Reading, { seq, settings }: OpenImport): Answered {
    const before = answered.get(reading)
    if (before?.seq === seq) return before
    // Checked when they came in; an answer that the engine does not understand leaves its question open.
    const run = applyAnswers(reading.run, settings.answers as readonly Answer[])
    const now = { seq, run, groups: groupQuestions(run) }
    answered.set(reading, now)
    return now
  }

  return {
    async tried(run, importId) {
      const asked = await run(async ({ tx, actor }) => {
        const open = await getImport(deps, tx, importId).catch((error: unknown) => {
          // Undone, purged, or a child of it erased: nothing of it stays in memory either.
          if (error instanceof Problem) forget(importId)
          throw error
        })
        const done = new Map((await tx.run(importedFiles, [importId])).map((row) => [row.row_key, row.file_id]))
        const key = `${importId}:${open.settings.reading}:${actor.person}`
        const had = kept.get(key)
        const needed =
          had === undefined || had.until < deps.now().getTime()
            ? {
                bytes: await openSheet(deps, tx, importId),
                existing: await existingChildren(deps.keys, tx, new Set(done.values())),
              }
            : null
        return { answer: { open, done, key, had, needed }, concerns: concern(importId) }
      })
      const { open, done, key, had, needed } = asked
      // Outside the transaction: a list that is being read holds no connection.
      const keeping = needed === null ? had : keep(key, readNow(deps, open, needed))
      if (keeping === undefined) throw new Error('a list that is neither kept nor read')
      const { reading, existing, groups: base } = await keeping.promise
      const { run: tried, groups } = answer(reading, open)
      return {
        open,
        reading,
        base: { run: reading.run, groups: base },
        run: tried,
        groups,
        files: existing.files,
        done,
        fresh: needed !== null,
      }
    },
    forget,
  }
}

async function readNow(
  deps: StreamDeps & { readonly reader: SheetReader },
  { settings }: OpenImport,
  needed: { readonly bytes: Uint8Array; readonly existing: Existing },
): Promise<Kept> {
  const { file, readOn, asOf, columns, order, sexCodes } = settings
  const reading = await deps.reader.read({
    bytes: needed.bytes,
    name: file,
    today: readOn,
    asOf,
    columns,
    order,
    sexCodes,
    existing: needed.existing.children,
  })
  return { reading, existing: needed.existing, groups: groupQuestions(reading.run) }
}
