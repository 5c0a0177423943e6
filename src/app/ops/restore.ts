import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { type EraseDeps, replayLedger } from '#cases/server/index.ts'
import { ArchiveDamaged, type Part } from '#platform/server/archive.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import { copyIn } from '#platform/server/db/copy-stream.ts'
import { migrate, readMigrations } from '#platform/server/db/migrate.ts'
import { asOwner, inTransaction } from '#platform/server/db/owner.ts'
import type { RolePasswords } from '#platform/server/db/roles.ts'
import { type Bundle, hasOtherKeys, KeyError, writeEpochKey, writePrivateKey } from '#platform/server/keys/index.ts'
import { isUuid } from '#platform/pure/bytes/index.ts'
import type { About } from './backup.ts'
import { type BackupFile, openBackup } from './backup-file.ts'
import { CannotRestore } from './cannot.ts'
import { copyInto, isEmpty, isSetUp, keyOfStreams, replaceKeys, settleSequences, type Table } from './store.ts'

export type RestoreDeps = { readonly adminUrl: string; readonly passwords: RolePasswords; readonly blobs: BlobStore }

export type RestoreFrom = {
  readonly path: string
  /** Of the instance that made the backup, from its key bundle. */
  readonly instanceKey: KeyObject
  /** Told what the backup says of itself, once it is known to be true and before anything is written. */
  readonly opened?: (about: About) => void
}

/**
 * Loads a logical backup into an empty database: all of it or nothing, and nothing before every byte of it was checked. Without keys
 * nothing opens yet: `restoreKeys` comes next, and `replayLedger` before anybody signs in. Throws `CannotRestore` and `ArchiveDamaged`.
 */
export async function restore(deps: RestoreDeps, from: RestoreFrom): Promise<About> {
  const backup = await openBackup(from.path, from.instanceKey)
  const kept: string[] = []
  try {
    const about = await readInto(deps, backup, kept, from.opened)
    await migrate(deps.adminUrl, deps.passwords)
    return about
  } catch (error) {
    for (const blob of kept) await deps.blobs.delete(blob)
    throw error
  } finally {
    await backup.close()
  }
}

/** Reads a backup in one transaction, which commits when its last byte has agreed. `kept` gets the attachments that this laid down. */
async function readInto(
  deps: RestoreDeps,
  backup: BackupFile,
  kept: string[],
  opened: RestoreFrom['opened'],
): Promise<About> {
  const state: { about: About | null; client: pg.Client | null } = { about: null, client: null }
  const finish = Promise.withResolvers<void>()
  finish.promise.catch(() => undefined) // nobody may be waiting yet
  let loading: Promise<void> = Promise.resolve()
  try {
    await backup.read(async (part) => {
      if (part.name === 'about.json') {
        state.about = await readAbout(part)
        opened?.(state.about)
        await prepare(deps, state.about)
        const begun = Promise.withResolvers<void>()
        // The transaction stays open until the manifest has agreed.
        loading = asOwner(deps.adminUrl, (client) =>
          inTransaction(client, async () => {
            state.client = client
            begun.resolve()
            await finish.promise
            await settleSequences(client)
          }),
        )
        loading.catch(() => begun.resolve())
        return begun.promise
      }
      if (state.about === null || state.client === null) throw new ArchiveDamaged('it does not say what it is')
      return load(deps, state.client, state.about.tables, part, kept)
    })
    if (state.about === null) throw new ArchiveDamaged('it is empty')
    finish.resolve()
  } catch (error) {
    finish.reject(error)
    await loading.catch(() => undefined)
    throw error
  }
  await loading
  return state.about
}

async function readAbout({ bytes }: Part): Promise<About> {
  const all: Uint8Array[] = []
  for await (const piece of bytes) all.push(piece)
  return JSON.parse(Buffer.concat(all).toString()) as About // every byte was checked: this instance wrote it
}

/** Brings the empty database to the schema that the backup was made of. */
async function prepare({ adminUrl, passwords }: RestoreDeps, about: About): Promise<void> {
  const ours = new Map((await readMigrations()).map(({ name, hash }) => [name, hash]))
  const foreign = about.migrations.find(({ name, hash }) => ours.get(name) !== hash)
  if (foreign !== undefined)
    throw new CannotRestore(
      `This backup was made by a newer or another Lindung (it knows the step ${foreign.name}). Use the version that made it, or a later one.`,
    )
  const used = await asOwnerIfSetUp(adminUrl)
  if (used)
    throw new CannotRestore('The database is not empty. Name a new, empty one: a restore never writes over anything.')
  const last = about.migrations.at(-1)?.name
  await migrate(adminUrl, passwords, last === undefined ? {} : { last })
}

async function asOwnerIfSetUp(adminUrl: string): Promise<boolean> {
  try {
    return await asOwner(adminUrl, async (client) => (await isSetUp(client)) && !(await isEmpty(client)))
  } catch (error) {
    // No such role yet: nothing of ours has ever been here.
    if (error instanceof Error && 'code' in error && error.code === '22023') return false
    throw error
  }
}

async function load(
  { blobs }: RestoreDeps,
  client: pg.Client,
  tables: readonly Table[],
  part: Part,
  kept: string[],
): Promise<void> {
  const [kind, name = ''] = part.name.split('/', 2)
  if (kind === 'blob' && isUuid(name)) {
    if (!(await blobs.has(name))) kept.push(name)
    return blobs.complete(name, part.bytes)
  }
  const table = kind === 'table' ? tables.find((one) => one.name === name) : undefined
  const sound =
    table !== undefined && /^[a-z_.]+$/.test(table.name) && table.columns.every((one) => /^[a-z_]+$/.test(one))
  if (!sound) throw new ArchiveDamaged('it has a part that nobody knows')
  await copyIn(client, copyInto(table), part.bytes)
}

/** The key that proves who made a backup. Throws `CannotRestore` when the bundle lacks it. */
export function instanceKeyOf({ secrets }: Bundle): KeyObject {
  const key = secrets.get('instance')
  if (key === undefined) throw new CannotRestore('This key bundle holds no key of an instance. Use the newest one.')
  return key
}

/** The keys of a bundle go beside no others: two instances in one directory would each lose half of theirs. Throws `CannotRestore`. */
export async function refuseOtherKeys(keysDir: string, bundle: Bundle): Promise<void> {
  const other = await hasOtherKeys(keysDir, bundle).catch((error: unknown) => {
    if (error instanceof KeyError)
      throw new CannotRestore(`The keys in ${keysDir} cannot be used (${error.code}). Name an empty directory.`)
    throw error
  })
  if (other)
    throw new CannotRestore(
      `There are keys of another instance in ${keysDir}. Name an empty directory with LINDUNG_KEYS_DIR. Nothing was restored.`,
    )
}

export type KeysRestored = {
  readonly keys: number
  /** Streams of the backup whose key is not in the bundle and that the ledger does not call erased: the bundle is older than the backup. */
  readonly missing: number
}

/**
 * Puts the keys of a bundle into a restored database, in the place of whatever wrapped keys are there, and its epoch and private keys
 * into the key directory. What was erased since has no key in a current bundle.
 */
export async function restoreKeys(
  adminUrl: string,
  bundle: Bundle,
  keysDir: string,
  erased: ReadonlySet<string>,
): Promise<KeysRestored> {
  for (const [epoch, key] of bundle.epochs) await writeEpochKey(keysDir, epoch, key)
  for (const [name, key] of bundle.secrets) await writePrivateKey(keysDir, name, key).catch(ignoreExisting)
  return asOwner(adminUrl, (client) =>
    inTransaction(client, async () => {
      const streams = await keyOfStreams(client)
      const fitting = bundle.keys.flatMap((key) => {
        const stream = streams.get(key.keyId)
        return stream === undefined ? [] : [{ ...key, stream }]
      })
      await replaceKeys(client, fitting, Math.max(...bundle.epochs.keys()))
      const known = new Set(fitting.map(({ stream }) => stream))
      const missing = [...streams.values()].filter((stream) => !known.has(stream) && !erased.has(stream))
      return { keys: fitting.length, missing: missing.length }
    }),
  )
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

/** Everything after the data are back: the keys, and what the ledger says. Nobody may sign in before. */
export async function finishRestore(
  deps: RestoreDeps & {
    readonly keysDir: string
    readonly erase: Omit<EraseDeps, 'keys'>
    readonly openKeys: () => Promise<EraseDeps['keys']>
  },
  bundle: Bundle,
): Promise<KeysRestored & { readonly erasedAgain: number }> {
  const erased = new Set((await deps.erase.ledger.read()).flatMap(({ streams }) => streams))
  const restored = await restoreKeys(deps.adminUrl, bundle, deps.keysDir, erased)
  const keys = await deps.openKeys()
  const erasedAgain = await asOwner(deps.adminUrl, (client) => replayLedger(client, { ...deps.erase, keys }))
  return { ...restored, erasedAgain }
}
