import { expect, test } from 'vitest'
import { main } from '../main.ts'

async function call(...argv: string[]): Promise<{ code: number; err: string }> {
  let err = ''
  const io = {
    stdout: () => undefined,
    stderr: (text: string) => void (err += text),
    readFile: () => Promise.reject(new Error('reads nothing')),
    writeNew: () => Promise.reject(new Error('writes nothing')),
    progress: () => undefined,
  }
  return { code: await main(['export-log', ...argv], io), err }
}

test.each([
  [[], 'export-log DIRECTORY'],
  [['--size', '4', 'file'], '--size goes with --leaf'],
  [['--leaf', '00000000-0000-4000-8000-000000000000', '--size', 'all', 'file'], 'number of leaves'],
  [['--leaf', 'frog', 'file'], 'long id of a leaf'],
  [['one', 'two'], 'one word too many'],
])('asked wrongly, %s opens nothing', async (argv, says) => {
  expect(await call(...argv)).toEqual({ code: 2, err: expect.stringContaining(says) as unknown })
})
