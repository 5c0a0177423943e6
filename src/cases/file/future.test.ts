import { describe, expect, it } from 'vitest'
import { isFuture } from './future.ts'

const TODAY = '2026-11-24'

describe('what has not happened yet', () => {
  it.each([
    [{ precision: 'day', value: '2026-11-26' }],
    [{ precision: 'day', value: '2026-12-24' }],
    [{ precision: 'month', value: '2026-12' }],
    [{ precision: 'year', value: '2027' }],
  ])('is %o', (occurred) => expect(isFuture(occurred, TODAY)).toBe(true))

  it.each([
    [{ precision: 'day', value: TODAY }],
    // A day of grace: it is tomorrow already further east.
    [{ precision: 'day', value: '2026-11-25' }],
    [{ precision: 'month', value: '2026-11' }],
    [{ precision: 'year', value: '2026' }],
    [{ precision: 'age', years: 0, on: TODAY }],
    [{ precision: 'unknown' }],
    ['2027-01-01'],
    [undefined],
  ])('is not %o', (occurred) => expect(isFuture(occurred, TODAY)).toBe(false))
})
