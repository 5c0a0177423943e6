import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import type { Entry } from '#cases/file/entry.ts'
import { strip } from '#platform/pure/images/index.ts'
import type { TestPerson } from '../support/application.ts'
import { blobClient } from '../support/attachment.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { PLACE_WORDS, photoWithPlace } from '../support/photo.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, keepVisit, waitUntilSent, writeVisit } from './steps.ts'

let sari: TestPerson
let wira: TestPerson

const screens = openScreens(async ({ world }) => {
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  wira = await world.person('Wira', awan, 'supervisor')
})
afterEach(() => screens.server.be('there'))

const choose = (page: Page, ...files: readonly { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator('input[type=file][multiple]').setInputFiles([...files])

const asPhoto = (buffer: Buffer, name = 'IMG_0001.jpg') => ({ name, mimeType: 'image/jpeg', buffer })

/** The entries of the file's first stream. */
async function entriesOf(person: TestPerson, file: string): Promise<readonly Entry[]> {
  const { streams } = await person.call(readFile, { params: { file } })
  return (streams[0]?.entries ?? []).map(({ text }) => JSON.parse(text) as Entry)
}

const announcedIn = async (person: TestPerson, file: string) =>
  (await entriesOf(person, file)).flatMap(({ files }) => files)

/** How many sealed pieces are on this device. */
const piecesIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('lindung-work')
        request.onsuccess = () => {
          const count = request.result.transaction('pieces').objectStore('pieces').count()
          count.onsuccess = () => {
            request.result.close()
            resolve(count.result)
          }
        }
      }),
  )

/** The browser tells of every request that found no server; everything else is trouble. */
const worse = (trouble: readonly string[]) => trouble.filter((line) => !/Failed to load resource/.test(line))

test('a photo whose server is killed between chunks, and whose tab is reloaded, arrives once, whole, without its place', async () => {
  const hands = await handsOf(screens, sari)
  const { page, open, trouble } = hands
  const { file } = await penOf(sari).register('Kancil')
  await open(`/children/${file}/document`)
  const photo = await photoWithPlace(page)
  expect(photo.length).toBeGreaterThan(2 * 1024 * 1024)
  expect(photo.includes(PLACE_WORDS)).toBe(true)
  await choose(page, asPhoto(photo))
  await page.getByRole('img', { name: 'Pratinjau IMG_0001.jpg' }).waitFor()
  await page.getByText(/^Tempat, waktu, dan kamera sudah dihapus/).waitFor()
  await page.getByLabel('Apa ini?').fill('Kartu imunisasi')
  expect(await axeFaults(page)).toEqual([])

  // A network of a village: three megabits a second.
  const wire = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 400_000 }
  await wire.send('Network.emulateNetworkConditions', slow)
  await page.getByRole('button', { name: 'Simpan dokumen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()

  // Text never waits: the entry stands at the office while the photo is on its way.
  await expect.poll(async () => (await announcedIn(sari, file)).length, { timeout: 10_000 }).toBe(1)
  const [announced] = await announcedIn(sari, file)
  const blob = blobClient(screens.world, sari)
  const received = async () =>
    (JSON.parse((await blob.state(announced?.id ?? '')).body.toString()) as { received: number[] }).received
  await page.getByText(/^Masih dikirim dari gawai ini:/).waitFor()
  expect(await axeFaults(page)).toEqual([])
  // For others it is on its way from elsewhere.
  const his = await handsOf(screens, wira)
  await his.open(`/children/${file}`)
  await his.page.getByText(/belum sampai di kantor\. Masih dikirim dari gawai penulisnya/).waitFor()
  expect(await axeFaults(his.page)).toEqual([])

  await expect.poll(received, { timeout: 20_000 }).toEqual([0])
  await page.waitForTimeout(600)
  await screens.server.be('gone')
  await page.getByRole('link', { name: 'Kotak kirim' }).click()
  await page.getByRole('heading', { name: /^Menunggu jaringan 1/ }).waitFor()
  await page.getByText(/MB, 1(,\d)?.MB sudah sampai\. Dicoba sendiri; terakhir/).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await screens.server.be('faulty')
  await page.reload()
  await page.getByText(/^1 yang Anda tulis tersimpan di gawai ini/).waitFor()

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.url().split('/').at(-1) ?? '')
  })
  await screens.server.be('there')
  await wire.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
  await page.getByRole('button', { name: 'Coba sekarang' }).click()
  await waitUntilSent(hands)
  await expect.poll(async () => (await blob.read(announced?.id ?? '')).status, { timeout: 20_000 }).toBe(200)
  expect(sent).not.toContain('0')

  const { body } = await blob.read(announced?.id ?? '')
  expect(body.equals(Buffer.from(strip('image/jpeg', photo) ?? []))).toBe(true)
  expect(body.includes('Exif')).toBe(false)
  expect(body.includes(PLACE_WORDS)).toBe(false)
  expect((await entriesOf(sari, file)).map(({ kind }) => kind)).toEqual(['registered', 'attachment-added'])
  await expect.poll(() => piecesIn(page)).toBe(0)

  // The supervisor opens it, when he asks for it.
  await his.page.reload()
  await his.page.getByRole('button', { name: /^Perlihatkan Foto, / }).click()
  const shown = his.page.getByRole('img', { name: 'Foto' })
  await shown.waitFor()
  expect(await shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1800)
  expect(await axeFaults(his.page)).toEqual([])
  const [download] = await Promise.all([
    his.page.waitForEvent('download'),
    his.page.getByRole('button', { name: /^Simpan Foto, / }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Kartu imunisasi.jpg')

  // A worker of another team finds neither the file nor the photo.
  const tirta = await screens.world.person('Tirta', await screens.world.team('EMB'), 'caseworker')
  expect((await blobClient(screens.world, tirta).read(announced?.id ?? '')).status).toBe(404)
  const other = await handsOf(screens, tirta)
  await other.open(`/children/${file}/document`)
  await other.page.getByRole('heading', { name: 'Berkas ini tidak terbuka bagi Anda.' }).waitFor()
  expect(worse(trouble)).toEqual([])
  expect(worse(his.trouble)).toEqual([])
  expect(screens.world.bugs).toEqual([])
}, 120_000)

test('a visit takes its photo along; the draft with it survives a reload; one that is thrown away leaves nothing', async () => {
  const hands = await handsOf(screens, sari, true)
  const { page } = hands
  const { file } = await penOf(sari).register('Pipit')
  await writeVisit(hands, file, 'Pipit memperlihatkan rapornya.')
  const photo = await photoWithPlace(page, { width: 300, height: 200 })
  await choose(page, asPhoto(photo))
  await page.getByRole('img', { name: 'Pratinjau IMG_0001.jpg' }).waitFor()
  await expect.poll(() => page.getByText(/^Tersimpan di gawai ini/).count()).toBeGreaterThan(0)
  expect(await axeFaults(page)).toEqual([])
  await page.reload()
  await page.getByRole('img', { name: 'Pratinjau IMG_0001.jpg' }).waitFor()
  expect(await page.getByLabel('Apa yang terjadi').inputValue()).toBe('Pipit memperlihatkan rapornya.')
  await keepVisit(hands)
  await page.getByRole('heading', { level: 1, name: 'Pipit' }).waitFor()
  await expect.poll(async () => (await announcedIn(sari, file)).length).toBe(1)
  await page.getByRole('link', { name: /^1 berkas, / }).waitFor()
  const [announced] = await announcedIn(sari, file)
  await expect.poll(async () => (await blobClient(screens.world, sari).read(announced?.id ?? '')).status).toBe(200)
  await expect.poll(() => piecesIn(page)).toBe(0)

  await hands.open(`/children/${file}/note`)
  await choose(page, asPhoto(photo, 'salah.jpg'))
  await page.getByRole('img', { name: 'Pratinjau salah.jpg' }).waitFor()
  expect(await piecesIn(page)).toBe(1)
  await page.getByRole('button', { name: 'Buang draf ini' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Buang draf' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pipit' }).waitFor()
  await expect.poll(() => piecesIn(page)).toBe(0)
})

test('what cannot be taken is said with what to do, and what can be is taken', async () => {
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  const { file } = await penOf(sari).register('Merak')
  await open(`/children/${file}/document`)
  const odd = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text, 'latin1') })
  await choose(
    page,
    odd('IMG_7.HEIC', '\0\0\0\x18ftypheic\0\0\0\0'),
    odd('lukisan.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    odd('kosong.txt', ''),
    odd('surat.txt', 'Halo \xe9'),
    { name: 'besar.txt', mimeType: 'text/plain', buffer: Buffer.alloc(2_000_001, 'a') },
    { name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('Terima kasih.') },
  )
  const said = page.getByRole('alert')
  for (const line of [
    /IMG_7\.HEIC: Format HEIC tidak dapat dikirim/,
    /lukisan\.svg: Jenis berkas ini tidak diterima/,
    /kosong\.txt: Berkas ini kosong/,
    /surat\.txt: Teks ini tidak dapat dibaca/,
    /besar\.txt: Terlalu besar/,
  ])
    await said.getByText(line).waitFor()
  await page.getByRole('button', { name: 'Lepas catatan.txt' }).waitFor()
  await page.getByText(/^Suara dan dokumen dikirim apa adanya/).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Lepas catatan.txt' }).click()
  await page.getByRole('button', { name: 'Simpan dokumen' }).click()
  await page.getByRole('link', { name: 'Pilih sekurangnya satu foto atau dokumen.' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('berkas')
  expect(await axeFaults(page)).toEqual([])
})

test('a provider adds a document to a referral, and the sender saves it', async () => {
  const { file } = await penOf(sari).register('Beo')
  const team = await screens.world.team('BLN', 'provider')
  const mawar = await screens.world.person('Mawar', team, 'provider')
  const hers = await handsOf(screens, sari)
  await hers.open(`/children/${file}/refer`)
  await hers.page.getByLabel('Kepada siapa').selectOption({ label: 'Tim BLN' })
  await hers.page.getByLabel('Bantuan apa yang diperlukan').fill('Konseling')
  await hers.page.getByLabel('Anak', { exact: true }).check()
  await hers.page.getByRole('button', { name: 'Kirim ke Tim BLN' }).click()
  await hers.page.getByRole('heading', { level: 1, name: 'Beo' }).waitFor()
  await waitUntilSent(hers)

  const theirs = await handsOf(screens, mawar)
  await theirs.open('/referrals')
  await theirs.page.getByRole('link', { name: 'Buka rujukan ini' }).click()
  await theirs.page.getByRole('link', { name: 'Tambah foto atau dokumen' }).click()
  await choose(theirs.page, {
    name: 'hasil.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
  })
  await theirs.page.getByLabel('Apa ini?').fill('Hasil konseling')
  expect(await axeFaults(theirs.page)).toEqual([])
  await theirs.page.getByRole('button', { name: 'Simpan dokumen' }).click()
  await theirs.page.getByRole('button', { name: /^Simpan PDF, / }).waitFor()
  await waitUntilSent(theirs)

  await hers.open(`/children/${file}`)
  const [download] = await Promise.all([
    hers.page.waitForEvent('download'),
    hers.page.getByRole('button', { name: /^Simpan PDF, / }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Hasil konseling.pdf')
  expect(worse(theirs.trouble)).toEqual([])
  expect(screens.world.bugs).toEqual([])
})
