import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFile, readFileAccess } from '#cases/contract.ts'
import { eraseFile, fileLedger } from '#cases/server/index.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { newKey } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson
let bayu: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', awan, 'caseworker')
})
const open: pg.Client[] = []
afterAll(async () => {
  for (const client of open) await client.end()
  await world.close()
})

/** A transaction of a person's session, as the request wrapper begins it. */
async function begun({ token }: TestPerson): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.database.appUrl })
  await client.connect()
  open.push(client)
  await client.query('begin')
  await client.query(`select set_config('app.session', $1, true)`, [token])
  return client
}

const openReferral = (client: pg.Client, referral: string, file: string) => {
  const id = randomUUID()
  const { wrapped, epoch } = world.keys.wrap(id, newKey())
  const values = [referral, file, 'referral', id, epoch, Buffer.from(wrapped)]
  return client.query('select cases.make_stream($1, $2, $3, $4, $5, $6)', values)
}

const holders = async (stream: string) => {
  const { rows } = await world.admin.query<{ person_id: string }>(
    `select person_id from access.grants where stream_id = $1 and reason = 'owner' and (until is null or until > now())`,
    [stream],
  )
  return rows.map(({ person_id }) => person_id)
}

/** A transaction stands before the lock of another one. */
function untilOneWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return expect.poll(async () => (await world.admin.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1)
}

/** A file that is on offer, and the new owner's pen on top of it. */
async function offered() {
  const [pen, hers] = [penOf(sari), penOf(bayu)]
  const { file } = await pen.register('Rusa')
  await pen.send(pen.write(file, 'handed-over', { to: bayu.id, reason: 'Pindah tugas.' }))
  const [main] = (await bayu.call(readFile, { params: { file } })).streams
  hers.sees(file, [main?.seq ?? 0, main?.head ?? ''])
  return { file, hers }
}

test('a referral that is sent while the file changes hands goes to the new owner with everything else', async () => {
  const { file, hers } = await offered()
  const referral = randomUUID()
  const sending = await begun(sari)
  await openReferral(sending, referral, file)
  const accepting = hers.send(hers.write(file, 'hand-over-accepted', {}))
  await untilOneWaits()
  await sending.query('commit')
  expect(await accepting).toMatchObject([{ outcome: 'accepted' }])
  expect(await holders(referral)).toEqual([bayu.id])
})

test('who has just handed the file over opens no stream of it any more', async () => {
  const { file, hers } = await offered()
  const referral = randomUUID()
  const sending = await begun(sari) // its clock stands before the hand-over
  expect(await hers.send(hers.write(file, 'hand-over-accepted', {}))).toMatchObject([{ outcome: 'accepted' }])
  await expect(openReferral(sending, referral, file)).rejects.toMatchObject({ code: 'LD003' })
  expect(await holders(referral)).toEqual([])
  await sending.query('rollback')
})

test('a referral that is sent while the file is erased is erased with it', async () => {
  const { file } = await penOf(sari).register('Landak')
  const referral = randomUUID()
  const sending = await begun(sari)
  await openReferral(sending, referral, file)
  const deps = {
    keys: world.keys,
    blobs: world.blobs,
    ledger: fileLedger(join(world.folder, 'erasures.jsonl')),
    newId: randomUUID,
    now: () => world.now(),
    grace: 0,
  }
  const erasing = asOwner(world.database.adminUrl, (client) => eraseFile(client, deps, file, sari.id))
  await new Promise((resolve) => setTimeout(resolve, 200))
  await sending.query('commit')
  expect((await erasing)?.streams).toContain(referral)
})

test('refusals do not push a look out of the list of who has looked', async () => {
  const { file } = await penOf(sari).register('Kancil')
  await sari.call(readFile, { params: { file } })
  const stranger = await world.person('Gagak', await world.team('GGK'), 'caseworker')
  for (const call of [stranger.call, world.clientFor(null)]) {
    const knock = () => call(readFile, { params: { file } }).catch(() => undefined)
    for (let i = 0; i < 13; i += 1) await Promise.all(Array.from({ length: 40 }, knock))
  }
  const { looks } = await sari.call(readFileAccess, { params: { file } })
  expect(looks.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(50)
  expect(looks).toContainEqual(expect.objectContaining({ person: sari.id, action: 'file.read', outcome: 'ok' }))
})
