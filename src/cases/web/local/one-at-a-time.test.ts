import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

/** Work that ends when it is told to, and what it was given. */
function slow() {
  const given: string[] = []
  const ends: ((ok: boolean) => void)[] = []
  const work = (what: string) => {
    given.push(what)
    return new Promise<string>((resolve, reject) => {
      ends.push((ok) => (ok ? resolve(what) : reject(new Error('not written'))))
    })
  }
  return { given, ends, press: oneAtATime(work) }
}

test('a button pressed twice does its work once', async () => {
  const { given, ends, press } = slow()
  const first = press('accepted')
  expect(await press('accepted')).toBeUndefined()
  ends[0]?.(true)
  expect(await first).toBe('accepted')
  expect(given).toEqual(['accepted'])
})

test('afterwards it can be pressed again, also when it failed', async () => {
  const { given, ends, press } = slow()
  const first = press('one')
  ends[0]?.(false)
  await expect(first).rejects.toThrow('not written')
  const second = press('two')
  ends[1]?.(true)
  expect(await second).toBe('two')
  expect(given).toEqual(['one', 'two'])
})
