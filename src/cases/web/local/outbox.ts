import { fromUtf8, toBase64, utf8 } from '#platform/pure/bytes/index.ts'
import { open, seal, sealTo } from '#platform/web/crypto/index.ts'
import { afterEvent, blockedBy, NOT_AT_OFFICE, type OutboxEvent, UNFINISHED } from '../../outbox/model/machine.ts'
import type { Entry } from '../../file/entry.ts'
import type { UnsentEntry } from './forget.ts'
import type { Decision, LocalDatabase, StoredItem } from './database.ts'

/** What an item says to its writer, beside the entry itself. */
export type ItemLabel = {
  readonly alias: string
  readonly code: string
  /** The file it belongs to, where that does not follow from the entry. */
  readonly file?: string
  /** Address of the page on which it is read, where that does not follow from the entry. */
  readonly at?: string
  /** Address of the form it was written in, where that does not follow from the entry. */
  readonly form?: string
}

/** An item of the outbox, opened. */
export type OutboxItem = Omit<StoredItem, 'sealed' | 'forInstance'> & {
  readonly entry: Entry
  readonly text: string
  readonly label: ItemLabel
}

/** The file an item belongs to. */
export function fileOf({ entry, stream, label }: Pick<OutboxItem, 'entry' | 'stream' | 'label'>): string {
  const file = entry.data['file']
  return typeof file === 'string' ? file : (label.file ?? stream)
}

/** A written entry on its way into the outbox. `opens`: it is the first entry of its stream. */
export type Written = { readonly entry: Entry; readonly opens: boolean }

export type Outbox = {
  /**
   * Seals and stores written entries, all or none, and forgets the draft they were written in (its key in the store) at the same
   * moment; once this resolves they survive a killed tab and a killed browser.
   */
  put(written: readonly Written[], label: ItemLabel, draft: string | null): Promise<void>
  /** Items of this person in the order of writing. */
  items(): Promise<readonly OutboxItem[]>
  /** Moves an item by an event; what the table does not know changes nothing. `code` null forgets the one before. */
  move(order: number, event: OutboxEvent, code?: string | null): Promise<void>
  /** Keeps what the present owner decided over a late entry. */
  decided(order: number, decision: Omit<Decision, 'seenAt'>): Promise<void>
  /** Its writer has seen what was decided over these. */
  seen(orders: readonly number[]): Promise<void>
  /** Holds what builds on a refused item, and lets go of what no longer does. */
  settle(): Promise<void>
  /** Forgets finished items older than a day, and decided ones a day after they were seen. Unfinished ones are never forgotten. */
  tidy(now: number): Promise<void>
  /** Forgets every finished item, when its writer leaves this device; not a decision that they have not seen. */
  forgetFinished(): Promise<void>
  /** Entries that the office does not have yet, each sealed to the instance: nobody who carries the file can read it. */
  readonly unsentForInstance: () => Promise<readonly UnsentEntry[]>
}

type Deps = {
  readonly db: LocalDatabase
  readonly key: CryptoKey
  readonly instanceKey: Uint8Array<ArrayBuffer>
  readonly person: string
  readonly now: () => number
  readonly changed: () => void
}

type Content = { readonly text: string; readonly label: ItemLabel }

const aad = (id: string) => utf8(`lindung/outbox/1\n${id}`)
const DAY = 86_400_000

/** Decided by somebody else, and its writer has not seen it yet. */
export function isUnseen<I extends Pick<StoredItem, 'decision'>>(item: I): item is I & { readonly decision: Decision } {
  return item.decision !== undefined && item.decision.seenAt === null
}

/** The outbox of one person on this device. */
export function createOutbox({ db, key, instanceKey, person, now, changed }: Deps): Outbox {
  /** What was written never changes, so an item is opened once. */
  const known = new Map<string, { readonly text: string; readonly label: ItemLabel; readonly entry: Entry }>()

  async function opened(stored: StoredItem): Promise<readonly OutboxItem[]> {
    const { sealed, forInstance: _, ...plain } = stored
    let content = known.get(stored.id)
    if (content === undefined) {
      const bytes = await open(key, sealed, aad(stored.id)).catch(() => null)
      // Sealed under a key that this browser has lost: it stays where it is, still sealed to the instance.
      if (bytes === null) return []
      const { text, label } = JSON.parse(fromUtf8(bytes)) as Content
      content = { text, label, entry: JSON.parse(text) as Entry }
      known.set(stored.id, content)
    }
    return [{ ...plain, ...content }]
  }

  async function sealed({ entry, opens }: Written, label: ItemLabel): Promise<Omit<StoredItem, 'order'>> {
    const text = JSON.stringify(entry)
    const [own, forInstance] = await Promise.all([
      seal(key, utf8(JSON.stringify({ text, label } satisfies Content)), aad(entry.id)),
      sealTo(instanceKey, utf8(text), aad(entry.id)),
    ])
    const { id, stream, refs } = entry
    const plain = { id, person, stream, refs, opens, writtenAt: now(), answeredAt: null, code: null }
    return { ...plain, state: 'queued', sealed: own, forInstance }
  }

  const all = () => db.getAllFromIndex('outbox', 'person', person)

  async function edit(order: number, change: (item: StoredItem) => StoredItem): Promise<void> {
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' })
    const item = await tx.store.get(order)
    if (item !== undefined) await tx.store.put(change(item))
    await tx.done
    changed()
  }

  const move = (order: number, event: OutboxEvent, code?: string | null): Promise<void> =>
    edit(order, (item) => {
      const state = afterEvent(item.state, event)
      const answered = event.startsWith('answer.') && state !== item.state
      return {
        ...item,
        state,
        code: code === undefined ? item.code : code,
        answeredAt: answered ? now() : item.answeredAt,
      }
    })

  return {
    async put(written, label, draft) {
      const items = await Promise.all(written.map((one) => sealed(one, label)))
      const tx = db.transaction(['outbox', 'drafts'], 'readwrite', { durability: 'strict' })
      for (const item of items) {
        // The key is made by the store; its type asks for it all the same.
        await tx.objectStore('outbox').add(item as StoredItem)
      }
      if (draft !== null) await tx.objectStore('drafts').delete(draft)
      await tx.done
      changed()
    },
    items: async () => (await Promise.all((await all()).map(opened))).flat(),
    move,
    decided: (order, decision) =>
      edit(order, (item) => {
        const state = afterEvent(item.state, decision.because === null ? 'decided.taken' : 'decided.left-out')
        if (state === item.state) return item
        return { ...item, state, code: null, answeredAt: now(), decision: { ...decision, seenAt: null } }
      }),
    async seen(orders) {
      for (const order of orders)
        await edit(order, (item) =>
          isUnseen(item) ? { ...item, decision: { ...item.decision, seenAt: now() } } : item,
        )
    },
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
      for (const { order, state, answeredAt, decision } of await all()) {
        const since = decision === undefined ? answeredAt : decision.seenAt
        if (!UNFINISHED.has(state) && at - (since ?? at) >= DAY) await db.delete('outbox', order)
      }
      changed()
    },
    async forgetFinished() {
      for (const item of await all())
        if (!UNFINISHED.has(item.state) && !isUnseen(item)) await db.delete('outbox', item.order)
      known.clear()
    },
    async unsentForInstance() {
      const unsent = (await all()).filter(({ state }) => NOT_AT_OFFICE.has(state))
      return unsent.map(({ id, stream, forInstance }) => ({ id, stream, sealed: toBase64(forInstance) }))
    },
  }
}
