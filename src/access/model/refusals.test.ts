import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIRST, FIRST_OF_ALL, refusalCounter, WINDOW } from './refusals.ts'

const START = Date.UTC(2026, 10, 24, 5)

function clockwork() {
  let at = START
  return { now: () => new Date(at), pass: (milliseconds: number) => (at += milliseconds) }
}

test('the first few of a sort stand alone, the others are one number when the window has ended', () => {
  const clock = clockwork()
  const counter = refusalCounter(clock.now)
  const alone = Array.from({ length: 10_000 }, () => counter.note('file.read', 'not-signed-in'))
  expect(alone.filter(Boolean)).toHaveLength(FIRST)
  expect(alone.slice(0, FIRST).every(Boolean)).toBe(true)
  expect(counter.take()).toEqual([])
  clock.pass(WINDOW)
  expect(counter.take()).toEqual([{ op: 'file.read', code: 'not-signed-in', times: 10_000 - FIRST, since: START }])
  expect(counter.take()).toEqual([])
})

test('few refusals are never counted: each stands alone, in every window anew', () => {
  const clock = clockwork()
  const counter = refusalCounter(clock.now)
  for (let window = 0; window < 5; window += 1) {
    for (let i = 0; i < FIRST; i += 1) expect(counter.note('session.start', 'wrong-sign-in')).toBe(true)
    clock.pass(WINDOW)
  }
  expect(counter.take(true)).toEqual([])
})

test('a flood of one sort hides no other sort; a flood of all sorts is bounded, and each is told', () => {
  const clock = clockwork()
  const counter = refusalCounter(clock.now)
  for (let i = 0; i < 1000; i += 1) counter.note('session.start', 'wrong-sign-in')
  expect(counter.note('file.read', 'not-signed-in')).toBe(true)
  let alone = FIRST + 1
  for (let i = 0; i < 100; i += 1)
    for (let sort = 0; sort < 50; sort += 1) if (counter.note(`sort.${sort}`, 'bad-input')) alone += 1
  expect(alone).toBe(FIRST_OF_ALL)
  clock.pass(WINDOW)
  const told = counter.take()
  expect(new Set(told.map(({ op }) => op)).size).toBe(51)
  expect(alone + told.reduce((sum, { times }) => sum + times, 0)).toBe(1000 + 1 + 5000)
})

test('nothing is lost: what stands alone, is told, given back and told as a last word is all that there was', () => {
  const event = fc.oneof(
    { weight: 6, arbitrary: fc.record({ note: fc.nat(3), times: fc.integer({ min: 1, max: 60 }) }) },
    { weight: 1, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 3 * WINDOW }) }) },
    { weight: 1, arbitrary: fc.record({ take: fc.constantFrom('told', 'failed') }) },
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const clock = clockwork()
      const counter = refusalCounter(clock.now)
      let [noted, told] = [0, 0]
      for (const one of events) {
        if ('note' in one)
          for (let i = 0; i < one.times; i += 1) {
            noted += 1
            if (counter.note(`sort.${one.note}`, 'bad-input')) told += 1
          }
        else if ('pass' in one) clock.pass(one.pass)
        else {
          const taken = counter.take()
          expect(taken.every(({ times }) => times > 0)).toBe(true)
          if (one.take === 'failed') counter.giveBack(taken)
          else told += taken.reduce((sum, { times }) => sum + times, 0)
        }
      }
      expect(told + counter.take(true).reduce((sum, { times }) => sum + times, 0)).toBe(noted)
      expect(counter.take(true)).toEqual([])
    }),
  )
})
