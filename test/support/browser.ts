import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { CHROMIUM_ARGS, type Chromium } from './chromium.ts'

/** Starts a browser with a profile of its own. Close it in `afterAll`. */
export function launchBrowser(): Promise<Browser> {
  const { path, env }: Chromium = inject('chromium')
  return chromium.launch({
    executablePath: path,
    args: [...CHROMIUM_ARGS],
    env: { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Jakarta', LANG: 'C.UTF-8', ...env },
  })
}

/** What the page complained about: script errors, failed loads, violations of the Content-Security-Policy. Expect it to stay empty. */
export function listenForTrouble(page: Page): string[] {
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      trouble.push(`console: ${message.text()}`)
  })
  return trouble
}

type AxeResult = {
  readonly violations: readonly {
    readonly id: string
    readonly help: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/** What axe finds wrong on the page as it is now, one line each: expect `[]`. */
export async function axeFaults(page: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source) // by the debugger's door: a strict Content-Security-Policy stays on
  const result = await page.evaluate<AxeResult>('axe.run(document, { resultTypes: ["violations"] })')
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
  )
}

/** Text is drawn at all: without fonts every line has height 0, and no other check notices. */
export async function headingHeight(page: Page): Promise<number> {
  const box = await page.locator('h1, h2').first().boundingBox()
  return box?.height ?? 0
}
