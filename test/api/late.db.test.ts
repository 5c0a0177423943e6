import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeBlobs } from '#app/ops/store.ts'
import { decideQuarantine, readFile, readOwnLate, readQuarantine } from '#cases/contract.ts'
import type { Attachment } from '#cases/file/entry.ts'
import { eraseFile, fileLedger } from '#cases/server/index.ts'
import type { BodyOf } from '#platform/pure/contract.ts'
import { asOwner, inTransaction } from '#platform/server/db/owner.ts'
import { fileEpochKeys } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { announce, blobClient } from '../support/attachment.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson
let bayu: TestPerson
let tirta: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', await world.team('BLG'), 'caseworker')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
})
afterAll(() => world.close())

const MIB = 1024 * 1024
const occurred = { precision: 'day', value: '2026-11-02' }
const letterOf = (size: number) => Buffer.from('Surat dari sekolah. '.repeat(Math.ceil(size / 20)).slice(0, size))

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

/** A note that arrives after the hand-over, with what it announces. */
async function lateNote(...files: readonly Attachment[]) {
  const { file, pen } = await handedOver()
  const late = pen.write(file, 'note', { text: 'Ditulis di jalan.', occurred }, [], files)
  expect(await pen.send(late)).toMatchObject([{ outcome: 'quarantined' }])
  return { file, pen, late }
}

const ask = (person: TestPerson, ...ids: readonly string[]) =>
  person.call(readOwnLate, { body: { ids: [...ids] } }).then(({ items }) => items)
const decide = (id: string, body: BodyOf<typeof decideQuarantine>) =>
  bayu.call(decideQuarantine, { params: { id }, body })

test('its writer learns that a late entry waits, and then who took it in and when', async () => {
  const { late } = await lateNote()
  expect(await ask(sari, late.id)).toEqual([{ id: late.id, state: 'waiting' }])
  await decide(late.id, { take: true })
  const [told] = await ask(sari, late.id)
  expect(told).toMatchObject({ id: late.id, state: 'taken', by: bayu.id })
  expect(Object.keys(told ?? {}).toSorted()).toEqual(['at', 'by', 'id', 'state'])
})

test('its writer learns that it was left out, and one word why', async () => {
  const { late } = await lateNote()
  await decide(late.id, { take: false, because: 'already-there' })
  expect(await ask(sari, late.id)).toMatchObject([{ state: 'left-out', by: bayu.id, because: 'already-there' }])
  await expect(decide(late.id, { take: true })).rejects.toMatchObject({ code: 'not-found' })
})

test('a sentence about the file is not taken as a reason, and no reason is none', async () => {
  const { late } = await lateNote()
  const loose = bayu.call as (operation: typeof decideQuarantine, input: unknown) => Promise<unknown>
  for (const body of [{ take: false, because: 'Ia sudah pindah ke kakeknya.' }, { take: false }])
    await expect(loose(decideQuarantine, { params: { id: late.id }, body })).rejects.toMatchObject({
      code: 'bad-input',
    })
  expect(await ask(sari, late.id)).toEqual([{ id: late.id, state: 'waiting' }])
})

test('nobody else learns what became of it, not even who decides; an id that is none is answered the same', async () => {
  const { file, late } = await lateNote()
  for (const person of [tirta, bayu]) {
    expect(await ask(person, late.id)).toEqual([])
    expect(await ask(person, randomUUID())).toEqual([])
  }
  await expect(world.clientFor(null)(readOwnLate, { body: { ids: [late.id] } })).rejects.toMatchObject({
    code: 'not-signed-in',
  })
  await expect(tirta.call(decideQuarantine, { params: { id: late.id }, body: { take: true } })).rejects.toMatchObject({
    code: 'not-found',
  })
  await decide(late.id, { take: true })
  expect(await ask(tirta, late.id)).toEqual([])
  // One's own accepted entries are not late ones.
  const [main] = (await bayu.call(readFile, { params: { file } })).streams
  const first = JSON.parse(main?.entries[0]?.text ?? '{}') as { id: string }
  expect(await ask(sari, first.id)).toEqual([])
})

test('asking leaves a leaf; the file is named in it once there is something to tell', async () => {
  const { file, late } = await lateNote()
  const leaves = async () => {
    const { rows } = await world.admin.query<{ streams: string[] | null }>(
      `select streams from audit.leaf where op = 'quarantine.own' and actor = $1 order by n desc limit 1`,
      [sari.id],
    )
    return rows[0]?.streams ?? []
  }
  await ask(sari, late.id)
  expect(await leaves()).toEqual([])
  await decide(late.id, { take: false, because: 'unsaid' })
  await ask(sari, late.id)
  expect(await leaves()).toEqual([file])
  const { rows } = await world.admin.query(
    `select 1 from audit.leaf where op = 'quarantine.decide' and actor = $1 and streams @> array[$2::uuid]`,
    [bayu.id, file],
  )
  expect(rows).toHaveLength(1)
})

test('an attachment of a late entry arrives before anybody has decided; who decides reads it, its writer and others do not', async () => {
  const bytes = letterOf(20)
  const letter = announce(bytes)
  const { file, late } = await lateNote(letter)
  const [hers, his, other] = [blobClient(world, sari), blobClient(world, bayu), blobClient(world, tirta)]
  const waiting = async () => (await bayu.call(readQuarantine)).items.find(({ id }) => id === late.id)?.awaited
  expect(await waiting()).toEqual([letter.id])
  for (const { status } of [
    await other.put(letter.id, 0, bytes),
    await other.state(letter.id),
    await other.read(letter.id),
    await his.put(letter.id, 0, bytes),
    await his.read(letter.id),
  ])
    expect(status).toBe(404)
  expect((await hers.put(letter.id, 0, bytes)).status).toBe(200)
  expect(await waiting()).toEqual([])
  expect((await his.read(letter.id)).body.equals(bytes)).toBe(true)
  for (const one of [hers, other]) expect((await one.read(letter.id)).status).toBe(404)
  // A backup made now has it too.
  const backedUp: string[] = []
  await asOwner(world.database.adminUrl, (client) =>
    inTransaction(client, async () => {
      for await (const id of completeBlobs(client)) backedUp.push(id)
    }),
  )
  expect(backedUp).toContain(letter.id)

  await decide(late.id, { take: true })
  expect((await his.read(letter.id)).body.equals(bytes)).toBe(true)
  expect((await bayu.call(readFile, { params: { file } })).awaited).toEqual([])
  expect((await hers.read(letter.id)).status).toBe(404)
  const { rows } = await world.admin.query('select 1 from cases.late_blob where late_id = $1', [late.id])
  expect(rows).toEqual([])
  expect(world.bugs).toEqual([])
})

test('one that was half there when the entry was taken in goes on where it was', async () => {
  const bytes = letterOf(MIB + 100)
  const letter = announce(bytes)
  const { file, late } = await lateNote(letter)
  const hers = blobClient(world, sari)
  await hers.put(letter.id, 0, bytes.subarray(0, MIB))
  await decide(late.id, { take: true })
  expect((await bayu.call(readFile, { params: { file } })).awaited).toEqual([letter.id])
  expect(JSON.parse((await hers.state(letter.id)).body.toString())).toMatchObject({ received: [0], complete: false })
  expect((await hers.put(letter.id, 1, bytes.subarray(MIB))).status).toBe(200)
  expect((await blobClient(world, bayu).read(letter.id)).body.equals(bytes)).toBe(true)
  expect((await bayu.call(readFile, { params: { file } })).awaited).toEqual([])
})

test('of an entry that was left out nothing more is taken or shown, and erasing the child erases it', async () => {
  const bytes = letterOf(20)
  const [letter, second] = [announce(bytes), announce(letterOf(30))]
  const { file, late } = await lateNote(letter, second)
  const hers = blobClient(world, sari)
  await hers.put(letter.id, 0, bytes)
  await decide(late.id, { take: false, because: 'wrong-child' })
  expect((await hers.put(second.id, 0, letterOf(30))).status).toBe(404)
  expect((await blobClient(world, bayu).read(letter.id)).status).toBe(404)
  expect(await world.blobs.has(letter.id)).toBe(true)
  const deps = {
    keys: await fileEpochKeys(join(world.folder, 'keys')),
    blobs: world.blobs,
    ledger: fileLedger(join(world.folder, 'erasures.jsonl')),
    newId: randomUUID,
    now: () => world.now(),
    grace: 0,
  }
  await asOwner(world.database.adminUrl, (client) => eraseFile(client, deps, file, bayu.id))
  expect(await world.blobs.has(letter.id)).toBe(false)
  const { rows } = await world.admin.query('select 1 from cases.late_blob where stream_id = $1', [file])
  expect(rows).toEqual([])
  // What was erased cannot be told of either; the writer's device asks again, and is answered that there is no such file.
  expect(await ask(sari, late.id)).toEqual([])
})

test('a late entry cannot lay hands on an attachment that another entry has announced', async () => {
  const bytes = letterOf(20)
  const letter = announce(bytes)
  const { file, pen, late } = await lateNote(letter)
  const thief = pen.write(file, 'note', { text: 'Lain.', occurred }, [], [{ ...announce(letterOf(5)), id: letter.id }])
  expect(await pen.send(thief)).toMatchObject([{ outcome: 'other-content' }])
  await blobClient(world, sari).put(letter.id, 0, bytes)
  await decide(late.id, { take: true })
  expect((await blobClient(world, bayu).read(letter.id)).body.equals(bytes)).toBe(true)
  expect(await pen.send(thief)).toMatchObject([{ outcome: 'other-content' }])
})
