import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, keepVisit, register, waitUntilSent, writeVisit } from './steps.ts'

let awan: string

const screens = openScreens(async ({ world }) => {
  awan = await world.team('AWN')
})
afterEach(async () => {
  screens.world.setNow(new Date())
  await screens.server.be('there')
})

const kindsOf = async (person: TestPerson, file: string) => {
  const { streams } = await person.call(readFile, { params: { file } })
  return streams[0]?.entries.map(({ text }) => (JSON.parse(text) as { kind: string }).kind)
}

test('a refused visit waits with its reason, is mended in its own form, and the rest is exactly as written', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page } = hands
  const file = await register(hands, { alias: 'Kancil' })
  await waitUntilSent(hands)
  await writeVisit(hands, file, 'Bibi sudah ke sekolah.')
  // The clock of the office is three days behind this device.
  screens.world.setNow(new Date(Date.now() - 3 * 86_400_000))
  await keepVisit(hands)
  await page.getByRole('link', { name: 'Lihat' }).click()
  await page.getByText(/Tanggalnya belum terjadi/).waitFor()
  await page.getByText('Bibi sudah ke sekolah.').waitFor()

  await page.getByRole('button', { name: 'Perbaiki dan kirim lagi' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kunjungan kepada Kancil' }).waitFor()
  expect(await page.getByLabel('Apa yang terjadi').inputValue()).toBe('Bibi sudah ke sekolah.')
  const { year, month, day } = partsOf(new Date(Date.now() - 4 * 86_400_000))
  await page.getByLabel('Tanggal', { exact: true }).fill(day)
  await page.getByLabel('Bulan', { exact: true }).selectOption(month)
  await page.getByLabel('Tahun', { exact: true }).fill(year)
  await keepVisit(hands)
  await waitUntilSent(hands)
  expect(await kindsOf(sari, file)).toEqual(['registered', 'visit'])
  await page.getByRole('link', { name: 'Kotak kirim' }).click()
  await page.getByRole('heading', { name: /^Ditarik 1/ }).waitFor()
  await page.getByText('Diperbaiki dan dikirim lagi.').waitFor()
})

test('a closure that somebody else made first is withdrawn with a reason, and nothing disappears', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const wira = await screens.world.person('Wira', awan, 'supervisor')
  const [hers, his] = [await handsOf(screens, sari), await handsOf(screens, wira)]
  const file = await register(hers, { alias: 'Pipit' })
  await waitUntilSent(hers)
  for (const { page, open } of [hers, his]) {
    await open(`/children/${file}/close`)
    await page.getByLabel('Pindah tempat tinggal').check()
  }
  await screens.server.be('gone')
  for (const { page } of [hers, his]) {
    await page.getByRole('button', { name: 'Tutup berkas ini' }).click()
    await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  }
  await screens.server.be('there')
  await his.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await waitUntilSent(his)
  await hers.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await hers.page.getByRole('link', { name: 'Kotak kirim' }).click()
  await hers.page.getByText(/Berkas ini sudah ditutup\. Tidak/).waitFor()
  await hers.page.getByRole('button', { name: 'Tarik dengan alasan' }).click()
  const dialog = hers.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Tarik tulisan ini' }).click()
  await dialog.getByText('Pilih alasannya.').waitFor()
  await dialog.getByLabel('Tidak diperlukan lagi').check()
  await dialog.getByRole('button', { name: 'Tarik tulisan ini' }).click()
  await hers.page.getByRole('heading', { name: /^Ditarik 1/ }).waitFor()
  expect(await kindsOf(sari, file)).toEqual(['registered', 'closed'])
})

test('leaving says what is unsent, gives it as a file that nobody can read, and keeps it for the next sign-in', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page } = hands
  const file = await register(hands, { alias: 'Rusa' })
  await waitUntilSent(hands)
  await writeVisit(hands, file, 'Rahasia di dalam tas.')
  await screens.server.be('faulty')
  await keepVisit(hands)
  await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  await page.getByRole('link', { name: 'Bahasa dan warna' }).click()
  await page.getByRole('button', { name: 'Keluar' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 tulisan belum terkirim.').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Simpan yang belum terkirim sebagai berkas' }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ lindung: 'unsent/1', entries: [{ stream: file }] })
  expect(text).not.toContain('Rahasia')
  await screens.server.be('there')
  await dialog.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('heading', { level: 1, name: 'Masuk' }).waitFor()
})

test('nothing that was written stands readable in the browser’s storage', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  const file = await register(hands, { alias: 'Zaitunmerah', name: 'Namarahasia Cendana' })
  await waitUntilSent(hands)
  await open(`/children/${file}/note`)
  await page.getByLabel('Catatan', { exact: true }).fill('Kalimatrahasia')
  await page.getByText(/^Tersimpan di gawai ini/).waitFor()
  const kept = await page.evaluate(async () => {
    const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
      })
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll()
          request.onsuccess = () => resolve(request.result as unknown[])
        })
        const decoder = new TextDecoder('latin1')
        found.push(
          JSON.stringify(all, (_, value: unknown) => (value instanceof Uint8Array ? decoder.decode(value) : value)),
        )
      }
      db.close()
    }
    return found.join('\n')
  })
  expect(kept).toContain(file)
  for (const secret of ['Zaitunmerah', 'Namarahasia', 'Kalimatrahasia']) expect(kept).not.toContain(secret)
})

const partsOf = (date: Date) => ({
  year: String(date.getFullYear()),
  month: String(date.getMonth() + 1),
  day: String(date.getDate()),
})
