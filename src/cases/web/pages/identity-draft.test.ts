import { describe, expect, test } from 'vitest'
import { identityFacts } from '../../topics/identity/kinds.ts'
import { IDENTITY_ASKED, identityTextOf, identityValueIn, isIdentityFact } from './identity-draft.ts'

describe('a line about who the child is', () => {
  test('every fact of the identity stream is asked', () => {
    expect([...IDENTITY_ASKED].toSorted()).toEqual(Object.keys(identityFacts).toSorted())
    expect(isIdentityFact('birth')).toBe(false)
  })

  test.each([
    ['trueName', ' Kancil Beringin ', 'Kancil Beringin'],
    ['nik', '99 0102.0304050607', '9901020304050607'],
    ['phones', '0800-000-1234; +62 800 000 123', ['08000001234', '+62800000123']],
    ['otherNames', 'Cil, Si Kancil,', ['Cil', 'Si Kancil']],
    ['address', 'Jl. Melati 3', 'Jl. Melati 3'],
  ] as const)('%s says what was typed', (name, text, value) => {
    expect(identityValueIn(name, text)).toEqual(value)
    expect(identityValueIn(name, identityTextOf(value))).toEqual(value)
  })

  test.each([
    ['trueName', '   '],
    ['nik', '12a45'],
    ['nik', '12345'],
    ['phones', 'rumah bibi'],
    ['phones', ''],
    ['otherNames', ', ;'],
    ['address', 'x'.repeat(501)],
  ] as const)('%s that is none says nothing: %s', (name, text) => {
    expect(identityValueIn(name, text)).toBeUndefined()
  })
})
