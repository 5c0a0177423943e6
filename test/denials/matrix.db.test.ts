import { afterAll, beforeAll, expect, test } from 'vitest'
import { missingLines } from './matrix/complete.ts'
import { runGate } from './matrix/gate.ts'
import { runOverHttp, type Tally } from './matrix/run.ts'
import { runBySql } from './matrix/sql.ts'
import { createMatrixWorld, type MatrixWorld } from './matrix/world.ts'

/** Operation × role × relation, in one state of the file; `npm run prove matrix` asks in every state. */
let scene: MatrixWorld

beforeAll(async () => {
  scene = await createMatrixWorld()
})
afterAll(() => scene.close())

const told = (where: string, { cells, allowed, denied }: Tally) =>
  process.stdout.write(`matrix ${where}: ${cells} cells, ${allowed} allowed, ${denied} denied\n`)

test('everything that can be asked has its line in the table, and every line asks something', async () => {
  expect(await missingLines(scene.world.admin)).toEqual([])
})

test('the policy of every operation says of each role what the table says', async () => {
  const tally = await runGate()
  expect(tally.failures).toEqual([])
  expect(tally.cells).toBeGreaterThan(200)
})

test('over HTTP everybody gets exactly what the table says', { timeout: 300_000 }, async () => {
  const tally = await runOverHttp(scene, {})
  told('over HTTP', tally)
  expect(tally.failures.slice(0, 100)).toEqual([])
  expect(tally.allowed).toBeGreaterThan(800)
})

test('by raw SQL everybody gets exactly what the table says', { timeout: 300_000 }, async () => {
  const tally = await runBySql(scene, {})
  told('by SQL', tally)
  expect(tally.failures.slice(0, 100)).toEqual([])
  expect(tally.allowed).toBeGreaterThan(1_000)
})
