import { describe, expect, test } from 'vitest'
import type { Call } from '#platform/pure/client.ts'
import { Problem } from '#platform/pure/problem.ts'
import { afterEvent } from '../../outbox/model/machine.ts'
import { item, uuid, VISIT } from './items.test-support.ts'
import { askDecisions, carriesFiles, hasRefusedFiles } from './late.ts'
import type { OutboxItem } from './outbox.ts'

const BAYU = uuid(9)
const AT = '2026-11-26T02:00:00.000Z'
const photo = (n: number) => ({
  id: uuid(n),
  size: 5,
  type: 'image/jpeg',
  sha256: 'a'.repeat(64),
  key: 'A'.repeat(44),
})

function late(...files: readonly ReturnType<typeof photo>[]): OutboxItem {
  const one = item('visit', VISIT, { state: 'quarantined' })
  return { ...one, entry: { ...one.entry, files: [...files] } }
}

/** A device with these items; of their files those in `here` are still on it. */
function deviceWith(given: readonly OutboxItem[], here: readonly string[] = []) {
  let items = [...given]
  const asked: (readonly string[])[] = []
  return {
    asked,
    items: () => items,
    run: (answer: (ids: readonly string[]) => readonly object[]) => {
      const api = (async (_: unknown, { body }: { body: { ids: readonly string[] } }) => {
        asked.push(body.ids)
        return { items: answer(body.ids) }
      }) as unknown as Call
      return askDecisions({
        api,
        here: async () => new Map(here.map((id) => [id, { size: 5, arrived: 0 }])),
        outbox: {
          items: async () => items,
          async move(order, event) {
            items = items.map((one) => (one.order === order ? { ...one, state: afterEvent(one.state, event) } : one))
          },
          async decided(order, decision) {
            const event = decision.because === null ? 'decided.taken' : 'decided.left-out'
            items = items.map((one) =>
              one.order === order
                ? { ...one, state: afterEvent(one.state, event), decision: { ...decision, seenAt: null } }
                : one,
            )
          },
        },
      })
    },
  }
}

const taken = (id: string) => ({ id, state: 'taken', by: BAYU, at: AT })

describe('asking what became of late entries', () => {
  test('asks of those that wait, and of nothing else', async () => {
    const waiting = late()
    const device = deviceWith([item('visit', VISIT), waiting, item('visit', VISIT, { state: 'complete' })])
    expect(await device.run((ids) => ids.map((id) => ({ id, state: 'waiting' })))).toBe(false)
    expect(device.asked).toEqual([[waiting.id]])
    expect(device.items().map(({ state }) => state)).toEqual(['queued', 'quarantined', 'complete'])
  })

  test('asks nothing when nothing waits', async () => {
    const device = deviceWith([item('visit', VISIT)])
    expect(await device.run(() => [])).toBe(false)
    expect(device.asked).toEqual([])
  })

  test('what was taken in is complete, and says by whom and when', async () => {
    const device = deviceWith([late()])
    expect(await device.run((ids) => ids.map(taken))).toBe(true)
    const [one] = device.items()
    expect(one?.state).toBe('complete')
    expect(one?.decision).toEqual({ by: BAYU, at: Date.parse(AT), because: null, seenAt: null })
  })

  test('what was taken in while its photos are still here goes on sending them', async () => {
    const device = deviceWith([late(photo(1), photo(2))], [uuid(2)])
    await device.run((ids) => ids.map(taken))
    expect(device.items()[0]?.state).toBe('accepted')
  })

  test('what was left out stays here with why', async () => {
    const device = deviceWith([late(photo(1))], [uuid(1)])
    await device.run((ids) => ids.map((id) => ({ id, state: 'left-out', by: BAYU, at: AT, because: 'already-there' })))
    const [one] = device.items()
    expect(one?.state).toBe('left-out')
    expect(one?.decision?.because).toBe('already-there')
  })

  test('what the office does not know is sent once more, not given up', async () => {
    const device = deviceWith([late()])
    expect(await device.run(() => [])).toBe(true)
    expect(device.items()[0]?.state).toBe('queued')
  })

  test('more than fifty are asked in portions', async () => {
    const device = deviceWith(Array.from({ length: 60 }, () => late()))
    await device.run((ids) => ids.map((id) => ({ id, state: 'waiting' })))
    expect(device.asked.map(({ length }) => length)).toEqual([50, 10])
  })

  test('a question that gets no answer changes nothing', async () => {
    const device = deviceWith([late()])
    const failing = device.run(() => {
      throw new Problem('internal')
    })
    await expect(failing).rejects.toMatchObject({ code: 'internal' })
    expect(device.items()[0]?.state).toBe('quarantined')
  })
})

test('files of a late entry are on their way while they are here, and refused when the office said why', () => {
  const here = new Map([[uuid(1), { size: 5, arrived: 0 }]])
  const gone = new Map()
  const one = late(photo(1))
  expect([carriesFiles(one, here), hasRefusedFiles(one, here)]).toEqual([true, false])
  expect([carriesFiles(one, gone), hasRefusedFiles(one, gone)]).toEqual([false, false])
  const refused = { ...one, code: 'place-data' }
  expect([carriesFiles(refused, here), hasRefusedFiles(refused, here)]).toEqual([false, true])
})
