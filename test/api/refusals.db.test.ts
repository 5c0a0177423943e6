import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readDirectory } from '#access/contract.ts'
import { verifyInstance } from '#app/ops/verify.ts'
import { type Leaf, parseLeaf } from '#audit/index.ts'
import { createSequencer, noteSigner, openCopies } from '#audit/server/index.ts'
import { readFile } from '#cases/contract.ts'
import { utf8 } from '#platform/pure/bytes/index.ts'
import { openDatabase } from '#platform/server/db/database.ts'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'

/** Each test has a day of its own: windows that others have begun are told before it. */
let days = 0
const start = () => new Date(Date.UTC(2026, 10, days, 5))
const later = () => new Date(Date.UTC(2026, 10, days, 5, 15))
const written = (at: Date): string => at.toISOString().replace('Z', '000Z')
/** As `access/model/refusals.ts` says. */
const FIRST = 20

let world: TestWorld
let sari: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
})
afterAll(() => world.close())
beforeEach(async () => {
  days += 1
  world.setNow(start())
  await world.application.tellRefusals()
  await world.admin.query('truncate audit.leaf, audit.pending, audit.checkpoint restart identity cascade')
})

const NOBODYS = '0193b5a0-0000-4000-8000-00000000dead'

/** Asks for a file, in portions that a server gets at once, and answers how often each status came. */
async function knock(times: number, cookie?: string): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {}
  const headers = cookie === undefined ? {} : { cookie: `lindung=${cookie}` }
  for (let at = 0; at < times; at += 500) {
    const portion = Array.from({ length: Math.min(500, times - at) }, async () =>
      world.application.http.request(`/api/files/${NOBODYS}`, { headers }),
    )
    for (const { status } of await Promise.all(portion)) statuses[status] = (statuses[status] ?? 0) + 1
  }
  return statuses
}

async function leaves(): Promise<readonly Leaf[]> {
  const { rows } = await world.admin.query<{ body: string }>('select body from audit.leaf order by n')
  return rows.map(({ body }) => parseLeaf(utf8(body)))
}

describe('refusals of people who are not signed in', () => {
  test('a flood leaves a few leaves and one that tells the number', { timeout: 120_000 }, async () => {
    expect(await knock(10_000)).toEqual({ 401: 10_000 })
    const alone = await leaves()
    expect(alone).toHaveLength(FIRST)
    for (const leaf of alone)
      expect(leaf).toMatchObject({
        actor: 'nobody',
        op: 'file.read',
        code: 'not-signed-in',
        concerns: [{ stream: NOBODYS }],
      })
    await world.application.tellRefusals()
    expect(await leaves()).toHaveLength(FIRST)
    world.setNow(later())
    await world.application.tellRefusals()
    await world.application.tellRefusals()
    const told = (await leaves()).slice(FIRST)
    expect(told).toEqual([
      {
        v: 1,
        id: expect.any(String) as string,
        at: written(later()),
        actor: 'nobody',
        op: 'file.read',
        code: 'not-signed-in',
        outcome: 'refused',
        concerns: [],
        times: 10_000 - FIRST,
        since: written(start()),
      },
    ])
    const { rows } = await world.admin.query('select actor, op, streams from audit.leaf order by n desc limit 1')
    expect(rows).toEqual([{ actor: null, op: 'file.read', streams: [] }])
  })

  test('with a token of no session they are nobody’s too, and no more', async () => {
    expect(await knock(100, 'no-session-of-anybody')).toEqual({ 401: 100 })
    expect(await leaves()).toHaveLength(FIRST)
  })

  test('each sort is told; what comes in another window has its own leaves', async () => {
    await knock(50)
    for (let i = 0; i < 30; i += 1)
      await world
        .clientFor(null)(readDirectory)
        .catch(() => undefined)
    world.setNow(later())
    await knock(5)
    await world.application.tellRefusals()
    const all = await leaves()
    expect(all.filter(({ times }) => times === undefined)).toHaveLength(2 * FIRST + 5)
    const told = all.flatMap(({ op, times, since }) => (times === undefined ? [] : [{ op, times, since }]))
    const since = written(start())
    expect(told).toEqual([
      { op: 'file.read', times: 30, since },
      { op: 'people.read', times: 10, since },
    ])
  })

  test('the last word is told when the application ends', async () => {
    const other = await createTestWorld({ database: { ...world.database, drop: async () => undefined } })
    other.setNow(start())
    for (let i = 0; i < 25; i += 1)
      await other
        .clientFor(null)(readDirectory)
        .catch(() => undefined)
    await other.close()
    expect((await leaves()).map(({ times }) => times ?? 1).reduce((sum, times) => sum + times, 0)).toBe(25)
  })
})

test('of people who are signed in each refusal has a leaf of its own, in the middle of a flood', async () => {
  await knock(200)
  const asked = Array.from({ length: 120 }, () =>
    sari.call(readFile, { params: { file: NOBODYS } }).catch(() => 'refused'),
  )
  await Promise.all([...asked, knock(200)])
  const hers = (await leaves()).filter(({ actor }) => actor === sari.id)
  expect(hers).toHaveLength(120)
  for (const leaf of hers) {
    expect(leaf).toMatchObject({ outcome: 'refused', code: 'not-found', concerns: [{ stream: NOBODYS }] })
    expect([leaf.times, leaf.since]).toEqual([undefined, undefined])
  }
})

test('the log with counted refusals verifies', async () => {
  await knock(300)
  world.setNow(later())
  await world.application.tellRefusals()
  const folder = await mkdtemp(join(tmpdir(), 'lindung-copies-'))
  const signer = noteSigner('lindung.example/refusals', newPrivateKey('ed25519'))
  const db = openDatabase(world.database.urlFor('lindung_log'), { max: 1 })
  const copies = await openCopies(folder)
  const sequencer = createSequencer({ db, signer, copies, now: () => new Date(), onTrouble: () => undefined })
  expect(await sequencer.round()).toBe(FIRST + 1)
  await db.close()
  const deps = { keys: world.keys, checkpointsDir: folder, origin: signer.key.name, vkey: signer.vkey }
  await world.admin.query('begin isolation level repeatable read read only')
  const verified = await verifyInstance(world.admin, deps)
  await world.admin.query('commit')
  await rm(folder, { recursive: true })
  expect([verified.findings, verified.sound, verified.counted.leaves]).toEqual([[], true, FIRST + 1])
})
