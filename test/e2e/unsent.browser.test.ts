import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import { secretHash } from '#platform/server/keys/index.ts'
import type { TestPerson } from '../support/application.ts'
import { openScreens } from './open-screens.ts'
import { type Hands, handsOf, keepVisit, register, waitUntilSent, writeVisit } from './steps.ts'

let awan: string

const screens = openScreens(async ({ world }) => {
  awan = await world.team('AWN')
})
afterEach(() => screens.server.be('there'))

/** The same person, signed in on another device. */
async function elsewhere({ id }: TestPerson): Promise<TestPerson> {
  const [device, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  await screens.world.admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [secretHash(token), randomUUID(), id, device],
  )
  return { id, device, token, call: screens.world.clientFor(token) }
}

/** A visit that could not be sent, and the file of it that its writer takes along. */
async function leaveWithFile(hands: Hands, text: string): Promise<{ readonly child: string; readonly saved: string }> {
  const { page } = hands
  const child = await register(hands, { alias: 'Rusa' })
  await waitUntilSent(hands)
  await writeVisit(hands, child, text)
  await screens.server.be('faulty')
  await keepVisit(hands)
  await page.getByText('Tersimpan di gawai ini, belum terkirim').waitFor()
  await page.getByRole('link', { name: 'Bahasa dan warna' }).click()
  await page.getByRole('button', { name: 'Keluar' }).click()
  const save = page.getByRole('dialog').getByRole('button', { name: 'Simpan yang belum terkirim sebagai berkas' })
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
  const saved = readFileSync(await download.path(), 'utf8')
  await screens.server.be('there')
  return { child, saved }
}

/** Chooses a file with this text on the outbox. */
async function chooseFile({ page, open }: Hands, text: string): Promise<void> {
  await open('/outbox')
  const buffer = Buffer.from(text)
  await page.locator('input[type=file]').setInputFiles({ name: 'berkas.json', mimeType: 'application/json', buffer })
}

test('what a device could not send is taken in on another one by its writer, who sees it first, and by nobody else', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const first = await handsOf(screens, sari)
  const { child, saved } = await leaveWithFile(first, 'Rahasia di dalam tas.')
  // The old device is lost before it could send anything.
  await first.context.close()

  const bayu = await handsOf(screens, await screens.world.person('Bayu', awan, 'caseworker'))
  await chooseFile(bayu, saved)
  await bayu.page.getByText('1 tulisan milik orang lain.').waitFor()
  await bayu.page.getByText('Tidak ada tulisan Anda yang bisa dikirim dari berkas ini.').waitFor()
  expect(await bayu.page.getByRole('button', { name: /Ini tulisan saya/ }).count()).toBe(0)
  expect(await bayu.page.content()).not.toContain('Rahasia')

  const hands = await handsOf(screens, await elsewhere(sari))
  const { page } = hands
  const before = (await sari.call(readFile, { params: { file: child } })).streams[0]?.entries.length
  await chooseFile(hands, saved)
  await page.getByText('1 tulisan Anda, persis seperti Anda menulisnya:').waitFor()
  await page.getByText('Rahasia di dalam tas.').waitFor()
  expect((await sari.call(readFile, { params: { file: child } })).streams[0]?.entries.length).toBe(before)
  await page.getByRole('button', { name: 'Ini tulisan saya, taruh di kotak kirim' }).click()
  await page.getByText('1 tulisan sekarang ada di kotak kirim Anda.').waitFor()
  await waitUntilSent(hands)
  const [stream] = (await sari.call(readFile, { params: { file: child } })).streams
  const last = JSON.parse(stream?.entries.at(-1)?.text ?? '{}') as { kind: string; by: string; device: string }
  expect(last).toMatchObject({ kind: 'visit', by: sari.id, device: sari.device })

  // Again it does no harm.
  await chooseFile(hands, saved)
  await page.getByText('1 tulisan sudah ada di kotak kirim ini.').waitFor()
  await page.getByRole('button', { name: 'Biarkan saja' }).click()
  await page.locator('button', { hasText: 'Pilih berkasnya' }).waitFor()
  expect(hands.trouble).toEqual([])
})

test('another file is said to be none, and an office out of reach is said to be that', async () => {
  const hands = await handsOf(screens, await screens.world.person('Sari', awan, 'caseworker'))
  const { page } = hands
  await chooseFile(hands, '{"lindung":"unsent/2"}')
  await page.getByText(/Ini bukan berkas tulisan yang belum terkirim/).waitFor()
  await hands.open('/outbox')
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  await screens.server.be('gone')
  const entry = { id: randomUUID(), stream: randomUUID(), sealed: 'AAAA' }
  const buffer = Buffer.from(JSON.stringify({ lindung: 'unsent/1', entries: [entry] }))
  await page.locator('input[type=file]').setInputFiles({ name: 'berkas.json', mimeType: 'application/json', buffer })
  await page.getByText(/Kantor tidak terjangkau, jadi berkasnya belum dibuka/).waitFor()
  expect(await page.getByRole('button', { name: /Ini tulisan saya/ }).count()).toBe(0)
})
