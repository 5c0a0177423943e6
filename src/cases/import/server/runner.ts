import type { KeyObject } from 'node:crypto'
import { type Actor, todayOf } from '#access/index.ts'
import { type LeafMaker, type Run, requestRunner } from '#access/server/index.ts'
import { newUuid4 } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { type Database, sqlState } from '#platform/server/db/database.ts'
import { secretHash, tokenFor } from '#platform/server/keys/index.ts'
import { MOVED } from '../../server/sql-states.ts'
import { type ChunkDeps, type ChunkFrame, chunkValues, type MadeFile, makeChunk } from './chunk.ts'
import { JOB } from './job-operation.ts'
import { planOf, type PlannedRow } from './plan.ts'
import { claimRun, clock, possibleOwners, purge, releaseRun, startJobSession, storeChunk } from './store.ts'
import { concern, wroteIn } from './stream.ts'
import type { Workbench } from './workbench.ts'

export type RunnerDeps = ChunkDeps & {
  readonly app: Database
  readonly door: Database
  readonly leaves: LeafMaker
  readonly workbench: Workbench
  /** Secret of the instance from which tokens of jobs are made; no token is stored. */
  readonly jobSecret: KeyObject
  readonly onBug: (error: unknown, operation: string) => void
}

export type ImportRunner = {
  /** Looks for runs now and then, and at every `wake`. */
  start(everyMs?: number): void
  /** Says that a run may be waiting. */
  wake(): void
  /** Works until no run is waiting. For tests and for the command line. */
  drain(): Promise<void>
  /** Ends after the chunk at hand; what is left goes on at the next start. */
  stop(): Promise<void>
}

/** Rows of one transaction. Small enough that a person's pause is heard at once. */
export const CHUNK_ROWS = 100
/** A job that has not written for so long is taken to be dead. */
export const LEASE_SECONDS = 30
/** How often lists that have had their thirty days are looked for. */
const PURGE_MS = 3_600_000

/**
 * The background work of imports: claims a run, acts as its importer in a session of the job's own, and stores chunk after chunk.
 * Cut off at any point it loses nothing and does nothing twice: a chunk is one transaction, and a row is a file once.
 */
export function createRunner(
  deps: RunnerDeps,
  options: { readonly onChunk?: (done: number) => void } = {},
): ImportRunner {
  let timer: NodeJS.Timeout | null = null
  let purging: NodeJS.Timeout | null = null
  let stopped = false
  let working: Promise<void> | null = null
  let again = false

  async function work(): Promise<void> {
    do {
      again = false
      while (!stopped && (await runOne(deps, () => stopped, options.onChunk)));
    } while (again && !stopped)
  }

  function drain(): Promise<void> {
    again = true
    working ??= work()
      .catch((error: unknown) => deps.onBug(error, JOB.id))
      .finally(() => {
        working = null
      })
    return working
  }

  return {
    start(everyMs = 5_000) {
      stopped = false
      timer = setInterval(() => void drain(), everyMs)
      timer.unref()
      const purgeNow = () => void purgeLists(deps.app).catch((error: unknown) => deps.onBug(error, 'purgeLists'))
      purging = setInterval(purgeNow, PURGE_MS)
      purging.unref()
      purgeNow()
      void drain()
    },
    wake: () => {
      if (timer !== null) void drain()
    },
    drain,
    async stop() {
      stopped = true
      if (timer !== null) clearInterval(timer)
      if (purging !== null) clearInterval(purging)
      timer = null
      await working
    },
  }
}

/** Destroys lists older than thirty days. */
export function purgeLists(app: Database): Promise<number> {
  return app.transaction(async (tx) => (await tx.run(purge))[0]?.purged ?? 0)
}

async function runOne(deps: RunnerDeps, stopped: () => boolean, onChunk?: (done: number) => void): Promise<boolean> {
  const holder = newUuid4(deps.random)
  const [claimed] = await deps.door.transaction((tx) => tx.run(claimRun, [holder, LEASE_SECONDS]))
  if (claimed === undefined) return false
  const importId = claimed.import_id
  const token = tokenFor(deps.jobSecret, `${importId}\n${holder}`)
  const [session] = await deps.door.transaction((tx) => tx.run(startJobSession, [importId, holder, secretHash(token)]))
  if (session?.started !== true) return false
  const run = requestRunner(deps.app, deps.leaves, { operation: JOB, token })
  try {
    await storeAll(deps, run, importId, stopped, onChunk)
  } catch (error) {
    // Paused, undone or taken over meanwhile: nothing is wrong, and nothing is left to do here.
    if (sqlState(error) === MOVED) return true
    if (!(error instanceof Problem)) deps.onBug(error, JOB.id)
    await release(run, importId, true).catch(() => undefined)
    return true
  }
  if (stopped()) await release(run, importId, false).catch(() => undefined)
  return true
}

function release(run: Run<Actor>, importId: string, pause: boolean): Promise<null> {
  return run(async ({ tx }) => {
    await tx.run(releaseRun, [importId, pause])
    return { answer: null, concerns: concern(importId) }
  })
}

async function storeAll(
  deps: RunnerDeps,
  run: Run<Actor>,
  importId: string,
  stopped: () => boolean,
  onChunk?: (done: number) => void,
): Promise<void> {
  const { open, run: tried, done } = await deps.workbench.tried(run, importId)
  const { owners } = open.settings
  if (owners === null) throw new Error('a confirmed import without owners')
  const { actor, teams, time } = await importer(run, importId)
  const plan = planOf(tried, owners, actor.person, new Set(done.keys()))
  const teamOf = (owner: string): string =>
    teams.get(owner) ?? actor.memberships.find(({ role }) => role !== 'provider')?.code ?? 'AAA'
  const frameAt = (receivedAt: number): ChunkFrame => ({
    import: importId,
    actor,
    today: todayOf(actor, deps.now()),
    receivedAt,
    teamOf,
  })
  const chunks = chunksOf(plan)
  let now = time
  let making = makeChunk(deps, frameAt(now), chunks[0] ?? [])
  for (const i of chunks.keys()) {
    if (stopped()) return
    const files = await making
    const last = i === chunks.length - 1
    const storing = storeOne(deps, run, importId, files, last)
    // While the database stores this chunk, the next one is made.
    if (!last) making = makeChunk(deps, frameAt(now), chunks[i + 1] ?? [])
    making.catch(() => undefined) // told where it is awaited, and not at all when the chunk before it fails
    const stored = await storing
    now = stored.now
    onChunk?.(stored.done)
  }
}

/** Chunks of whole rows; one empty chunk where nothing is left, so that the run ends. */
function chunksOf(plan: readonly PlannedRow[]): readonly (readonly PlannedRow[])[] {
  if (plan.length === 0) return [[]]
  return Array.from({ length: Math.ceil(plan.length / CHUNK_ROWS) }, (_, i) =>
    plan.slice(i * CHUNK_ROWS, (i + 1) * CHUNK_ROWS),
  )
}

/** Who imports, in the session of the job; letters of the teams by owner; the database's clock in microseconds. */
function importer(run: Run<Actor>, importId: string) {
  return run(async ({ tx, actor }) => {
    const [rows, [time]] = await Promise.all([tx.run(possibleOwners, [actor.person]), tx.run(clock)])
    const teams = new Map(rows.map(({ person_id, code }) => [person_id, code]))
    return { answer: { actor, teams, time: time?.now ?? 0 }, concerns: concern(importId) }
  })
}

function storeOne(
  deps: RunnerDeps,
  run: Run<Actor>,
  importId: string,
  files: readonly MadeFile[],
  last: boolean,
): Promise<{ readonly done: number; readonly now: number }> {
  return run(async ({ tx }) => {
    const values = chunkValues(deps.keys, importId, files, { seconds: LEASE_SECONDS, last })
    const [[stored], [time]] = await Promise.all([tx.run(storeChunk, values), tx.run(clock)])
    const made = files.flatMap(({ streams }) => streams)
    // Each stream with its end: the log accounts for all of it.
    const concerns = [...concern(importId), ...made.flatMap(({ key, judged }) => wroteIn(key.stream, judged))]
    return { answer: { done: stored?.done ?? 0, now: time?.now ?? 0 }, concerns }
  })
}
