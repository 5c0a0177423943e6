import { describe, expect, test } from 'vitest'
import { kinds } from '#cases/index.ts'
import { filesBelow, readText } from '../scripts/lib/files.ts'

/**
 * `docs/ruled-out-actions.md`, where a program can see it: what is never done has no word in the product. Word lists of the import are
 * left out: an office heads its column of telephone numbers "WhatsApp".
 */
const sources = filesBelow('src', /\.(ts|tsx|sql)$/).filter((path) => !/\.test\.|\/words\.table\.ts$/.test(path))
const catalogues = filesBelow('src', /locales\/(id|en)\.json$/)

const RULED_OUT: Readonly<Record<string, RegExp>> = {
  'scoring of children': /\b(risk|threat|danger|radical\w*)[-_ ]?(score|level|rank)/i,
  prediction: /\bpredict(s|ed|ion)?[-_ ]?(radical|recidiv|risk)/i,
  'face matching': /\bface[-_ ]?(match|recogni|detect)/i,
  'social-media intake': /\b(facebook|tiktok|telegram|instagram|whatsapp)\b/i,
  'notice to police': /\bnotify[-_ ]?(police|densus|security)/i,
}

describe('what is ruled out', () => {
  test.each(Object.entries(RULED_OUT))('%s has no word in code or catalogues', (_, pattern) => {
    expect([...sources, ...catalogues].filter((path) => pattern.test(readText(path)))).toEqual([])
  })

  test('no kind of entry holds a number about a child but minutes of a visit', () => {
    const shapes = kinds.kinds.map((kind) => [kind.name, JSON.stringify(kind.schema.def)] as const)
    expect(shapes.filter(([, shape]) => /score|rank|level":\{"type":"number/.test(shape))).toEqual([])
  })
})
