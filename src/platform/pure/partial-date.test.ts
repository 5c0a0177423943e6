import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  ageOn,
  comparePartialDates,
  dayFromNumber,
  dayNumber,
  isDay,
  mayBeSameDay,
  partialDateSchema,
  rangeOf,
  todayIn,
  weekdayOf,
  yearsBetween,
  type PartialDate,
} from './partial-date.ts'

const day = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2100-12-31') }).map(dayFromNumber)
const written: fc.Arbitrary<PartialDate> = day.chain((d) =>
  fc.constantFrom<PartialDate>(
    { precision: 'day', value: d },
    { precision: 'month', value: d.slice(0, 7) },
    { precision: 'year', value: d.slice(0, 4) },
    { precision: 'year', value: d.slice(0, 4), estimated: true, plusMinus: 1 },
  ),
)
const age: fc.Arbitrary<PartialDate> = fc
  .record({
    years: fc.integer({ min: 0, max: 90 }),
    on: day,
    months: fc.option(fc.integer({ min: 0, max: 11 })),
    wide: fc.boolean(),
  })
  .map(({ years, on, months, wide }) => ({
    precision: 'age',
    years,
    on,
    ...(months === null ? {} : { months }),
    ...(wide ? { plusMinus: 1 } : {}),
  }))
const partial = fc.oneof(written, age, fc.constant<PartialDate>({ precision: 'unknown' }))

describe('partial dates', () => {
  it('an age allows exactly the days on which it was true', () => {
    expect(rangeOf({ precision: 'age', years: 5, on: '2025-09-30' })).toEqual({
      earliest: '2019-10-01',
      latest: '2020-09-30',
    })
    expect(rangeOf({ precision: 'age', years: 0, months: 8, on: '2025-12-31' })).toEqual({
      earliest: '2025-04-01',
      latest: '2025-04-30',
    })
    expect(rangeOf({ precision: 'age', years: 16, on: '2025-12-31', plusMinus: 1 })).toEqual({
      earliest: '2008-01-01',
      latest: '2010-12-31',
    })
  })
  it('a year and a month are whole, and ± widens by years', () => {
    expect(rangeOf({ precision: 'year', value: '2014' })).toEqual({ earliest: '2014-01-01', latest: '2014-12-31' })
    expect(rangeOf({ precision: 'month', value: '2014-02' })).toEqual({ earliest: '2014-02-01', latest: '2014-02-28' })
    expect(rangeOf({ precision: 'year', value: '2010', estimated: true, plusMinus: 1 })).toEqual({
      earliest: '2009-01-01',
      latest: '2011-12-31',
    })
  })
  it('knows the calendar', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const bad of [
      '2023-02-29',
      '2017-06-31',
      '2017-13-01',
      '2017-00-10',
      '17-01-01',
      '2017-1-1',
      '',
      '2017-01-00',
    ])
      expect(isDay(bad)).toBe(false)
    expect(weekdayOf('2015-04-21')).toBe(2)
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
  })
  it('a day belongs to the zone in which it is asked', () => {
    const instant = new Date('2026-01-01T18:30:00Z')
    expect(todayIn('Asia/Jakarta', instant)).toBe('2026-01-02')
    expect(todayIn('Asia/Jayapura', instant)).toBe('2026-01-02')
    expect(todayIn('UTC', instant)).toBe('2026-01-01')
    expect(() => todayIn('Nowhere/Atlantis', instant)).toThrow(RangeError)
  })
  it('day numbers agree with the platform calendar', () => {
    fc.assert(
      fc.property(day, (d) => {
        expect(dayNumber(d)).toBe(Date.parse(`${d}T00:00:00Z`) / 86400000)
        expect(weekdayOf(d)).toBe(new Date(`${d}T00:00:00Z`).getUTCDay())
      }),
    )
  })
  it('adding days is undone by taking them away', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (d, n) => {
        expect(addDays(addDays(d, n), -n)).toBe(d)
      }),
    )
  })
  it('a range is never empty, and the ages at its ends are the honest bounds', () => {
    fc.assert(
      fc.property(partial, day, (d, on) => {
        const range = rangeOf(d)
        const ages = ageOn(d, on)
        if (range === null || ages === null) {
          expect(d.precision).toBe('unknown')
          return
        }
        expect(range.earliest <= range.latest).toBe(true)
        expect(ages.min).toBeLessThanOrEqual(ages.max)
        expect(yearsBetween(range.earliest, on)).toBe(ages.max)
      }),
    )
  })
  it('an age is the age on the day it was said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), day, (years, on) => {
        const ages = ageOn({ precision: 'age', years, on }, on)
        expect(ages).not.toBeNull()
        // 29 February: whoever was born on it is counted with those of the 28th, as most registries do.
        expect(Math.abs((ages?.max ?? 99) - years)).toBeLessThanOrEqual(on.endsWith('-02-28') ? 1 : 0)
        expect(ages?.min).toBe(years)
      }),
    )
  })
  it('the schema accepts what the type allows and refuses the rest', () => {
    fc.assert(
      fc.property(partial, (d) => {
        expect(partialDateSchema.parse(d)).toEqual(d)
      }),
    )
    const wrong: unknown[] = [
      { precision: 'day', value: '2017-06-31' },
      { precision: 'day', value: '2017' },
      { precision: 'year', value: '17' },
      { precision: 'age', years: -1, on: '2020-01-01' },
      { precision: 'unknown', value: '2017' },
      {},
      null,
    ]
    for (const w of wrong) expect(partialDateSchema.safeParse(w).success).toBe(false)
  })
  it('comparing is a total order, and two dates that share a day may be the same', () => {
    fc.assert(
      fc.property(partial, partial, partial, (a, b, c) => {
        expect(Math.sign(comparePartialDates(a, b))).toBe(-Math.sign(comparePartialDates(b, a)) + 0)
        if (comparePartialDates(a, b) <= 0 && comparePartialDates(b, c) <= 0)
          expect(comparePartialDates(a, c)).toBeLessThanOrEqual(0)
        expect(mayBeSameDay(a, a)).toBe(true)
      }),
    )
  })
})
