import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Part } from '#platform/server/archive.ts'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import { instanceMac, sealFile } from '#platform/server/sealed-file.ts'
import { ageSentence } from './age.ts'
import { openBackup, writeBackup } from './backup-file.ts'

const ours = newPrivateKey('p256')
const START = 'lindung/backup/2\n'.length + 16
let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lindung-backup-'))
  path = join(folder, 'file')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const PARTS = { 'about.json': '{"at":"pagi"}', 'table/pond.frog': 'katak '.repeat(50_000), 'blob/leaf': 'daun' }

async function* parts(names: readonly (keyof typeof PARTS)[]): AsyncGenerator<Part> {
  for (const name of names) yield { name, bytes: pieces(PARTS[name]) }
}
async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

const ALL = Object.keys(PARTS) as (keyof typeof PARTS)[]

async function written(names = ALL, key = ours): Promise<Buffer> {
  await writeBackup(path, key, { at: 'pagi' }, parts(names))
  return readFile(path)
}

async function read(bytes?: Uint8Array): Promise<Record<string, string>> {
  if (bytes !== undefined) await writeFile(path, bytes)
  const backup = await openBackup(path, ours)
  const found: Record<string, string> = {}
  try {
    await backup.read(async ({ name, bytes: content }) => {
      const all: Uint8Array[] = []
      for await (const piece of content) all.push(piece)
      found[name] = Buffer.concat(all).toString()
    })
    return found
  } finally {
    await backup.close()
  }
}

const CHANGED = /not as it was made/

test('a backup gives back its parts', async () => {
  await written()
  expect(await read()).toEqual(PARTS)
})

test('each region of a backup is under its seal, and no part of a changed one is given', async () => {
  const file = await written()
  for (const [region, at, sentence] of [
    ['the tag', 3, /no backup of Lindung/],
    ['the version', START - 18, /another version/],
    ['the instance', START - 1, /another instance/],
    ['the first compressed byte', START, CHANGED],
    ['the middle', Math.floor(file.length / 2), CHANGED],
    ['the last compressed byte', file.length - 33, CHANGED],
    ['the seal', file.length - 1, CHANGED],
  ] as const)
    await expect(read(file.map((byte, i) => (i === at ? byte ^ 1 : byte))), `${region}`).rejects.toThrow(sentence)
  await expect(read(file.subarray(0, -1))).rejects.toThrow(CHANGED)
  await expect(read(file.subarray(0, START + 32))).rejects.toThrow(CHANGED)
})

test('parts that were swapped, left out or written by somebody else do not pass, though their manifest agrees', async () => {
  const seal = (await written()).subarray(-32)
  const foreign = newPrivateKey('p256')
  for (const names of [
    ['about.json', 'blob/leaf', 'table/pond.frog'],
    ['about.json', 'table/pond.frog'],
    ALL,
  ] as const) {
    const forged = await written([...names], foreign)
    await expect(read()).rejects.toThrow(/another instance/)
    forged.set(instanceMac(ours).id, START - 16)
    await expect(read(forged)).rejects.toThrow(CHANGED)
    if (names === ALL) continue // with its true seal it would be the true one
    forged.set(seal, forged.length - 32)
    await expect(read(forged)).rejects.toThrow(CHANGED)
  }
  // The same parts packed anew are other bytes: who can do that could change them too.
  const file = await written()
  const inside = zstdDecompressSync(file.subarray(START, -32))
  const repacked = Buffer.concat([file.subarray(0, START), zstdCompressSync(inside), file.subarray(-32)])
  await expect(read(repacked)).rejects.toThrow(CHANGED)
})

test('what this instance has sealed and is no archive is refused as well', async () => {
  const sealed: Uint8Array[] = []
  for await (const piece of sealFile('lindung/backup/2\n', instanceMac(ours), [Buffer.from('no archive')]))
    sealed.push(piece)
  await expect(read(Buffer.concat(sealed))).rejects.toThrow(/cannot be unpacked/)
  await expect(openBackup(join(folder, 'nothing'), ours)).rejects.toThrow('There is no such backup file.')
})

test('a restore says how old its backup is', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  expect(ageSentence('2026-11-25T02:00:00.000Z', now)).toBe(
    'This backup was made on 2026-11-25 02:00 UTC, less than a day ago. What was written after it is not in it.',
  )
  expect(ageSentence('2026-11-24T02:00:00.000Z', now)).toContain(', 1 day ago.')
  expect(ageSentence('2025-11-25T12:00:00.000Z', now)).toContain('2025-11-25 12:00 UTC, 365 days ago.')
  expect(ageSentence('2026-11-26T02:00:00.000Z', now)).toContain('by a clock that was ahead of this one')
})
