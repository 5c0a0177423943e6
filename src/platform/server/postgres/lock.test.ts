import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'lindung-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a lock is taken once, and again after it was given free', () => {
  const path = join(folder, 'once')
  const first = takeLock(path)
  expect(first.ok).toBe(true)
  expect(takeLock(path)).toEqual({ ok: false, holder: process.pid })
  if (first.ok) first.release()
  expect(existsSync(path)).toBe(false)
  expect(takeLock(path).ok).toBe(true)
})

test.each(['', 'no number', '4194305', `${process.pid} 1`])('a lock that says "%s" is stale', (text) => {
  const path = join(folder, `stale-${text.length}`)
  writeFileSync(path, text)
  expect(takeLock(path).ok).toBe(true)
})

test('of several processes that find the same stale lock one wins', async () => {
  const path = join(folder, 'race')
  writeFileSync(path, '4194305\n')
  const code = `
    import { takeLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
    while (Date.now() < ${Date.now() + 600}) {}
    console.log(takeLock(${JSON.stringify(path)}).ok)
    setTimeout(() => {}, 600)`
  const said = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [line] = (await once(child.stdout, 'data')) as [Buffer]
      return line.toString().trim()
    }),
  )
  expect(said.sort((a, b) => (a < b ? -1 : 1))).toEqual(['false', 'false', 'false', 'true'])
})
