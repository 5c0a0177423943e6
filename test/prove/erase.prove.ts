import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readFile as readChild } from '#cases/contract.ts'
import { eraseFile, type EraseDeps, fileLedger } from '#cases/server/index.ts'
import { backUp, backUpKeys } from '#app/ops/backup.ts'
import { copyStopped } from '#app/ops/physical.ts'
import { finishRestore, restore, type RestoreDeps } from '#app/ops/restore.ts'
import { type BlobStore, diskBlobStore } from '#platform/server/blobs/index.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { type Bundle, fileEpochKeys, newPrivateKey, openBundle, secretHash } from '#platform/server/keys/index.ts'
import type { Postgres } from '#platform/server/postgres/index.ts'
import type { Context, Row } from '../../scripts/lib/marks.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { announce, blobClient } from '../support/attachment.ts'
import type { TestDatabase } from '../support/database.ts'
import { penOf } from '../support/pen.ts'
import { databaseOf, prepareDatabase, proofFolder, startPostgres } from './support/instance.ts'
import { openAll } from './support/opening.ts'

export const name = 'erase'

type Child = { readonly file: string; readonly streams: readonly string[]; readonly letter: string }

/**
 * Erases a child, restores yesterday's copies (logical and physical) on another machine with the current key bundle, and reads everything
 * that any key opens: of the child nothing, of the others all.
 */
export async function run({ small, log }: Context): Promise<readonly Row[]> {
  const folder = proofFolder()
  const instanceKey = newPrivateKey('p256')
  let postgres = await startPostgres(folder, log)
  try {
    const database = await prepareDatabase(postgres)
    const before = await createTestWorld({ database, folder: join(folder, 'machine') })
    const sari = await before.person('Sari', await before.team('AWN'), 'caseworker')
    const children = await register(before, sari, small ? 5 : 60)
    log(`${children.length} children; yesterday's backups`)
    await backUp(
      { adminUrl: database.adminUrl, blobs: before.blobs, instanceKey, now: () => new Date() },
      join(folder, 'yesterday.backup'),
    )
    await before.close()
    await postgres.stop()
    await copyStopped(join(folder, 'data'), join(folder, 'yesterday'))
    mkdirSync(join(folder, 'yesterday-blobs'))

    // Today: work goes on, and one child is erased.
    postgres = await startPostgres(folder, log)
    const today = databaseOf(postgres)
    const world = await createTestWorld({ database: today, folder: join(folder, 'machine') })
    await copyBlobs(world.blobs, diskBlobStore(join(folder, 'yesterday-blobs')), children)
    await register(world, sari, 1)
    const [erased, ...others] = children
    if (erased === undefined) throw new Error('no child')
    const whole = await bundleOf(world, today, folder, 'before')
    const original = await openAll(today.adminUrl, world.blobs, whole)
    const ledger = fileLedger(join(folder, 'erasures.jsonl'))
    const deps: EraseDeps = { ...plain(), keys: world.keys, blobs: world.blobs, ledger }
    await asOwner(today.adminUrl, (client) => eraseFile(client, deps, erased.file, sari.id))
    const bundle = await bundleOf(world, today, folder, 'current')
    await world.close()

    const rows: Row[] = []
    const check = async (what: string, target: TestDatabase, blobs: BlobStore) => {
      const found = await compare(target, blobs, bundle, original.hashes, erased, others)
      // That the same reading finds the child with an old bundle proves that it is no blunt knife, and why old bundles are destroyed.
      const control = await compare(target, blobs, whole, original.hashes, erased, others)
      const restored = await reopen(folder, what, target, blobs, bundle, ledger)
      const read = await readOver(restored, sari, erased, others)
      await restored.close()
      rows.push(
        {
          name: `${what}: bytes of the erased child`,
          measured: `${found.ofChild}, by the API ${read.ofChild}`,
          mark: '0',
          ok: found.ofChild + read.ofChild === 0,
        },
        {
          name: `${what}: the same with a bundle from before (control)`,
          measured: `${control.ofChild} bytes`,
          mark: '> 0',
          ok: control.ofChild > 0,
        },
        {
          name: `${what}: others readable`,
          measured: `${found.others} of ${others.length}, by the API ${read.others}`,
          mark: 'all',
          ok: found.others === others.length && read.others === others.length,
        },
      )
    }

    // Logical, into an empty database, with a directory of attachments of its own.
    const logical = databaseOf(postgres, 'restored')
    const logicalBlobs = diskBlobStore(join(folder, 'logical-blobs'))
    await onServer(postgres, 'create database restored')
    await restore(restoreDeps(logical, logicalBlobs), { path: join(folder, 'yesterday.backup'), instanceKey })
    await check('logical', logical, logicalBlobs)
    await postgres.stop()

    // Physical, on a machine of its own.
    const other = join(folder, 'other')
    mkdirSync(other, { mode: 0o755 })
    await copyStopped(join(folder, 'yesterday'), join(other, 'data'))
    postgres = await startPostgres(other, log)
    await check('physical', databaseOf(postgres), diskBlobStore(join(folder, 'yesterday-blobs')))
    return rows
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const plain = () => ({ newId: randomUUID, now: () => new Date(), grace: 0 })
const restoreDeps = (database: TestDatabase, blobs: BlobStore): RestoreDeps => ({
  adminUrl: database.adminUrl,
  passwords: rolePasswords(),
  blobs,
})

async function onServer(postgres: Postgres, statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: postgres.url() })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function register(world: TestWorld, sari: TestPerson, count: number): Promise<readonly Child[]> {
  const me = { ...sari, call: world.clientFor(sari.token) }
  const children: Child[] = []
  for (let i = 0; i < count; i++) {
    const pen = penOf(me)
    const { file, identity } = await pen.register(`Kancil ${i}`)
    const bytes = Buffer.concat([Buffer.from(`Surat ${i} `), Buffer.from(randomBytes(200).toString('base64'))])
    const letter = announce(bytes)
    await pen.send(pen.write(file, 'attachment-added', { title: 'Surat' }, [], [letter]))
    await blobClient(world, me).put(letter.id, 0, bytes)
    children.push({ file, streams: [file, identity], letter: letter.id })
  }
  return children
}

async function copyBlobs(from: BlobStore, to: BlobStore, children: readonly Child[]): Promise<void> {
  for (const { letter } of children) await to.complete(letter, from.read(letter))
}

async function bundleOf(world: TestWorld, database: TestDatabase, folder: string, label: string): Promise<Bundle> {
  const path = join(folder, `${label}.bundle`)
  await backUpKeys({ adminUrl: database.adminUrl, keys: world.keys, secrets: new Map() }, path, 'bambu kuning', 1024)
  return openBundle(new Uint8Array(await readFile(path)), 'bambu kuning')
}

async function compare(
  target: TestDatabase,
  blobs: BlobStore,
  bundle: Bundle,
  original: ReadonlyMap<string, readonly string[]>,
  erased: Child,
  others: readonly Child[],
) {
  const { bytes, hashes } = await openAll(target.adminUrl, blobs, bundle)
  const ofChild = erased.streams.reduce((sum, stream) => sum + (bytes.get(stream) ?? 0), 0)
  const same = (stream: string) => JSON.stringify(hashes.get(stream)) === JSON.stringify(original.get(stream))
  return { ofChild, others: others.filter(({ streams }) => streams.every(same)).length }
}

/** Finishes the restore as the command does, on a key directory of its own, and opens the application on it. */
async function reopen(
  folder: string,
  what: string,
  target: TestDatabase,
  blobs: BlobStore,
  bundle: Bundle,
  ledger: EraseDeps['ledger'],
) {
  const machine = join(folder, `machine-${what}`)
  const keysDir = join(machine, 'keys')
  mkdirSync(keysDir, { recursive: true, mode: 0o700 })
  const done = await finishRestore(
    {
      ...restoreDeps(target, blobs),
      keysDir,
      erase: { ...plain(), blobs, ledger },
      openKeys: () => fileEpochKeys(keysDir),
    },
    bundle,
  )
  if (done.missing > 0) throw new Error(`${done.missing} keys are missing`)
  return createTestWorld({ database: target, folder: machine, blobs })
}

/** As a person would: opens every file and its letter over the API. */
async function readOver(world: TestWorld, { id, device, token }: TestPerson, erased: Child, others: readonly Child[]) {
  await world.admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day') on conflict do nothing`,
    [secretHash(token), randomUUID(), id, device],
  )
  const call = world.clientFor(token)
  const read = async ({ file, letter }: Child): Promise<number> => {
    const opened = await call(readChild, { params: { file } }).catch(() => null)
    const blob = await blobClient(world, { token }).read(letter)
    const length = blob.status === 200 ? blob.body.length : 0
    return opened === null ? length : length + JSON.stringify(opened.streams).length
  }
  let complete = 0
  for (const child of others) if ((await read(child)) > 1500) complete += 1
  return { ofChild: await read(erased), others: complete }
}
