import type { KeyObject } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Part } from '#platform/server/archive.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import { copyOut } from '#platform/server/db/copy-stream.ts'
import { asOwner, inTransaction } from '#platform/server/db/owner.ts'
import { type EpochKeys, exportBundle, writeDurably } from '#platform/server/keys/index.ts'
import type pg from 'pg'
import { writeBackup } from './backup-file.ts'
import { completeBlobs, copyOutOf, dataTables, migrationsOf, type Table, wrappedKeys } from './store.ts'

/** What stands at the head of a backup, before anything is checked. */
export type About = {
  readonly at: string
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly tables: readonly Table[]
}

export type BackupDeps = {
  readonly adminUrl: string
  readonly blobs: BlobStore
  /** The instance's long-lived private key: a restore takes back only what it has made. */
  readonly instanceKey: KeyObject
  readonly now: () => Date
}

/**
 * A logical backup: every table of data in one snapshot and every attachment, into one file, while the application runs. The keys are
 * not in it (`backUpKeys`): alone it opens nothing. The file appears whole or not at all.
 */
export async function backUp({ adminUrl, blobs, instanceKey, now }: BackupDeps, path: string): Promise<About> {
  return asOwner(adminUrl, (client) =>
    inTransaction(
      client,
      async () => {
        const about: About = {
          at: now().toISOString(),
          migrations: await migrationsOf(client),
          tables: await dataTables(client),
        }
        await writeBackup(path, instanceKey, { at: about.at }, partsOf(client, about, blobs))
        return about
      },
      'isolation level repeatable read read only',
    ),
  )
}

async function* partsOf(client: pg.Client, about: About, blobs: BlobStore): AsyncGenerator<Part> {
  yield { name: 'about.json', bytes: Readable.from([Buffer.from(JSON.stringify(about))]) }
  for (const table of about.tables) yield { name: `table/${table.name}`, bytes: copyOut(client, copyOutOf(table)) }
  // One that was erased since the snapshot is gone from the disk, and should be.
  for await (const id of completeBlobs(client))
    if (await blobs.has(id)) yield { name: `blob/${id}`, bytes: blobs.read(id) }
}

/**
 * The key bundle: all that a backup lacks, under a passphrase. With an older backup and this bundle everything opens that is not erased by
 * now. Bundles made before an erasure must be destroyed: they are the one thing that would still open it.
 */
export async function backUpKeys(
  deps: { readonly adminUrl: string; readonly keys: EpochKeys; readonly secrets: ReadonlyMap<string, KeyObject> },
  path: string,
  passphrase: string,
  scryptN?: number,
): Promise<number> {
  const keys = await asOwner(deps.adminUrl, wrappedKeys)
  await writeDurably(
    path,
    await exportBundle({ epochKeys: deps.keys, keys, secrets: deps.secrets }, passphrase, scryptN),
  )
  return keys.length
}
