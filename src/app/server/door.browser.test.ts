import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, headingHeight, launchBrowser, listenForTrouble } from '../../../test/support/browser.ts'
import { serveDemo } from '../../../test/support/demo.ts'

let browser: Browser
let demo: Awaited<ReturnType<typeof serveDemo>>

beforeAll(async () => {
  demo = await serveDemo()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await demo.close()
})

const PAGES = ['/', '/demo/reset', '/host', '/none']

test.each([390, 1280])('the door, %i wide, in three languages and two themes: no fault, no overflow', async (width) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme })
    const page = await context.newPage()
    const trouble = listenForTrouble(page)
    for (const path of PAGES)
      for (const language of ['id', 'en', 'ur']) {
        await page.goto(new URL(`${path}?lang=${language}`, demo.address).href)
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
  await page.goto(`${demo.address}/?lang=en`)
  await page.getByRole('button', { name: 'Enter as Sari' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/app/?lang=en')
  const session = await context.request.get(new URL('/api/session', demo.address).href)
  expect(session.status()).toBe(200)
  await page.goto(`${demo.address}/?lang=en`)
  await page.getByRole('link', { name: 'Back to the beginning' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${demo.address}/?lang=en`)
  expect((await context.request.get(new URL('/api/session', demo.address).href)).status()).toBe(401)
  await context.close()
})
