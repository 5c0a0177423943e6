import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson, readDirectory, removePerson, renewLink, signIn, useLink } from '#access/contract.ts'
import { type Leaf, parseLeaf } from '#audit/index.ts'
import { utf8 } from '#platform/pure/bytes/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'

let world: TestWorld
let awan: string
let pandan: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  awan = await world.team('AWN')
  pandan = await world.person('Pandan', awan, 'administrator')
})
afterAll(() => world.close())

async function lastLeaf(): Promise<Leaf> {
  const { rows } = await world.admin.query<{ body: string }>('select body from audit.leaf order by n desc limit 1')
  return parseLeaf(utf8(rows[0]?.body ?? ''))
}

test('whose account was made, renewed, entered and closed stands in the leaf, beside who did it', async () => {
  const body = { name: 'Kenari', login: 'kenari', team: awan, role: 'caseworker' } as const
  const { person, secret } = await pandan.call(addPerson, { body })
  expect(await lastLeaf()).toMatchObject({ op: 'people.add', actor: pandan.id, subject: person })

  const nobody = world.clientFor(null)
  const password = 'kunang kunang di rawa'
  await nobody(useLink, { body: { secret, password, device: randomUUID() } })
  expect(await lastLeaf()).toMatchObject({ op: 'link.use', actor: 'nobody', subject: person })
  await nobody(signIn, { body: { login: 'kenari', password, device: randomUUID() } })
  expect(await lastLeaf()).toMatchObject({ op: 'session.start', actor: 'nobody', subject: person })

  await pandan.call(renewLink, { params: { person } })
  expect(await lastLeaf()).toMatchObject({ op: 'people.link', actor: pandan.id, subject: person })
  await pandan.call(removePerson, { params: { person } })
  expect(await lastLeaf()).toMatchObject({ op: 'people.leave', actor: pandan.id, subject: person })
})

test('a refusal names nobody that it was not about, nor does what is about nobody', async () => {
  const nobody = world.clientFor(null)
  const body = { login: 'tidak-ada', password: 'salah', device: randomUUID() }
  await nobody(signIn, { body }).catch(() => undefined)
  expect((await lastLeaf()).subject).toBeUndefined()
  await pandan.call(renewLink, { params: { person: randomUUID() } }).catch(() => undefined)
  expect(await lastLeaf()).toMatchObject({ op: 'people.link', outcome: 'refused' })
  expect((await lastLeaf()).subject).toBeUndefined()
  await pandan.call(readDirectory)
  expect((await lastLeaf()).subject).toBeUndefined()
})
