import { fromUtf8, utf8 } from '#platform/pure/bytes/index.ts'
import { open, seal, sealTo } from '#platform/web/crypto/index.ts'
import { afterEvent, blockedBy, type OutboxEvent, UNFINISHED } from '../../outbox/model/machine.ts'
import type { Entry } from '../../file/entry.ts'
import type { LocalDatabase, StoredItem } from './database.ts'

/** What an item says to its writer, beside the entry itself. */
export type ItemLabel = { readonly alias: string; readonly code: string }

/** An item of the outbox, opened. */
export type OutboxItem = Omit<StoredItem, 'sealed' | 'forInstance'> & {
  readonly entry: Entry
  readonly text: string
  readonly label: ItemLabel
}

export type Outbox = {
  /** Seals and stores a written entry; once this resolves it survives a killed tab and a killed browser. */
  put(entry: Entry, label: ItemLabel, opens: boolean): Promise<void>
  /** Items of this person in the order of writing. */
  items(): Promise<readonly OutboxItem[]>
  /** Moves an item by an event; what the table does not know changes nothing. */
  move(order: number, event: OutboxEvent, code?: string): Promise<void>
  /** Holds what builds on a refused item, and lets go of what no longer does. */
  settle(): Promise<void>
  /** Forgets finished items older than a day. Unfinished ones are never forgotten. */
  tidy(now: number): Promise<void>
}

type Deps = {
  readonly db: LocalDatabase
  readonly key: CryptoKey
  readonly instanceKey: Uint8Array<ArrayBuffer>
  readonly person: string
  readonly now: () => number
  readonly changed: () => void
}

const aad = (id: string) => utf8(`lindung/outbox/1\n${id}`)
const DAY = 86_400_000

/** The outbox of one person on this device. */
export function createOutbox({ db, key, instanceKey, person, now, changed }: Deps): Outbox {
  async function opened(stored: StoredItem): Promise<OutboxItem> {
    const { sealed, forInstance: _, ...plain } = stored
    const { text, label } = JSON.parse(fromUtf8(await open(key, sealed, aad(stored.id)))) as {
      text: string
      label: ItemLabel
    }
    return { ...plain, text, label, entry: JSON.parse(text) as Entry }
  }

  const all = () => db.getAllFromIndex('outbox', 'person', person)

  async function move(order: number, event: OutboxEvent, code?: string): Promise<void> {
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' })
    const item = await tx.store.get(order)
    if (item !== undefined) {
      const state = afterEvent(item.state, event)
      const answered = event.startsWith('answer.') && state !== item.state
      await tx.store.put({ ...item, state, code: code ?? item.code, answeredAt: answered ? now() : item.answeredAt })
    }
    await tx.done
    changed()
  }

  return {
    async put(entry, label, opens) {
      const text = JSON.stringify(entry)
      const [sealed, forInstance] = await Promise.all([
        seal(key, utf8(JSON.stringify({ text, label })), aad(entry.id)),
        sealTo(instanceKey, utf8(text), aad(entry.id)),
      ])
      const item = {
        id: entry.id,
        person,
        stream: entry.stream,
        state: 'queued',
        refs: entry.refs,
        opens,
        sealed,
        forInstance,
        writtenAt: now(),
        answeredAt: null,
        code: null,
      } as const
      const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' })
      // The key is made by the store; its type asks for it all the same.
      await tx.store.add(item as unknown as StoredItem)
      await tx.done
      changed()
    },
    items: async () => Promise.all((await all()).map(opened)),
    move,
    async settle() {
      const items = await all()
      const blocked = blockedBy(items)
      for (const { order, id } of items) if (blocked.has(id)) await move(order, 'blocked')
      const held = items.filter(({ state }) => state === 'held')
      const without = items.map((item) => (item.state === 'held' ? { ...item, state: 'queued' as const } : item))
      const still = blockedBy(without)
      for (const { order, id } of held) if (!still.has(id)) await move(order, 'unblocked')
    },
    async tidy(at) {
      for (const { order, state, answeredAt } of await all()) {
        if (!UNFINISHED.has(state) && at - (answeredAt ?? at) > DAY) await db.delete('outbox', order)
      }
      changed()
    },
  }
}
