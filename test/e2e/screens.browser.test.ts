import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { TestPerson } from '../support/application.ts'
import { axeFaults, headingHeight, listenForTrouble } from '../support/browser.ts'
import { enterAs } from '../support/server.ts'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'

let sari: TestPerson
let file: string
let first: string
let note: string

const day = (value: string) => ({ precision: 'day', value })

const screens = openScreens(async ({ world }) => {
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  await world.person('Wira', awan, 'supervisor')
  const pen = penOf(sari)
  const child = await pen.register('Kancil')
  file = child.file
  first = child.results[0]?.id ?? ''
  const remark = pen.write(file, 'note', { text: 'Tetangga mengabari.', occurred: day('2026-11-02') })
  note = remark.id
  await pen.send(
    pen.write(file, 'visit', { occurred: day('2026-11-01'), where: 'home', seen: 'child', quote: 'Aku mau sekolah.' }),
    remark,
    pen.write(file, 'facts-set', { facts: { care: { livesWith: 'aunt-uncle' }, language: 'Jawa' } }),
    pen.write(file, 'corrected', { facts: { sex: 'male' }, why: 'Salah tulis.' }, [first]),
  )
  await pen.register('Pipit')
})

const PAGES = {
  'the caseload': () => '/children',
  'a new child': () => '/children/new',
  'a file': () => `/children/${file}`,
  'a visit': () => `/children/${file}/visit`,
  'a note': () => `/children/${file}/note`,
  'a document': () => `/children/${file}/document`,
  facts: () => `/children/${file}/facts`,
  'names and numbers': () => `/children/${file}/identity`,
  'two numbers': () => `/children/${file}/identity/settle/nik`,
  'the account': () => '/account',
  'a correction': () => `/children/${file}/correct/${first}`,
  'taking back': () => `/children/${file}/retract/${note}`,
  closing: () => `/children/${file}/close`,
  reopening: () => `/children/${file}/reopen`,
  'the summary': () => `/children/${file}/print`,
  'the outbox': () => '/outbox',
  more: () => '/more',
  'a file that is not there': () => '/children/00000000-0000-4000-8000-000000000000',
  'a page that is not there': () => '/nowhere',
} as const

const LOOKS = [
  { name: 'phone, Indonesian, light', width: 390, locale: 'id-ID', language: 'id', colorScheme: 'light' },
  { name: 'laptop, English, dark', width: 1280, locale: 'en-GB', language: 'en', colorScheme: 'dark' },
  { name: 'phone, Urdu, dark', width: 390, locale: 'ur-PK', language: 'ur', colorScheme: 'dark' },
] as const

test.each(LOOKS)(
  'every screen on a $name: axe finds nothing, nothing overflows, nothing is refused by the policy',
  async (look) => {
    const { width, locale, colorScheme, language } = look
    const context = await screens.browser.newContext({ viewport: { width, height: 844 }, locale, colorScheme })
    await context.addInitScript((code) => localStorage.setItem('lindung.language', code), language)
    await enterAs(context, screens.server, sari)
    const page = await context.newPage()
    const trouble = listenForTrouble(page)
    const faults: string[] = []
    for (const [name, address] of Object.entries(PAGES)) {
      await page.goto(`${screens.server.address}/app${address()}`)
      await page.locator('h1').first().waitFor()
      await page.waitForLoadState('networkidle')
      faults.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`))
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
        faults.push(`${name}: overflows`)
      if (address === PAGES['the caseload']) expect(await headingHeight(page)).toBeGreaterThan(10)
    }
    expect(faults).toEqual([])
    // The file that is not there answers 404, which the browser tells too.
    expect(trouble.filter((line) => !line.includes('404'))).toEqual([])
    await context.close()
  },
)

test('the first load of the caseload is at most 350 kB, packed', async () => {
  const context = await screens.browser.newContext({ locale: 'id-ID' })
  await enterAs(context, screens.server, sari)
  const page = await context.newPage()
  const bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body())
  })
  await page.goto(`${screens.server.address}/app/children`)
  await page.getByRole('link', { name: 'Kancil' }).waitFor()
  const files = await Promise.all(bodies.splice(0))
  const packed = files.reduce((sum, body) => sum + gzipSync(body).length, 0)
  expect(packed).toBeGreaterThan(100_000)
  expect(packed).toBeLessThan(350_000)
  await context.close()
})

test('a form with errors and the sign-in page have no faults either', async () => {
  const context = await screens.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'id-ID' })
  const page = await context.newPage()
  await page.goto(`${screens.server.address}/app/`)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('alert').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.goto(`${screens.server.address}/app/link#${'a'.repeat(43)}`)
  await page.getByRole('button', { name: 'Simpan dan masuk' }).click()
  await page.getByRole('alert').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await enterAs(context, screens.server, sari)
  for (const path of ['visit', 'note', 'document', 'facts', `correct/${first}`, `retract/${note}`, 'close']) {
    await page.goto(`${screens.server.address}/app/children/${file}/${path}`)
    await page.locator('main h1').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').waitFor()
    expect(await axeFaults(page)).toEqual([])
  }
  await context.close()
})
