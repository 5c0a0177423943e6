import { describe, expect, it } from 'vitest'
import en from '../../locales/en.json' with { type: 'json' }
import id from '../../locales/id.json' with { type: 'json' }
import { restOf } from './undoing.ts'

const touched = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ file: `file-${n}`, alias: null, code: null }))

describe('what undoing takes away', () => {
  it('counts the files that nobody has worked on, and never below none', () => {
    expect(restOf(40, touched(3))).toBe(37)
    expect(restOf(40, [])).toBe(40)
    expect(restOf(2, touched(2))).toBe(0)
    expect(restOf(0, touched(1))).toBe(0)
  })
  it('is asked without a promise: the office alone knows which files were worked on', () => {
    for (const { import: words } of [id, en]) expect(words.undo.yes).not.toContain('{{')
    expect(id.import.undo.sureBody_other).toMatch(/Bila belum ada yang mengerjakannya.*tetap ada/)
    expect(en.import.undo.sureBody_other).toMatch(/If nobody has worked on them since.*stay/)
    for (const { import: words } of [id, en]) expect(words.undo.rest_other).toContain('{{rest}}')
  })
})
