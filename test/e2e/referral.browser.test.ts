import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readFile, readFileAccess, readReferrals } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, storyTitles, waitUntilSent } from './steps.ts'

let sari: TestPerson
let mawar: TestPerson
let wulan: TestPerson
let bulan: string

const screens = openScreens(async ({ world }) => {
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
  bulan = await world.team('BLN', 'provider')
  mawar = await world.person('Mawar', bulan, 'provider')
  wulan = await world.person('Wulan', await world.team('DPK', 'provider'), 'provider')
})

/** A child with something to send. */
async function childOf(alias: string): Promise<string> {
  const pen = penOf(sari)
  const { file } = await pen.register(alias, `${alias} Cendana`)
  const school = { attends: 'no', level: 'kelas 6' }
  const contact = { way: 'visit', safe: false, note: 'Jangan lewat keluarga.' }
  await pen.send(pen.write(file, 'facts-set', { facts: { school, contact, care: { livesWith: 'aunt-uncle' } } }))
  return file
}

test('a referral: what is missing is said, the true name only by choice, and the provider sees exactly the card', async () => {
  const file = await childOf('Kancil')
  const hands = await handsOf(screens, sari)
  const { page, open, trouble } = hands
  await open(`/children/${file}/refer`)
  await page.getByRole('button', { name: /^Kirim ke/ }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'perlu diperbaiki' })
  await summary.waitFor()
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await axeFaults(page)).toEqual([])

  await page.getByLabel('Kepada siapa').selectOption({ label: 'Tim BLN' })
  await page.getByLabel('Bantuan apa yang diperlukan').fill('Konseling')
  await page.getByRole('button', { name: 'Lepas Sekolah' }).click()
  // How to get in touch is not taken out of the card of a child who is only safe if it is heeded.
  expect(await page.getByRole('button', { name: 'Lepas Cara menghubungi' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Sertakan Nama asli' }).click()
  await page.getByText('Kancil Cendana').waitFor()
  await page.getByLabel('Anak', { exact: true }).check()
  await page.getByLabel('Pengasuh').check()
  await page.getByLabel(/^Pesan untuk/).fill('Mohon jadwal sore.')

  // The draft survives a reload; the true name is not part of it and is asked for again.
  await expect.poll(() => page.getByText(/^Tersimpan di gawai ini/).count()).toBeGreaterThan(0)
  await page.reload()
  await page.getByText('Mohon jadwal sore.').first().waitFor()
  expect(await page.getByText('Kancil Cendana').count()).toBe(0)
  await page.getByRole('button', { name: 'Kirim ke Tim BLN' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()
  await waitUntilSent(hands)
  await expect.poll(() => storyTitles(hands)).toContain('Konseling, dirujuk ke Tim BLN')
  const { looks } = await sari.call(readFileAccess, { params: { file } })
  expect(looks.filter(({ action }) => action === 'identity.look')).toHaveLength(1)

  const provider = await handsOf(screens, mawar)
  await provider.open('/referrals')
  const card = provider.page.getByRole('region', { name: 'Konseling untuk Kancil' })
  await card.waitFor()
  const shown = await card.innerText()
  for (const word of ['Kancil', 'perempuan', 'paman atau bibi', 'Jangan lewat keluarga.', 'Mohon jadwal sore.'])
    expect(shown).toContain(word)
  for (const word of ['kelas 6', 'Cendana']) expect(shown).not.toContain(word)
  expect(shown).toContain('nama asli, sekolah, dan riwayat')
  expect(await axeFaults(provider.page)).toEqual([])

  // May not: the child's file itself, by its address; it is said, and the way to what was sent stands there.
  await provider.open(`/children/${file}`)
  await provider.page.getByText('Berkas ini tidak terbuka bagi Anda.').first().waitFor()
  await provider.page.getByRole('main').getByRole('link', { name: 'Rujukan masuk' }).click()
  await card.waitFor()

  // May not: the caseload, which belongs to other roles; the way leads to the place that is theirs.
  await provider.open('/children')
  await provider.page.getByRole('heading', { level: 1, name: 'Bagian ini bukan tugas Anda' }).waitFor()
  expect(await provider.page.getByText('Mulai dengan satu anak').count()).toBe(0)
  await provider.page.getByRole('link', { name: 'Ke halaman pertama' }).click()
  await card.waitFor()

  // May not: another provider sees an empty list, and cannot open it by its address either.
  const { streams } = await mawar.call(readReferrals)
  const other = await handsOf(screens, wulan)
  await other.open('/referrals')
  await other.page.getByText('Belum ada rujukan.').waitFor()
  await other.open(`/referrals/${streams[0]?.id ?? ''}`)
  await other.page.getByText('Rujukan ini tidak terbuka bagi Anda.').waitFor()
  expect([...trouble, ...provider.trouble, ...other.trouble]).toEqual([])
  await Promise.all([hands, provider, other].map(({ context }) => context.close()))
})

test('a question, its answer, an acceptance with a first day, a note, and withdrawing: both sides see whose turn it is', async () => {
  const file = await childOf('Pipit')
  const [own, provider] = [await handsOf(screens, sari), await handsOf(screens, mawar)]
  await own.open(`/children/${file}/refer`)
  const { page } = own
  await page.getByLabel('Kepada siapa').selectOption({ label: 'Tim BLN' })
  await page.getByLabel('Bantuan apa yang diperlukan').fill('Imunisasi')
  await page.getByLabel('Tidak bisa menunggu persetujuan').check()
  await page.getByLabel('Mengapa tidak bisa menunggu').fill('Demam tinggi.')
  await page.getByRole('button', { name: 'Kirim ke Tim BLN' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pipit' }).waitFor()
  await waitUntilSent(own)

  await provider.open('/referrals')
  await provider.page
    .getByRole('button', { name: 'Buka Imunisasi, Pipit' })
    .or(provider.page.getByRole('region', { name: 'Imunisasi untuk Pipit' }))
    .first()
    .waitFor()
  const opens = provider.page.getByRole('button', { name: 'Buka Imunisasi, Pipit' })
  if ((await opens.count()) > 0) await opens.click()
  await provider.page.getByRole('button', { name: 'Tanya Sari dulu' }).click()
  await provider.page.getByRole('button', { name: 'Kirim pertanyaan' }).click()
  await provider.page.getByText('Tulis satu kalimat dulu.').waitFor()
  await provider.page.getByLabel(/^Yang ingin Anda tanyakan/).fill('Apakah ada kartunya?')
  // Pressed twice in a row it is asked once, and what was recorded is said.
  await provider.page.getByRole('button', { name: 'Kirim pertanyaan' }).dblclick()
  await provider.page.getByRole('heading', { name: /^Menunggu pengirim/ }).waitFor()
  await provider.page.getByText('Tercatat: pertanyaan Anda tentang Imunisasi untuk Pipit.').waitFor()
  await waitUntilSent(provider)
  const { streams } = await mawar.call(readReferrals)
  const answers = streams.flatMap(({ entries }) => entries.filter(({ text }) => text.includes('Apakah ada kartunya?')))
  expect(answers).toHaveLength(1)

  await own.open(`/children/${file}`)
  await page.getByRole('link', { name: 'Buka rujukan' }).first().click()
  await page.getByText('Apakah ada kartunya?').waitFor()
  await page.getByRole('button', { name: 'Jawab pertanyaannya' }).click()
  await page.getByLabel(/^Jawaban untuk/).fill('Ada, dibawa ibunya.')
  await page.getByRole('button', { name: 'Kirim jawaban' }).click()
  await waitUntilSent(own)

  await provider.open('/referrals')
  await provider.page
    .getByRole('button', { name: 'Buka Imunisasi, Pipit' })
    .or(provider.page.getByRole('region', { name: 'Imunisasi untuk Pipit' }))
    .first()
    .waitFor()
  if ((await opens.count()) > 0) await opens.click()
  await provider.page.getByRole('link', { name: 'Buka rujukan ini' }).click()
  await provider.page.getByText('Ada, dibawa ibunya.').waitFor()
  await provider.page.getByRole('button', { name: 'Terima' }).click()
  await provider.page.getByLabel('Tidak tahu').check()
  await provider.page.getByRole('button', { name: 'Terima' }).click()
  await provider.page.getByText('Sedang dilayani').waitFor()
  // Nothing can be accepted a second time.
  expect(await provider.page.getByRole('button', { name: 'Terima' }).count()).toBe(0)
  await provider.page.getByRole('button', { name: 'Catat' }).click()
  await provider.page.getByLabel('Dilayani', { exact: true }).check()
  await provider.page.getByLabel(/^Catatan kembali/).fill('Sudah disuntik.')
  await provider.page.getByRole('button', { name: 'Kirim catatan' }).click()
  await provider.page.getByRole('list', { name: 'Cerita' }).getByText('Sudah disuntik.').waitFor()
  await waitUntilSent(provider)

  await own.open(`/children/${file}`)
  await page.getByText('Sudah disuntik.').waitFor()
  const link = page.getByRole('link', { name: 'Buka rujukan' }).first()
  await link.click()
  await page.getByRole('button', { name: 'Tarik kembali' }).click()
  await page.getByRole('button', { name: 'Tarik kembali' }).click()
  await page.getByText('Ditarik kembali', { exact: true }).first().waitFor()
  await waitUntilSent(own)
  expect(await axeFaults(page)).toEqual([])
  await provider.page.reload()
  await provider.page.getByText('Rujukan ini tidak terbuka bagi Anda.').waitFor()
  expect([...own.trouble, ...provider.trouble]).toEqual([])
})

const draftsIn = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('lindung-work')
      request.onsuccess = () => resolve(request.result)
    })
    const count = await new Promise<number>((resolve) => {
      const request = db.transaction('drafts').objectStore('drafts').count()
      request.onsuccess = () => resolve(request.result)
    })
    db.close()
    return count
  })

test('a half-written answer survives a reload; one that came too late goes back to where it was written, and is not lost', async () => {
  const file = await childOf('Beo')
  const pen = penOf(sari)
  const { streams } = await sari.call(readFile, { params: { file } })
  pen.sees(file, [streams[0]?.seq ?? 0, streams[0]?.head ?? ''])
  const sent = pen.write(randomUUID(), 'referral-sent', {
    file,
    team: bulan,
    need: 'Konseling',
    package: { alias: 'Beo' },
    agreed: { basis: 'agreement', who: ['child'], on: { precision: 'day', value: '2026-11-16' } },
    withheld: ['name', 'story'],
    answerBy: '2026-11-30',
  })
  expect(await pen.send(sent)).toMatchObject([{ outcome: 'accepted' }])

  const hands = await handsOf(screens, mawar)
  const { page, open, trouble } = hands
  await open(`/referrals/${sent.stream}`)
  await page.getByRole('button', { name: 'Tolak dengan alasan' }).click()
  await page.getByRole('textbox').fill('Penuh sampai akhir bulan.')
  await expect.poll(() => draftsIn(page)).toBe(1)
  await page.reload()
  await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('Penuh sampai akhir bulan.')
  expect(await axeFaults(page)).toEqual([])

  // Sari ends it while the answer is on its way.
  await screens.server.be('gone')
  await page.getByRole('button', { name: 'Tolak rujukan ini' }).click()
  await page.getByText('Tersimpan di gawai ini, belum terkirim').first().waitFor()
  await expect.poll(() => draftsIn(page)).toBe(0)
  await pen.send(pen.write(sent.stream, 'referral-closed', { outcome: 'not-needed' }))
  await screens.server.be('there')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await open('/outbox')
  await page.getByRole('button', { name: 'Perbaiki dan kirim lagi' }).click()
  await page.getByRole('heading', { level: 1, name: 'Konseling untuk Beo' }).waitFor()
  const late = page.getByText('Yang sudah Anda tulis tidak dapat dikirim lagi di sini')
  await late.waitFor()
  await page.getByText('Penuh sampai akhir bulan.').first().waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Buang tulisan ini' }).click()
  await late.waitFor({ state: 'detached' })
  await expect.poll(() => draftsIn(page)).toBe(0)
  // It is still in the outbox, with why, until its writer takes it back.
  await open('/outbox')
  await page.getByText('Penuh sampai akhir bulan.').waitFor()
  expect(trouble.filter((line) => !/Failed to load|ERR_/.test(line))).toEqual([])
})
