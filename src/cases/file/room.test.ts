import { describe, expect, it } from 'vitest'
import { kinds } from '../kinds.ts'
import { KANCIL, SARI, streamFor } from './entries.test-support.ts'
import { refusalOf } from './fold.ts'
import { type Room, ROOM } from './room.ts'
import type { Writer } from './kind.ts'

const owner: Writer = { person: SARI, roles: ['caseworker'], reasons: ['owner'] }
const language = (text: string) => ({ facts: { language: text } })
const VISIT = { occurred: { precision: 'day', value: '2026-11-19' }, where: 'home', seen: 'child' }
const CLOSE = { reason: 'goals-met', occurred: { precision: 'day', value: '2026-11-19' } }

function fileWith(visits: number) {
  const file = streamFor(1)
  file.write('registered', KANCIL)
  for (let i = 0; i < visits; i += 1) file.write('visit', VISIT)
  return file
}

/** What becomes of one more entry. */
function refused(
  file: ReturnType<typeof streamFor>,
  room: Partial<Room>,
  kind: string,
  data: object,
  refs: readonly string[] = [],
) {
  const state = file.state()
  file.write(kind, data as Record<string, unknown>, { refs: [...refs] })
  const entry = file.accepted.at(-1)?.entry
  if (entry === undefined) throw new Error('no entry')
  return refusalOf(kinds, state, entry, owner, { ...ROOM, ...room })
}

describe('the room of a stream', () => {
  it('is far more than anybody writes, unless said otherwise', () => {
    expect(refused(fileWith(300), {}, 'visit', VISIT)).toBeNull()
    expect(ROOM.entries).toBeGreaterThanOrEqual(5_000)
    expect(ROOM.said).toBeGreaterThanOrEqual(500)
  })

  it('ends where it is said to, and not one entry before', () => {
    expect(refused(fileWith(8), { entries: 10 }, 'visit', VISIT)).toBeNull()
    expect(refused(fileWith(9), { entries: 10 }, 'visit', VISIT)).toBe('stream-full')
    expect(refused(fileWith(9), { entries: 10 }, 'facts-set', language('Jawa'))).toBe('stream-full')
  })

  it('leaves a full file to be closed and put right, but not for ever', () => {
    const full = fileWith(99)
    const visit = full.accepted.at(-1)?.entry.id ?? ''
    expect(refused(full, { entries: 100 }, 'visit', VISIT)).toBe('stream-full')
    expect(refused(full, { entries: 100 }, 'retracted', { reason: 'written-twice' }, [visit])).toBeNull()
    expect(refused(full, { entries: 100 }, 'closed', CLOSE)).toBeNull()
    expect(refused(fileWith(109), { entries: 100 }, 'closed', CLOSE)).toBe('stream-full')
  })
})

describe('the room of one fact', () => {
  function fileSaying(times: number, text: (i: number) => string) {
    const file = fileWith(0)
    const ids = Array.from({ length: times }, (_, i) => file.write('facts-set', language(text(i)), { base: 1 }))
    return { file, ids }
  }

  it('ends after so many times, for this fact alone', () => {
    const { file } = fileSaying(30, (i) => `bahasa ${i}`)
    expect(refused(file, { said: 31 }, 'facts-set', language('Jawa'))).toBeNull()
    expect(refused(file, { said: 30 }, 'facts-set', language('Jawa'))).toBe('fact-full')
    expect(refused(file, { said: 30 }, 'facts-set', { facts: { contact: { way: 'phone', safe: true } } })).toBeNull()
    expect(refused(file, { said: 30 }, 'visit', VISIT)).toBeNull()
  })

  it('ends after so many letters, so that no list has to open what fills a memory', () => {
    const { file } = fileSaying(25, () => 'x'.repeat(150))
    expect(refused(file, { factLength: 4_000 }, 'facts-set', language('Jawa'))).toBeNull()
    expect(refused(file, { factLength: 3_000 }, 'facts-set', language('Jawa'))).toBe('fact-full')
  })

  it('leaves a quarrel to be settled', () => {
    const { file, ids } = fileSaying(30, (i) => `bahasa ${i}`)
    expect(refused(file, { said: 30 }, 'settled', language('Jawa'), ids.slice(0, 2))).toBeNull()
    expect(refused(file, { said: 25 }, 'settled', language('Jawa'), ids.slice(0, 2))).toBe('fact-full')
  })
})
