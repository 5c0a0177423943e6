import { Problem } from '#platform/pure/problem.ts'
import { sqlState } from '#platform/server/db/database.ts'

/** An import that the database does not let go: ended, or the right was taken meanwhile. */
export function ownOnly(error: unknown): never {
  const state = sqlState(error)
  if (state === 'LD003') throw new Problem('not-found')
  if (state === 'LD002') throw new Problem('changed-meanwhile')
  throw error
}
