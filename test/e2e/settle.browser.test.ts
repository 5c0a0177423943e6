import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, storyTitles, waitUntilSent } from './steps.ts'

let sari: TestPerson
let wira: TestPerson
let mawar: TestPerson

const screens = openScreens(async ({ world }) => {
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  wira = await world.person('Wira', awan, 'supervisor')
  mawar = await world.person('Mawar', await world.team('BLN', 'provider'), 'provider')
})

const born = (value: string) => ({ facts: { birth: { precision: 'day', value } }, why: 'Dari kartu.' })

/** Two people correct the birth date without having seen each other. */
async function disagreement(alias: string): Promise<string> {
  const pen = penOf(sari)
  const { file, results } = await pen.register(alias)
  const first = results[0]?.id ?? ''
  const other = penOf(wira)
  const { streams } = await wira.call(readFile, { params: { file } })
  other.sees(file, [streams[0]?.seq ?? 0, streams[0]?.head ?? ''])
  await pen.send(pen.write(file, 'corrected', born('2012-03-04'), [first]))
  await other.send(other.write(file, 'corrected', born('2011-03-04'), [first]))
  return file
}

test('both answers stand with who and when; one is chosen with a reason, and the story tells it', async () => {
  const file = await disagreement('Rusa')
  const hands = await handsOf(screens, sari)
  const { page, open, trouble } = hands
  await open(`/children/${file}`)
  await page.getByRole('link', { name: 'Pilih yang benar' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Tanggal lahir: mana yang benar?' }).waitFor()
  await page.getByText('Anda dan Wira sama-sama mengubahnya', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Simpan pilihan ini' }).first().click()
  await page.getByText('Pilih mana yang benar.').first().waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel(/^4\sMaret\s2012/).check()
  await page.getByLabel('Mengapa').fill('Kartunya dicap Puskesmas.')
  await page
    .getByRole('button', { name: /^Pakai 4\sMaret\s2012/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: 'Rusa' }).waitFor()
  await waitUntilSent(hands)
  await page.getByText('Kartunya dicap Puskesmas.').waitFor()
  await expect.poll(() => storyTitles(hands)).toContain('Tanggal lahir: sudah dipilih yang benar')
  await open(`/children/${file}/settle/birth`)
  await page.getByText('Tidak ada lagi yang berbeda.').waitFor()
  expect(trouble).toEqual([])
})

test('a third answer is as good, and refers to both', async () => {
  const file = await disagreement('Beo')
  const hands = await handsOf(screens, wira)
  const { page, open } = hands
  await open(`/children/${file}/settle/birth`)
  await page.getByLabel('Bukan keduanya').check()
  const third = page.getByRole('group', { name: 'Tanggal lahir yang benar' })
  await third.getByLabel('Tahun saja').check()
  await page.getByLabel('Tahun', { exact: true }).first().fill('2010')
  await page.getByLabel('Mengapa').fill('Kata nenek, sebelum banjir.')
  await page.getByRole('button', { name: 'Simpan pilihan ini' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Beo' }).waitFor()
  await waitUntilSent(hands)
  const { streams } = await sari.call(readFile, { params: { file } })
  const last = JSON.parse(streams[0]?.entries.at(-1)?.text ?? '{}') as { kind: string; refs: string[]; data: unknown }
  expect(last).toMatchObject({ kind: 'settled', data: { facts: { birth: { precision: 'year', value: '2010' } } } })
  expect(last.refs).toHaveLength(2)
})

test('who does not work on the file cannot settle it', async () => {
  const file = await disagreement('Merak')
  const hands = await handsOf(screens, mawar)
  await hands.open(`/children/${file}/settle/birth`)
  await hands.page.getByText('Berkas ini tidak terbuka bagi Anda.').first().waitFor()
  await hands.open(`/children/${randomUUID()}/access`)
  await hands.page.getByText('Berkas ini tidak terbuka bagi Anda.').first().waitFor()
  expect(await hands.page.getByRole('button', { name: /^Pakai|^Simpan/ }).count()).toBe(0)
})

test('who looked, and who was refused, stands in words', async () => {
  const file = await disagreement('Kancil')
  await expect(mawar.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  const hands = await handsOf(screens, sari)
  const { page, open, trouble } = hands
  await open(`/children/${file}/access`)
  await page.getByRole('heading', { level: 1, name: 'Siapa yang sudah membuka berkas Kancil' }).waitFor()
  await page.getByText('Ditolak: tidak berhak').waitFor()
  await page.getByRole('button', { name: /^Di luar tugas/ }).click()
  expect(await page.getByRole('rowheader', { name: /Mawar/ }).count()).toBe(1)
  expect(await page.getByRole('rowheader', { name: /Wira/ }).count()).toBe(0)
  await page.getByRole('heading', { name: 'Yang dapat membuka' }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  expect(trouble).toEqual([])
})
