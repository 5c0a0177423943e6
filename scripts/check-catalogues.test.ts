import { expect, test } from 'vitest'
import { faultsOf } from './check-catalogues.ts'

test('two catalogues that say the same are complete', () => {
  const id = { file: { open: 'Buka {{name}}', visits_other: '{{count}} kunjungan' } }
  const en = { file: { open: 'Open {{name}}', visits_one: 'One visit', visits_other: '{{count}} visits' } }
  expect(faultsOf({ id, en })).toEqual([])
})

test('what is missing, left over, empty or of another form is named with its language', () => {
  expect(faultsOf({ id: { a: 'A', b: 'B' }, en: { a: 'A', c: 'C' } })).toEqual([
    'en: b: missing',
    'en: c: not in the Indonesian catalogue',
  ])
  expect(faultsOf({ id: { a: ' ' }, en: { a: 3 } })).toEqual(['id: a: empty', 'en: a: not a text'])
  expect(faultsOf({ id: { a: 'Hai {{name}}' }, en: { a: 'Hi {{names}}' } })).toEqual([
    'en: a: placeholders are "names", in Indonesian "name"',
  ])
  expect(faultsOf({ id: { a_other: '{{count}} anak' }, en: { a_other: '{{count}} children' } })).toEqual([
    'en: a: the plural form "one" is missing',
  ])
  expect(faultsOf({ en: { a: 'A' } })).toEqual(['id: there is no catalogue'])
})

test('a further language may be partial, but not different', () => {
  const id = { a: 'A {{x}}', b: 'B' }
  expect(faultsOf({ id, en: id, ur: { b: 'ب' } })).toEqual([])
  expect(faultsOf({ id, en: id, ur: { a: 'ا', z: 'ز' } })).toEqual([
    'ur: z: not in the Indonesian catalogue',
    'ur: a: placeholders are "", in Indonesian "x"',
  ])
})
