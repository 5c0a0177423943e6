import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import { openScreens } from './open-screens.ts'
import { handsOf, waitUntilSent } from './steps.ts'

const screens = openScreens()

/** The words of what has the focus: its label, its legend, its text. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : null
    return (label?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim()
  })

/** Presses Tab until the focus is on it. */
async function tabTo(page: Page, words: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const here = await focused(page)
    if (typeof words === 'string' ? here === words : words.test(here)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${String(words)}`)
}

test('a child is registered and visited by keyboard alone', async () => {
  const awan = await screens.world.team('AWN')
  const sari = await screens.world.person('Sari', awan, 'caseworker')
  const hands = await handsOf(screens, sari)
  const { page, open } = hands
  const { keyboard } = page
  await open('/')
  await page.getByRole('heading', { level: 1, name: 'Anak saya' }).waitFor()
  await tabTo(page, 'Langsung ke isi')
  await tabTo(page, /^Anak baru|^Catat anak/)
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Anak baru' }).waitFor()
  await tabTo(page, 'Alias')
  await keyboard.press('Control+a')
  await keyboard.type('Merpati')
  await tabTo(page, 'Perempuan')
  await keyboard.press('Space')
  await tabTo(page, 'Tanggal pasti')
  await keyboard.press('ArrowUp') // the last of the group: not known
  await tabTo(page, 'Kami temui sendiri')
  await keyboard.press('Space')
  await keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: 'Merpati' }).waitFor()
  await waitUntilSent(hands)

  await tabTo(page, /^Tulis( yang lain)?$/)
  await keyboard.press('Enter')
  await tabTo(page, 'Tulis kunjungan')
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Kunjungan kepada Merpati' }).waitFor()
  await tabTo(page, 'Di rumah')
  await keyboard.press('Space')
  await tabTo(page, 'Anak')
  await keyboard.press('Space')
  await tabTo(page, /^Apa yang terjadi/)
  await keyboard.type('Bermain di halaman.')
  await keyboard.press('Control+Enter')
  await page.getByText('Bermain di halaman.').waitFor()
  await waitUntilSent(hands)

  // Back to the list, into the search by one key, and from row to row.
  await tabTo(page, 'Ke daftar anak')
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Anak saya' }).waitFor()
  await page.getByRole('link', { name: 'Merpati' }).waitFor()
  await keyboard.press('/')
  await keyboard.type('merp')
  await keyboard.press('Tab')
  await keyboard.press('j')
  expect(await focused(page)).toBe('Merpati')
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Merpati' }).waitFor()
  const file = /children\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  const { streams } = await sari.call(readFile, { params: { file } })
  expect(streams[0]?.entries).toHaveLength(2)
})
