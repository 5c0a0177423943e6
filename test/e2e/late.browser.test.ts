import { expect, test } from 'vitest'
import { readFile, readOwnLate, readQuarantine } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { photoWithPlace } from '../support/photo.ts'
import { openScreens } from './open-screens.ts'
import { type Hands, handsOf, keepVisit, syncLine, writeVisit } from './steps.ts'

let sari: TestPerson
let bayu: TestPerson
let tirta: TestPerson
const screens = openScreens(async ({ world }) => {
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', awan, 'caseworker')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
})

/** Sari's file passes to Bayu while something that she wrote is still on her device. */
async function passOn(file: string): Promise<void> {
  const [pen, his] = [penOf(sari), penOf(bayu)]
  await pen.send(pen.write(file, 'handed-over', { to: bayu.id, reason: 'Pindah tugas.' }))
  const [main] = (await bayu.call(readFile, { params: { file } })).streams
  his.sees(file, [main?.seq ?? 0, main?.head ?? ''])
  await his.send(his.write(file, 'hand-over-accepted', {}))
}

/** The app fetches the code of its pages once the first stands still; without network one goes on with those. */
const untilPagesAreHere = ({ page }: Hands) =>
  page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('file-page')))

/** Sari writes this without network, and it reaches the office after the file has passed on. Answers with the file. */
async function writtenTooLate(hands: Hands, alias: string, words: string, photo?: Buffer): Promise<string> {
  const { page, context } = hands
  const { file } = await penOf(sari).register(alias)
  await writeVisit(hands, file, words)
  await untilPagesAreHere(hands)
  if (photo !== undefined) {
    const chosen = { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo }
    await page.locator('input[type=file][multiple]').setInputFiles(chosen)
    await page.getByRole('img', { name: 'Pratinjau IMG_0001.jpg' }).waitFor()
  }
  await context.setOffline(true)
  await keepVisit(hands)
  await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  await passOn(file)
  await context.setOffline(false)
  await hands.open('/outbox')
  await page.getByRole('heading', { name: /^Disisihkan/ }).waitFor()
  return file
}

test('what was left out comes back to its writer with who, when and one word why; her words stay until she has read it', async () => {
  const hers = await handsOf(screens, sari)
  await hers.open('/outbox')
  const photo = await photoWithPlace(hers.page)
  const file = await writtenTooLate(hers, 'Rusa', 'Ditulis di jalan, tanpa jaringan.', photo)
  // The photo does not wait for the decision.
  await hers.page.getByText(/Foto dan dokumennya sudah sampai juga/).waitFor({ timeout: 20_000 })
  expect(await axeFaults(hers.page)).toEqual([])

  const his = await handsOf(screens, bayu)
  const { page } = his
  await his.open('/quarantine')
  await page.getByText('Ditulis di jalan, tanpa jaringan.').waitFor()
  await page.getByRole('button', { name: /^Perlihatkan Foto/ }).click()
  await page.getByRole('img', { name: 'Foto' }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Biarkan di luar' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Biarkan di luar' }).click()
  await dialog.getByText('Pilih sebabnya, atau pilih untuk tidak menyebutkannya.').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByLabel('Sudah tertulis di cerita').check()
  await dialog.getByRole('button', { name: 'Biarkan di luar' }).click()
  await page.getByText('Tidak dimasukkan ke cerita Rusa. Itu tercatat.').waitFor()

  await hers.page.reload()
  await hers.page.getByRole('heading', { name: /^Sudah diputuskan 1/ }).waitFor()
  await hers.page.getByText(/^Tidak dimasukkan ke berkas oleh Bayu/).waitFor()
  await hers.page.getByText('Sebabnya: hal ini sudah tertulis di sana.').waitFor()
  await hers.page.getByText('Ditulis di jalan, tanpa jaringan.').waitFor()
  expect(await axeFaults(hers.page)).toEqual([])
  // It is hers to put away; until then it is there whenever she comes back.
  await hers.page.reload()
  await hers.page.getByRole('button', { name: 'Sudah saya baca' }).click()
  await hers.page.getByRole('heading', { name: /^Ditarik 1/ }).waitFor()
  expect(await hers.page.getByRole('heading', { name: /^Sudah diputuskan/ }).count()).toBe(0)
  await expect(sari.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  await Promise.all([hers, his].map(({ context }) => context.close()))
})

test('what was taken in says so, and stands in the story with its photo', async () => {
  const hers = await handsOf(screens, sari)
  await hers.open('/outbox')
  const file = await writtenTooLate(hers, 'Merak', 'Merak sudah sekolah lagi.', await photoWithPlace(hers.page))
  const his = await handsOf(screens, bayu)
  await his.open('/quarantine')
  const late = his.page.getByRole('region', { name: /Merak/ })
  await late.getByRole('button', { name: 'Masukkan ke cerita' }).click()
  await his.page.getByText('Masuk ke cerita Merak.').waitFor()

  await hers.page.reload()
  await hers.page.getByText(/^Masuk ke berkas .* oleh Bayu, atas nama Anda/).waitFor()
  expect(await axeFaults(hers.page)).toEqual([])
  await expect.poll(() => syncLine(hers).textContent(), { timeout: 20_000 }).toMatch(/^Semua terkirim/)
  await his.open(`/children/${file}`)
  await his.page.getByText('Merak sudah sekolah lagi.').waitFor()
  await his.page.getByRole('button', { name: /^Perlihatkan Foto/ }).click()
  await his.page.getByRole('img', { name: 'Foto' }).waitFor()
  await Promise.all([hers, his].map(({ context }) => context.close()))
})

test('nobody else is told what became of it', async () => {
  const hers = await handsOf(screens, sari)
  await writtenTooLate(hers, 'Landak', 'Ibunya menelepon.')
  const waiting = (await sari.call(readQuarantine)).items.map(({ id }) => id)
  expect(waiting.length).toBeGreaterThan(0)
  for (const person of [tirta, bayu])
    expect((await person.call(readOwnLate, { body: { ids: waiting } })).items).toEqual([])
  const other = await handsOf(screens, tirta)
  await other.open('/outbox')
  await other.page.getByText('Tidak ada yang menunggu.').waitFor()
  expect(await other.page.getByText('Landak').count()).toBe(0)
  await Promise.all([hers, other].map(({ context }) => context.close()))
})
