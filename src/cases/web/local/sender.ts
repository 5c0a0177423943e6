import type { Call } from '#platform/pure/client.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { Problem } from '#platform/pure/problem.ts'
import { appendEntries } from '../../contract.ts'
import type { Outbox, OutboxItem } from './outbox.ts'

export type Result = AnswerOf<typeof appendEntries>['results'][number]

/** What a round of sending came to. */
export type Round = 'nothing' | 'sent' | 'gone' | 'signed-out'

const BATCH = 50

/** Problems of the request as a whole that another try, or another person signing in, may end. */
export const PASSING: ReadonlySet<string> = new Set(['internal', 'busy', 'too-many-requests', 'cross-origin'])

/**
 * Sends what is queued, in the order of writing, until nothing is left or the server is gone.
 * A lost reply puts the items back: the same id with the same bytes is answered as the first time.
 */
export async function sendQueued(
  outbox: Outbox,
  api: Call,
  onResult: (item: OutboxItem, result: Result) => void,
): Promise<Round> {
  let round: Round = 'nothing'
  let size = BATCH
  for (;;) {
    await outbox.settle()
    const waiting = (await outbox.items()).filter(({ state }) => state === 'queued' || state === 'sending')
    const batch = waiting.slice(0, size)
    if (batch.length === 0) return round
    const outcome = await sendBatch(outbox, api, batch, onResult)
    if (outcome === 'gone' || outcome === 'signed-out') return outcome
    // One item that the server cannot read must not keep the others back: they go one by one.
    size = outcome === 'unreadable' ? 1 : BATCH
    round = 'sent'
  }
}

async function sendBatch(
  outbox: Outbox,
  api: Call,
  batch: readonly OutboxItem[],
  onResult: (item: OutboxItem, result: Result) => void,
): Promise<'sent' | 'unreadable' | 'gone' | 'signed-out'> {
  for (const { order } of batch) await outbox.move(order, 'send')
  try {
    const entries = batch.map(({ stream, id, text }) => ({ stream, id, text }))
    const { results } = await api(appendEntries, { body: { entries } })
    const unanswered = await take(outbox, batch, results, onResult)
    return unanswered === 0 ? 'sent' : 'gone'
  } catch (error) {
    return notTaken(outbox, batch, error instanceof Problem ? error.code : null)
  }
}

/** The request as a whole came to nothing. `code`: the problem's, null when there was no answer. */
async function notTaken(
  outbox: Outbox,
  batch: readonly OutboxItem[],
  code: string | null,
): Promise<'sent' | 'unreadable' | 'gone' | 'signed-out'> {
  const passing = code === null || PASSING.has(code) || code === 'not-signed-in'
  const [only] = batch
  if (!passing && batch.length === 1 && only !== undefined) {
    await outbox.move(only.order, 'answer.refused', 'bad-data')
    return 'sent'
  }
  for (const { order } of batch) await outbox.move(order, 'lost')
  if (code === 'not-signed-in') return 'signed-out'
  return passing ? 'gone' : 'unreadable'
}

/** Takes the answers; says how many items have none. */
async function take(
  outbox: Outbox,
  batch: readonly OutboxItem[],
  results: readonly Result[],
  onResult: (item: OutboxItem, result: Result) => void,
): Promise<number> {
  let unanswered = 0
  const byId = new Map(results.map((result) => [result.id, result]))
  for (const item of batch) {
    const result = byId.get(item.id)
    if (result === undefined) {
      unanswered += 1
      await outbox.move(item.order, 'lost')
    } else {
      await outbox.move(item.order, `answer.${result.outcome}`, codeOf(result))
      onResult(item, result)
      if (result.outcome === 'accepted' && item.entry.files.length === 0) await outbox.move(item.order, 'files-arrived')
    }
  }
  return unanswered
}

function codeOf(result: Result): string | undefined {
  if (result.outcome === 'refused') return result.code
  return result.outcome === 'other-content' ? 'other-content' : undefined
}
