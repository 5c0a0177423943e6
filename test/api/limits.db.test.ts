import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendEntries } from '#cases/contract.ts'
import { Problem } from '#platform/pure/problem.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { announce, blobClient } from '../support/attachment.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson
let wira: TestPerson

beforeAll(async () => {
  world = await createTestWorld({ daily: { text: 30_000, attachments: 5_000 } })
  const team = await world.team('AWN')
  sari = await world.person('Sari', team, 'caseworker')
  wira = await world.person('Wira', team, 'caseworker')
})
afterAll(() => world.close())

const TODAY = new Date('2026-11-24T05:00:00Z')
const TOMORROW = new Date('2026-11-25T05:00:00Z')
const occurred = { precision: 'day', value: '2026-11-20' }
const FULL = expect.objectContaining({ code: 'too-many-requests', reason: 'day-full', status: 429 }) as unknown

test('text of one person ends for the day, and goes on tomorrow; nobody else is kept from writing', async () => {
  world.setNow(TODAY)
  const pen = penOf(sari)
  const { file } = await pen.register('Kancil')
  const note = () => pen.write(file, 'note', { text: 'x'.repeat(20_000), occurred })
  const [first, second] = [note(), note()]
  expect(await pen.send(first)).toMatchObject([{ outcome: 'accepted' }])
  await expect(pen.send(second)).rejects.toEqual(FULL)
  const { rows } = await world.admin.query('select 1 from cases.entry where id = $1', [second.id])
  expect(rows).toEqual([])
  expect((await penOf(wira).register('Rusa')).results).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }])
  world.setNow(TOMORROW)
  expect(await pen.send(second)).toMatchObject([{ outcome: 'accepted', seq: 3 }])
})

test('the refusal leaves its leaf, with the person', async () => {
  const { rows } = await world.admin.query<{ actor: string; code: string }>(
    `select actor, body::jsonb->>'code' as code from audit.leaf where op = 'entries.append' and body::jsonb->>'outcome' = 'refused'`,
  )
  expect(rows).toEqual([{ actor: sari.id, code: 'too-many-requests' }])
})

test('attachments of one person end for the day; text goes on beside them', async () => {
  world.setNow(new Date('2026-11-26T05:00:00Z'))
  const pen = penOf(wira)
  const { file } = await pen.register('Merak')
  const [small, large] = [Buffer.from('Surat '.repeat(500)), Buffer.from('Rapor '.repeat(400))]
  const [letter, report] = [announce(small), announce(large)]
  await pen.send(pen.write(file, 'attachment-added', { title: 'Surat' }, [], [letter, report]))
  const hers = blobClient(world, wira)
  expect((await hers.put(letter.id, 0, small)).status).toBe(200)
  const refused = await hers.put(report.id, 0, large)
  expect([refused.status, JSON.parse(refused.body.toString())]).toEqual([429, FULL])
  expect((await hers.state(report.id)).status).toBe(200)
  expect(await pen.send(pen.write(file, 'note', { text: 'Datang.', occurred }))).toMatchObject([
    { outcome: 'accepted' },
  ])
  world.setNow(new Date('2026-11-27T05:00:00Z'))
  expect((await hers.put(report.id, 0, large)).status).toBe(200)
})

test('what was refused for its size does not use the day up for what fits', async () => {
  world.setNow(new Date('2026-11-28T05:00:00Z'))
  const pen = penOf(sari)
  const stream = randomUUID()
  const huge = { stream, id: randomUUID(), text: `"${'x'.repeat(40_000)}"` }
  const sent = sari.call(appendEntries, { body: { entries: [huge] } })
  await expect(sent).rejects.toBeInstanceOf(Problem)
  expect((await pen.register('Landak')).results).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }])
})
