import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, headingHeight, launchBrowser, listenForTrouble } from './browser.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const html = (body: string): string =>
  `<!doctype html><html lang="en"><title>Pond</title><meta http-equiv="Content-Security-Policy" content="script-src 'none'"><main>${body}</main></html>`

test('text has a height, and a good page has no faults', async () => {
  const page = await browser.newPage()
  const trouble = listenForTrouble(page)
  await page.setContent(html('<h1>Frogs</h1>'))
  expect(await headingHeight(page)).toBeGreaterThan(15)
  expect(await axeFaults(page)).toEqual([])
  expect(trouble).toEqual([])
})

test('a bad page has faults: a picture without words, a script that the policy refuses', async () => {
  const page = await browser.newPage()
  const trouble = listenForTrouble(page)
  await page.setContent(html('<h1>Frogs</h1><img src="data:,"><script>frogs()</script>'))
  expect(await axeFaults(page)).toEqual([expect.stringContaining('image-alt')])
  expect(trouble).toEqual([expect.stringMatching(/content security policy/i)])
})
