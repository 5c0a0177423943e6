import { afterAll, beforeAll, expect, test } from 'vitest'
import { printFile } from '#cases/contract.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson
let file: string

beforeAll(async () => {
  world = await createTestWorld()
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
  file = (await penOf(sari).register('Kancil')).file
})
afterAll(() => world.close())

const leaves = async (outcome: string) => {
  const { rows } = await world.admin.query(
    `select 1 from audit.leaf where op = 'file.print' and body::jsonb->>'outcome' = $1`,
    [outcome],
  )
  return rows.length
}

test('printing a summary leaves a leaf each time', async () => {
  await sari.call(printFile, { params: { file } })
  await sari.call(printFile, { params: { file } })
  expect(await leaves('ok')).toBe(2)
})

test('nobody prints a file they cannot open, and the try is recorded too', async () => {
  const tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
  const mawar = await world.person('Mawar', await world.team('BLN', 'provider'), 'provider')
  await expect(tirta.call(printFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  await expect(mawar.call(printFile, { params: { file } })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(world.clientFor(null)(printFile, { params: { file } })).rejects.toMatchObject({ code: 'not-signed-in' })
  expect(await leaves('refused')).toBe(3)
})
