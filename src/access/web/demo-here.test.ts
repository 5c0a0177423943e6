import { expect, test } from 'vitest'
import { isDemoHere, rememberDemo } from './demo-here.ts'

const storage = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

test('an address is a demo where somebody entered one, and no longer where somebody signed in to a real instance', () => {
  const here = storage()
  expect(isDemoHere(here)).toBe(false)
  rememberDemo(true, here)
  expect(isDemoHere(here)).toBe(true)
  rememberDemo(false, here)
  expect(isDemoHere(here)).toBe(false)
})
