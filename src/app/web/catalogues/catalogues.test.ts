import { describe, expect, it } from 'vitest'
import { words as en } from './en.ts'
import { words as id } from './id.ts'
import { words as ur } from './ur.ts'

/** Every sentence by its path; the plural ending is left out, because Indonesian has one form and English two. */
function sentences(tree: object, path = ''): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    if (key === '_note') continue
    const here = `${path}/${key.replace(/_(zero|one|two|few|many|other)$/, '')}`
    if (typeof value === 'string') found.set(here, [...(found.get(here) ?? []), value])
    else if (typeof value === 'object' && value !== null) for (const [k, v] of sentences(value, here)) found.set(k, v)
  }
  return found
}

const values = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1] ?? '').toSorted()

describe('the catalogues', () => {
  const inIndonesian = sentences(id)
  const inEnglish = sentences(en)

  it('have the same sentences in Indonesian and English', () => {
    expect([...inEnglish.keys()].toSorted()).toEqual([...inIndonesian.keys()].toSorted())
  })

  it('use the same values in both', () => {
    // The English singular may leave the number out ("one file"), so one of its forms has to agree.
    const differ = [...inIndonesian].filter(([key, [text = '']]) => {
      const forms = inEnglish.get(key) ?? []
      return !forms.some((form) => String(values(text)) === String(values(form)))
    })
    expect(differ).toEqual([])
  })

  it('have no empty sentence', () => {
    const empty = [...inIndonesian, ...inEnglish].filter(([, texts]) => texts.some((text) => text.trim() === ''))
    expect(empty).toEqual([])
  })

  it('have in Urdu nothing that Indonesian lacks', () => {
    expect([...sentences(ur).keys()].filter((key) => !inIndonesian.has(key))).toEqual([])
  })
})
