import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { fileEpochKeys, newPrivateKey } from '#platform/server/keys/index.ts'
import { systemRandom } from '#platform/server/random.ts'
import { axeFaults, headingHeight, launchBrowser, listenForTrouble } from '../../../test/support/browser.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { serve, type Serving } from './serve.ts'

let browser: Browser
let database: TestDatabase
let folder: string
let serving: Serving

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lindung-door-'))
  database = await createTestDatabase()
  const read = readConfig({ LINDUNG_METRICS_PORT: '0' }, ['--port', '0'], folder)
  if (!read.ok) throw new Error(read.errors.join('\n'))
  const instance = {
    config: read.config,
    dataDir: folder,
    postgres: null,
    adminUrl: database.adminUrl,
    passwords: rolePasswords(),
    keys: await fileEpochKeys(read.config.keysDir, { create: true }),
    keysFrom: 'files' as const,
    instanceKey: newPrivateKey('p256'),
    logKey: newPrivateKey('ed25519'),
    logName: 'test.example/audit',
    close: async () => undefined,
  }
  serving = await serve(instance, { random: systemRandom, now: () => new Date(), log: createLog('silent') })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await serving.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

const PAGES = ['/', '/demo/reset', '/host', '/none']

test.each([390, 1280])('the door, %i wide, in three languages and two themes: no fault, no overflow', async (width) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme })
    const page = await context.newPage()
    const trouble = listenForTrouble(page)
    for (const path of PAGES)
      for (const language of ['id', 'en', 'ur']) {
        await page.goto(new URL(`${path}?lang=${language}`, serving.address).href)
        const where = `${path} ${language} ${colorScheme}`
        expect([where, await axeFaults(page)]).toEqual([where, []])
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        expect(await headingHeight(page)).toBeGreaterThan(20)
      }
    // The page that is not there is said to be so; that is no trouble.
    expect(trouble.filter((one) => !one.includes('404'))).toEqual([])
    await context.close()
  }
})

test('is used by keyboard alone: entered as a person, and set back to its beginning', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${serving.address}?lang=en`)
  await page.getByRole('button', { name: 'Enter as Sari' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/app/?lang=en')
  const session = await context.request.get(new URL('/api/session', serving.address).href)
  expect(session.status()).toBe(200)
  await page.goto(`${serving.address}?lang=en`)
  await page.getByRole('link', { name: 'Back to the beginning' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${serving.address}?lang=en`)
  expect((await context.request.get(new URL('/api/session', serving.address).href)).status()).toBe(401)
  await context.close()
})
