import { expect, test } from 'vitest'
import { showTrueName } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, waitUntilSent } from './steps.ts'

let sari: TestPerson
let wira: TestPerson
let bayu: TestPerson
let tirta: TestPerson
const screens = openScreens(async ({ world }) => {
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  wira = await world.person('Wira', awan, 'supervisor')
  bayu = await world.person('Bayu', awan, 'caseworker')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
})

const HERS = '9901020304050607'
const HIS = '9901020304050670'

/** Two people write a number of a child without having seen each other. */
async function twoNumbers(alias: string): Promise<{ readonly file: string; readonly identity: string }> {
  const pen = penOf(sari)
  const { file, identity, results } = await pen.register(alias, `${alias} Cendana`)
  const first = results[1]
  const his = penOf(wira)
  if (first?.outcome === 'accepted') his.sees(identity, [first.seq, first.head])
  await pen.send(pen.write(identity, 'identity-set', { file, facts: { nik: HERS } }))
  await his.send(his.write(identity, 'identity-set', { file, facts: { nik: HIS } }))
  return { file, identity }
}

type Written = { readonly kind: string; readonly refs: readonly string[]; readonly data: Record<string, unknown> }

async function entriesOf(file: string): Promise<readonly Written[]> {
  const { stream } = await sari.call(showTrueName, { params: { file } })
  return stream.entries.map(({ text }) => JSON.parse(text) as Written)
}

const looksOf = async (person: TestPerson) => {
  const { rows } = await screens.world.admin.query(
    `select 1 from audit.leaf where op = 'identity.look' and actor = $1 and body::jsonb->>'outcome' = 'ok'`,
    [person.id],
  )
  return rows.length
}

test('what is learned about who the child is is written by keyboard, without what is known already', async () => {
  const { file } = await penOf(sari).register('Kancil', 'Kancil Beringin')
  const hands = await handsOf(screens, sari)
  const { page, open, trouble } = hands
  await open(`/children/${file}/identity`)
  await page.getByRole('heading', { level: 1, name: 'Nama dan nomor Kancil' }).waitFor()
  expect(await page.getByText('Kancil Beringin').count()).toBe(0)
  await page.keyboard.press('Control+Enter')
  const summary = page.getByRole('alert').filter({ hasText: 'perlu diperbaiki' })
  await summary.waitFor()
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('NIK').focus()
  await page.keyboard.type('99 01')
  await page.keyboard.press('Control+Enter')
  await page.getByText('NIK terdiri dari enam belas angka.', { exact: false }).first().waitFor()
  await page.getByLabel('NIK').fill('99 0102 0304 050607')
  await page.getByLabel('Nama lain').fill('Cil, Si Kancil')
  await page.getByLabel('Nomor telepon').fill('0800 000 1234')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()
  await waitUntilSent(hands)
  expect((await entriesOf(file)).at(-1)).toMatchObject({
    kind: 'identity-set',
    data: { facts: { nik: HERS, otherNames: ['Cil', 'Si Kancil'], phones: ['08000001234'] } },
  })
  expect(trouble).toEqual([])
})

test('a number that two people wrote differently is settled by who may; both show on demand, recorded, and go away', async () => {
  const { file } = await twoNumbers('Rusa')
  const hands = await handsOf(screens, sari)
  const { page, open, trouble } = hands
  await open(`/children/${file}`)
  expect(await page.getByText(HERS).count()).toBe(0)
  await page.getByRole('button', { name: 'Perlihatkan nama asli' }).click()
  await page
    .getByText(`${HIS} atau ${HERS}`)
    .or(page.getByText(`${HERS} atau ${HIS}`))
    .waitFor()
  await page.getByRole('link', { name: 'Dua catatan berbeda: pilih yang benar' }).click()
  await page.getByRole('heading', { level: 1, name: 'NIK: mana yang benar?' }).waitFor()
  expect(await page.getByText(HERS).count()).toBe(0)
  expect(await axeFaults(page)).toEqual([])

  const looks = await looksOf(sari)
  await page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).click()
  await page.getByLabel(HERS).waitFor()
  expect(await looksOf(sari)).toBe(looks + 1)
  await page.getByRole('button', { name: 'Simpan pilihan ini' }).first().click()
  await page.getByText('Pilih mana yang benar.').first().waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel(HIS).check()
  await page.getByLabel('Mengapa').fill('Kartu keluarganya saya lihat sendiri.')
  // Leaving the window hides both; the choice and the reason stay, and are there again.
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).waitFor()
  expect(await page.getByText(HERS).count()).toBe(0)
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { configurable: true, value: false }))
  await page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).click()
  expect(await page.getByLabel(HIS).isChecked()).toBe(true)
  expect(await page.getByLabel('Mengapa').inputValue()).toBe('Kartu keluarganya saya lihat sendiri.')
  await page
    .getByRole('button', { name: `Pakai ${HIS}` })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: 'Rusa' }).waitFor()
  await waitUntilSent(hands)

  const last = (await entriesOf(file)).at(-1)
  expect(last).toMatchObject({ kind: 'settled', data: { facts: { nik: HIS } } })
  expect(last?.refs).toHaveLength(2)
  await page.getByRole('button', { name: 'Perlihatkan nama asli' }).click()
  await page.getByText(`NIK: ${HIS}`).waitFor()
  expect(await page.getByText(HERS).count()).toBe(0)
  await open(`/children/${file}/identity/settle/nik`)
  await page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).click()
  await page.getByText('Tidak ada lagi yang berbeda.').waitFor()
  expect(trouble).toEqual([])
})

test('neither may be right: a third is written', async () => {
  const { file } = await twoNumbers('Beo')
  const hands = await handsOf(screens, wira)
  const { page, open } = hands
  await open(`/children/${file}/identity/settle/nik`)
  await page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).click()
  await page.getByLabel('Bukan keduanya').check()
  await page.getByLabel('NIK yang benar').fill('99')
  await page.getByLabel('Mengapa').fill('Salah ketik keduanya.')
  await page.getByRole('button', { name: 'Simpan pilihan ini' }).first().click()
  await page.getByText('NIK terdiri dari enam belas angka.', { exact: false }).first().waitFor()
  await page.getByLabel('NIK yang benar').fill('9901020304050600')
  await page.getByRole('button', { name: 'Simpan pilihan ini' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Beo' }).waitFor()
  await waitUntilSent(hands)
  expect((await entriesOf(file)).at(-1)).toMatchObject({ data: { facts: { nik: '9901020304050600' } } })
})

test('who may not see who the child is settles nothing and sees neither answer', async () => {
  const { file } = await twoNumbers('Merak')
  // Bayu is offered the file: he reads its story, not who the child is.
  const pen = penOf(sari)
  await pen.send(pen.write(file, 'handed-over', { to: bayu.id, reason: 'Pindah tugas.' }))
  await expect(bayu.call(showTrueName, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  const his = await handsOf(screens, bayu)
  for (const page of ['identity', 'identity/settle/nik']) {
    await his.open(`/children/${file}/${page}`)
    await his.page.getByText('Ini diputuskan oleh pendamping atau penyelianya.').waitFor()
    expect(await his.page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).count()).toBe(0)
  }
  await his.open(`/children/${file}`)
  await his.page.getByRole('heading', { level: 1, name: 'Merak' }).waitFor()
  expect(await his.page.getByRole('button', { name: 'Perlihatkan nama asli' }).count()).toBe(0)

  const other = await handsOf(screens, tirta)
  for (const page of ['identity', 'identity/settle/nik']) {
    await other.open(`/children/${file}/${page}`)
    await other.page.getByText('Berkas ini tidak terbuka bagi Anda.').first().waitFor()
  }
  for (const { page } of [his, other]) expect(await page.getByText(HERS).count()).toBe(0)
  expect(await looksOf(bayu)).toBe(0)
})

test('both answers go away by themselves', async () => {
  const { file } = await twoNumbers('Landak')
  const { page, open } = await handsOf(screens, sari)
  await page.clock.install()
  await open(`/children/${file}/identity/settle/nik`)
  await page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).click()
  await page.getByLabel(HERS).waitFor()
  await page.clock.runFor(3 * 60_000 + 1000)
  await page.getByRole('button', { name: 'Perlihatkan kedua catatan' }).waitFor()
  expect(await page.getByText(HERS).count()).toBe(0)
})
