import fc from 'fast-check'
import { expect, test } from 'vitest'
import { registrationFacts } from '../../topics/registration/kinds.ts'
import { ALIASES } from './aliases.table.ts'
import { newAlias, newCode } from './new-child.ts'

const counting = (start: number) => (n: number) => Uint8Array.from({ length: n }, (_, i) => (start + i * 7) % 256)

test('a code is what the file accepts, and not one that is taken', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
      const code = newCode('AWN', new Set(), (n) => bytes.slice(0, n))
      expect(registrationFacts.code.schema.safeParse(code).success).toBe(true)
    }),
  )
  const first = newCode('AWN', new Set(), counting(3))
  expect(newCode('AWN', new Set([first]), counting(3))).not.toBe(first)
})

test('an alias is free, another one than the last, and still found when all are taken', () => {
  expect(new Set(ALIASES).size).toBe(ALIASES.length)
  const taken = new Set(ALIASES.slice(1))
  expect(newAlias(taken, counting(9))).toBe(ALIASES[0])
  expect(newAlias(new Set(), counting(0), ALIASES[0])).not.toBe(ALIASES[0])
  expect(newAlias(new Set(ALIASES), counting(0))).toMatch(/^\w+ 2$/)
})
