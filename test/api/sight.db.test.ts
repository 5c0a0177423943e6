import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endMySession, readMySessions } from '#access/contract.ts'
import { decideQuarantine, readCaseload, readFile, readFileAccess, readQuarantine } from '#cases/contract.ts'
import { secretHash } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson
let bayu: TestPerson
let tirta: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', awan, 'caseworker')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
})
afterAll(() => world.close())

/** Another session of the same person, on another device. */
async function anotherSession(of: TestPerson): Promise<{ id: string; token: string }> {
  const [id, token] = [randomUUID(), randomUUID()]
  await world.admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [secretHash(token), id, of.id, randomUUID()],
  )
  return { id, token }
}

describe('the own sessions', () => {
  test('are listed and can be ended; nobody else’s can', async () => {
    const other = await anotherSession(sari)
    const { sessions } = await sari.call(readMySessions)
    expect(sessions.filter(({ current }) => current)).toHaveLength(1)
    expect(sessions.map(({ id }) => id)).toContain(other.id)
    await expect(tirta.call(endMySession, { params: { session: other.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await tirta.call(readMySessions)).sessions.map(({ id }) => id)).not.toContain(other.id)

    await sari.call(endMySession, { params: { session: other.id } })
    expect((await sari.call(readMySessions)).sessions.map(({ id }) => id)).not.toContain(other.id)
    await expect(world.clientFor(other.token)(readMySessions)).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  test('that nobody used for an hour are not among them', async () => {
    const old = await anotherSession(sari)
    await world.admin.query(`update access.session set seen_at = now() - interval '61 minutes' where id = $1`, [old.id])
    expect((await sari.call(readMySessions)).sessions.map(({ id }) => id)).not.toContain(old.id)
  })
})

describe('who was refused', () => {
  test('is told to who looks after the file, and to nobody else', async () => {
    const { file } = await penOf(sari).register('Kancil')
    await expect(tirta.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
    const { looks } = await sari.call(readFileAccess, { params: { file } })
    expect(looks).toContainEqual(
      expect.objectContaining({ person: tirta.id, action: 'file.read', outcome: 'refused', kind: 'case' }),
    )
    await expect(tirta.call(readFileAccess, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a file that changes hands', () => {
  test('is found among the offers, and a late entry is told with its child to the new owner alone', async () => {
    const [pen, hers] = [penOf(sari), penOf(bayu)]
    const { file } = await pen.register('Rusa')
    await pen.register('Landak')
    const offered = async (who: TestPerson) =>
      (await who.call(readCaseload, { body: { show: 'hand-over' } })).rows.map(({ alias }) => alias)
    expect(await offered(sari)).toEqual([])
    await pen.send(pen.write(file, 'handed-over', { to: bayu.id, reason: 'Pindah tugas.' }))
    expect(await offered(sari)).toEqual(['Rusa'])
    expect(await offered(bayu)).toEqual(['Rusa'])
    expect(await offered(tirta)).toEqual([])

    const { streams } = await bayu.call(readFile, { params: { file } })
    hers.sees(file, [streams[0]?.seq ?? 0, streams[0]?.head ?? ''])
    await hers.send(hers.write(file, 'hand-over-accepted', {}))
    const late = pen.write(file, 'note', {
      text: 'Ditulis di jalan.',
      occurred: { precision: 'day', value: '2026-08-20' },
    })
    expect(await pen.send(late)).toMatchObject([{ outcome: 'quarantined' }])

    const child = { file, kind: 'case', alias: 'Rusa', code: 'AWN-4K7M' }
    const [forOwner] = (await bayu.call(readQuarantine)).items
    expect(forOwner).toMatchObject({ id: late.id, by: sari.id, child })
    expect(forOwner?.text).toContain('Ditulis di jalan.')
    expect((await sari.call(readQuarantine)).items).toMatchObject([{ id: late.id, text: null, child: null }])
    expect((await tirta.call(readQuarantine)).items).toEqual([])

    await bayu.call(decideQuarantine, { params: { id: late.id }, body: { take: true } })
    expect((await bayu.call(readQuarantine)).items).toEqual([])
  })
})
