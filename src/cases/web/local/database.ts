import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type OutboxState, UNFINISHED } from '../../outbox/model/machine.ts'

/**
 * What is kept on this device: the outbox and half-written drafts, sealed under the device key, which cannot leave the browser.
 * Plain columns hold ids and states only; what was written is in `sealed`.
 */
export type StoredItem = {
  /** Local order of writing. */
  readonly order: number
  readonly id: string
  readonly person: string
  readonly stream: string
  readonly state: OutboxState
  readonly refs: readonly string[]
  readonly opens: boolean
  /** `{ text, label }` under the device key. */
  readonly sealed: Uint8Array<ArrayBuffer>
  /** The entry's text sealed to the instance: can be sent while the device is locked, or as a file. */
  readonly forInstance: Uint8Array<ArrayBuffer>
  /** Device clock, milliseconds. */
  readonly writtenAt: number
  readonly answeredAt: number | null
  /** Why it was refused. */
  readonly code: string | null
}

export type StoredDraft = {
  readonly key: string
  readonly person: string
  readonly sealed: Uint8Array<ArrayBuffer>
  readonly savedAt: number
}

type Schema = DBSchema & {
  outbox: { key: number; value: StoredItem; indexes: { person: string; id: string } }
  drafts: { key: string; value: StoredDraft; indexes: { person: string } }
  counters: { key: string; value: { stream: string; n: number } }
}

export type LocalDatabase = IDBPDatabase<Schema>

/** Opens the store of this browser; made at the first visit. */
export function openLocal(): Promise<LocalDatabase> {
  return openDB<Schema>('lindung-work', 1, {
    upgrade(db) {
      const outbox = db.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true })
      outbox.createIndex('person', 'person')
      outbox.createIndex('id', 'id', { unique: true })
      db.createObjectStore('drafts', { keyPath: 'key' }).createIndex('person', 'person')
      db.createObjectStore('counters', { keyPath: 'stream' })
    },
  })
}

/** The next counter of this device on a stream, durable before it is used: a killed tab leaves a gap, never a repeat. */
export async function nextCounter(db: LocalDatabase, stream: string, seen: number): Promise<number> {
  const tx = db.transaction('counters', 'readwrite', { durability: 'strict' })
  const known = await tx.store.get(stream)
  const n = Math.max(known?.n ?? 0, seen) + 1
  await tx.store.put({ stream, n })
  await tx.done
  return n
}

/** How many entries and drafts are kept here, of whoever wrote them: for a screen that is shown before anybody has signed in. */
export async function countKept(): Promise<number> {
  const db = await openLocal()
  try {
    const [items, drafts] = await Promise.all([db.getAll('outbox'), db.count('drafts')])
    return items.filter(({ state }) => UNFINISHED.has(state)).length + drafts
  } finally {
    db.close()
  }
}
