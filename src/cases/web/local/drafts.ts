import { fromUtf8, utf8 } from '#platform/pure/bytes/index.ts'
import { open, seal } from '#platform/web/crypto/index.ts'
import type { LocalDatabase } from './database.ts'

/** Half-written forms of one person on this device: saved as typed, sealed, found again after a killed tab or a new sign-in. */
export type Drafts = {
  find<T>(form: string): Promise<T | null>
  save(form: string, value: unknown): Promise<void>
  forget(form: string): Promise<void>
}

const aad = (key: string) => utf8(`lindung/draft/1\n${key}`)

/** `form` names what is written, such as `visit:<file>`. A draft of another person on this device is not found. */
export function createDrafts(deps: { db: LocalDatabase; key: CryptoKey; person: string; now: () => number }): Drafts {
  const { db, key, person, now } = deps
  const keyOf = (form: string) => `${person}:${form}`
  return {
    async find<T>(form: string) {
      const stored = await db.get('drafts', keyOf(form))
      if (stored === undefined) return null
      // Written by this program under the same name.
      return JSON.parse(fromUtf8(await open(key, stored.sealed, aad(stored.key)))) as T
    },
    async save(form, value) {
      const sealed = await seal(key, utf8(JSON.stringify(value)), aad(keyOf(form)))
      await db.put('drafts', { key: keyOf(form), person, sealed, savedAt: now() })
    },
    forget: (form) => db.delete('drafts', keyOf(form)),
  }
}
