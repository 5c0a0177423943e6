import { expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, keepVisit, register, storyTitles, waitUntilSent, writeVisit } from './steps.ts'

let awan: string

const screens = openScreens(async ({ world }) => {
  awan = await world.team('AWN')
})

test('a child is registered and visited, a date is corrected, and the story tells it', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open, trouble } = hands
  const file = await register(hands, { alias: 'Kancil', name: 'Kancil Beringin' })
  await waitUntilSent(hands)

  await writeVisit(hands, file, 'Kancil menunjukkan gambar barunya.')
  await keepVisit(hands)
  await page.getByText('Kancil menunjukkan gambar barunya.').waitFor()
  await waitUntilSent(hands)
  await expect.poll(() => storyTitles(hands)).toEqual(['Di rumah', 'Kami temui sendiri'])
  await page.getByText(/^Terkirim\. Kantor menerimanya/).waitFor()

  const first = page.getByRole('listitem').filter({ hasText: 'Kami temui sendiri' })
  await first.getByLabel(/^Perbaiki: Kami temui sendiri/).click()
  await first.getByRole('link', { name: 'Perbaiki' }).click()
  // One that was opened by mistake is left as it is, and stands in nobody's way.
  await page.locator('#fakta-alias').click()
  await page.getByRole('button', { name: 'Biarkan seperti tertulis' }).click()
  await page.locator('#fakta-birth').click()
  await page.getByLabel('Tahun', { exact: true }).fill('2012')
  await page.getByLabel('Sebab').fill('Kartu keluarga menyebut 2012.')
  await page.getByRole('button', { name: 'Simpan perbaikan' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()
  await waitUntilSent(hands)
  const correction = page.getByRole('listitem').filter({ hasText: 'Kartu keluarga menyebut 2012.' })
  expect(await correction.locator('del').textContent()).toBe('2013')
  expect(await correction.locator('ins').textContent()).toBe('2012')

  // What is known leads to the correction of the entry that said it, with that fact open.
  await page.getByRole('link', { name: 'Perbaiki Tanggal lahir' }).click()
  await page.getByLabel('Tahun', { exact: true }).waitFor()
  expect(await page.getByLabel('Tahun', { exact: true }).inputValue()).toBe('2012')
  await open(`/children/${file}`)
  await page.getByRole('link', { name: 'Perbaiki Jenis kelamin' }).click()
  await page.getByRole('button', { name: 'Biarkan seperti tertulis' }).waitFor()
  expect(await page.getByLabel('Tahun', { exact: true }).count()).toBe(0)

  await open('/children')
  await page.getByRole('link', { name: 'Kancil' }).waitFor()
  await page.getByLabel('Cari alias atau kode').fill('beringin')
  await page.getByText('Ditemukan lewat nama asli.').waitFor()
  expect(await page.getByText('Kancil Beringin').count()).toBe(0)

  const { streams } = await sari.call(readFile, { params: { file } })
  expect(streams[0]?.entries.map(({ text }) => (JSON.parse(text) as { kind: string }).kind)).toEqual([
    'registered',
    'visit',
    'corrected',
  ])
  expect(trouble).toEqual([])
  expect(screens.world.bugs).toEqual([])
})

test('the true name shows when asked for, leaves a leaf, and goes away', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page } = hands
  await page.clock.install()
  const file = await register(hands, { alias: 'Pipit', name: 'Pipit Cendana' })
  await waitUntilSent(hands)
  expect(await page.getByText('Pipit Cendana').count()).toBe(0)
  await page.getByRole('button', { name: 'Perlihatkan nama asli' }).click()
  await page.getByText('Pipit Cendana').waitFor()
  const { rows } = await screens.world.admin.query(
    `select 1 from audit.leaf where op = 'identity.look' and actor = $1`,
    [sari.id],
  )
  expect(rows).toHaveLength(1)
  for (let second = 0; second < 32; second += 1) await page.clock.runFor(1000)
  expect(await page.getByText('Pipit Cendana').count()).toBe(0)
  expect(file).not.toBe('')
})

test('what is wrong is said above its field and in a summary that takes the focus; what was typed stays', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  await open('/children/new')
  await page.getByLabel('Catatan').fill('Tetangga yang mengabari.')
  await page.getByLabel('Catatan').press('Control+Enter')
  const summary = page.getByRole('alert')
  await summary.waitFor()
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
  await summary.getByRole('link').first().click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('fakta-sex')
  expect(await page.getByLabel('Catatan').inputValue()).toBe('Tetangga yang mengabari.')
})

test('a file of another team is not there', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const embun = await screens.world.team('EMB')
  const tirta = await screens.world.person('Tirta', embun, 'caseworker')
  const file = await register(await handsOf(screens, sari), { alias: 'Rusa' })
  const { page, open } = await handsOf(screens, tirta)
  await open(`/children/${file}`)
  await page.getByRole('heading', { name: 'Berkas ini tidak terbuka bagi Anda.' }).waitFor()
  await open('/children')
  await page.getByText('Belum ada anak di sini.').waitFor()
  expect(await page.getByText('Rusa').count()).toBe(0)
})

test('printing is recorded first', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  const file = await register(hands, { alias: 'Merak' })
  await waitUntilSent(hands)
  await open(`/children/${file}/print`)
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'true')
  })
  await page.getByRole('button', { name: 'Cetak' }).click()
  await page.locator('body[data-printed=true]').waitFor()
  const { rows } = await screens.world.admin.query(
    `select 1 from audit.leaf where op = 'file.print' and streams @> array[$1::uuid]`,
    [file],
  )
  expect(rows).toHaveLength(1)
})

test('what may be done about an entry waits behind three dots: unseen until one points at it or reaches it, closed by Escape', async () => {
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const pen = penOf(sari)
  const { file } = await pen.register('Kenari')
  await pen.send(
    pen.write(file, 'note', { text: 'Tetangga mengabari.', occurred: { precision: 'day', value: '2026-11-02' } }),
  )
  const { page, open } = await handsOf(screens, sari)
  await open(`/children/${file}`)
  const entry = page.getByRole('listitem').filter({ hasText: 'Tetangga mengabari.' })
  const menu = entry.getByLabel(/^Perbaiki|^Tarik kembali/)
  await menu.waitFor()
  const seen = () => menu.evaluate((at) => getComputedStyle(at.closest('details')?.parentElement ?? at).opacity)
  await page.mouse.move(0, 0)
  await expect.poll(seen).toBe('0')
  await entry.hover()
  await expect.poll(seen).toBe('1')
  await page.mouse.move(0, 0)
  await expect.poll(seen).toBe('0')
  await menu.focus()
  await expect.poll(seen).toBe('1')
  await page.keyboard.press('Enter')
  await entry.getByRole('link', { name: 'Tarik kembali' }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await entry.getByRole('link', { name: 'Tarik kembali' }).waitFor({ state: 'hidden' })
  expect(await menu.evaluate((at) => at === document.activeElement)).toBe(true)
  await menu.click()
  await page.getByRole('heading', { level: 1, name: 'Kenari' }).click()
  await entry.getByRole('link', { name: 'Tarik kembali' }).waitFor({ state: 'hidden' })

  // Nothing can point on a phone: there it stands in the corner of its entry.
  const phone = await handsOf(screens, sari, true)
  await phone.open(`/children/${file}`)
  const there = phone.page
    .getByRole('listitem')
    .filter({ hasText: 'Tetangga mengabari.' })
    .getByLabel(/^Tarik kembali/)
  await there.click()
  await phone.page.getByRole('link', { name: 'Tarik kembali' }).waitFor()
  expect(await axeFaults(phone.page)).toEqual([])
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
})
