import { Problem } from '#platform/pure/problem.ts'
import { sqlState } from '#platform/server/db/database.ts'
import { DENIED, MOVED } from '../../server/sql-states.ts'

/** An import that the database does not let go: ended, or the right was taken meanwhile. */
export function ownOnly(error: unknown): never {
  const state = sqlState(error)
  if (state === DENIED) throw new Problem('not-found')
  if (state === MOVED) throw new Problem('changed-meanwhile')
  throw error
}
