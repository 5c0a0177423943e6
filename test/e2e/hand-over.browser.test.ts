import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, keepVisit, register, storyTitles, syncLine, waitUntilSent, writeVisit } from './steps.ts'

let sari: TestPerson
let bayu: TestPerson
let wira: TestPerson
let tirta: TestPerson

const screens = openScreens(async ({ world }) => {
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', awan, 'caseworker')
  wira = await world.person('Wira', awan, 'supervisor')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
})

/** The app fetches the code of its pages once the first stands still; without network one goes on with those. */
const untilPagesAreHere = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('file-page')))

test('a file is offered, stays with its owner until it is accepted, and what comes late is set aside and taken in', async () => {
  const own = await handsOf(screens, sari)
  const { page } = own
  const file = await register(own, { alias: 'Rusa' })
  await waitUntilSent(own)

  // Somebody writes without network; the file will have moved before it arrives.
  const late = await handsOf(screens, sari)
  await writeVisit(late, file, 'Ditulis di jalan, tanpa jaringan.')
  await untilPagesAreHere(late.page)
  await late.context.setOffline(true)
  await keepVisit(late)
  await late.page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()

  await own.open(`/children/${file}/hand-over`)
  await page.getByRole('button', { name: /^Tawarkan kepada/ }).click()
  await page.getByText('Pilih kepada siapa berkas ini ditawarkan.').first().waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('Kepada siapa').selectOption({ label: 'Bayu, Tim AWN' })
  await page.getByLabel('Yang perlu diketahui Bayu').fill('Ibunya bekerja malam.')
  await page.getByRole('button', { name: 'Tawarkan kepada Bayu' }).click()
  await page
    .getByText(/Sampai diterima, Anda tetap pendampingnya|Ditawarkan kepada Bayu/)
    .first()
    .waitFor()
  await waitUntilSent(own)

  const other = await handsOf(screens, bayu)
  await other.open('/hand-over')
  await other.page.getByText('“Ibunya bekerja malam.”').waitFor()
  await other.page.getByText('Sampai Anda menerima, Sari tetap pendampingnya.', { exact: false }).waitFor()
  await expect(sari.call(readFile, { params: { file } })).resolves.toBeDefined()
  await other.page.getByRole('button', { name: 'Terima Rusa' }).click()
  await other.page.getByRole('heading', { name: /^Sudah Anda terima/ }).waitFor()
  await waitUntilSent(other)
  expect(await axeFaults(other.page)).toEqual([])
  await expect(sari.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })

  await late.context.setOffline(false)
  await late.open('/outbox')
  await late.page.getByRole('heading', { name: /^Disisihkan/ }).waitFor()
  // Its writer sees that it waits, of which child, and no longer what it says.
  await late.open('/quarantine')
  await late.page.getByRole('heading', { name: /^Tulisan Anda yang menunggu/ }).waitFor()
  await late.page.getByRole('heading', { name: /Rusa/ }).waitFor()
  expect(await late.page.getByText('Ditulis di jalan').count()).toBe(0)

  const nobody = await handsOf(screens, tirta)
  await nobody.open('/quarantine')
  await nobody.page.getByText('Tidak ada yang disisihkan.').waitFor()

  await other.open('/quarantine')
  await other.page.getByText('Ditulis di jalan, tanpa jaringan.').waitFor()
  expect(await axeFaults(other.page)).toEqual([])
  await other.page.getByRole('button', { name: 'Masukkan ke cerita' }).click()
  await other.page.getByText('Masuk ke cerita Rusa.').waitFor()
  await other.open(`/children/${file}`)
  await other.page.getByText('Ditulis di jalan, tanpa jaringan.').waitFor()
  await expect.poll(() => storyTitles(other)).toContainEqual(expect.stringMatching(/^Diterima;/))
  // Whose file it no longer is still has its screen open, and is told that it is not there.
  const unexpected = [...own.trouble, ...other.trouble, ...nobody.trouble].filter((line) => !line.includes('404'))
  expect(unexpected).toEqual([])
  await Promise.all([own, late, other, nobody].map(({ context }) => context.close()))
})

test('an offer is withdrawn, or answered with “not yet”, and the owner stays', async () => {
  const pen = penOf(sari)
  const { file } = await pen.register('Landak')
  await pen.send(pen.write(file, 'handed-over', { to: bayu.id, reason: 'Lebih dekat rumahnya.' }))
  const other = await handsOf(screens, bayu)
  await other.open('/hand-over')
  await other.page.getByRole('button', { name: 'Belum bisa' }).click()
  await other.page.getByLabel('Mengapa belum bisa').fill('Sedang cuti.')
  await other.page.getByRole('button', { name: /^Kembalikan/ }).click()
  await waitUntilSent(other)
  await other.page.getByText('Tidak ada yang ditawarkan.').waitFor()

  const own = await handsOf(screens, sari)
  await own.open(`/children/${file}/hand-over`)
  await own.page.getByLabel('Kepada siapa').selectOption({ label: 'Bayu, Tim AWN' })
  await own.page.getByLabel('Yang perlu diketahui Bayu').fill('Sesudah cuti.')
  await own.page.getByRole('button', { name: 'Tawarkan kepada Bayu' }).click()
  await waitUntilSent(own)
  await own.open(`/children/${file}/hand-over`)
  await own.page.getByText('pendampingnya tetap Anda', { exact: false }).first().waitFor()
  expect(await axeFaults(own.page)).toEqual([])
  await own.page.getByRole('button', { name: 'Tarik tawaran' }).click()
  await own.page.getByRole('button', { name: 'Tarik tawaran' }).click()
  await own.page.getByRole('heading', { level: 1, name: 'Landak' }).waitFor()
  await waitUntilSent(own)
  await expect(bayu.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  await expect(sari.call(readFile, { params: { file } })).resolves.toBeDefined()
  expect([...own.trouble, ...other.trouble]).toEqual([])
})

test('a supervisor offers the files of a worker one by one', async () => {
  const pen = penOf(sari)
  await pen.register('Merak')
  const hands = await handsOf(screens, wira)
  await hands.open('/hand-over')
  await hands.page.getByRole('link', { name: 'Sari' }).click()
  await hands.page.getByRole('button', { name: 'Tawarkan Merak' }).click()
  await hands.page.getByText('Pilih kepada siapa berkas ini ditawarkan.').first().waitFor()
  await hands.page.getByLabel('Kepada siapa').selectOption({ label: 'Bayu, Tim AWN' })
  await hands.page.getByLabel('Yang perlu diketahui penerimanya').fill('Sari pindah tugas.')
  await hands.page.getByRole('button', { name: 'Tawarkan Merak' }).click()
  await hands.page
    .getByText(/^Menunggu jawaban Bayu/)
    .first()
    .waitFor()
  await expect.poll(() => syncLine(hands).textContent()).toMatch(/^Semua terkirim/)
  expect(await axeFaults(hands.page)).toEqual([])
  expect(hands.trouble).toEqual([])
})
