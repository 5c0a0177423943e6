import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
})

afterAll(() => world.close())

test('a request that is asked again while the first is still under way gets the same answer, identity stream included', async () => {
  for (let i = 0; i < 25; i++) {
    const pen = penOf(sari)
    const [file, identity] = [randomUUID(), randomUUID()]
    const birth = { precision: 'year', value: '2013' }
    const entries = [
      pen.write(file, 'registered', {
        alias: 'Kancil',
        code: 'AWN-4K7M',
        sex: 'female',
        birth,
        came: 'own',
        occurred: birth,
        identity,
      }),
      pen.write(identity, 'identity-set', { file, facts: { trueName: 'Kancil Beringin' } }),
    ]
    const answers = await Promise.all([pen.send(...entries), pen.send(...entries), pen.send(...entries)])
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]?.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
  }
  expect(world.bugs).toEqual([])
})
