import { expect, test } from 'vitest'
import { dailyAllowance } from './allowance.ts'

test('each has so much a day, and the next day anew; what does not fit is not taken', () => {
  let now = new Date('2026-11-24T23:00:00Z')
  const allowance = dailyAllowance(100, () => now)
  expect(allowance.take('kancil', 60)).toBe(true)
  expect(allowance.take('kancil', 41)).toBe(false)
  expect(allowance.take('kancil', 40)).toBe(true)
  expect(allowance.take('kancil', 1)).toBe(false)
  expect(allowance.take('rusa', 100)).toBe(true)
  now = new Date('2026-11-25T00:00:00Z')
  expect(allowance.take('kancil', 101)).toBe(false)
  expect(allowance.take('kancil', 100)).toBe(true)
})
