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
  /** What became of it where it came too late: kept until its writer has seen it. */
  readonly decision?: Decision
}

/** What the present owner of a file decided over a late entry, as its writer is told. */
export type Decision = {
  readonly by: string
  /** Milliseconds, the office's clock. */
  readonly at: number
  /** Why it was left out, a word of `LEFT_OUT_BECAUSE`; null when it was taken in. */
  readonly because: string | null
  /** When its writer saw it on this device first, milliseconds. */
  readonly seenAt: number | null
}

export type StoredDraft = {
  readonly key: string
  readonly person: string
  readonly sealed: Uint8Array<ArrayBuffer>
  readonly savedAt: number
}

/** An attachment whose bytes the office does not have yet; they stand in `pieces`, sealed chunk by chunk. */
export type StoredFile = {
  readonly id: string
  readonly person: string
  /** The draft in which it was chosen (its key in `drafts`). */
  readonly draft: string
  /** Bytes. */
  readonly size: number
  /** Bytes that the office is known to have. */
  readonly arrived: number
  readonly keptAt: number
}

export type StoredPiece = { readonly file: string; readonly n: number; readonly sealed: Uint8Array<ArrayBuffer> }

type Schema = DBSchema & {
  outbox: { key: number; value: StoredItem; indexes: { person: string; id: string } }
  drafts: { key: string; value: StoredDraft; indexes: { person: string } }
  counters: { key: string; value: { stream: string; n: number } }
  files: { key: string; value: StoredFile; indexes: { person: string } }
  pieces: { key: [string, number]; value: StoredPiece }
}

export type LocalDatabase = IDBPDatabase<Schema>

/** Opens the store of this browser; made at the first visit. */
export function openLocal(): Promise<LocalDatabase> {
  return openDB<Schema>('lindung-work', 2, {
    upgrade(db, before) {
      if (before < 1) makeFirst(db)
      db.createObjectStore('files', { keyPath: 'id' }).createIndex('person', 'person')
      db.createObjectStore('pieces', { keyPath: ['file', 'n'] })
    },
  })
}

function makeFirst(db: LocalDatabase): void {
  const outbox = db.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true })
  outbox.createIndex('person', 'person')
  outbox.createIndex('id', 'id', { unique: true })
  db.createObjectStore('drafts', { keyPath: 'key' }).createIndex('person', 'person')
  db.createObjectStore('counters', { keyPath: 'stream' })
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
