import { describe, expect, test } from 'vitest'
import type { Call } from '#platform/pure/client.ts'
import { Problem } from '#platform/pure/problem.ts'
import { afterEvent, blockedBy } from '../../outbox/model/machine.ts'
import { item, REGISTERED, VISIT } from './items.test-support.ts'
import type { Outbox, OutboxItem } from './outbox.ts'
import { type Result, sendQueued } from './sender.ts'

/** An outbox in memory, by the same table. */
function outboxOf(...given: readonly OutboxItem[]) {
  let items = [...given]
  const outbox: Pick<Outbox, 'items' | 'move' | 'settle'> = {
    items: async () => items,
    async move(order, event, code) {
      items = items.map((one) =>
        one.order === order ? { ...one, state: afterEvent(one.state, event), code: code ?? one.code } : one,
      )
    },
    async settle() {
      const blocked = blockedBy(items)
      items = items.map((one) => (blocked.has(one.id) ? { ...one, state: afterEvent(one.state, 'blocked') } : one))
    },
  }
  // Sending uses no more of it.
  return { outbox: outbox as Outbox, states: () => items.map(({ state }) => state), now: () => items }
}

type Sent = { readonly entries: readonly { readonly id: string }[] }
const server = (answer: (ids: readonly string[]) => readonly Result[]) => {
  const batches: (readonly string[])[] = []
  const api = (async (_: unknown, { body }: { body: Sent }) => {
    const ids = body.entries.map(({ id }) => id)
    batches.push(ids)
    return { results: answer(ids) }
  }) as unknown as Call
  return { api, batches }
}
const accepted = (id: string, seq = 1): Result => ({ id, outcome: 'accepted', seq, head: 'h', receivedAt: 1 })
const nothing = () => undefined

describe('sending what is queued', () => {
  test('goes in the order of writing, and what is accepted is complete', async () => {
    const [first, second] = [item('registered', REGISTERED), item('visit', VISIT)]
    const { outbox, states } = outboxOf(first, second)
    const { api, batches } = server((ids) => ids.map((id) => accepted(id)))
    expect(await sendQueued(outbox, api, nothing)).toBe('sent')
    expect(batches).toEqual([[first.id, second.id]])
    expect(states()).toEqual(['complete', 'complete'])
  })

  test('takes at most fifty at a time', async () => {
    const { outbox } = outboxOf(...Array.from({ length: 120 }, () => item('visit', VISIT)))
    const { api, batches } = server((ids) => ids.map((id) => accepted(id)))
    await sendQueued(outbox, api, nothing)
    expect(batches.map((batch) => batch.length)).toEqual([50, 50, 20])
  })

  test('puts everything back when the reply is lost, the same bytes for the next time', async () => {
    const visit = item('visit', VISIT)
    const { outbox, states, now } = outboxOf(visit)
    const lost = (async () => {
      throw new TypeError('network')
    }) as unknown as Call
    expect(await sendQueued(outbox, lost, nothing)).toBe('gone')
    expect(states()).toEqual(['queued'])
    expect(now()[0]?.text).toBe(visit.text)
  })

  test('says why an entry was refused, and holds what builds on it', async () => {
    const [first, second] = [item('registered', REGISTERED), item('visit', VISIT)]
    const { outbox, states, now } = outboxOf(first, second)
    const { api } = server((ids) =>
      ids.map((id) => (id === first.id ? { id, outcome: 'refused', code: 'future-date' } : { id, outcome: 'held' })),
    )
    await sendQueued(outbox, api, nothing)
    expect(states()).toEqual(['refused', 'held'])
    expect(now()[0]?.code).toBe('future-date')
  })

  test('sends one by one when the whole is unreadable, so that one entry does not keep the others back', async () => {
    const [good, bad, last] = [item('visit', VISIT), item('visit', VISIT), item('visit', VISIT)]
    const { outbox, states } = outboxOf(good, bad, last)
    const api = (async (_: unknown, { body }: { body: Sent }) => {
      if (body.entries.some(({ id }) => id === bad.id)) throw new Problem('too-large')
      return { results: body.entries.map(({ id }) => accepted(id)) }
    }) as unknown as Call
    expect(await sendQueued(outbox, api, nothing)).toBe('sent')
    expect(states()).toEqual(['complete', 'refused', 'complete'])
  })

  test.each([
    ['not-signed-in', 'signed-out'],
    ['internal', 'gone'],
    ['busy', 'gone'],
    ['too-many-requests', 'gone'],
  ] as const)('%s keeps everything: %s', async (code, round) => {
    const { outbox, states } = outboxOf(item('visit', VISIT), item('visit', VISIT))
    const api = (async () => {
      throw new Problem(code)
    }) as unknown as Call
    expect(await sendQueued(outbox, api, nothing)).toBe(round)
    expect(states()).toEqual(['queued', 'queued'])
  })

  test('an answer that leaves one out is a lost reply for that one', async () => {
    const [first, second] = [item('visit', VISIT), item('visit', VISIT)]
    const { outbox, states } = outboxOf(first, second)
    const { api } = server(() => [accepted(first.id)])
    expect(await sendQueued(outbox, api, nothing)).toBe('gone')
    expect(states()).toEqual(['complete', 'queued'])
  })
})
