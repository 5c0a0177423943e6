import { EPOCH_OVER } from '#cases/server/index.ts'
import { type Database, sqlState } from '#platform/server/db/database.ts'
import { type EpochKeys, KeyError } from '#platform/server/keys/index.ts'

/** Epochs may follow each other faster than a waiting request comes to its turn. */
const TRIES = 4

/**
 * The same database, for a process that may not have heard yet of a new epoch that another one (an erasure from the command line) has
 * begun: such a transaction was rolled back, the keys are looked at again, and it runs once more.
 */
export function withFreshKeys(db: Database, keys: EpochKeys): Database {
  async function attempt<T>(work: Parameters<typeof db.transaction<T>>[0], triesLeft: number): Promise<T> {
    try {
      return await db.transaction(work)
    } catch (error) {
      const stale = (error instanceof KeyError && error.code === 'unknown-epoch') || sqlState(error) === EPOCH_OVER
      if (!stale || triesLeft <= 1) throw error
      await keys.refresh()
      return attempt(work, triesLeft - 1)
    }
  }
  return { ...db, transaction: (work) => attempt(work, TRIES) }
}
