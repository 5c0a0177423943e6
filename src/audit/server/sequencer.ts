import { setTimeout as sleep } from 'node:timers/promises'
import { equalBytes, utf8 } from '#platform/pure/bytes/index.ts'
import type { Database, Transaction } from '#platform/server/db/database.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { append, EMPTY, leafHash, type Range, root } from '../model/merkle.ts'
import type { Copies } from './copies.ts'
import type { NoteSigner } from './sign.ts'
import { addCheckpoint, addToLog, checkpointsAfter, lockLog, logHashes, logState, pendingLeaves } from './store.ts'

export type SequencerDeps = {
  /** As `lindung_log`. */
  readonly db: Database
  readonly signer: NoteSigner
  readonly copies: Copies
  readonly now: () => Date
  /** Told of a round that failed, by a code. */
  readonly onTrouble: (trouble: Trouble, error?: unknown) => void
  /** Leaves in one round. */
  readonly batch?: number
  /** Milliseconds between rounds when nothing is left to do. */
  readonly pause?: number
}

/**
 * round     the database did not answer; tried again
 * log       the log is not what its last checkpoint signed: nothing is added until a person has looked
 * copy      a checkpoint could not be copied outside the database; tried again
 * behind    the copies know checkpoints that the database does not have (an older backup was restored)
 */
export type Trouble = 'round' | 'log' | 'copy' | 'behind'

export type SequencerState = {
  readonly size: number
  readonly copied: number
  /** When the last round ended well. */
  readonly roundAt: Date | null
  readonly trouble: Trouble | null
}

export type Sequencer = {
  /** One round now: for tests, and for a command that wants the log to be complete. Answers how many leaves went in. */
  readonly round: () => Promise<number>
  /** Rounds from now on, until `stop`. */
  readonly start: () => void
  /** After the round that is under way. */
  readonly stop: () => Promise<void>
  readonly state: () => SequencerState
}

/** The log in the database is not the one that was signed. */
export class LogChanged extends Error {
  constructor() {
    super('the audit log differs from its last checkpoint')
    this.name = 'LogChanged'
  }
}

/** Hashes read at once when the tree is computed anew: few enough that requests in between are not kept waiting. */
const READ = 4_000

/**
 * Builds the Merkle log: takes the leaves that requests have left, in the order of their numbers, and signs a checkpoint over all of
 * them in the same transaction. The tree's state is computed from the log itself, so that a restart, or another sequencer that was
 * quicker, needs nothing more.
 */
export function createSequencer(deps: SequencerDeps): Sequencer {
  const { db, signer, copies, batch = 2_000, pause = 400 } = deps
  let range: Range = EMPTY
  let size = 0
  let [roundAt, trouble]: [Date | null, Trouble | null] = [null, null]
  let stopping = new AbortController()
  let running: Promise<void> | null = null

  /** Brings the range in memory up to the log in the database, and proves it against the last checkpoint. */
  async function catchUp(tx: Transaction): Promise<number | null> {
    const [state] = await tx.run(logState)
    const { size: logged = 0, signed = null, root: signedRoot = null } = state ?? {}
    // A shorter log than the one in memory: an older backup, or the demo begun anew. What is in memory proves nothing about it.
    if (logged < range.size) range = EMPTY
    while (range.size < logged) {
      for (const { leaf_hash } of await tx.run(logHashes, [range.size, READ])) {
        range = append(sha256, range, new Uint8Array(leaf_hash)).range
        if (range.size === signed) assertRoot(range, signedRoot)
      }
    }
    if (range.size === signed) assertRoot(range, signedRoot)
    return signed
  }

  /** How many leaves went in, and the size that is signed now; null while another sequencer is at work. */
  async function place(tx: Transaction): Promise<{ placed: number; signed: number } | null> {
    const [lock] = await tx.run(lockLog)
    if (lock?.locked !== true) return null
    const signed = await catchUp(tx)
    const leaves = await tx.run(pendingLeaves, [batch])
    let next = range
    const hashes = leaves.map(({ body }) => {
      const hash = leafHash(sha256, utf8(body))
      next = append(sha256, next, hash).range
      return Buffer.from(hash)
    })
    if (leaves.length > 0) void tx.run(addToLog, [range.size, leaves.map(({ n }) => n), hashes])
    if (next.size > (signed ?? 0)) {
      const top = root(sha256, next)
      const note = signer.signCheckpoint({ size: next.size, root: top, extensions: [] })
      await tx.run(addCheckpoint, [next.size, Buffer.from(top), note])
    }
    return { placed: leaves.length, signed: next.size }
  }

  /** Copies what the database has signed since the last copy, whoever signed it. Answers whether all of it is copied. */
  async function copy(): Promise<boolean> {
    try {
      const rows = await db.transaction((tx) => tx.run(checkpointsAfter, [copies.last(), READ]))
      await copies.add(rows)
      return true
    } catch (error) {
      report('copy', error)
      return false
    }
  }

  async function round(): Promise<number> {
    try {
      const done = await db.transaction(place)
      if (done !== null) size = done.signed
      if (await copy()) settle(done !== null && copies.last() > done.signed ? 'behind' : null)
      return done?.placed ?? 0
    } catch (error) {
      report(error instanceof LogChanged ? 'log' : 'round', error)
      return 0
    }
  }

  function settle(found: Trouble | null): void {
    if (found !== null && trouble !== found) deps.onTrouble(found)
    trouble = found
    roundAt = deps.now()
  }

  function report(found: Trouble, error: unknown): void {
    if (trouble !== found) deps.onTrouble(found, error)
    trouble = found
  }

  async function loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const placed = await round()
      // A full batch means that more waits: the next round follows at once.
      if (placed < batch) await sleep(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  return {
    round,
    start() {
      stopping = new AbortController()
      running ??= loop(stopping.signal)
    },
    async stop() {
      stopping.abort()
      await running
      running = null
    },
    state: () => ({ size, copied: copies.last(), roundAt, trouble }),
  }
}

function assertRoot(range: Range, signed: Uint8Array | null): void {
  if (signed === null || !equalBytes(root(sha256, range), signed)) throw new LogChanged()
}
