import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { permitCommand } from '#access/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { givePassword } from '../support/server.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, keepVisit, register, waitUntilSent, writeVisit } from './steps.ts'

let laras: TestPerson
let mawar: TestPerson
let awan: string
const screens = openScreens(async ({ world }) => {
  awan = await world.team('AWN')
  laras = await world.person('Laras', awan, 'data-officer')
  mawar = await world.person('Mawar', await world.team('BLN', 'provider'), 'provider')
})
afterEach(() => screens.server.be('there'))

/** How much is kept in this browser, by store. */
const keptIn = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('lindung-work')
      request.onsuccess = () => resolve(request.result)
    })
    const counts: Record<string, number> = {}
    for (const store of db.objectStoreNames)
      counts[store] = await new Promise<number>((resolve) => {
        const request = db.transaction(store).objectStore(store).count()
        request.onsuccess = () => resolve(request.result)
      })
    db.close()
    return counts
  })

const PASSWORD = 'empat kata yang lucu'

async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(login)
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor({ state: 'detached' })
}

const deviceIn = (page: Page) => page.evaluate(() => localStorage.getItem('lindung.device'))

test('a data officer permits one run of a command, by keyboard; the permission shows once and is not kept', async () => {
  const hands = await handsOf(screens, laras)
  const { page, open, trouble } = hands
  await open('/account')
  const section = page.getByRole('region', { name: 'Izinkan satu perintah' })
  await section.getByRole('button', { name: 'Cadangkan' }).focus()
  await page.keyboard.press('Enter')
  const given = section.getByRole('status')
  await given.getByText(/^Izin “Cadangkan” sampai/).waitFor()
  const token = await given.locator('code').innerText()
  expect(token).toMatch(/^[\w-]{20,}$/)
  expect(await axeFaults(page)).toEqual([])
  const { rows } = await screens.world.admin.query(
    `select 1 from access.command_token where person_id = $1 and command = 'backup' and used_at is null`,
    [laras.id],
  )
  expect(rows).toHaveLength(1)
  await page.reload()
  await section.waitFor()
  expect(await page.getByText(token).count()).toBe(0)
  // A permission that the office does not give is said, and nothing is shown.
  await screens.server.be('faulty')
  await section.getByRole('button', { name: 'Cadangkan' }).click()
  await page.getByText('Izin belum dibuat: kantor tidak terjangkau atau menolak. Coba lagi.').waitFor()
  expect(await section.locator('code').count()).toBe(0)
  expect(trouble.filter((line) => !/502|Failed to load/.test(line))).toEqual([])
})

test('who may permit nothing is offered nothing, and is refused', async () => {
  const { page, open } = await handsOf(screens, mawar)
  await open('/account')
  await page.getByRole('heading', { level: 1, name: 'Mawar' }).waitFor()
  expect(await page.getByText('Izinkan satu perintah').count()).toBe(0)
  for (const command of ['backup', 'erase', 'rebuild'] as const)
    await expect(mawar.call(permitCommand, { body: { command } })).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a device with nothing unsent is forgotten after one question: key, drafts and name are gone', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const login = await givePassword(screens.world, sari, PASSWORD)
  const hands = await handsOf(screens, null)
  const { page, open } = hands
  await open('/')
  await signIn(page, login)
  const before = await deviceIn(page)
  expect(before).not.toBeNull()
  await register(hands, { alias: 'Kancil' })
  await waitUntilSent(hands)
  await open('/account')
  await page.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Semua sudah sampai di kantor. Tidak ada yang hilang.').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect((await keptIn(page))['outbox']).toBeGreaterThan(0)

  await page.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  await dialog.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor()
  await expect.poll(() => keptIn(page)).toEqual({ outbox: 0, drafts: 0, counters: 0, files: 0, pieces: 0 })
  await expect.poll(() => page.evaluate(() => localStorage.getItem('lindung.forget'))).toBeNull()
  const { rows } = await screens.world.admin.query(
    `select 1 from access.session where person_id = $1 and device_id = $2 and ended_at is null`,
    [sari.id, before],
  )
  expect(rows).toEqual([])

  // Whoever signs in next writes from a device of another name, and it works.
  await signIn(page, login)
  expect(await deviceIn(page)).not.toBe(before)
  await register(hands, { alias: 'Rusa' })
  await waitUntilSent(hands)
})

test('a browser that was closed between signing out and forgetting forgets at its next start', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  await register(hands, { alias: 'Kenari' })
  await waitUntilSent(hands)
  await page.evaluate(() => localStorage.setItem('lindung.forget', '1'))
  await open('/children')
  await expect.poll(async () => (await keptIn(page))['outbox']).toBe(0)
})

test('what is only on this device is named first, can be carried away, and is not lost without a word that it may be', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  const file = await register(hands, { alias: 'Pipit' })
  await waitUntilSent(hands)
  await open(`/children/${file}/note`)
  await page.getByLabel('Catatan', { exact: true }).fill('Setengah jadi')
  await page.getByText(/^Tersimpan di gawai ini/).waitFor()
  await writeVisit(hands, file, 'Belum terkirim sama sekali.')
  await screens.server.be('faulty')
  await keepVisit(hands)
  await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  await page.getByRole('link', { name: 'Akun saya' }).first().click()
  await page.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 tulisan belum terkirim.').waitFor()
  await dialog.getByText('1 draf belum selesai.').waitFor()
  await dialog.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  await dialog.getByText('Kirim atau simpan dahulu, atau tandai bahwa ini boleh hilang.').waitFor()
  expect(await axeFaults(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Simpan yang belum terkirim sebagai berkas' }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ lindung: 'unsent/1', entries: [{ stream: file }] })
  expect(text).not.toContain('Belum terkirim')

  // Without the office nobody is signed out, so nothing is forgotten.
  await dialog.getByLabel('Saya tahu ini hilang dan tidak dapat dikembalikan.').check()
  await dialog.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  await page.getByText(/Belum dilupakan: kantor tidak terjangkau/).waitFor()
  expect(await keptIn(page)).toMatchObject({ drafts: 1 })
  await screens.server.be('there')
  await page.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  await dialog.getByRole('button', { name: 'Kirim sekarang' }).click()
  await dialog.getByText('1 tulisan belum terkirim.').waitFor({ state: 'detached' })
  await waitUntilSent(hands)
})

test('what others have left on the device is counted, and not shown', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const bayu = await screens.world.person('Bayu', awan, 'caseworker')
  const hers = await givePassword(screens.world, sari, PASSWORD)
  const his = await givePassword(screens.world, bayu, PASSWORD)
  const hands = await handsOf(screens, null)
  const { page, open } = hands
  await open('/')
  await signIn(page, hers)
  const file = await register(hands, { alias: 'Landak' })
  await waitUntilSent(hands)
  await open(`/children/${file}/note`)
  await page.getByLabel('Catatan', { exact: true }).fill('Rahasia Sari')
  await page.getByText(/^Tersimpan di gawai ini/).waitFor()
  await open('/account')
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor()
  await signIn(page, his)
  await open('/account')
  await page.getByRole('button', { name: 'Lupakan gawai ini' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 tulisan atau draf milik orang lain yang pernah masuk di gawai ini.').waitFor()
  expect(await page.getByText('Landak').count()).toBe(0)
  expect(await page.getByText('Rahasia Sari').count()).toBe(0)
})
