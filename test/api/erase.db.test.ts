import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCaseload, readFile } from '#cases/contract.ts'
import { beginEpoch, eraseFile, type EraseDeps, fileLedger, replayLedger } from '#cases/server/index.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { fileEpochKeys, KeyError } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { announce, blobClient } from '../support/attachment.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson
let deps: EraseDeps

beforeAll(async () => {
  world = await createTestWorld()
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
  deps = {
    // As another process: what `lindung erase` does while the application runs.
    keys: await fileEpochKeys(join(world.folder, 'keys')),
    blobs: world.blobs,
    ledger: fileLedger(join(world.folder, 'erasures.jsonl')),
    newId: randomUUID,
    now: () => world.now(),
    grace: 0,
  }
})

afterAll(() => world.close())

const note = (text: string) => ({ text, occurred: { precision: 'day', value: '2026-11-02' } })

/** A file with a letter, which has arrived. */
async function fileWithLetter(alias: string) {
  const pen = penOf(sari)
  const { file, identity } = await pen.register(alias)
  const bytes = Buffer.from(`Surat ${alias}`)
  const letter = announce(bytes)
  await pen.send(pen.write(file, 'attachment-added', { title: 'Surat' }, [], [letter]))
  expect((await blobClient(world, sari).put(letter.id, 0, bytes)).status).toBe(200)
  return { pen, file, identity, letter }
}

test('an erased file is gone for everybody, in every table, and its attachment from the disk; others stay', async () => {
  const [kancil, rusa] = [await fileWithLetter('Kancil'), await fileWithLetter('Rusa')]
  const { rows: before } = await world.admin.query(
    'select stream_id, seq, entry_hash, head from cases.entry order by 1, 2',
  )
  const erased = await asOwner(world.database.adminUrl, (client) => eraseFile(client, deps, kancil.file, sari.id))
  expect(erased?.streams.toSorted()).toEqual([kancil.file, kancil.identity].toSorted())
  expect(erased?.epoch).toMatchObject({ epoch: 2, notDurable: [] })

  await expect(sari.call(readFile, { params: { file: kancil.file } })).rejects.toMatchObject({ code: 'not-found' })
  const left = await world.admin.query<{ count: string }>(
    `select count(*) from (
       select 1 from cases.entry where stream_id = any ($1) and (kind is not null or by is not null or sealed is not null)
       union all select 1 from cases.summary where stream_id = any ($1) union all select 1 from keys.stream_key where stream_id = any ($1)
       union all select 1 from cases.blob where stream_id = any ($1)
       union all select 1 from access.grants where stream_id = any ($1) and (until is null or until > now())) rest`,
    [erased?.streams],
  )
  expect(Number(left.rows[0]?.count)).toBe(0)
  expect(await world.blobs.has(kancil.letter.id)).toBe(false)
  expect((await blobClient(world, sari).read(kancil.letter.id)).status).toBe(404)
  const { rows: after } = await world.admin.query(
    'select stream_id, seq, entry_hash, head from cases.entry order by 1, 2',
  )
  expect(after).toEqual(before)

  // The application has held epoch 1 all the while: it hears of the new one by itself, for reading and for new files.
  expect((await sari.call(readFile, { params: { file: rusa.file } })).streams[0]?.entries).toHaveLength(2)
  expect((await blobClient(world, sari).read(rusa.letter.id)).body.toString()).toBe('Surat Rusa')
  expect((await penOf(sari).register('Merak')).results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
  expect((await sari.call(readCaseload, { body: {} })).rows.map(({ alias }) => alias).toSorted()).toEqual([
    'Merak',
    'Rusa',
  ])
  const leaf = await world.admin.query(
    `select actor from audit.leaf where op = 'file.erase' and streams @> array[$1::uuid]`,
    [kancil.file],
  )
  expect(leaf.rows).toEqual([{ actor: sari.id }])
  expect(world.bugs).toEqual([])
})

test('nothing is appended to it, not even late, and erasing it again finds nothing', async () => {
  const { file, pen } = await fileWithLetter('Kijang')
  const late = pen.write(file, 'note', note('Terlambat'))
  await asOwner(world.database.adminUrl, (client) => eraseFile(client, deps, file, sari.id))
  expect((await pen.send(late))[0]).toMatchObject({ outcome: 'refused', code: 'not-found' })
  expect(await asOwner(world.database.adminUrl, (client) => eraseFile(client, deps, file, sari.id))).toBeNull()
})

test('the ledger names it, and erases it again where an old copy came back', async () => {
  const { file } = await fileWithLetter('Landak')
  await deps.ledger.add({ at: world.now().toISOString(), epoch: 1, streams: [file] })
  expect(await asOwner(world.database.adminUrl, (client) => replayLedger(client, deps))).toBe(2)
  expect(await asOwner(world.database.adminUrl, (client) => replayLedger(client, deps))).toBe(0)
  await expect(sari.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
})

test('a new epoch while eight people write loses nothing and keeps nothing under the old key', async () => {
  const pens = Array.from({ length: 8 }, () => penOf(sari))
  const writing = pens.map(async (pen, i) => {
    const all = []
    for (let k = 0; k < 6; k++) {
      const { file, results } = await pen.register(`Elang ${i} ${k}`)
      all.push(...results, ...(await pen.send(pen.write(file, 'note', note('Tenang')))))
    }
    return all
  })
  await asOwner(world.database.adminUrl, (client) => beginEpoch(client, deps.keys, { grace: 0 }))
  const last = await asOwner(world.database.adminUrl, (client) => beginEpoch(client, deps.keys, { grace: 0 }))
  const results = (await Promise.all(writing)).flat()
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']))
  await asOwner(world.database.adminUrl, (client) => beginEpoch(client, deps.keys, { grace: 0, rotate: false }))
  const { rows } = await world.admin.query<{ epoch: number }>('select distinct epoch from keys.stream_key')
  expect(rows).toEqual([{ epoch: last?.epoch }])
  const { rows: found } = await sari.call(readCaseload, { body: { search: 'Elang' } })
  expect(found.length).toBe(48)
  expect(world.bugs).toEqual([])
})

test('where the operator gives the keys an erasure is done all the same, under the newest key given', async () => {
  const { file } = await penOf(sari).register('Musang')
  const given: EraseDeps['keys'] = { ...deps.keys, rotate: () => Promise.reject(new KeyError('provider-read-only')) }
  const before = deps.keys.current()
  const erase = (rotate: boolean, id: string) =>
    asOwner(world.database.adminUrl, (client) => eraseFile(client, { ...deps, keys: given, rotate }, id, sari.id))
  expect((await erase(false, file))?.epoch).toEqual({ epoch: before, rewrapped: 0, notDurable: [] })
  await expect(sari.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  const { file: other } = await penOf(sari).register('Trenggiling')
  await expect(erase(true, other)).rejects.toThrow('provider-read-only')
})
