import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { launchKillable } from '../support/killable.ts'
import { enterAs, givePassword } from '../support/server.ts'
import { openScreens } from './open-screens.ts'
import { handsIn, handsOf, keepVisit, register, syncLine, waitUntilSent, writeVisit } from './steps.ts'

let awan: string

const screens = openScreens(async ({ world }) => {
  awan = await world.team('AWN')
})
afterEach(() => screens.server.be('there'))

const entriesOf = async (person: TestPerson, file: string) => {
  const { streams } = await person.call(readFile, { params: { file } })
  return streams[0]?.entries.map(({ text }) => JSON.parse(text) as { kind: string; data: { text?: string } }) ?? []
}

/** The app fetches the code of its pages once the first stands still; without network one goes on with those. */
const untilPagesAreHere = (page: Page) =>
  page.waitForFunction(() => {
    const here = performance.getEntriesByType('resource').map(({ name }) => name)
    return ['file-page', 'caseload-page', 'outbox-page', 'note-page'].every((one) =>
      here.some((name) => name.includes(one)),
    )
  })

test('the server goes while somebody writes: the screen says so and goes on; a reload loses nothing; it arrives once', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  const file = await register(hands, { alias: 'Kancil' })
  await waitUntilSent(hands)

  await writeVisit(hands, file, 'Ditulis tanpa jaringan.')
  await screens.server.be('gone')
  await keepVisit(hands)
  await page.getByText('Ditulis tanpa jaringan.').waitFor()
  await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  await expect.poll(() => syncLine(hands).textContent()).toMatch(/^Tanpa jaringan sejak/)

  // The proxy is there again, the application is not: the app loads and says what is kept.
  await screens.server.be('faulty')
  await page.reload()
  await page.getByText(/^1 yang Anda tulis tersimpan di gawai ini/).waitFor()

  // Its first reply is lost, so the device sends again; the entry stands once.
  await screens.server.be('there')
  await page.getByRole('button', { name: 'Coba sekarang' }).click()
  await page.getByText('Ditulis tanpa jaringan.').waitFor()
  await waitUntilSent(hands)
  expect((await entriesOf(sari, file)).map(({ kind }) => kind)).toEqual(['registered', 'visit'])
  await open('/outbox')
  await page.getByRole('heading', { name: /^Terkirim hari ini/ }).waitFor()
})

test('a reply that is lost is asked for again, and the entry stands once', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const file = await register(hands, { alias: 'Beo' })
  await waitUntilSent(hands)
  await writeVisit(hands, file, 'Balasannya hilang.')
  await screens.server.be('mute')
  await keepVisit(hands)
  await hands.page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  await expect.poll(async () => (await entriesOf(sari, file)).length).toBe(2)
  await screens.server.be('there')
  await waitUntilSent(hands)
  expect(await entriesOf(sari, file)).toHaveLength(2)
})

test('a child registered without network stands in the list at once, and is sent later', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  await open('/children/new')
  await page.getByLabel('Alias').fill('Tupai')
  await untilPagesAreHere(page)
  await screens.server.be('gone')
  await page.getByLabel('Laki-laki').check()
  await page.getByRole('group', { name: 'Tanggal lahir' }).getByLabel('Tidak tahu').check()
  await page.getByLabel('Kami temui sendiri').check()
  await page.getByLabel('Nama asli').fill('Tupai Kenari')
  await page.getByRole('button', { name: 'Catat anak ini' }).click()
  await page.getByRole('heading', { level: 1, name: 'Tupai' }).waitFor()
  await page.getByRole('link', { name: 'Ke daftar anak' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Tupai' })
  await row.getByText('2 belum terkirim').waitFor()
  await screens.server.be('there')
  await page.getByRole('link', { name: 'Kotak kirim' }).click()
  await page.getByRole('button', { name: 'Coba lagi' }).click()
  await waitUntilSent(hands)
  await page.getByRole('link', { name: 'Anak saya' }).click()
  await page.getByRole('link', { name: 'Tupai' }).waitFor()
  expect(await page.getByRole('link', { name: 'Tupai' }).count()).toBe(1)
})

test('a killed browser loses neither the outbox nor the half-written sentence', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const profile = mkdtempSync(join(tmpdir(), 'lindung-profile-'))
  try {
    const before = await launchKillable(profile)
    await enterAs(before.context, screens.server, sari)
    const hands = await handsIn(before.context, screens.server)
    const file = await register(hands, { alias: 'Camar' })
    await waitUntilSent(hands)
    await hands.open(`/children/${file}/note`)
    await hands.page.getByLabel('Catatan', { exact: true }).fill('Setengah kalimat yang')
    await hands.page.getByText(/^Tersimpan di gawai ini/).waitFor()
    await writeVisit(hands, file, 'Belum terkirim.')
    await screens.server.be('faulty')
    await keepVisit(hands)
    await hands.page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
    await before.kill()

    await screens.server.be('there')
    const after = await launchKillable(profile)
    await enterAs(after.context, screens.server, sari)
    const again = await handsIn(after.context, screens.server)
    await again.open(`/children/${file}`)
    await again.page.getByText('Belum terkirim.').waitFor()
    await waitUntilSent(again)
    expect((await entriesOf(sari, file)).map(({ kind }) => kind)).toEqual(['registered', 'visit'])
    await again.open(`/children/${file}/note`)
    expect(await again.page.getByLabel('Catatan', { exact: true }).inputValue()).toBe('Setengah kalimat yang')
    await after.kill()
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

test('a session that ends in the middle of a sentence asks to sign in, and the sentence is there again', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const wira = await screens.world.person('Wira', awan, 'supervisor')
  const login = await givePassword(screens.world, sari, 'empat kata yang lucu')
  const hands = await handsOf(screens, null)
  const { page, open } = hands
  await open('/')
  await page.getByLabel('Nama pengguna').fill(login)
  await page.getByLabel('Kata sandi', { exact: true }).fill('salah sama sekali')
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Kata sandi', { exact: true }).fill('empat kata yang lucu')
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('heading', { level: 1, name: 'Anak saya' }).waitFor()
  const file = await register(hands, { alias: 'Jalak' })
  await waitUntilSent(hands)

  // A visit waits for the network while a note is half written; then the network is back and the session is over.
  await writeVisit(hands, file, 'Ditulis sebelum keluar.')
  await untilPagesAreHere(page)
  await screens.server.be('gone')
  await keepVisit(hands)
  await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  await page.getByText('Tulis', { exact: true }).click()
  await page.getByRole('link', { name: 'Tulis catatan' }).click()
  await page.getByLabel('Catatan', { exact: true }).fill('Ibu berkata bahwa')
  const address = page.url()
  await screens.world.admin.query('delete from access.session where person_id = $1', [sari.id])
  await screens.server.be('there')
  await page.getByText(/^Anda keluar sendiri/).waitFor()
  expect(page.url()).toBe(address)

  await page.getByLabel('Nama pengguna').fill(login)
  await page.getByLabel('Kata sandi', { exact: true }).fill('empat kata yang lucu')
  await page.getByRole('button', { name: 'Masuk' }).click()
  expect(await page.getByLabel('Catatan', { exact: true }).inputValue()).toBe('Ibu berkata bahwa')
  expect(page.url()).toBe(address)
  await page.getByRole('button', { name: 'Simpan catatan' }).click()
  await waitUntilSent(hands)
  expect((await entriesOf(wira, file)).map(({ kind }) => kind)).toEqual(['registered', 'visit', 'note'])
})

test('two browsers disagree on a birth date while the server is away; both values are seen when they meet', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const wira = await screens.world.person('Wira', awan, 'supervisor')
  const [hers, his] = [await handsOf(screens, sari), await handsOf(screens, wira)]
  const file = await register(hers, { alias: 'Kenari' })
  await waitUntilSent(hers)
  for (const [hands, year] of [
    [hers, '2011'],
    [his, '2014'],
  ] as const) {
    const { page } = hands
    await hands.open(`/children/${file}`)
    await page.getByLabel(/^Perbaiki: /).click()
    await page.getByRole('link', { name: 'Perbaiki', exact: true }).click()
    await page.locator('#fakta-birth').click()
    await page.getByLabel('Tahun', { exact: true }).fill(year)
    await page.getByLabel('Sebab').fill(`Menurut surat, ${year}.`)
  }
  await screens.server.be('gone')
  for (const { page } of [hers, his]) {
    await page.getByRole('button', { name: 'Simpan perbaikan' }).click()
    await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  }
  await screens.server.be('there')
  for (const hands of [hers, his]) {
    await hands.page.evaluate(() => window.dispatchEvent(new Event('online')))
    await waitUntilSent(hands)
  }
  for (const { page, open } of [hers, his]) {
    await open(`/children/${file}`)
    await page.getByText(/^(2011 atau 2014|2014 atau 2011)$/).waitFor()
  }
  expect(screens.world.bugs).toEqual([])
})
