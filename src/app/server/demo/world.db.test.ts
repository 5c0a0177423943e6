import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskBlobStore } from '#platform/server/blobs/index.ts'
import { createTestWorld, type TestWorld } from '../../../../test/support/application.ts'
import { penOf } from '../../../../test/support/pen.ts'
import { CannotStart } from '../instance.ts'
import { demoWorldIn } from './world.ts'

let world: TestWorld
let folder: string

beforeAll(async () => {
  world = await createTestWorld()
  folder = await mkdtemp(join(tmpdir(), 'lindung-demo-'))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

const demo = () =>
  demoWorldIn({
    adminUrl: world.database.adminUrl,
    keys: world.keys,
    random: (n) => new Uint8Array(randomBytes(n)),
    blobs: diskBlobStore(folder),
    now: () => new Date(),
  })

test('the demo does not open an instance where real people work: anybody could erase it', async () => {
  const sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
  await penOf(sari).register('Kancil')
  await expect(demo().ensure()).rejects.toBeInstanceOf(CannotStart)
  await expect(demo().reset()).rejects.toBeInstanceOf(CannotStart)
  const { rowCount } = await world.admin.query('select 1 from cases.stream')
  expect(rowCount).toBe(2)
})

test('it opens its own world again, whoever was added to it', async () => {
  await world.admin.query('truncate access.organisation, cases.stream, audit.leaf cascade')
  expect(await demo().ensure()).toBe(true)
  await world.person('Baru', await world.team('BRU'), 'caseworker')
  expect(await demo().ensure()).toBe(false)
  await demo().reset()
  expect(await demo().ensure()).toBe(false)
})
