import { createReadStream } from 'node:fs'
import { readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '#platform/server/error-code.ts'
import { toHex } from '#platform/pure/bytes/index.ts'
import { sha256Of, writeDurably } from '#platform/server/keys/index.ts'
import { type InstanceMac, openSealedFile, sealFile } from '#platform/server/sealed-file.ts'
import { CannotRestore, refuse } from './cannot.ts'
import { copyStopped, isCopied } from './physical.ts'

/**
 * What makes a physical copy trustworthy: a data directory that somebody else has touched would run their code as soon as PostgreSQL
 * starts on it. The seal names every file, link and directory of the copy, with the hash of each file.
 */
const TAG = 'lindung/copy/1\n'
const FILE = 'copy.seal'

/** `file`: SHA-256 in hex; `link`: where it points; `directory`: nothing. */
type Item = readonly [path: string, what: 'file' | 'link' | 'directory', of: string]
type Sealed = { readonly at: string; readonly items: readonly Item[] }

/** Copies the data of a stopped server, and seals the copy (`copyStopped`). Answers the names that were copied. */
export async function backUpStopped(from: string, to: string, mac: InstanceMac, now: Date): Promise<readonly string[]> {
  const names = await copyStopped(from, to)
  const sealed: Sealed = { at: now.toISOString(), items: await itemsOf(to) }
  await writeDurably(join(to, FILE), sealFile(TAG, mac, [Buffer.from(JSON.stringify(sealed))]))
  return names
}

/**
 * Brings a copy back into an empty directory, if it is just as it was sealed; the copy of it is looked at again, since a disk may change
 * under the reader. Answers when it was made. Throws `CannotRestore` and `CannotCopy`.
 */
export async function restoreStopped(from: string, to: string, mac: InstanceMac): Promise<string> {
  const { at, items } = await readSeal(join(from, FILE), mac)
  await assertSame(from, items)
  const names = await copyStopped(from, to)
  try {
    await assertSame(to, items)
  } catch (error) {
    for (const name of names) await rm(join(to, name), { recursive: true, force: true })
    throw error
  }
  return at
}

async function assertSame(directory: string, sealed: readonly Item[]): Promise<void> {
  if (JSON.stringify(await itemsOf(directory)) !== JSON.stringify(sealed))
    throw new CannotRestore(
      `The copy in ${directory} is not as it was made: files were changed, added or taken away. Nothing was restored. Use another copy of it.`,
    )
}

async function readSeal(path: string, mac: InstanceMac): Promise<Sealed> {
  const file = await openSealedFile(path, TAG, mac).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT'))
      throw new CannotRestore(
        `There is no ${FILE} in this copy, so nobody can tell who has made or changed it. Copies are made with "lindung backup --physical DIRECTORY".`,
      )
    return refuse(error)
  })
  try {
    const pieces: Uint8Array[] = []
    for await (const piece of file.body()) pieces.push(piece)
    return JSON.parse(Buffer.concat(pieces).toString()) as Sealed // every byte was checked: this instance wrote it
  } finally {
    await file.close()
  }
}

/** Everything of the copy, in an order of its own. Other files of the directory do not matter: they are not copied either. */
async function itemsOf(directory: string): Promise<readonly Item[]> {
  const items: Item[] = []
  const entries = await readdir(directory, { withFileTypes: true })
  const copied = entries.filter(({ name }) => isCopied(name)).toSorted(byName)
  for (const entry of copied) await add(items, directory, '', entry)
  return items
}

type Entry = { readonly name: string; isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }
const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : 1)

async function add(items: Item[], directory: string, above: string, entry: Entry): Promise<void> {
  const path = above === '' ? entry.name : `${above}/${entry.name}`
  const place = join(directory, path)
  if (entry.isDirectory()) {
    items.push([path, 'directory', ''])
    const inside = await readdir(place, { withFileTypes: true })
    for (const one of inside.toSorted(byName)) await add(items, directory, path, one)
  } else if (entry.isSymbolicLink()) items.push([path, 'link', await readlink(place)])
  else if (entry.isFile()) items.push([path, 'file', toHex(await sha256Of(createReadStream(place)))])
  else
    throw new CannotRestore(`${place} is neither a file nor a directory. Lindung may still be running with these data.`)
}
