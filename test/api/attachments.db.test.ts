import { randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFile as readFileOf } from '#cases/contract.ts'
import type { Attachment } from '#cases/file/entry.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { announce, blobClient } from '../support/attachment.ts'
import { penOf } from '../support/pen.ts'

const MIB = 1024 * 1024
let world: TestWorld
let sari: TestPerson
let tirta: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
})

afterAll(() => world.close())

/** A file with one entry that announces these attachments. */
async function announced(...files: readonly Attachment[]) {
  const pen = penOf(sari)
  const { file } = await pen.register('Kancil')
  const [result] = await pen.send(pen.write(file, 'attachment-added', { title: 'Surat' }, [], files))
  expect(result?.outcome).toBe('accepted')
  return { pen, file }
}

const awaitedIn = async (file: string) => (await sari.call(readFileOf, { params: { file } })).awaited

const text = (size: number) => Buffer.from('Kancil menulis surat. '.repeat(Math.ceil(size / 22)).slice(0, size))
const json = (body: Buffer) => JSON.parse(body.toString()) as { received: number[]; complete: boolean; reason?: string }

test('arrives in chunks, in any order, twice, and is read whole', async () => {
  const bytes = text(MIB + MIB / 2)
  const letter = announce(bytes)
  const { file } = await announced(letter)
  const blob = blobClient(world, sari)
  expect(await awaitedIn(file)).toEqual([letter.id])
  expect(json((await blob.state(letter.id)).body)).toMatchObject({ received: [], complete: false, size: bytes.length })
  expect((await blob.read(letter.id)).status).toBe(404)
  expect(json((await blob.put(letter.id, 1, bytes.subarray(MIB))).body)).toMatchObject({
    received: [1],
    complete: false,
  })
  await blob.put(letter.id, 1, bytes.subarray(MIB))
  expect(json((await blob.put(letter.id, 0, bytes.subarray(0, MIB))).body)).toMatchObject({
    received: [0, 1],
    complete: true,
  })
  expect(json((await blob.put(letter.id, 0, bytes.subarray(0, MIB))).body)).toMatchObject({ complete: true })
  const read = await blob.read(letter.id)
  expect(read.status).toBe(200)
  expect(read.body.equals(bytes)).toBe(true)
  expect(await awaitedIn(file)).toEqual([])
  expect(world.bugs).toEqual([])
})

test('lies on disk as nothing but ciphertext, while it arrives and after', async () => {
  const bytes = text(MIB + 10)
  const letter = announce(bytes)
  await announced(letter)
  const blob = blobClient(world, sari)
  await blob.put(letter.id, 0, bytes.subarray(0, MIB))
  const onDisk = async () => {
    const names = await readdir(world.blobsDir, { recursive: true, withFileTypes: true })
    const files = names.filter((one) => one.isFile())
    return Buffer.concat(await Promise.all(files.map((one) => readFile(join(one.parentPath, one.name)))))
  }
  expect((await onDisk()).includes('Kancil')).toBe(false)
  await blob.put(letter.id, 1, bytes.subarray(MIB))
  expect((await onDisk()).includes('Kancil')).toBe(false)
})

test('opens for who may open the stream, and is not found for anybody else', async () => {
  const bytes = text(10)
  const letter = announce(bytes)
  await announced(letter)
  const stranger = blobClient(world, tirta)
  for (const { status } of [
    await stranger.put(letter.id, 0, bytes),
    await stranger.state(letter.id),
    await stranger.read(letter.id),
  ])
    expect(status).toBe(404)
  await blobClient(world, sari).put(letter.id, 0, bytes)
  expect((await stranger.read(letter.id)).status).toBe(404)
  expect((await blobClient(world, sari).put(randomUUID(), 0, bytes)).status).toBe(404)
})

test('is refused, with the reason, when it is not what its entry says, too long, or a picture that tells a place', async () => {
  const other = announce(text(10))
  const wrongType = announce(randomBytes(64), 'image/jpeg')
  await announced(other, wrongType)
  const blob = blobClient(world, sari)
  const refused = async (id: string, bytes: Uint8Array) => {
    const { status, body } = await blob.put(id, 0, bytes)
    return [status, json(body).reason]
  }
  expect(await refused(other.id, Buffer.from('0123456789'))).toEqual([422, 'hash-differs'])
  expect((await blob.put(other.id, 0, text(11))).status).toBe(400)
  expect((await blob.put(other.id, 0, new Uint8Array(MIB + 1))).status).toBe(413)
  expect((await blob.put(wrongType.id, 0, randomBytes(64))).status).toBe(422)
})

test('under a key that is none is refused in words, and is no bug of the server', async () => {
  const letter = { ...announce(text(10)), key: 'A'.repeat(44) }
  await announced(letter)
  const blob = blobClient(world, sari)
  const { status, body } = await blob.put(letter.id, 0, text(10))
  expect([status, json(body)]).toEqual([422, expect.objectContaining({ code: 'unreadable-file', reason: 'key-wrong' })])
  expect((await blob.read(letter.id)).status).toBe(404)
  expect(world.bugs).toEqual([])
})

test('of a late writer still arrives when the file has been handed over, but is not read back', async () => {
  const bytes = text(20)
  const letter = announce(bytes)
  const { pen, file } = await announced(letter)
  await pen.send(pen.write(file, 'handed-over', { to: tirta.id, reason: 'Pindah' }))
  const next = penOf(tirta)
  await next.send(next.write(file, 'hand-over-accepted', {}))
  const blob = blobClient(world, sari)
  expect((await blob.put(letter.id, 0, bytes)).status).toBe(200)
  expect((await blob.read(letter.id)).status).toBe(404)
  expect((await blobClient(world, tirta).read(letter.id)).body.equals(bytes)).toBe(true)
})
