import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromBase64 } from '#platform/pure/bytes/index.ts'
import { idSchema } from './schemas.ts'
import { entryOf, uuid } from './entries.test-support.ts'
import { entryBytes, readEntry } from './entry.ts'

const NOTED = { text: 'x', occurred: { precision: 'day', value: '2026-11-20' } }
const entry = entryOf(1, uuid(2), 'note', NOTED, { refs: [uuid(3)] }, 1)
const file = { id: uuid(4), size: 1, type: 'image/png', sha256: '0'.repeat(64), key: `${'A'.repeat(43)}=` }

describe('an entry', () => {
  it('is read as it was written', () => {
    expect(readEntry(entryBytes({ ...entry, files: [file] }))).toEqual({ ...entry, files: [file] })
  })

  it('announces attachments under keys that are keys, or not at all', () => {
    for (const bytes of [new Uint8Array(32), new Uint8Array(32).fill(255), randomBytes(32)]) {
      const key = Buffer.from(bytes).toString('base64')
      expect(readEntry(entryBytes({ ...entry, files: [{ ...file, key }] }))?.files[0]?.key).toBe(key)
      expect(fromBase64(key)).toHaveLength(32)
    }
    const wrong = [
      'A'.repeat(44),
      `${'A'.repeat(42)}==`,
      `${'A'.repeat(42)}B=`,
      `${'-'.repeat(43)}=`,
      `${'A'.repeat(43)} `,
    ]
    for (const key of wrong)
      expect([key, readEntry(entryBytes({ ...entry, files: [{ ...file, key }] }))]).toEqual([key, null])
  })

  it('names nothing by an id in another spelling: the database would find what the fold does not', () => {
    const loud = uuid(3).toUpperCase()
    const nil = '00000000-0000-0000-0000-000000000000'
    for (const other of [loud, nil]) {
      expect(readEntry(entryBytes({ ...entry, id: other }))).toBeNull()
      expect(readEntry(entryBytes({ ...entry, stream: other }))).toBeNull()
      expect(readEntry(entryBytes({ ...entry, refs: [other] }))).toBeNull()
      expect(readEntry(entryBytes({ ...entry, files: [{ ...file, id: other }] }))).toBeNull()
      expect(idSchema.safeParse(other).success).toBe(false)
    }
    expect(idSchema.safeParse(uuid(3)).success).toBe(true)
  })
})
