import type { Actor } from '#access/index.ts'
import type { Run } from '#access/server/index.ts'
import type { Allowance } from '#platform/pure/allowance.ts'
import { sqlState } from '#platform/server/db/database.ts'
import { type AppendDeps, appendToStream } from './append.ts'
import type { EntryResult } from './judge.ts'
import { metered } from './metered.ts'
import { DENIED, MOVED, NOBODY, SECOND_IDENTITY, UNIQUE } from './sql-states.ts'

/** One entry of a request, with the stream it goes to. */
export type BatchItem = { readonly stream: string; readonly id: string; readonly text: string }

/**
 * Appends a batch: one transaction a stream, streams in the order of their first entry, results in the order sent.
 * A stream that the database refuses refuses its entries and no others.
 */
export async function appendBatch(
  deps: AppendDeps & { readonly textOfDay: Allowance },
  run: Run<Actor>,
  items: readonly BatchItem[],
): Promise<readonly EntryResult[]> {
  // Text that is no Unicode has no bytes to hash: such an item is refused by itself.
  const whole = items.filter(({ text }) => text.isWellFormed())
  const byStream = Map.groupBy(whole, (item) => item.stream)
  const results = new Map<string, EntryResult>()
  for (const [stream, sent] of byStream) {
    const length = sent.reduce((sum, { text }) => sum + text.length, 0)
    const counted = metered(deps.textOfDay, run, length)
    for (const result of await appendGroup(deps, counted, stream, sent)) results.set(result.id, result)
  }
  return items.map(({ id }) => results.get(id) ?? { id, outcome: 'refused', code: 'bad-data' })
}

async function appendGroup(
  deps: AppendDeps,
  run: Run<Actor>,
  stream: string,
  sent: readonly BatchItem[],
  triesLeft = 3,
): Promise<readonly EntryResult[]> {
  try {
    return await appendToStream(deps, run, stream, sent)
  } catch (error) {
    const state = sqlState(error)
    // Two first entries of a new stream met, or the stream moved: asked again, it stands where the other has left it.
    if ((state === UNIQUE || state === MOVED) && triesLeft > 1)
      return appendGroup(deps, run, stream, sent, triesLeft - 1)
    if (state === UNIQUE) return sent.map(({ id }): EntryResult => ({ id, outcome: 'other-content' }))
    if (state !== DENIED && state !== SECOND_IDENTITY && state !== NOBODY) throw error
    return sent.map(({ id }): EntryResult => ({ id, outcome: 'refused', code: 'not-found' }))
  }
}
