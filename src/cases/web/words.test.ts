import { expect, test } from 'vitest'
import { shownYears } from './words.ts'

test('the number that an age is said with: the end of a range, the middle of an estimate', () => {
  expect(shownYears({ min: 13, max: 13 })).toBe(13)
  expect(shownYears({ min: 0, max: 1 })).toBe(1)
  expect(shownYears({ min: 0, max: 2, about: true })).toBe(1)
  expect(shownYears({ min: 8, max: 11, about: true })).toBe(10)
})
