import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../../../test/support/browser.ts'

let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser()
  context = await browser.newContext()
  await context.route('http://localhost/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (!pathname.endsWith('.ts'))
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Pond</title>' })
    const body = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, '../../../..', pathname), 'utf8'))
    return route.fulfill({ contentType: 'text/javascript', body })
  })
})
afterAll(() => browser.close())

/** Runs the body of an async function in the page, with our modules as `c` (crypto) and `b` (bytes). */
const run = (page: Page, body: string) =>
  page.evaluate<string>(`(async () => {
    const c = await import('/src/platform/web/crypto/index.ts')
    const b = await import('/src/platform/pure/bytes/index.ts')
    ${body}
  })()`)
const newPage = async () => {
  const page = await context.newPage()
  await page.goto('http://localhost/')
  return page
}
const SEAL = `return b.toHex(await c.seal(await c.deviceKey(c.idbKeyStore()), b.utf8('half a sentence'), b.utf8('draft')))`
const open = (sealed: string) =>
  `return c.open(await c.deviceKey(c.idbKeyStore()), b.fromHex('${sealed}'), b.utf8('draft')).then(b.fromUtf8, (e) => e.name)`

test('two tabs that start at once share one key, which outlives both and cannot be carried away', async () => {
  const [one, two] = await Promise.all([newPage(), newPage()])
  const [first, second] = await Promise.all([run(one, SEAL), run(two, SEAL)])
  await Promise.all([one.close(), two.close()])
  const later = await newPage()
  expect([await run(later, open(first)), await run(later, open(second))]).toEqual([
    'half a sentence',
    'half a sentence',
  ])
  const taken = `const key = await c.deviceKey(c.idbKeyStore()); return crypto.subtle.exportKey('raw', key).then(() => 'taken', (e) => e.name)`
  expect(await run(later, taken)).toBe('InvalidAccessError')
  await later.close()
})

test('what was sealed under a forgotten key is gone', async () => {
  const page = await newPage()
  const sealed = await run(page, SEAL)
  await run(page, `await c.forgetDeviceKey(); return ''`)
  expect(await run(page, open(sealed))).toBe('OperationError')
  await page.close()
})
