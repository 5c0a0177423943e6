import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileLedger, type Ledger } from './ledger.ts'

let folder: string
let ledger: Ledger
const erasure = (n: number) => ({
  at: '2026-11-24T08:00:00.000Z',
  epoch: n,
  streams: [`6f1c0000-0000-4000-8000-00000000000${n}`],
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lindung-ledger-'))
  ledger = fileLedger(join(folder, 'aside', 'erasures.jsonl'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test('grows by a line an erasure, and is empty when there is none', async () => {
  expect(await ledger.read()).toEqual([])
  await ledger.add(erasure(1))
  await ledger.add(erasure(2))
  expect((await ledger.read()).map(({ epoch }) => epoch)).toEqual([1, 2])
})

test('a line that a power cut left unfinished is passed over, and the next one begins afresh', async () => {
  await ledger.add(erasure(1))
  await appendFile(ledger.path, '{"v":1,"at":"2026-11')
  await ledger.add(erasure(2))
  expect((await ledger.read()).map(({ epoch }) => epoch)).toEqual([1, 2])
})

test('a damaged line is never taken for nothing', async () => {
  await ledger.add(erasure(1))
  await ledger.add(erasure(2))
  const text = await readFile(ledger.path, 'utf8')
  await writeFile(ledger.path, text.replace('"streams":["6f', '"streams":["xx'))
  await expect(ledger.read()).rejects.toThrow('damaged in line 1')
})
