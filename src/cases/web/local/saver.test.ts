import { expect, test } from 'vitest'
import { createSaver } from './saver.ts'

function slowStore() {
  const kept: string[] = []
  const gates: (() => void)[] = []
  const keep = (value: string) =>
    new Promise<void>((resolve) => {
      gates.push(() => {
        kept.push(value)
        resolve()
      })
    })
  const pass = async () => {
    gates.shift()?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { kept, keep, pass }
}

test('of letters typed while one is being kept, the last is kept next', async () => {
  const { kept, keep, pass } = slowStore()
  const saver = createSaver(keep)
  for (const text of ['a', 'ab', 'abc']) saver.save(text)
  await pass()
  await pass()
  expect(kept).toEqual(['a', 'abc'])
})

test('after stop nothing is kept, and the one under way has ended', async () => {
  const { kept, keep, pass } = slowStore()
  const saver = createSaver(keep)
  saver.save('a')
  saver.save('ab')
  const stopped = saver.stop()
  await pass()
  await stopped
  saver.save('abc')
  await pass()
  expect(kept).toEqual(['a'])
})

test('a save that fails does not stop the next', async () => {
  const kept: string[] = []
  const saver = createSaver(async (value: string) => {
    if (value === 'a') throw new Error('the disk is full')
    kept.push(value)
  })
  saver.save('a')
  await new Promise((resolve) => setTimeout(resolve))
  saver.save('ab')
  await saver.stop()
  expect(kept).toEqual(['ab'])
})
