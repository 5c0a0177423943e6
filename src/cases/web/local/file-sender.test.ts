import { describe, expect, test } from 'vitest'
import { UPLOAD_CHUNK } from '#platform/pure/attachments/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { afterEvent } from '../../outbox/model/machine.ts'
import { type BlobState, type FileWire, sendFiles } from './file-sender.ts'
import { item, uuid } from './items.test-support.ts'
import type { OutboxItem } from './outbox.ts'

const SIZE = 2 * UPLOAD_CHUNK + 5
const announced = (n: number, size = SIZE) => ({
  id: uuid(n),
  size,
  type: 'image/jpeg',
  sha256: 'a'.repeat(64),
  key: 'A'.repeat(44),
})

/** An entry that has arrived and announced these files. */
function arrivedAs(state: OutboxItem['state'], files: readonly ReturnType<typeof announced>[]): OutboxItem {
  const one = item('attachment-added', { title: 'Akta' }, { state })
  return { ...one, entry: { ...one.entry, files: [...files] } }
}
const accepted = (...files: readonly ReturnType<typeof announced>[]) => arrivedAs('accepted', files)
const aside = (...files: readonly ReturnType<typeof announced>[]) => arrivedAs('quarantined', files)

/** A device with these items, and every chunk of their files but `lost`. */
function deviceWith(given: readonly OutboxItem[], lost: readonly string[] = []) {
  let items = [...given]
  const forgotten: string[] = []
  const arrived = new Map<string, number>()
  return {
    forgotten,
    arrived,
    states: () => items.map(({ state, code }) => (code === null ? state : `${state}: ${code}`)),
    outbox: {
      items: async () => items,
      async move(order: number, event: Parameters<typeof afterEvent>[1], code?: string | null) {
        items = items.map((one) =>
          one.order === order ? { ...one, state: afterEvent(one.state, event), code: code ?? one.code } : one,
        )
      },
    },
    files: {
      list: async () =>
        new Map(
          items
            .flatMap(({ entry }) => entry.files)
            .filter(({ id }) => !forgotten.includes(id))
            .map(({ id, size }) => [id, { size, arrived: 0 }]),
        ),
      chunk: async (id: string, n: number) => (lost.includes(id) ? null : Uint8Array.of(n)),
      async arrived(id: string, bytes: number) {
        arrived.set(id, bytes)
      },
      async forget(ids: readonly string[]) {
        forgotten.push(...ids)
      },
    },
  }
}

/** A server that has some chunks; `answer` may fail a chunk before it is taken. */
function serverWith(had: readonly number[], answer: (n: number) => void = () => undefined) {
  const received = new Set(had)
  const sent: number[] = []
  const state = (): BlobState => ({
    size: SIZE,
    chunk: UPLOAD_CHUNK,
    received: [...received].toSorted((a, b) => a - b),
    complete: received.size === 3 && sent.length > 0,
  })
  const wire: FileWire = {
    state: async () => state(),
    async put(_, n) {
      answer(n)
      sent.push(n)
      received.add(n)
      return state()
    },
  }
  return { wire, sent }
}

const quiet = { onSent: () => undefined, onArrived: () => undefined }

describe('sending the bytes of attachments', () => {
  test.each([
    ['nothing is there', [], [0, 1, 2]],
    ['the first chunk is there', [0], [1, 2]],
    ['there is a hole', [0, 2], [1]],
    ['all is there and nobody has looked', [0, 1, 2], [2]],
  ])('%s: only what is missing goes', async (_, had, expected) => {
    const device = deviceWith([accepted(announced(1))])
    const { wire, sent } = serverWith(had)
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('sent')
    expect(sent).toEqual(expected)
    expect(device.states()).toEqual(['complete'])
    expect(device.forgotten).toEqual([uuid(1)])
  })

  test('the server goes in the middle: what it has stays known, nothing is forgotten, and the rest goes next time', async () => {
    const device = deviceWith([accepted(announced(1))])
    let there = false
    const { wire, sent } = serverWith([], (n) => {
      if (n === 1 && !there) throw new TypeError('network')
    })
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('gone')
    expect(device.states()).toEqual(['accepted'])
    expect(device.arrived.get(uuid(1))).toBe(UPLOAD_CHUNK)
    expect(device.forgotten).toEqual([])
    there = true
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('sent')
    expect(sent).toEqual([0, 1, 2])
    expect(device.states()).toEqual(['complete'])
  })

  test.each([
    [new Problem('internal'), 'gone'],
    [new Problem('busy'), 'gone'],
    [new Problem('bad-input', { faults: [{ path: ['body'], rule: 'cut-off' }] }), 'gone'],
    [new Problem('not-signed-in'), 'signed-out'],
  ] satisfies [Problem, string][])('%s keeps everything: %s', async (problem, round) => {
    const device = deviceWith([accepted(announced(1))])
    const { wire } = serverWith([], () => {
      throw problem
    })
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe(round)
    expect(device.states()).toEqual(['accepted'])
    expect(device.forgotten).toEqual([])
  })

  test('what the office will not take says why, keeps its bytes, and does not hold up the next', async () => {
    const device = deviceWith([accepted(announced(1)), item('visit', {}, { state: 'accepted' })])
    const { wire } = serverWith([], () => {
      throw new Problem('unreadable-file', { reason: 'place-data' })
    })
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('sent')
    expect(device.states()).toEqual(['accepted: place-data', 'complete'])
    expect(device.forgotten).toEqual([])
  })

  test('of several files the whole ones arrive, and the one that is no longer on this device is named', async () => {
    const device = deviceWith([accepted(announced(1), announced(2))], [uuid(1)])
    const { wire } = serverWith([])
    await sendFiles({ ...device, ...quiet, wire })
    expect(device.states()).toEqual(['accepted: not-here'])
    expect(device.forgotten).toEqual([uuid(2)])
  })

  test('the files of an entry that is set aside go ahead, once, and it goes on waiting for its decision', async () => {
    const device = deviceWith([aside(announced(1)), aside(announced(2))])
    const { wire, sent } = serverWith([])
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('sent')
    expect(device.states()).toEqual(['quarantined', 'quarantined'])
    expect(device.forgotten).toEqual([uuid(1), uuid(2)])
    const before = sent.length
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('nothing')
    expect(sent).toHaveLength(before)
  })

  test('a file of an entry set aside that the office will not take keeps its bytes and says why', async () => {
    const device = deviceWith([aside(announced(1))])
    const { wire } = serverWith([], () => {
      throw new Problem('unreadable-file', { reason: 'place-data' })
    })
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('sent')
    expect(device.states()).toEqual(['quarantined: place-data'])
    expect(device.forgotten).toEqual([])
  })

  test('nothing of an entry that was left out is sent', async () => {
    const device = deviceWith([arrivedAs('left-out', [announced(1)])])
    const { wire, sent } = serverWith([])
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('nothing')
    expect(sent).toEqual([])
  })

  test('a server that has all and is never content is left for later', async () => {
    const device = deviceWith([accepted(announced(1))])
    const state: BlobState = { size: SIZE, chunk: UPLOAD_CHUNK, received: [0, 1, 2], complete: false }
    let puts = 0
    const wire: FileWire = { state: async () => state, put: async () => ((puts += 1), state) }
    expect(await sendFiles({ ...device, ...quiet, wire })).toBe('gone')
    expect(puts).toBe(3)
  })
})
