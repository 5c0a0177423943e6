import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSession, signIn } from '#access/contract.ts'
import { readReferrals } from '#cases/contract.ts'
import { hashPassword } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { penOf } from '../support/pen.ts'

const PASSWORD = 'kunang kunang di rawa'

let world: TestWorld
let bulan: string
let sari: TestPerson
let mawar: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  bulan = await world.team('BLN', 'provider')
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
  mawar = await world.person('Mawar', bulan, 'provider')
  for (const { id } of [sari, mawar])
    await world.admin.query('insert into access.secret (person_id, password_hash) values ($1, $2)', [
      id,
      await hashPassword(PASSWORD),
    ])
})
afterAll(() => world.close())

async function loginOf({ id }: TestPerson): Promise<string> {
  const { rows } = await world.admin.query<{ login: string }>('select login from access.person where id = $1', [id])
  return rows[0]?.login ?? ''
}

/** Signs in over the wire; the status, and the session's token. */
async function enter(login: string, password: string, device: string = randomUUID()) {
  const response = await world.application.http.request('/api/session', {
    method: signIn.method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password, device }),
  })
  const token = /lindung=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? null
  return { status: response.status, token }
}

describe('guessing a password', () => {
  test('stops after ten, also when many are tried at once', async () => {
    const login = await loginOf(mawar)
    const tried = await Promise.all(Array.from({ length: 25 }, (_, i) => enter(login, `salah ${i}`)))
    expect(tried.filter(({ status }) => status !== 429).length).toBeLessThanOrEqual(10)
    const { rows } = await world.admin.query<{ failures: number }>(
      `select count(*)::integer as failures from access.attempt where key_hash = sha256(convert_to($1, 'UTF8'))`,
      [login],
    )
    expect(rows[0]?.failures).toBeLessThanOrEqual(10)
    await world.admin.query('delete from access.attempt')
    expect((await enter(login.toUpperCase(), PASSWORD)).status).toBe(200)
  })

  test('leaves nothing behind that grows: what is older than an hour goes with the next failure', async () => {
    await world.admin.query(
      `insert into access.attempt (key_hash, at) select sha256(int4send(n)), now() - interval '61 minutes' from generate_series(1, 500) n`,
    )
    await world.admin.query(`insert into access.attempt (key_hash, at) values ('\\x01', now() - interval '16 minutes')`)
    expect((await enter('tidak-ada', 'salah')).status).toBe(401)
    const { rows } = await world.admin.query<{ left: number }>('select count(*)::integer as left from access.attempt')
    expect(rows[0]?.left).toBe(2)
    await world.admin.query('delete from access.attempt')
  })

  test('keeps nobody else from working: who waits for a password check holds no connection', async () => {
    const guessing = Promise.all(Array.from({ length: 30 }, (_, i) => enter(`tidak-ada-${i}`, 'salah')))
    await setTimeout(60)
    const { rows } = await world.admin.query<{ held: number }>(
      `select count(*)::integer as held from pg_stat_activity
       where datname = current_database() and usename = 'lindung_app' and state = 'idle in transaction'`,
    )
    expect(rows[0]?.held).toBeLessThan(4)
    await guessing
    await world.admin.query('delete from access.attempt')
  })
})

describe('a device', () => {
  const sessionOf = async (login: string, device: string) => {
    const { token } = await enter(login, PASSWORD, device)
    return { token, ...(await world.clientFor(token)(readSession)) }
  }

  test('is a person’s own: two in one browser have two, and one has it again at the next visit', async () => {
    const browser = randomUUID()
    const [hers, theirs] = [
      await sessionOf(await loginOf(sari), browser),
      await sessionOf(await loginOf(mawar), browser),
    ]
    expect(theirs.device).not.toBe(hers.device)
    expect((await sessionOf(await loginOf(sari), browser)).device).toBe(hers.device)
  })

  test('of a colleague cannot be taken: a provider does not write as the caseworker’s device', async () => {
    const her = await sessionOf(await loginOf(sari), randomUUID())
    const pen = penOf({ id: sari.id, device: her.device, token: her.token ?? '', call: world.clientFor(her.token) })
    const { file } = await pen.register('Kancil')
    const referral = randomUUID()
    await pen.send(
      pen.write(referral, 'referral-sent', {
        file,
        team: bulan,
        need: 'Konseling',
        package: { alias: 'Kancil' },
        agreed: { basis: 'agreement', who: ['child'], on: { precision: 'day', value: '2026-11-16' } },
        withheld: [],
        answerBy: '2026-11-25',
      }),
    )
    const { streams } = await mawar.call(readReferrals)
    const { device } = JSON.parse(streams[0]?.entries[0]?.text ?? '{}') as { device: string }
    const { token } = await sessionOf(await loginOf(mawar), device)
    const forged = penOf({ id: mawar.id, device, token: token ?? '', call: world.clientFor(token) })
    const occurred = { precision: 'day', value: '2026-11-17' }
    const note = forged.write(referral, 'referral-noted', { text: 'Datang.', occurred, served: 'served' })
    // The highest counter there is: after it the caseworker's device could never write again.
    expect(await forged.send({ ...note, n: Number.MAX_SAFE_INTEGER })).toMatchObject([{ code: 'not-yours' }])
  })
})
