import { type Bytes, concatAll, utf8 } from '#platform/pure/bytes/index.ts'
import { chunkBounds, chunkCount } from '#platform/pure/attachments/index.ts'
import { open, seal } from '#platform/web/crypto/index.ts'
import type { LocalDatabase } from './database.ts'

/** How far an attachment of this device is. */
export type KeptFile = { readonly size: number; readonly arrived: number }

/** The bytes of attachments until the office has them: sealed under the device key, one piece for each chunk that will be sent. */
export type Files = {
  /** Keeps all pieces or none; rejects when this device has no room. `draft`: the key of the draft in the store. */
  keep(draft: string, id: string, bytes: Bytes): Promise<void>
  /** What this person still has here, by id. */
  list(): Promise<ReadonlyMap<string, KeptFile>>
  /** One chunk; null when it is not here, or was sealed under a key that this browser has lost. */
  chunk(id: string, n: number): Promise<Bytes | null>
  /** The whole; null when any of it is missing. */
  whole(id: string): Promise<Bytes | null>
  /** The office has this many bytes of it. */
  arrived(id: string, bytes: number): Promise<void>
  forget(ids: readonly string[]): Promise<void>
  /** Forgets what neither an entry under way nor a draft needs. */
  sweep(needed: ReadonlySet<string>): Promise<void>
}

type Deps = {
  readonly db: LocalDatabase
  readonly key: CryptoKey
  readonly person: string
  readonly now: () => number
  readonly changed: () => void
}

const aad = (id: string, n: number) => utf8(`lindung/piece/1\n${id}\n${n}`)
/** So long a form may stand open in another tab before its draft is kept. */
const HOUR = 3_600_000

export function createFiles({ db, key, person, now, changed }: Deps): Files {
  async function chunk(id: string, n: number): Promise<Bytes | null> {
    const piece = await db.get('pieces', [id, n])
    return piece === undefined ? null : open(key, piece.sealed, aad(id, n)).catch(() => null)
  }

  async function forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const tx = db.transaction(['files', 'pieces'], 'readwrite')
    for (const id of ids) {
      await tx.objectStore('files').delete(id)
      await tx.objectStore('pieces').delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]))
    }
    await tx.done
    changed()
  }

  return {
    async keep(draft, id, bytes) {
      const sealed = await Promise.all(
        Array.from({ length: chunkCount({ size: bytes.length }) }, (_, n) => {
          const { from, to } = chunkBounds({ size: bytes.length }, n) ?? { from: 0, to: 0 }
          return seal(key, bytes.slice(from, to), aad(id, n))
        }),
      )
      const tx = db.transaction(['files', 'pieces'], 'readwrite', { durability: 'strict' })
      await tx.objectStore('files').put({ id, person, draft, size: bytes.length, arrived: 0, keptAt: now() })
      for (const [n, one] of sealed.entries()) await tx.objectStore('pieces').put({ file: id, n, sealed: one })
      await tx.done
      changed()
    },
    async list() {
      const all = await db.getAllFromIndex('files', 'person', person)
      return new Map(all.map(({ id, size, arrived }) => [id, { size, arrived }]))
    },
    chunk,
    async whole(id) {
      const file = await db.get('files', id)
      if (file === undefined) return null
      const pieces = []
      for (let n = 0; n < chunkCount(file); n += 1) pieces.push(await chunk(id, n))
      const found = pieces.filter((piece) => piece !== null)
      return found.length === pieces.length ? concatAll(found) : null
    },
    async arrived(id, bytes) {
      const tx = db.transaction('files', 'readwrite')
      const file = await tx.store.get(id)
      if (file !== undefined) await tx.store.put({ ...file, arrived: bytes })
      await tx.done
      changed()
    },
    forget,
    async sweep(needed) {
      const [all, drafts] = await Promise.all([
        db.getAllFromIndex('files', 'person', person),
        db.getAllKeysFromIndex('drafts', 'person', person),
      ])
      const written = new Set(drafts)
      const idle = all.filter(
        ({ id, draft, keptAt }) => !needed.has(id) && !written.has(draft) && now() - keptAt > HOUR,
      )
      await forget(idle.map(({ id }) => id))
    },
  }
}
