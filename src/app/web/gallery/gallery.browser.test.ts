/**
 * Every part and every screen with invented data, in the browser, under the server's own Content-Security-Policy: no fault that
 * axe knows, no complaint of the page, nothing wider than the window, in both themes, three languages, and with text doubled.
 */
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '#platform/server/http/security-headers.ts'
import { axeFaults, headingHeight, launchBrowser, listenForTrouble } from '../../../../test/support/browser.ts'
import { SCREEN_NAMES } from './screen-names.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const built = join(root, 'dist/web-gallery')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

let server: Server
let browser: Browser
let base = ''

beforeAll(async () => {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', '--mode', 'gallery', '--logLevel', 'error'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/^\/app\//, '')
    const file = extname(path) !== '' && existsSync(join(built, path)) ? join(built, path) : join(built, 'index.html')
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'max-age=3600',
    })
    response.end(readFileSync(file))
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  const address = server.address()
  base = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}/app/parts`
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser.close()
  server.close()
})

const LAPTOP = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }
const PATHS = ['', ...SCREEN_NAMES.map((name) => `/${name}`)]

async function contextOf(
  language: string,
  viewport: typeof LAPTOP,
  colorScheme: 'light' | 'dark',
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, colorScheme })
  await context.addInitScript(`localStorage.setItem('lindung.language', '${language}')`)
  return context
}

async function show(page: Page, path: string): Promise<void> {
  await page.goto(base + path)
  await page.locator('h1').first().waitFor()
  await page.evaluate('document.fonts.ready')
}

/** What stands beyond the edge of the window: nothing may, but for what scrolls in a box of its own. */
const beyondTheEdge = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1)
      .map((e) => e.tagName + ' ' + e.textContent.slice(0, 40))
  })()`)

describe.each([
  ['id', LAPTOP, 'light'],
  ['en', PHONE, 'dark'],
] as const)('in %s on %o, %s', (language, viewport, scheme) => {
  let context: BrowserContext
  beforeAll(async () => {
    context = await contextOf(language, viewport, scheme)
  })
  afterAll(() => context.close())

  test.each(PATHS)('/parts%s has no fault', async (path) => {
    const page = await context.newPage()
    const trouble = listenForTrouble(page)
    await show(page, path)
    expect(await headingHeight(page)).toBeGreaterThan(15)
    expect(await beyondTheEdge(page)).toEqual([])
    // The whole page at once: what lies below the bottom bar now is not too small a target.
    await page.setViewportSize({
      ...viewport,
      height: await page.evaluate<number>('document.documentElement.scrollHeight'),
    })
    expect(await axeFaults(page)).toEqual([])
    expect(trouble).toEqual([])
    await page.close()
  })
})

test('from right to left, and at 320 px, nothing is wider than the window', async () => {
  const context = await contextOf('ur', { width: 320, height: 700 }, 'light')
  const page = await context.newPage()
  for (const path of PATHS) {
    await show(page, path)
    expect(await page.evaluate('document.documentElement.dir')).toBe('rtl')
    expect({ path, beyond: await beyondTheEdge(page) }).toEqual({ path, beyond: [] })
  }
  await context.close()
})

test('with text doubled nothing is wider than a phone', async () => {
  const context = await contextOf('id', PHONE, 'light')
  const page = await context.newPage()
  for (const path of PATHS) {
    await show(page, path)
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`)
    expect({ path, beyond: await beyondTheEdge(page) }).toEqual({ path, beyond: [] })
  }
  await context.close()
})

test('the keyboard alone: skip link, find, rows, dialog, error summary', async () => {
  const context = await contextOf('id', LAPTOP, 'light')
  const page = await context.newPage()
  const focused = () => page.evaluate<string>(`document.activeElement.textContent || document.activeElement.id`)

  await show(page, '/caseload')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Langsung ke isi')
  await page.keyboard.press('/')
  await page.keyboard.type('kan')
  expect(await page.locator('tbody tr').count()).toBe(1)
  await page.keyboard.press('Escape')
  await page.locator('tbody a').first().focus()
  await page.keyboard.press('j')
  expect(await focused()).toBe('Kancil')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Kancil', exact: true }).waitFor()
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')
  expect(await focused()).toBe('Kancil')

  await show(page, '')
  await page.getByRole('button', { name: 'Buka tanya' }).focus()
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('Tarik kembali rujukan?')
  await page.keyboard.press('Escape')
  expect(await focused()).toBe('Buka tanya')

  await show(page, '/conflict-errors')
  expect(await page.evaluate(`document.activeElement.getAttribute('role')`)).toBe('alert')
  await page.getByRole('link', { name: 'Tulis mengapa' }).press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('sebab')
  await context.close()
})

test('the true name shows on demand and is gone when the window is hidden', async () => {
  const context = await contextOf('id', LAPTOP, 'light')
  const page = await context.newPage()
  await show(page, '/file')
  expect(await page.getByText('Melur Kenanga').count()).toBe(0)
  await page.getByRole('button', { name: 'Perlihatkan nama asli' }).click()
  await page.getByText('Melur Kenanga').waitFor()
  await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
  await page.getByText('Melur Kenanga').waitFor({ state: 'detached' })
  await context.close()
})

test('language and colours are the person’s choice, and stay', async () => {
  const context = await browser.newContext({ viewport: LAPTOP, colorScheme: 'light', locale: 'id' })
  const page = await context.newPage()
  const trouble = listenForTrouble(page)
  await show(page, '')
  await page.getByLabel('English').click()
  await page.getByText('Screen colours').waitFor()
  await page.getByLabel('Dark').click()
  await page.reload()
  await page.getByText('Screen colours').waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('en')
  expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark')
  expect(trouble).toEqual([])
  await context.close()
})
