import { expect, test } from 'vitest'
import { addPerson } from '#access/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'
import { handsOf } from './steps.ts'

let bintang: TestPerson
let laras: TestPerson
let sari: TestPerson
let awan: string

const screens = openScreens(async ({ world }) => {
  awan = await world.team('AWN')
  bintang = await world.person('Bintang', awan, 'administrator')
  laras = await world.person('Laras', awan, 'data-officer')
  sari = await world.person('Sari', awan, 'caseworker')
})

test('a person is added, the link shows once with what to do, and signs them in once', async () => {
  const hands = await handsOf(screens, bintang)
  const { page, open, trouble } = hands
  await open('/people')
  await page.getByRole('button', { name: 'Tambah orang ini' }).click()
  await page.getByText('Tulis namanya.').first().waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('Nama', { exact: true }).fill('Melati')
  await page.getByLabel('Nama pengguna').fill('melati.awan')
  await page.getByLabel('Tim', { exact: true }).selectOption(awan)
  await page.getByLabel('Peran').selectOption('caseworker')
  await page.getByRole('button', { name: 'Tambah orang ini' }).click()
  const link = page.getByRole('region', { name: 'Tautan sekali pakai untuk Melati' })
  await link.waitFor()
  expect(await axeFaults(page)).toEqual([])
  const address = await link.locator('bdi').innerText()
  await page.getByRole('button', { name: 'Sudah saya berikan' }).click()
  expect(await page.getByText(address).count()).toBe(0)

  // The same name again: what was typed stays, and the error says what to do.
  await page.getByLabel('Nama', { exact: true }).fill('Melati Dua')
  await page.getByLabel('Nama pengguna').fill('Melati.Awan')
  await page.getByLabel('Tim', { exact: true }).selectOption(awan)
  await page.getByLabel('Peran').selectOption('caseworker')
  await page.getByRole('button', { name: 'Tambah orang ini' }).click()
  await page
    .getByText(/^Nama pengguna ini sudah dipakai/)
    .first()
    .waitFor()
  expect(await page.getByLabel('Nama', { exact: true }).inputValue()).toBe('Melati Dua')

  const hers = await handsOf(screens, null)
  await hers.page.goto(address)
  await hers.page.getByLabel('Kata sandi baru').fill('empat kata yang bebas')
  await hers.page.getByLabel('Sekali lagi').fill('empat kata yang bebas')
  await hers.page.getByRole('button', { name: 'Simpan dan masuk' }).click()
  await hers.page.getByRole('heading', { level: 1, name: 'Anak saya' }).waitFor()

  const again = await handsOf(screens, null)
  await again.page.goto(address)
  await again.page.getByLabel('Kata sandi baru').fill('empat kata yang lain')
  await again.page.getByLabel('Sekali lagi').fill('empat kata yang lain')
  await again.page.getByRole('button', { name: 'Simpan dan masuk' }).click()
  await again.page
    .getByText(/^Tautan ini tidak berlaku lagi/)
    .first()
    .waitFor()
  expect(trouble.filter((line) => !line.includes('400'))).toEqual([])
})

test('somebody leaves: what happens is said first, and what is still in their name afterwards', async () => {
  const bayu = await screens.world.person('Bayu', awan, 'caseworker')
  await penOf(bayu).register('Rusa')
  const hands = await handsOf(screens, bintang)
  await hands.open('/people')
  await hands.page.getByRole('button', { name: 'Bayu berhenti' }).click()
  const dialog = hands.page.getByRole('dialog')
  await dialog.getByText(/tetap terbuka bagi penyelia/).waitFor()
  expect(await axeFaults(hands.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Ya, Bayu berhenti' }).click()
  await hands.page.getByText(/Bayu sudah berhenti.*Masih ada berkas atas namanya/).waitFor()
  expect(hands.trouble).toEqual([])
})

test('who may not change people reads them only, and the office refuses too', async () => {
  const hands = await handsOf(screens, laras)
  await hands.open('/people')
  await hands.page.getByRole('rowheader', { name: 'Sari' }).waitFor()
  for (const name of ['Tambah orang ini', /^Tautan baru/, /berhenti$/])
    expect(await hands.page.getByRole('button', { name }).count()).toBe(0)
  const body = { name: 'Cempaka', login: 'cempaka.awan', team: awan, role: 'supervisor' as const }
  await expect(laras.call(addPerson, { body })).rejects.toMatchObject({ code: 'not-allowed' })
  expect(hands.trouble).toEqual([])
})

test('the own account: another place is signed out from here, and asks to sign in again', async () => {
  const one = await handsOf(screens, sari)
  await screens.world.admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until)
     values (sha256('another'), gen_random_uuid(), $1, gen_random_uuid(), now() + interval '1 day')`,
    [sari.id],
  )
  await one.open('/account')
  await one.page.getByRole('heading', { name: 'Peramban ini' }).waitFor()
  await one.page.getByRole('heading', { name: 'Gawai lain' }).waitFor()
  expect(await axeFaults(one.page)).toEqual([])
  await one.page.getByRole('button', { name: /^Keluarkan yang masuk/ }).click()
  await one.page.getByText(/1 tempat dikeluarkan/).waitFor()
  await expect.poll(() => one.page.getByRole('heading', { name: 'Gawai lain' }).count()).toBe(0)
  await one.page.getByLabel('English').click()
  await one.page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  expect(one.trouble).toEqual([])
})
