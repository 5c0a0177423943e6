import { afterAll, beforeAll, expect, test } from 'vitest'
import { rebuild, type Rebuilt } from '#cases/server/index.ts'
import { openSummary, unwrapKey } from '#cases/server/sealed.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { createTestWorld, type TestWorld } from '../support/application.ts'
import { seeded, writeHistories } from '../support/history.ts'

let world: TestWorld
const seed = Math.floor(Math.random() * 2 ** 31)

beforeAll(async () => {
  world = await createTestWorld()
  const awan = await world.team('AWN')
  const providerTeam = await world.team('BLN', 'provider')
  const workers = [
    await world.person('Sari', awan, 'caseworker'),
    await world.person('Wira', awan, 'supervisor'),
    await world.person('Tirta', await world.team('EMB'), 'caseworker'),
  ]
  const provider = await world.person('Mawar', providerTeam, 'provider')
  await writeHistories(seeded(seed), { workers, providerTeam, provider }, 6, 25)
})

afterAll(() => world.close())

const run = (options = {}): Promise<Rebuilt> =>
  asOwner(world.database.adminUrl, (reading) =>
    asOwner(world.database.adminUrl, (writing) => rebuild({ reading, writing, keys: world.keys }, options)),
  )

/** Every projection, opened. */
async function projections() {
  const { rows } = await world.admin.query<{
    id: string
    seq: number
    wake_at: Date | null
    sealed: Buffer
    key_id: string
    epoch: number
    wrapped: Buffer
  }>(
    `select s.id, m.seq, s.wake_at, m.sealed, k.key_id, k.epoch, k.wrapped from cases.stream s
     join cases.summary m on m.stream_id = s.id join keys.stream_key k on k.stream_id = s.id order by s.id`,
  )
  return rows.map((row) => [row.id, row.wake_at, openSummary(unwrapKey(world.keys, row.id, row), row.seq, row.sealed)])
}

test(`what append stored is what a replay gives, and from nothing all of it comes back (seed ${seed})`, async () => {
  const before = await projections()
  const checked = await run()
  expect(checked).toMatchObject({ repaired: [], grants: [], unreadable: [] })
  expect(checked.streams).toBe(before.length)
  await world.admin.query('delete from cases.summary')
  await world.admin.query(`update cases.stream set wake_at = case when wake_at is null then now() end`)
  expect((await run()).repaired).toHaveLength(before.length)
  expect(await projections()).toEqual(before)
  expect((await run({ all: true })).repaired).toEqual([])
  expect(await projections()).toEqual(before)
})

test('a grant that nobody gave, a summary of another and a stream without its key are found', async () => {
  const { rows } = await world.admin.query<{ id: string }>(
    `select id from cases.stream where kind = 'case' order by id limit 2`,
  )
  const [one, two] = rows.map(({ id }) => id)
  await world.admin.query(
    `insert into access.grants (stream_id, person_id, reason) select $1, id, 'owner' from access.person limit 1`,
    [one],
  )
  await world.admin.query(
    `insert into access.grants (stream_id, person_id, reason) select $1, id, 'pending-owner' from access.person limit 1`,
    [one],
  )
  await world.admin.query('delete from keys.stream_key where stream_id = $1', [two])
  await world.admin.query('update cases.summary set sealed = sealed || sealed where stream_id = $1', [one])
  expect(await run()).toMatchObject({ grants: [one], unreadable: [two], repaired: [one] })
})
