import { describe, expect, it } from 'vitest'
import { caseFacts } from '../kinds.ts'
import { BAYU, day, KANCIL, SARI, streamFor, WIRA } from './entries.test-support.ts'
import { conflictsOf, viewFact, viewFactSeenBy } from './facts.ts'
import { same } from './same.ts'
import { hasSeen } from './standings.ts'
import type { Assertion, StreamState } from './state.ts'

const language = (text: string) => ({ facts: { language: text } })
const shown = (state: StreamState, name = 'language') => viewFact(state, name, caseFacts[name]?.protective)
const values = (all: readonly Assertion[] | undefined) => all?.map((one) => one.value)

const assertion = (over: Partial<Assertion>): Assertion => ({
  id: 'a',
  seq: 1,
  by: 'p',
  device: 'd',
  n: 1,
  base: 0,
  occurred: '',
  at: '2026-11-20T10:00:00Z',
  value: 1,
  refs: [],
  how: 'set',
  ...over,
})

function registeredFile() {
  const file = streamFor(1)
  file.write('registered', KANCIL)
  return file
}

describe('seeing', () => {
  it('is standing at or above it', () => {
    const earlier = assertion({ seq: 4 })
    expect(hasSeen(assertion({ base: 4, device: 'other' }), earlier)).toBe(true)
    expect(hasSeen(assertion({ base: 3, device: 'other' }), earlier)).toBe(false)
  })

  it('is having written it before on the same device, whatever arrived first', () => {
    const earlier = assertion({ seq: 9, n: 1 })
    expect(hasSeen(assertion({ seq: 5, n: 2 }), earlier)).toBe(true)
    expect(hasSeen(assertion({ seq: 5, n: 2, device: 'other' }), earlier)).toBe(false)
    expect(hasSeen(assertion({ seq: 10, n: 1 }), earlier)).toBe(false)
  })

  it('is forgotten by a device restored from an older copy', () => {
    expect(hasSeen(assertion({ seq: 9, n: 5, base: 2 }), assertion({ seq: 8, n: 4, base: 6 }))).toBe(false)
  })
})

describe('a fact', () => {
  it('is what was said last by who had seen the rest', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'))
    file.write('facts-set', language('Sunda'), { by: BAYU })
    const view = shown(file.state())
    expect(view?.value).toBe('Sunda')
    expect(view?.standing).toHaveLength(1)
    expect(values(view?.before)).toEqual(['Jawa'])
  })

  it('is null when nobody said it', () => {
    expect(shown(registeredFile().state())).toBeNull()
  })

  it('said twice alike without seeing each other is no conflict; both stay in the history', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'), { base: 1 })
    file.write('facts-set', language(' Jawa'), { by: BAYU, base: 1 })
    const view = shown(file.state())
    expect(view?.standing).toHaveLength(1)
    expect(view?.before).toHaveLength(1)
    expect(conflictsOf(file.state())).toEqual([])
  })

  it('said differently without seeing each other is a conflict: both kept, the one that occurred later shown', () => {
    const file = registeredFile()
    file.write(
      'facts-set',
      { ...language('Sunda'), occurred: day('2026-11-19') },
      { base: 1, at: '2026-11-19T10:00:00+07:00' },
    )
    file.write(
      'facts-set',
      { ...language('Jawa'), occurred: day('2026-11-01') },
      { by: BAYU, base: 1, at: '2026-11-21T10:00:00+07:00' },
    )
    const view = shown(file.state())
    expect(values(view?.standing)).toEqual(['Sunda', 'Jawa'])
    expect(view?.before).toEqual([])
    expect(conflictsOf(file.state())).toEqual(['language'])
  })

  it('without a day of its own counts from the day it was written', () => {
    const file = registeredFile()
    file.write('facts-set', { ...language('Sunda'), occurred: day('2026-11-01') }, { base: 1 })
    file.write('facts-set', language('Jawa'), { by: BAYU, base: 1, at: '2026-11-20T09:00:00+07:00' })
    expect(shown(file.state())?.value).toBe('Jawa')
  })

  it('compares instants, not the spelling of their offsets', () => {
    const file = registeredFile()
    file.write(
      'facts-set',
      { ...language('first'), occurred: day('2026-11-20') },
      { base: 1, at: '2026-11-20T10:00:00+07:00' },
    )
    file.write(
      'facts-set',
      { ...language('second'), occurred: day('2026-11-20') },
      { by: BAYU, base: 1, at: '2026-11-20T04:00:00Z' },
    )
    expect(shown(file.state())?.value).toBe('second')
  })

  it('in conflict shows the careful value where its topic says which', () => {
    const file = registeredFile()
    const way = (safe: boolean, note: string) => ({ facts: { contact: { way: 'phone', safe, note } } })
    file.write('facts-set', { ...way(false, 'older'), occurred: day('2026-11-01') }, { base: 1 })
    file.write('facts-set', { ...way(true, 'newest'), occurred: day('2026-11-20') }, { by: BAYU, base: 1 })
    file.write('facts-set', { ...way(false, 'newer'), occurred: day('2026-11-10') }, { by: WIRA, base: 1 })
    const view = shown(file.state(), 'contact')
    expect(view?.value).toMatchObject({ safe: false, note: 'newer' })
    expect(view?.standing).toHaveLength(3)
  })

  it('in conflict is not settled by who saw it and says something without referring to it', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'), { base: 1 })
    file.write('facts-set', language('Sunda'), { by: BAYU, base: 1 })
    file.write('facts-set', language('Madura'), { by: WIRA })
    expect(shown(file.state())?.standing).toHaveLength(3)
  })

  it('is settled by an entry that refers to both sides, to one of them or to a third value', () => {
    for (const chosen of ['Jawa', 'Sunda', 'Madura']) {
      const file = registeredFile()
      const a = file.write('facts-set', language('Jawa'), { base: 1 })
      const b = file.write('facts-set', language('Sunda'), { by: BAYU, base: 1 })
      file.write('settled', { ...language(chosen), why: 'asked' }, { by: WIRA, refs: [a, b] })
      const view = shown(file.state())
      expect([view?.value, view?.standing.length, view?.shown.how]).toEqual([chosen, 1, 'settled'])
      expect(values(view?.before)?.toSorted()).toEqual(['Jawa', 'Sunda'])
    }
  })

  it('with a third side that the settler had not seen stays in conflict with it', () => {
    const file = registeredFile()
    const a = file.write('facts-set', language('Jawa'), { base: 1 })
    const b = file.write('facts-set', language('Sunda'), { by: BAYU, base: 1 })
    file.write('facts-set', language('Madura'), { by: WIRA, base: 1 })
    const c = file.write('settled', language('Jawa'), { by: SARI, base: 3, refs: [a, b] })
    expect(values(shown(file.state())?.standing)?.toSorted()).toEqual(['Jawa', 'Madura'])
    const d = file.accepted[3]?.entry.id ?? ''
    file.write('settled', language('Madura'), { by: SARI, refs: [c, d] })
    expect(values(shown(file.state())?.standing)).toEqual(['Madura'])
  })

  it('corrected supersedes what it refers to, and stands beside what it had not seen', () => {
    const file = registeredFile()
    const a = file.write('facts-set', language('Jawa'))
    file.write('facts-set', language('Bali'), { by: BAYU, base: 2 })
    file.write('corrected', { ...language('Sunda'), why: 'misheard' }, { base: 2, refs: [a] })
    expect(values(shown(file.state())?.standing)?.toSorted()).toEqual(['Bali', 'Sunda'])
  })

  it('taken back gives the earlier value back; the taking-back taken back, the later one', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'))
    const wrong = file.write('facts-set', language('Sunda'))
    const back = file.write('retracted', { reason: 'wrong-child' }, { refs: [wrong] })
    expect(shown(file.state())?.value).toBe('Jawa')
    const again = file.write('retracted', { reason: 'other' }, { refs: [back] })
    expect(shown(file.state())?.value).toBe('Sunda')
    file.write('retracted', { reason: 'other' }, { refs: [again] })
    expect(shown(file.state())?.value).toBe('Jawa')
  })

  it('taken back by many that take each other back is sorted out once, whatever a writer piles up', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'))
    let layer = [file.write('facts-set', language('Sunda'))]
    for (let depth = 0; depth < 16; depth += 1)
      layer = Array.from({ length: 16 }, () => file.write('retracted', { reason: 'other' }, { refs: layer }))
    const begun = performance.now()
    // Sixteen layers: the first is taken back by the second, which is taken back by the third …; the last holds.
    expect(shown(file.state())?.value).toBe('Sunda')
    expect(performance.now() - begun).toBeLessThan(2_000)
  })

  it('taken back in a circle stays: neither of two that take each other back holds', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'))
    const wrong = file.write('facts-set', language('Sunda'))
    const later = file.accepted[0]?.entry.id.replace(/.$/, '5') ?? ''
    const one = file.write('retracted', { reason: 'other' }, { refs: [wrong, later] })
    expect(file.write('retracted', { reason: 'other' }, { refs: [one] })).toBe(later)
    expect(shown(file.state())?.value).toBe('Sunda')
  })

  it('in conflict is settled when one side is taken back', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'), { base: 1 })
    const b = file.write('facts-set', language('Sunda'), { by: BAYU, base: 1 })
    file.write('retracted', { reason: 'wrong-child' }, { by: BAYU, refs: [b] })
    expect(values(shown(file.state())?.standing)).toEqual(['Jawa'])
  })

  it('can be seen as a writer knew it', () => {
    const file = registeredFile()
    file.write('facts-set', language('Jawa'))
    file.write('facts-set', language('Sunda'))
    const state = file.state()
    expect(viewFactSeenBy(state, 'language', { base: 2, device: 'x', n: 1 })?.value).toBe('Jawa')
    expect(viewFactSeenBy(state, 'language', { base: 1, device: 'x', n: 1 })).toBeNull()
  })
})

describe('same', () => {
  it('does not mind the order of keys nor white space around text', () => {
    expect(same({ a: 1, b: ['x'] }, { b: [' x '], a: 1 })).toBe(true)
    expect(same('Jawa', 'Jawa ')).toBe(true)
  })

  it('minds everything else', () => {
    expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false)
    expect(same({ a: 1 }, { b: 1 })).toBe(false)
    expect(same([1, 2], [2, 1])).toBe(false)
    expect(same([1], { 0: 1 })).toBe(false)
    expect(same(null, {})).toBe(false)
    expect(same('1', 1)).toBe(false)
  })
})
