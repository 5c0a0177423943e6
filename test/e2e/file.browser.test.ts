import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import { createTestWorld, type TestWorld } from '../support/application.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveWorld, type TestServer } from '../support/server.ts'
import { handsOf, keepVisit, register, storyTitles, waitUntilSent, writeVisit } from './steps.ts'

let world: TestWorld
let server: TestServer
let browser: Browser
let awan: string

beforeAll(async () => {
  world = await createTestWorld()
  server = await serveWorld(world)
  browser = await launchBrowser()
  awan = await world.team('AWN')
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await world.close()
})

test('a child is registered and visited, a date is corrected, and the story tells it', async () => {
  const sari = await world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(browser, server, sari)
  const { page, open, trouble } = hands
  const file = await register(hands, { alias: 'Kancil', name: 'Kancil Beringin' })
  await waitUntilSent(hands)

  await writeVisit(hands, file, 'Kancil menunjukkan gambar barunya.')
  await keepVisit(hands)
  await page.getByText('Kancil menunjukkan gambar barunya.').waitFor()
  await waitUntilSent(hands)
  await expect.poll(() => storyTitles(hands)).toEqual(['Di rumah', 'Kami temui sendiri'])
  await page.getByText(/^Terkirim\. Kantor menerimanya/).waitFor()

  const first = page.getByRole('listitem').filter({ hasText: 'Kami temui sendiri' })
  await first.getByText('Perbaiki atau tarik').click()
  await first.getByRole('link', { name: 'Perbaiki' }).click()
  await page.locator('#fakta-birth').click()
  await page.getByLabel('Tahun', { exact: true }).fill('2012')
  await page.getByLabel('Sebab').fill('Kartu keluarga menyebut 2012.')
  await page.getByRole('button', { name: 'Simpan perbaikan' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()
  await waitUntilSent(hands)
  const correction = page.getByRole('listitem').filter({ hasText: 'Kartu keluarga menyebut 2012.' })
  expect(await correction.locator('del').textContent()).toBe('2013')
  expect(await correction.locator('ins').textContent()).toBe('2012')

  await open('/children')
  await page.getByRole('link', { name: 'Kancil' }).waitFor()
  await page.getByLabel('Cari alias atau kode').fill('beringin')
  await page.getByText('Ditemukan lewat nama asli.').waitFor()
  expect(await page.getByText('Kancil Beringin').count()).toBe(0)

  const { streams } = await sari.call(readFile, { params: { file } })
  expect(streams[0]?.entries.map(({ text }) => (JSON.parse(text) as { kind: string }).kind)).toEqual([
    'registered',
    'visit',
    'corrected',
  ])
  expect(trouble).toEqual([])
  expect(world.bugs).toEqual([])
})

test('the true name shows when asked for, leaves a leaf, and goes away', async () => {
  const sari = await world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(browser, server, sari)
  const { page } = hands
  await page.clock.install()
  const file = await register(hands, { alias: 'Pipit', name: 'Pipit Cendana' })
  await waitUntilSent(hands)
  expect(await page.getByText('Pipit Cendana').count()).toBe(0)
  await page.getByRole('button', { name: 'Perlihatkan nama asli' }).click()
  await page.getByText('Pipit Cendana').waitFor()
  const { rows } = await world.admin.query(`select 1 from audit.leaf where op = 'identity.look' and actor = $1`, [
    sari.id,
  ])
  expect(rows).toHaveLength(1)
  for (let second = 0; second < 32; second += 1) await page.clock.runFor(1000)
  expect(await page.getByText('Pipit Cendana').count()).toBe(0)
  expect(file).not.toBe('')
})

test('what is wrong is said above its field and in a summary that takes the focus; what was typed stays', async () => {
  const sari = await world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(browser, server, sari)
  const { page, open } = hands
  await open('/children/new')
  await page.getByLabel('Catatan').fill('Tetangga yang mengabari.')
  await page.getByLabel('Catatan').press('Control+Enter')
  const summary = page.getByRole('alert')
  await summary.waitFor()
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
  await summary.getByRole('link').first().click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('fakta-sex')
  expect(await page.getByLabel('Catatan').inputValue()).toBe('Tetangga yang mengabari.')
})

test('a file of another team is not there', async () => {
  const sari = await world.person('Sari', awan, 'caseworker')
  const embun = await world.team('EMB')
  const tirta = await world.person('Tirta', embun, 'caseworker')
  const file = await register(await handsOf(browser, server, sari), { alias: 'Rusa' })
  const { page, open } = await handsOf(browser, server, tirta)
  await open(`/children/${file}`)
  await page.getByRole('heading', { name: 'Berkas ini tidak terbuka bagi Anda.' }).waitFor()
  await open('/children')
  await page.getByText('Belum ada anak di sini.').waitFor()
  expect(await page.getByText('Rusa').count()).toBe(0)
})

test('printing is recorded first', async () => {
  const sari = await world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(browser, server, sari)
  const { page, open } = hands
  const file = await register(hands, { alias: 'Merak' })
  await waitUntilSent(hands)
  await open(`/children/${file}/print`)
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'true')
  })
  await page.getByRole('button', { name: 'Cetak' }).click()
  await page.locator('body[data-printed=true]').waitFor()
  const { rows } = await world.admin.query(
    `select 1 from audit.leaf where op = 'file.print' and streams @> array[$1::uuid]`,
    [file],
  )
  expect(rows).toHaveLength(1)
})
