import { describe, expect, it } from 'vitest'
import { idSchema } from './schemas.ts'
import { entryOf, uuid } from './entries.test-support.ts'
import { entryBytes, readEntry } from './entry.ts'

const NOTED = { text: 'x', occurred: { precision: 'day', value: '2026-11-20' } }
const entry = entryOf(1, uuid(2), 'note', NOTED, { refs: [uuid(3)] }, 1)
const file = { id: uuid(4), size: 1, type: 'image/png', sha256: '0'.repeat(64), key: 'A'.repeat(44) }

describe('an entry', () => {
  it('is read as it was written', () => {
    expect(readEntry(entryBytes({ ...entry, files: [file] }))).toEqual({ ...entry, files: [file] })
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
