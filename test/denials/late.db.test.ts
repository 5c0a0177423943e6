import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideQuarantine, readFile, readQuarantine } from '#cases/contract.ts'
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
afterAll(() => world.close())

const occurred = { precision: 'day', value: '2026-11-02' }

/** A file that Sari has handed over to Bayu, with her pen. */
async function handedOver() {
  const [pen, his] = [penOf(sari), penOf(bayu)]
  const { file } = await pen.register('Rusa')
  await pen.send(pen.write(file, 'handed-over', { to: bayu.id, reason: 'Pindah tugas.' }))
  const [main] = (await bayu.call(readFile, { params: { file } })).streams
  his.sees(file, [main?.seq ?? 0, main?.head ?? ''])
  await his.send(his.write(file, 'hand-over-accepted', {}))
  return { file, pen }
}

test('a late entry that would give access is not taken in with the rights of who takes it in', async () => {
  const { file, pen } = await handedOver()
  const tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
  const late = pen.write(file, 'handed-over', { to: tirta.id, reason: 'Ambil saja.' })
  expect(await pen.send(late)).toMatchObject([{ outcome: 'quarantined' }])
  const { result } = await bayu.call(decideQuarantine, { params: { id: late.id }, body: { take: true } })
  expect(result).toMatchObject({ outcome: 'refused', code: 'not-yours-to-write' })
  await expect(tirta.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  await bayu.call(decideQuarantine, { params: { id: late.id }, body: { take: false, because: 'unsaid' } })
})

test('one who has left cannot pile up late entries without end', async () => {
  const { file, pen } = await handedOver()
  const note = () => pen.write(file, 'note', { text: 'x'.repeat(39_000), occurred })
  for (let i = 0; i < 3; i += 1) await pen.send(...Array.from({ length: 50 }, note))
  const { items } = await bayu.call(readQuarantine)
  const waiting = items.filter(({ stream }) => stream === file)
  expect(waiting.length).toBeGreaterThan(50)
  expect(waiting.reduce((sum, { text }) => sum + (text?.length ?? 0), 0)).toBeLessThan(5_000_000)
  const [after] = await pen.send(note())
  expect(after).toMatchObject({ outcome: 'refused', code: 'not-found' })
  const first = JSON.parse(waiting[0]?.text ?? '{}') as Parameters<typeof pen.send>[0]
  expect(await pen.send(first)).toMatchObject([{ outcome: 'quarantined' }])
})
