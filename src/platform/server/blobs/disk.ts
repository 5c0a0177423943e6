import { createReadStream } from 'node:fs'
import { access, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Bytes, isUuid, type Uuid } from '../../pure/bytes/index.ts'
import { hasCode } from '../error-code.ts'
import { syncDirectory, writeDurably } from '../keys/index.ts'

/** Where attachments lie: encrypted bytes only, by id. Every write is on disk before its promise resolves. */
export type BlobStore = {
  /** Keep one encrypted chunk of an upload; the same number again replaces it. */
  putChunk(id: Uuid, chunk: number, bytes: Uint8Array): Promise<void>
  /** Numbers of the chunks that are kept, rising: what a resumed upload need not send again. */
  listChunks(id: Uuid): Promise<readonly number[]>
  /** `undefined` when that chunk is not there. */
  readChunk(id: Uuid, chunk: number): Promise<Bytes | undefined>
  /** Write the whole encrypted file under its final name, then drop the chunks. After a crash either all of it is there or none. */
  complete(id: Uuid, encrypted: AsyncIterable<Uint8Array>): Promise<void>
  has(id: Uuid): Promise<boolean>
  /** The encrypted file; the iteration throws `ENOENT` when there is none. */
  read(id: Uuid): AsyncIterable<Uint8Array>
  /** Remove the file and every chunk. Nothing to remove is no error. Erasure itself is the death of the key, this frees the room. */
  delete(id: Uuid): Promise<void>
  /** Ids of all complete files, in no order: for finding files that no entry names any more. */
  list(): AsyncIterable<Uuid>
}

/** A store in a directory: `files/ab/UUID` and `uploads/UUID/NUMBER`, all 0600. */
export function diskBlobStore(directory: string): BlobStore {
  const file = (id: Uuid) => join(directory, 'files', checked(id).slice(0, 2), id)
  const upload = (id: Uuid) => join(directory, 'uploads', checked(id))
  return Object.freeze({
    async putChunk(id: Uuid, chunk: number, bytes: Uint8Array) {
      if (!Number.isSafeInteger(chunk) || chunk < 0) throw new RangeError('chunk number')
      await makeDirectory(upload(id))
      await writeDurably(join(upload(id), String(chunk)), bytes)
    },
    async listChunks(id: Uuid) {
      const names = await listed(upload(id))
      return names
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .toSorted((a, b) => a - b)
    },
    readChunk: (id: Uuid, chunk: number) =>
      absentAs(undefined, async () => new Uint8Array(await readFile(join(upload(id), String(chunk))))),
    async complete(id: Uuid, encrypted: AsyncIterable<Uint8Array>) {
      await makeDirectory(dirname(file(id)))
      await writeDurably(file(id), encrypted)
      await rm(upload(id), { recursive: true, force: true })
    },
    has: (id: Uuid) => absentAs(false, async () => (await access(file(id)), true)),
    read: (id: Uuid) => createReadStream(file(id), { highWaterMark: 256 * 1024 }),
    async delete(id: Uuid) {
      await rm(file(id), { force: true })
      await absentAs(undefined, () => syncDirectory(dirname(file(id))))
      await rm(upload(id), { recursive: true, force: true })
    },
    async *list() {
      for (const part of await listed(join(directory, 'files')))
        yield* (await listed(join(directory, 'files', part))).filter((name) => isUuid(name))
    },
  })
}

/** Only canonical ids become paths. */
function checked(id: Uuid): Uuid {
  if (!isUuid(id)) throw new RangeError('blob id')
  return id
}

/** Make a directory and its parents so that they survive a power cut. */
async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncDirectory(dirname(at))
}

const listed = (path: string): Promise<string[]> => absentAs<string[]>([], () => readdir(path))

async function absentAs<T>(fallback: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return fallback
    throw error
  }
}
