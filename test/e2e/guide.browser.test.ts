/**
 * The pictures of the user guide. `npm run guide` walks through the demo in both languages and writes them; otherwise this only looks
 * whether every picture that the guide names is there, and no other.
 */
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { filesBelow, readText } from '../../scripts/lib/files.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveDemo } from '../support/demo.ts'
import { photoWithPlace } from '../support/photo.ts'
import { wordsIn } from '../support/words.ts'

const PICTURES = 'docs/guide/pictures'
const MOST = 3_000_000
const root = fileURLToPath(new URL('../../', import.meta.url))

/** The picture names that the guides show, without folder. */
const named = () =>
  new Set(
    filesBelow('docs/guide', /\.md$/).flatMap((path) =>
      [...readText(path).matchAll(/!\[[^\]]+\]\(\.\.\/pictures\/([\w-]+\.png)\)/g)].map(([, name = '']) => name),
    ),
  )

/** Drawn when asked for; a look at what is there otherwise. */
const DRAWN = process.env['LINDUNG_GUIDE'] === '1' ? (['id', 'en'] as const) : []

test.each(DRAWN)(
  'the guide is drawn in %s',
  async (language) => {
    mkdirSync(`${root}${PICTURES}`, { recursive: true })
    const demo = await serveDemo()
    const browser = await launchBrowser()
    try {
      const drawn = await walk({ address: demo.address, browser, language })
      expect(new Set(drawn).size).toBe(drawn.length)
      expect(named()).toEqual(new Set([...named(), ...drawn]))
    } finally {
      await browser.close()
      await demo.close()
    }
  },
  240_000,
)

type Walk = { readonly address: string; readonly browser: Browser; readonly language: 'id' | 'en' }

/** Answers with the names of the pictures it has drawn. */
async function walk({ address, browser, language }: Walk): Promise<readonly string[]> {
  const drawn: string[] = []
  const word = wordsIn(language)
  const contexts: BrowserContext[] = []
  const shoot = async (page: Page, name: string) => {
    await page.mouse.move(0, 0)
    await page.evaluate(() => document.fonts.ready)
    await page.waitForLoadState('networkidle').catch(() => undefined)
    drawn.push(`${language}-${name}.png`)
    await page.screenshot({ path: `${root}${PICTURES}/${language}-${name}.png`, animations: 'disabled' })
  }
  const enter = async (person: string, phone = false) => {
    const context = await browser.newContext({
      locale: language === 'id' ? 'id-ID' : 'en-GB',
      timezoneId: 'Asia/Jakarta',
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${address}/?lang=${language}`)
    if (person === 'sari' && !phone) await shoot(page, 'door')
    await page
      .locator(`form:has(input[value="${person}"]) button`)
      .first()
      .evaluate((one: HTMLElement) => one.click())
    await page.locator('main h1').waitFor()
    return { page, open: (path: string) => page.goto(`${address}/app${path}`) }
  }
  const button = (page: Page, key: string) =>
    page
      .getByRole('button', { name: word(key) })
      .locator('visible=true')
      .first()

  // The first day: the door, one's children, and one of them.
  const sari = await enter('sari')
  await sari.open('/children')
  await sari.page.getByRole('link', { name: 'Kancil' }).waitFor()
  await shoot(sari.page, 'children')
  await sari.page.getByRole('link', { name: 'Kancil' }).click()
  await sari.page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()
  await shoot(sari.page, 'file')
  const kancil = new URL(sari.page.url()).pathname.split('/').at(-1) ?? ''

  // A child is registered.
  await sari.open('/children/new')
  await sari.page.getByLabel(word('cases:register.alias')).fill(language === 'id' ? 'Cempedak' : 'Rambai')
  await sari.page.getByLabel(word('cases:value.sex.female')).check()
  await shoot(sari.page, 'new-child')
  await sari.page
    .getByRole('group', { name: word('cases:fact.birth') })
    .getByRole('radio')
    .last()
    .check()
  await sari.page.getByLabel(word('cases:value.came.own')).check()
  await button(sari.page, 'cases:register.submit').click()
  await sari.page.getByRole('heading', { level: 1, name: /Cempedak|Rambai/ }).waitFor()
  await shoot(sari.page, 'new-file')

  // A visit without network, on the phone.
  const phone = await enter('sari', true)
  await phone.open(`/children/${kancil}`)
  await phone.page.getByText('Puskesmas Bulan').first().waitFor()
  await phone.page.getByText(word('cases:file.writeOther')).first().click()
  await phone.page
    .getByRole('link', { name: word('cases:file.act.visit') })
    .first()
    .click()
  await phone.page.getByLabel(word('cases:visit.place.home')).check()
  await phone.page.getByLabel(word('cases:value.seen.child')).check()
  await phone.page
    .getByLabel(word('cases:visit.text'))
    .or(phone.page.locator('#isi-kunjungan'))
    .first()
    .fill(language === 'id' ? 'Kancil menunjukkan gambar barunya.' : 'Kancil showed a new drawing.')
  await phone.page.locator('input[type=file][multiple]').setInputFiles({
    name: 'IMG_0412.jpg',
    mimeType: 'image/jpeg',
    buffer: await photoWithPlace(phone.page, { width: 1200, height: 800, paper: true }),
  })
  await phone.page.locator('main img').first().waitFor()
  await phone.page.locator('#berkas').scrollIntoViewIfNeeded()
  await phone.page.evaluate(() => document.getElementById('berkas')?.scrollIntoView({ block: 'start' }))
  await shoot(phone.page, 'visit-photo')
  await phone.page.context().setOffline(true)
  await button(phone.page, 'cases:visit.submit').click()
  await phone.page.getByText(word('cases:file.pending')).first().waitFor()
  await shoot(phone.page, 'without-network')
  await phone.page.evaluate(() => document.querySelector<HTMLAnchorElement>('a[href$="/outbox"]')?.click())
  await phone.page.getByRole('heading', { name: word('cases:outbox.title') }).waitFor()
  await shoot(phone.page, 'outbox')
  await phone.page.context().setOffline(false)

  // Refer, and answer.
  await sari.open(`/children/${kancil}/refer`)
  await sari.page.getByLabel(word('cases:refer.provider')).selectOption({ label: 'Puskesmas Bulan' })
  await sari.page.getByLabel(word('cases:refer.need')).fill(language === 'id' ? 'Konseling' : 'Counselling')
  await shoot(sari.page, 'refer')
  const mawar = await enter('mawar')
  await mawar.open('/referrals')
  await mawar.page.getByRole('article').first().waitFor()
  await shoot(mawar.page, 'inbox')

  // A list.
  await sari.open('/import')
  await shoot(sari.page, 'import')
  await sari.page
    .locator('input[type=file]')
    .first()
    .setInputFiles(`${root}test/vectors/sheets/02-dua-baris-kepala.xlsx`)
  await button(sari.page, 'cases:import.match.try_other').waitFor()
  await shoot(sari.page, 'import-match')
  await button(sari.page, 'cases:import.match.try_other').click()
  await sari.page.getByRole('heading', { level: 1, name: word('cases:import.check.title_other') }).waitFor()
  await shoot(sari.page, 'import-check')

  // What the data officer sees, and who has looked.
  const laras = await enter('laras')
  await laras.open('/health')
  await laras.page.locator('main h2').first().waitFor()
  await shoot(laras.page, 'health')
  await sari.open(`/children/${kancil}/access`)
  await sari.page.getByText(word('cases:looks.saw.file-read')).first().waitFor()
  await shoot(sari.page, 'looks')
  await Promise.all(contexts.map((context) => context.close()))
  return drawn
}

test('every picture that the guide shows is there, no other, and all together are small', () => {
  const there = filesBelow(PICTURES, /\.png$/)
  expect(new Set(there.map((path) => path.split('/').at(-1)))).toEqual(named())
  expect(there.reduce((sum, path) => sum + statSync(`${root}${path}`).size, 0)).toBeLessThan(MOST)
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])
  for (const path of there) expect(readFileSync(`${root}${path}`).subarray(0, 4)).toEqual(PNG)
})

test('both languages have the same pages with the same pictures', () => {
  const pages = (language: string) =>
    filesBelow(`docs/guide/${language}`, /\.md$/).map((path) => path.split('/').at(-1))
  const pictures = (language: string) =>
    [...named()]
      .flatMap((name) => (name.startsWith(`${language}-`) ? [name.slice(3)] : []))
      .toSorted((a, b) => a.localeCompare(b))
  expect(pages('id')).toEqual(pages('en'))
  expect(pictures('id')).toEqual(pictures('en'))
})
