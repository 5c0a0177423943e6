import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorld, type TestPerson, type TestWorld } from '../../../test/support/application.ts'
import { penOf } from '../../../test/support/pen.ts'
import { readCaseload } from '../contract.ts'

let world: TestWorld
let sari: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
})

afterAll(() => world.close())

const FILES = 130
const aliasesOf = async (from = 0) =>
  (await sari.call(readCaseload, { body: { sort: 'alias', from } })).rows.map(({ alias }) => alias)

test('a list that is long enough not to travel twice is the same each time, and new when something is new', async () => {
  const pen = penOf(sari)
  for (let i = 0; i < FILES; i++) await pen.register(`Elang ${String(i).padStart(3, '0')}`)
  const first = await aliasesOf()
  expect(first[0]).toBe('Elang 000')
  expect(await aliasesOf()).toEqual(first)
  expect(await aliasesOf(100)).toEqual(Array.from({ length: 30 }, (_, i) => `Elang ${100 + i}`))

  const { file } = await pen.register('Burung')
  expect((await aliasesOf())[0]).toBe('Burung')
  await pen.send(pen.write(file, 'facts-set', { facts: { alias: 'Zebra' } }))
  expect((await aliasesOf())[0]).toBe('Elang 000')
  expect((await aliasesOf(100)).at(-1)).toBe('Zebra')

  world.application.caseload.forget()
  expect(await aliasesOf()).toEqual(first)
  world.application.caseload.forget(file)
  expect((await aliasesOf(100)).at(-1)).toBe('Zebra')
})

test('whose grant has ended sees the file no more, and the day that has passed is seen', async () => {
  const before = await sari.call(readCaseload, { body: { search: 'Elang 007' } })
  const [row] = before.rows
  world.setNow(new Date(world.now().getTime() + 3 * 86_400_000))
  await world.admin.query('update access.session set until = $1', [new Date(Date.now() + 9 * 86_400_000)])
  const later = await sari.call(readCaseload, { body: { search: 'Elang 007' } })
  expect(later.rows[0]?.lastContact?.days).toBe((row?.lastContact?.days ?? 0) + 3)
  await world.admin.query('update access.grants set until = now() where stream_id = $1', [row?.file])
  expect((await sari.call(readCaseload, { body: { search: 'Elang 007' } })).total).toBe(0)
})
