import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskBlobStore } from '#platform/server/blobs/index.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { newKey, newPrivateKey, writePrivateKey } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestWorld } from '../../../test/support/application.ts'
import { announce, blobClient } from '../../../test/support/attachment.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { penOf } from '../../../test/support/pen.ts'
import { type About, backUp } from './backup.ts'
import { instanceKeyOf, refuseOtherKeys, restore } from './restore.ts'

const instanceKey = newPrivateKey('p256')
let world: TestWorld
let target: TestDatabase
let eye: pg.Client
let path: string

beforeAll(async () => {
  world = await createTestWorld()
  const sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
  const pen = penOf(sari)
  const { file } = await pen.register('Kancil')
  const text = Buffer.from(`Surat ${randomBytes(90_000).toString('base64')}`)
  const letter = announce(text)
  await pen.send(pen.write(file, 'attachment-added', { title: 'Surat' }, [], [letter]))
  await blobClient(world, sari).put(letter.id, 0, text)
  path = join(world.folder, 'pond.backup')
  const now = () => new Date('2026-11-01T05:00:00Z')
  await backUp({ adminUrl: world.database.adminUrl, blobs: world.blobs, instanceKey, now }, path)
  target = await createTestDatabase()
  eye = new pg.Client({ connectionString: target.adminUrl })
  await eye.connect()
})

afterAll(async () => {
  await eye.end()
  await target.drop()
  await world.close()
})

const there = () => diskBlobStore(join(world.folder, 'there'))

async function attempt(from: string, key = instanceKey): Promise<readonly About[]> {
  const told: About[] = []
  const deps = { adminUrl: target.adminUrl, passwords: rolePasswords(), blobs: there() }
  await restore(deps, { path: from, instanceKey: key, opened: (about) => told.push(about) })
  return told
}

/** Rows and files that the restore has left. */
async function left(): Promise<readonly number[]> {
  const { rows } = await eye.query<{ n: number }>(
    `select (select count(*) from cases.stream) + (select count(*) from access.person) + (select count(*) from audit.leaf) as n`,
  )
  const files: string[] = []
  for await (const id of there().list()) files.push(id)
  return [rows[0]?.n ?? -1, files.length]
}

test('a changed backup, or one of another instance, is refused before anything is written', async () => {
  const file = await readFile(path)
  const changed = join(world.folder, 'changed.backup')
  const told: unknown[] = []
  for (const at of [40, Math.floor(file.length / 2), file.length - 40, file.length - 1]) {
    await writeFile(
      changed,
      file.map((byte, i) => (i === at ? byte ^ 4 : byte)),
    )
    await expect(
      attempt(changed).then((about) => told.push(about)),
      `byte ${at}`,
    ).rejects.toThrow(/not as it was made/)
  }
  await writeFile(changed, file.subarray(0, -1000))
  await expect(attempt(changed)).rejects.toThrow(/not as it was made/)
  await expect(attempt(path, newPrivateKey('p256'))).rejects.toThrow(/another instance/)
  expect([told, await left()]).toEqual([[], [0, 0]])
})

test('an old backup of the same instance is taken, and says how old it is before anything is written', async () => {
  const before: unknown[] = []
  const deps = { adminUrl: target.adminUrl, passwords: rolePasswords(), blobs: there() }
  const about = await restore(deps, { path, instanceKey, opened: ({ at }) => before.push(at) })
  expect([before, about.at]).toEqual([['2026-11-01T05:00:00.000Z'], '2026-11-01T05:00:00.000Z'])
  const { rows } = await eye.query<{ n: number }>('select count(*)::integer as n from cases.stream')
  expect([rows[0]?.n, (await left())[1]]).toEqual([2, 1])
  // A second time it meets what is there, and the attachment of the first stays where it is.
  await expect(attempt(path)).rejects.toThrow(/not empty/)
  expect((await left())[1]).toBe(1)
})

test('the keys of a bundle go beside no others', async () => {
  const keysDir = join(world.folder, 'keys') // the world's own epoch key lies there
  const secrets = new Map([['instance', instanceKey]])
  const other = { epochs: new Map([[1, newKey()]]), keys: [], secrets }
  await expect(refuseOtherKeys(keysDir, other)).rejects.toThrow(/another instance/)
  const none = { epochs: new Map(), keys: [], secrets }
  await refuseOtherKeys(keysDir, none)
  await writePrivateKey(keysDir, 'instance', instanceKey)
  await refuseOtherKeys(keysDir, none)
  const foreign = { ...none, secrets: new Map([['instance', newPrivateKey('p256')]]) }
  await expect(refuseOtherKeys(keysDir, foreign)).rejects.toThrow(/another instance/)
  expect(instanceKeyOf(none).equals(instanceKey)).toBe(true)
  expect(() => instanceKeyOf({ ...none, secrets: new Map() })).toThrow(/no key of an instance/)
})
