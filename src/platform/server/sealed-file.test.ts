import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPrivateKey } from './keys/index.ts'
import { instanceMac, NotOurs, openSealedFile, sealFile } from './sealed-file.ts'

const TAG = 'lindung/pond/2\n'
const ours = instanceMac(newPrivateKey('p256'))
const theirs = instanceMac(newPrivateKey('p256'))
const BODY = Buffer.from('kancil '.repeat(400_000)) // more than two pieces
let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lindung-sealed-'))
  path = join(folder, 'file')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function sealed(body: Uint8Array = BODY, tag = TAG, mac = ours): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of sealFile(tag, mac, [body.subarray(0, 5), body.subarray(5)])) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function read(bytes: Uint8Array): Promise<Buffer> {
  await writeFile(path, bytes)
  const file = await openSealedFile(path, TAG, ours)
  try {
    return await drained(file.body())
  } finally {
    await file.close()
  }
}

async function drained(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

const refusal = (reason: string) => new NotOurs(reason as NotOurs['reason'])

test('what was sealed is read back, however long', async () => {
  for (const body of [BODY, BODY.subarray(0, 1024 * 1024 - TAG.length - 16), Buffer.from('x'), Buffer.alloc(0)])
    expect((await read(await sealed(body))).equals(body)).toBe(true)
})

test('a changed byte anywhere is refused before the body is given', async () => {
  const file = await sealed()
  const [id, body, mac] = [TAG.length, TAG.length + 16, file.length - 32]
  const flip = (at: number) => file.map((byte, i) => (i === at ? byte ^ 0x10 : byte))
  for (const [at, reason] of [
    [0, 'other'],
    [TAG.length - 2, 'version'],
    [id, 'foreign'],
    [id + 15, 'foreign'],
    [body, 'changed'],
    [1024 * 1024, 'changed'],
    [mac - 1, 'changed'],
    [mac, 'changed'],
    [file.length - 1, 'changed'],
  ] as const)
    await expect(read(flip(at)), `byte ${at}`).rejects.toEqual(refusal(reason))
})

test('what was cut, grown, moved about or put together of two is refused', async () => {
  const file = await sealed()
  for (const size of [0, 5, TAG.length, TAG.length + 16, TAG.length + 47, 2_000_000, file.length - 1])
    await expect(read(file.subarray(0, size)), `${size} bytes`).rejects.toThrow(NotOurs)
  await expect(read(Buffer.concat([file, Buffer.alloc(1)]))).rejects.toEqual(refusal('changed'))
  const [from, half, end] = [TAG.length + 16, 1_000_000, file.length - 32]
  const swapped = Buffer.concat([
    file.subarray(0, from),
    file.subarray(half, end),
    file.subarray(from, half),
    file.subarray(end),
  ])
  await expect(read(swapped)).rejects.toEqual(refusal('changed'))
  const other = await sealed(Buffer.from(BODY.toString().replaceAll('kancil', 'harimau')))
  await expect(read(Buffer.concat([file.subarray(0, end), other.subarray(-32)]))).rejects.toEqual(refusal('changed'))
})

test('another instance’s file is refused, also when it says that it is ours, and so is one of another sort', async () => {
  const foreign = await sealed(BODY, TAG, theirs)
  await expect(read(foreign)).rejects.toEqual(refusal('foreign'))
  foreign.set(ours.id, TAG.length)
  await expect(read(foreign)).rejects.toEqual(refusal('changed'))
  await expect(read(await sealed(BODY, 'lindung/pond/1\n'))).rejects.toEqual(refusal('version'))
  await expect(read(await sealed(BODY, 'lindung/lake/2\n'))).rejects.toEqual(refusal('other'))
  const relabelled = await sealed(BODY, 'lindung/pond/1\n')
  relabelled.set(Buffer.from(TAG))
  await expect(read(relabelled)).rejects.toEqual(refusal('changed'))
})

test('what changes between the check and the reading is noticed before its last piece', async () => {
  const file = await sealed()
  for (const meddle of [
    () =>
      writeFile(
        path,
        file.map((byte, i) => (i === 1_500_000 ? byte ^ 1 : byte)),
      ),
    () => truncate(path, 1_500_000),
    () =>
      writeFile(
        path,
        file.map((byte, i) => (i === file.length - 1 ? byte ^ 1 : byte)),
      ),
  ]) {
    await writeFile(path, file)
    const opened = await openSealedFile(path, TAG, ours)
    const given: Uint8Array[] = []
    const reading = async () => {
      for await (const piece of opened.body()) given.push(piece)
    }
    await meddle()
    await expect(reading()).rejects.toEqual(refusal('changed'))
    expect(Buffer.concat(given).length).toBeLessThan(BODY.length)
    await opened.close()
  }
  // What is added behind does not count: the file is as long as it was when it was checked.
  await writeFile(path, file)
  const opened = await openSealedFile(path, TAG, ours)
  await appendFile(path, 'more')
  expect((await drained(opened.body())).equals(BODY)).toBe(true)
  await opened.close()
})
