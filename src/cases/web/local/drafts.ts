import { fromUtf8, utf8 } from '#platform/pure/bytes/index.ts'
import { open, seal } from '#platform/web/crypto/index.ts'
import type { LocalDatabase, StoredDraft } from './database.ts'

/** What a draft is about, so that the outbox can name it and lead back to it. */
export type DraftAbout = {
  /** The form, a key under `form.` of the catalogue. */
  readonly form: string
  /** Address of the form in the app. */
  readonly to: string
  readonly alias: string
  readonly code: string
}

export type DraftItem = DraftAbout & { readonly key: string; readonly savedAt: number }

/** Half-written forms of one person on this device: saved as typed, sealed, found again after a killed tab or a new sign-in. */
export type Drafts = {
  find<T>(key: string): Promise<{ readonly value: T; readonly savedAt: number } | null>
  save(key: string, about: DraftAbout, value: unknown): Promise<void>
  forget(key: string): Promise<void>
  list(): Promise<readonly DraftItem[]>
}

type Sealed = { readonly about: DraftAbout; readonly value: unknown }

const aad = (key: string) => utf8(`lindung/draft/1\n${key}`)

/** Where a draft of a person is stored; the same key is given to the outbox, which forgets the draft as it takes the entry. */
export const draftKey = (person: string, key: string): string => `${person}:${key}`

/** `key` names what is written, such as `visit:<file>`. A draft of another person on this device is not found. */
export function createDrafts(deps: {
  db: LocalDatabase
  key: CryptoKey
  person: string
  now: () => number
  changed: () => void
}): Drafts {
  const { db, key, person, now, changed } = deps
  const own = (name: string) => draftKey(person, name)

  async function opened(stored: StoredDraft): Promise<Sealed | null> {
    try {
      // Written by this program under the same name.
      return JSON.parse(fromUtf8(await open(key, stored.sealed, aad(stored.key)))) as Sealed
    } catch {
      return null // sealed under a key that this browser no longer has
    }
  }

  return {
    async find<T>(name: string) {
      const stored = await db.get('drafts', own(name))
      const found = stored === undefined ? null : await opened(stored)
      return stored === undefined || found === null ? null : { value: found.value as T, savedAt: stored.savedAt }
    },
    async save(name, about, value) {
      const sealed = await seal(key, utf8(JSON.stringify({ about, value })), aad(own(name)))
      await db.put('drafts', { key: own(name), person, sealed, savedAt: now() })
      changed()
    },
    async forget(name) {
      await db.delete('drafts', own(name))
      changed()
    },
    async list() {
      const all = await db.getAllFromIndex('drafts', 'person', person)
      const items = await Promise.all(
        all.map(async (stored) => {
          const found = await opened(stored)
          return found === null
            ? []
            : [{ ...found.about, key: stored.key.slice(person.length + 1), savedAt: stored.savedAt }]
        }),
      )
      return items.flat().toSorted((a, b) => b.savedAt - a.savedAt)
    },
  }
}
