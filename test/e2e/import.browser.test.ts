/**
 * The whole way of a list, in a browser on a real server: sent, matched, tried, answered in one stroke and one by one, made into files
 * by the job, opened, undone; and at the door of the demo, where nothing is kept. No fault that axe knows, no message of the policy.
 */
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { TestPerson } from '../support/application.ts'
import { axeFaults, listenForTrouble } from '../support/browser.ts'
import { easyList } from '../support/lists.ts'
import { enterAs } from '../support/server.ts'
import { openScreens } from './open-screens.ts'

const SHEET = fileURLToPath(new URL('../vectors/sheets/02-dua-baris-kepala.xlsx', import.meta.url))
const OTHER_SHEET = fileURLToPath(new URL('../vectors/sheets/03-titik-koma-cp1252.csv', import.meta.url))

let team: string
let context: BrowserContext
let page: Page
let trouble: string[]
let sari: TestPerson

const screens = openScreens(
  async ({ world }) => {
    team = await world.team('AWN')
    world.application.imports.start(200)
  },
  { demo: true },
)
beforeEach(async () => {
  sari = await screens.world.person('Sari', team, 'caseworker')
  await context?.close()
  context = await screens.browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'id-ID',
    acceptDownloads: true,
  })
  page = await context.newPage()
  trouble = listenForTrouble(page)
})

/** The page as it is now has no fault. */
async function sound(): Promise<void> {
  expect({ at: page.url(), faults: await axeFaults(page) }).toEqual({ at: page.url(), faults: [] })
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false)
  expect(trouble).toEqual([])
  expect(screens.world.bugs).toEqual([])
}

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
const button = (name: string | RegExp) => page.getByRole('button', { name })
const choose = (file: string | { name: string; mimeType: string; buffer: Buffer }) =>
  page.locator('input[type=file]').first().setInputFiles(file)

async function start(): Promise<void> {
  await enterAs(context, screens.server, sari)
  await page.goto(`${screens.server.address}/app/import`)
  await heading('Impor daftar')
}

/** Sends a list and tries it: stands on the page of the dry run. */
async function tried(name: string, bytes: Uint8Array): Promise<void> {
  await start()
  await choose({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })
  await heading(name)
  await button(/^Coba \d/).click()
  await heading(/baris siap$/)
}

/** How many entries the main stream of a file has. */
async function lengthOf(file: string): Promise<number> {
  const { rows } = await screens.world.admin.query<{ seq: number }>('select seq from cases.stream where id = $1', [
    file,
  ])
  return rows[0]?.seq ?? 0
}

const made = () => heading(/^[\d.]+ berkas dibuat$/)

describe('a list', () => {
  test('is sent, matched, tried, answered, made into files, opened, and undone', async () => {
    await start()
    await page.getByText('Belum ada impor.').waitFor()
    await sound()
    await choose(SHEET)
    await heading('02-dua-baris-kepala.xlsx')
    await page.getByText('Semua kolom pasti.').waitFor()
    // What is sure steps back, and can be changed.
    await page.getByText('12 kolom pasti').click()
    await button('Ubah Pendampingan Catatan').click()
    await page.getByLabel(/^Pendampingan Catatan.* menjadi$/).selectOption('notes')
    await page.getByText(/^Tersimpan /).waitFor()
    await sound()

    await button('Coba 36 baris').click()
    await heading('16 dari 45 baris siap')
    await sound()
    const niks = page.locator('li', { has: page.getByRole('heading', { name: 'Angka NIK hilang sebagian' }) }).last()
    await niks.getByRole('button', { name: 'Kosongkan, untuk 13 baris' }).waitFor()
    // One row alone, by keyboard; what cannot be read is said, and kept.
    await niks.getByRole('button', { name: 'Satu per satu' }).press('Enter')
    const first = niks.locator('ul > li').first()
    await first.getByLabel('NIK, enam belas angka').fill('99')
    await first.getByLabel('NIK, enam belas angka').press('Enter')
    await first.getByText(/NIK ditulis dengan enam belas angka saja/).waitFor()
    expect(await first.getByLabel('NIK, enam belas angka').inputValue()).toBe('99')
    await first.getByRole('button', { name: 'Kosongkan' }).press('Enter')
    await heading('17 dari 45 baris siap')
    await page.getByText(/^Jawaban tersimpan /).waitFor()
    await sound()

    // Whoever comes back finds the same place and every answer.
    await page.reload()
    await heading('17 dari 45 baris siap')
    await button('Kosongkan, untuk 12 baris').click()
    await heading('25 dari 45 baris siap')
    await page.getByText(/^Kosongkan, 13 baris\. Anda, hari\sini/).waitFor()
    await button(/^Ubah jawaban: Angka/)
      .first()
      .waitFor()
    await sound()

    await page.getByRole('link', { name: 'Lihat 9 baris' }).click()
    await heading('Dilewati')
    await page.getByText('LAPORAN TRIWULAN III 2025').waitFor()
    await sound()
    await page.getByRole('link', { name: 'Periksa' }).click()

    await button('Buat 26 berkas').click()
    await made()
    await page.getByText(/^Sampai .*\d\d\.\d\d$/).waitFor()
    await sound()
    await page.getByRole('link', { name: 'Lihat berkas yang dibuat' }).click()
    await heading('Jadi berkas')
    await sound()
    await page.getByRole('link', { name: 'Buka berkas Kunang Keladi' }).click()
    await page
      .getByText(/02-dua-baris-kepala|dari daftar|Impor/i)
      .first()
      .waitFor()

    await page.goto(`${screens.server.address}/app/import`)
    await page.getByRole('link', { name: '02-dua-baris-kepala.xlsx' }).click()
    await made()
    await button('Batalkan seluruh impor').click()
    const ask = page.getByRole('dialog')
    await ask.getByText('26 berkas dan daftarnya dihapus.').waitFor()
    await ask.getByRole('button', { name: 'Batalkan impor ini' }).click()
    await heading('Impor dibatalkan')
    await page.getByText('26 berkas dan daftarnya sudah tidak ada bagi siapa pun.').waitFor()
    await sound()
    await page.reload()
    await heading('Impor dibatalkan')
    await page.getByRole('link', { name: 'Impor daftar lagi' }).click()
    await page.getByText('Dibatalkan. Berkas dan daftarnya sudah tidak ada.').waitFor()
    await sound()
  })

  test('is answered in Excel: questions go out and answers come back', async () => {
    await start()
    await choose(SHEET)
    await button('Coba 36 baris').click()
    await heading(/baris siap$/)
    const waiting = page.waitForEvent('download')
    await button('Unduh pertanyaan').click()
    const file = await waiting
    expect(file.suggestedFilename()).toBe('Pertanyaan.xlsx')
    // Sent back without an answer: said in words, and nothing is changed.
    trouble.length = 0
    await page.locator('#excel input[type=file]').setInputFiles(await file.path())
    await page.getByText('Tidak ada jawaban di dalamnya').waitFor()
    expect(trouble.filter((line) => !line.includes('422'))).toEqual([])
  })

  test('that is no list is refused with a sentence, and nothing of it is kept', async () => {
    await start()
    await choose({ name: 'surat.xlsx', mimeType: 'text/plain', buffer: Buffer.from('MZ\0\0 this is no sheet') })
    await page.getByRole('alert').getByText('surat.xlsx tidak dapat dibaca.').waitFor()
    await page.getByText('Tidak ada yang disimpan darinya.').first().waitFor()
    await page.getByText('Belum ada impor.').waitFor()
    expect(await axeFaults(page)).toEqual([])
    const { rowCount } = await screens.world.admin.query('select 1 from cases.import_run where importer = $1', [
      sari.id,
    ])
    expect(rowCount).toBe(0)
  })

  test('is paused, left, found again and finished', async () => {
    await tried('besar.csv', easyList(2_400, 'Sawo'))
    await button('Buat 2.400 berkas').click()
    await button('Jeda').click()
    await button('Lanjutkan').waitFor()
    await sound()
    await page.goto(`${screens.server.address}/app/import`)
    await page.getByText(/^Dijeda: /).waitFor()
    await page.getByRole('link', { name: 'besar.csv' }).click()
    await button('Lanjutkan').click()
    await heading(/^2\.400 berkas dibuat$/)
    await sound()
    const files = await screens.world.admin.query(
      'select 1 from cases.import_file f join cases.import_run r using (import_id) where r.importer = $1',
      [sari.id],
    )
    expect(files.rowCount).toBe(2_400)
  })

  test('is not undone over a file that was worked on: it is named, and may be left', async () => {
    await tried('tersentuh.csv', easyList(3, 'Duku'))
    await button('Buat 3 berkas').click()
    await made()
    await page.getByRole('link', { name: 'Lihat berkas yang dibuat' }).click()
    await heading('Jadi berkas')
    const link = page.getByRole('link', { name: /^Buka berkas/ }).first()
    const file = (await link.getAttribute('href')) ?? ''
    const run = page.url().replace(/\/rows.*/, '')
    await page.goto(`${screens.server.address}${file}/note`)
    await page.getByLabel('Catatan').fill('Ibu menelepon.')
    await button('Simpan catatan').click()
    await page.getByText('Ibu menelepon.').waitFor()
    await expect.poll(() => lengthOf(file.split('/').at(-1) ?? '')).toBe(2)
    await page.goto(run)
    await button('Batalkan seluruh impor').click()
    await button('Batalkan impor ini').click()
    await page.getByText('1 berkas sudah disentuh, maka tidak ada yang dihapus').waitFor()
    await sound()
    await button('Hapus 2 yang lain, biarkan 1 ini').click()
    await heading('Impor dibatalkan')
    await page.getByText('1 berkas yang sudah disentuh tetap ada.').waitFor()
    await sound()
  })

  test('keeps answers that were given while the office was away', async () => {
    await tried('jauh.csv', easyList(4, 'Langsat'))
    await page.getByRole('link', { name: 'Cocokkan' }).click()
    await heading('jauh.csv')
    await screens.server.be('faulty')
    await page.getByLabel('5 Desember, bulan dulu').check()
    await page.getByText('Belum tersimpan: kantor tidak terjangkau').waitFor()
    await screens.server.be('there')
    await page.getByText(/^Tersimpan /).waitFor({ timeout: 15_000 })
    trouble.length = 0
    await page.reload()
    expect(await page.getByLabel('5 Desember, bulan dulu').isChecked()).toBe(true)
  })
})

describe('at the door of the demo', () => {
  /** Every table but the audit log, which says that somebody tried, and the sessions' clock. */
  async function counts(): Promise<Readonly<Record<string, number>>> {
    const { rows } = await screens.world.admin.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'audit')`,
    )
    const counted = await Promise.all(
      rows.map(async ({ name }) => {
        const { rows: of } = await screens.world.admin.query<{ n: number }>(`select count(*)::int as n from ${name}`)
        return [name, of[0]?.n ?? -1] as const
      }),
    )
    return Object.fromEntries(counted)
  }

  test('a visitor tries a list without signing in, and nothing of it is kept', async () => {
    const before = await counts()
    await page.goto(`${screens.server.address}/app/try`)
    await heading('Coba daftar Anda sendiri')
    await sound()
    await choose(OTHER_SHEET)
    await heading(/baris siap$/)
    await page.getByText('Tidak ada yang disimpan', { exact: true }).waitFor()
    await sound()
    expect(await counts()).toEqual(before)
    const kept = await page.evaluate(
      `JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href])`,
    )
    expect(kept).not.toMatch(/03-titik|DOEYOENG/i)
    await button('Lupakan, coba yang lain').click()
    await heading('Coba daftar Anda sendiri')
    await page.reload()
    await heading('Coba daftar Anda sendiri')
    await sound()
  })
})
