/** Forgetting this browser: what was kept in it by whoever wrote here, the key it was sealed under, and the name of the device. */
import { forgetDeviceId } from '#access/web/index.ts'
import { toBase64 } from '#platform/pure/bytes/index.ts'
import { forgetDeviceKey } from '#platform/web/crypto/index.ts'
import { NOT_AT_OFFICE, UNFINISHED } from '../../outbox/model/machine.ts'
import { openLocal } from './database.ts'

/** An entry that only this browser has, sealed to the instance: nobody who carries it can read it (docs/formats.md). */
export type UnsentEntry = { readonly id: string; readonly stream: string; readonly sealed: string }

/** Entries that the office does not have, of everybody who wrote in this browser. */
export async function unsentOfAll(): Promise<readonly UnsentEntry[]> {
  const db = await openLocal()
  try {
    const unsent = (await db.getAll('outbox')).filter(({ state }) => NOT_AT_OFFICE.has(state))
    return unsent.map(({ id, stream, forInstance }) => ({ id, stream, sealed: toBase64(forInstance) }))
  } finally {
    db.close()
  }
}

/** How many unfinished entries and drafts of others than `person` are kept in this browser. */
export async function keptOfOthers(person: string): Promise<number> {
  const db = await openLocal()
  try {
    const [items, drafts] = await Promise.all([db.getAll('outbox'), db.getAll('drafts')])
    const entries = items.filter((item) => item.person !== person && UNFINISHED.has(item.state)).length
    return entries + drafts.filter((draft) => draft.person !== person).length
  } finally {
    db.close()
  }
}

const MARK = 'lindung.forget'

/** Said before signing out, so that a browser that is closed in between forgets at its next start. */
export function markForForgetting(storage: Pick<Storage, 'setItem'> = localStorage): void {
  storage.setItem(MARK, '1')
}

/** It did not come to signing out: the browser is kept after all. */
export function unmark(storage: Pick<Storage, 'removeItem'> = localStorage): void {
  storage.removeItem(MARK)
}

/** Forgets, when it was said that this browser is to be forgotten. Nothing of it can be had back. */
export async function forgetIfMarked(storage: Pick<Storage, 'getItem' | 'removeItem'> = localStorage): Promise<void> {
  if (storage.getItem(MARK) === null) return
  const db = await openLocal()
  try {
    const stores = ['outbox', 'drafts', 'counters', 'files', 'pieces'] as const
    const tx = db.transaction(stores, 'readwrite', { durability: 'strict' })
    for (const store of stores) await tx.objectStore(store).clear()
    await tx.done
  } finally {
    db.close()
  }
  await forgetDeviceKey()
  // Counters of entries begin anew, so they must not begin anew under the old name.
  forgetDeviceId(storage)
  storage.removeItem(MARK)
}
