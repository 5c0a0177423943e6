import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestPerson } from '../support/application.ts'
import { listenForTrouble } from '../support/browser.ts'
import { enterAs, type TestServer } from '../support/server.ts'
import type { Screens } from './open-screens.ts'

/** What a person does on the screens, in Indonesian, by the words and roles that they see. */
export type Hands = {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page complained about. */
  readonly trouble: readonly string[]
  readonly open: (path: string) => Promise<void>
}

/** A browser window of a person, signed in; without a person, nobody is. */
export async function handsOf(
  { browser, server }: Pick<Screens, 'browser' | 'server'>,
  person: TestPerson | null,
  phone = false,
): Promise<Hands> {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 900 }
  const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', viewport })
  if (person !== null) await enterAs(context, server, person)
  return handsIn(context, server)
}

export async function handsIn(context: BrowserContext, server: TestServer): Promise<Hands> {
  const page = await context.newPage()
  await page.addInitScript(() => localStorage.setItem('lindung.language', 'id'))
  page.setDefaultTimeout(10_000)
  return {
    page,
    context,
    trouble: listenForTrouble(page),
    open: async (path) => {
      await page.goto(`${server.address}/app${path}`)
    },
  }
}

export type Child = { readonly alias: string; readonly name?: string; readonly year?: string }

/** Fills the registration of a child; answers with the file's id. */
export async function register({ page, open }: Hands, { alias, name, year = '2013' }: Child): Promise<string> {
  await open('/children/new')
  await page.getByLabel('Alias').fill(alias)
  await page.getByLabel('Perempuan').check()
  const birth = page.getByRole('group', { name: 'Tanggal lahir' })
  await birth.getByLabel('Tahun saja').check()
  await page.getByLabel('Tahun', { exact: true }).first().fill(year)
  await page.getByLabel('Kami temui sendiri').check()
  if (name !== undefined) await page.getByLabel('Nama asli').fill(name)
  await page.getByRole('button', { name: 'Catat anak ini' }).click()
  await page.getByRole('heading', { level: 1, name: alias }).waitFor()
  return /children\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** Fills a visit up to its button. */
export async function writeVisit({ page, open }: Hands, file: string, text: string): Promise<void> {
  await open(`/children/${file}/visit`)
  await page.getByLabel('Di rumah').check()
  await page.getByLabel('Anak', { exact: true }).check()
  await page.getByLabel('Apa yang terjadi').fill(text)
}

export const keepVisit = ({ page }: Hands) => page.getByRole('button', { name: 'Simpan kunjungan' }).click()

/** The line in the side that says where the work is. */
export const syncLine = ({ page }: Hands) => page.locator('aside [role=status]')

/** Waits until the office has everything. */
export async function waitUntilSent(hands: Hands): Promise<void> {
  await expect.poll(() => syncLine(hands).textContent(), { timeout: 15_000 }).toMatch(/^Semua terkirim pukul/)
}

/** The story, first line of each entry. */
export const storyTitles = ({ page }: Hands) =>
  page.getByRole('list', { name: 'Cerita' }).getByRole('heading').allTextContents()
