import { pipeline } from 'node:stream/promises'
import { PassThrough, Readable } from 'node:stream'
import { constants, createZstdCompress } from 'node:zlib'
import type { KeyObject } from 'node:crypto'
import { type Part, writeArchive } from '#platform/server/archive.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import { copyOut } from '#platform/server/db/copy-stream.ts'
import { asOwner, inTransaction } from '#platform/server/db/owner.ts'
import { type EpochKeys, exportBundle, writeDurably } from '#platform/server/keys/index.ts'
import type pg from 'pg'
import { completeBlobs, copyOutOf, dataTables, migrationsOf, type Table, wrappedKeys } from './store.ts'

/** What stands at the head of a backup, before anything is checked. */
export type About = {
  readonly at: string
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly tables: readonly Table[]
}

export type BackupDeps = { readonly adminUrl: string; readonly blobs: BlobStore; readonly now: () => Date }

/**
 * A logical backup: every table of data in one snapshot and every attachment, into one file, while the application runs. The keys are
 * not in it (`backUpKeys`): alone it opens nothing. The file appears whole or not at all.
 */
export async function backUp({ adminUrl, blobs, now }: BackupDeps, path: string): Promise<About> {
  return asOwner(adminUrl, (client) =>
    inTransaction(
      client,
      async () => {
        const about: About = {
          at: now().toISOString(),
          migrations: await migrationsOf(client),
          tables: await dataTables(client),
        }
        const packed = new PassThrough({ highWaterMark: 1024 * 1024 })
        const squeeze = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } })
        const packing = pipeline(
          Readable.from(writeArchive({ at: about.at }, partsOf(client, about, blobs))),
          squeeze,
          packed,
        )
        await Promise.all([packing, writeDurably(path, packed)])
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
