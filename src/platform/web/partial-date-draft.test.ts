import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PartialDate } from '../pure/partial-date.ts'
import { draftOf, readDraft, type DateDraft } from './partial-date-draft.ts'

const TODAY = '2026-11-24'
const draft = (over: Partial<DateDraft>): DateDraft => ({ ...draftOf(null, TODAY), ...over })

const written = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom<PartialDate>(
      { precision: 'day', value: date.toISOString().slice(0, 10) },
      { precision: 'month', value: date.toISOString().slice(0, 7), estimated: true },
      { precision: 'year', value: date.toISOString().slice(0, 4) },
    ),
  )
const anyDate = fc.oneof(
  written,
  fc.record({
    precision: fc.constant('age' as const),
    years: fc.integer({ min: 0, max: 130 }),
    on: fc.constant(TODAY),
  }),
  fc.constant<PartialDate>({ precision: 'unknown' }),
)

describe('a draft', () => {
  it('gives back every date it was made of', () => {
    fc.assert(
      fc.property(anyDate, (value) => {
        expect(readDraft(draftOf(value, TODAY))).toEqual({ ok: true, value })
      }),
    )
  })

  it('says what is still missing', () => {
    expect(readDraft(draft({}))).toEqual({ ok: false, problem: { code: 'empty' } })
    expect(readDraft(draft({ mode: 'day', day: '4', year: '2013' }))).toEqual({
      ok: false,
      problem: { code: 'incomplete' },
    })
    expect(readDraft(draft({ mode: 'year', year: '13' }))).toEqual({ ok: false, problem: { code: 'year' } })
    expect(readDraft(draft({ mode: 'age', years: 'dua' }))).toEqual({ ok: false, problem: { code: 'age' } })
  })

  it('offers the days on both sides of one that does not exist', () => {
    expect(readDraft(draft({ mode: 'day', day: '31', month: '11', year: '2026' }))).toEqual({
      ok: false,
      problem: { code: 'no-such-day', day: 31, month: 11, suggestions: ['2026-11-30', '2026-12-01'] },
    })
  })

  it('refuses the future only where it cannot be', () => {
    const december = draft({ mode: 'day', day: '24', month: '12', year: '2026' })
    expect(readDraft(december, TODAY)).toEqual({ ok: false, problem: { code: 'future', value: '2026-12-24' } })
    expect(readDraft(december)).toMatchObject({ ok: true })
    expect(readDraft(draft({ mode: 'year', year: '2026' }), TODAY)).toMatchObject({ ok: true })
  })
})
