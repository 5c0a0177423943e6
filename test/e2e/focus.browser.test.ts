import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { penOf } from '../support/pen.ts'
import { openScreens } from './open-screens.ts'
import { handsOf } from './steps.ts'

const screens = openScreens()

/** What has the focus: its tag and its words. */
const focused = (page: Page) =>
  page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent ?? ''}`)

test('the focus goes to the heading of a task page, also when it is fetched first, and back; whoever types keeps theirs', async () => {
  const sari = await screens.world.person('Sari', await screens.world.team('AWN'), 'caseworker')
  const { file } = await penOf(sari).register('Kancil', 'Kancil Beringin')
  const { page, open, trouble, context } = await handsOf(screens, sari)
  await open(`/children/${file}`)
  await page.getByRole('button', { name: /^Tulis( yang lain)?$/ }).click()
  await page.getByRole('link', { name: 'Tulis catatan' }).click()
  await page.getByRole('heading', { level: 1, name: /Kancil/ }).waitFor()
  await expect.poll(() => focused(page)).toMatch(/^H1 Catatan/)

  // What is being typed is not interrupted when the line about its keeping appears, and the heading can be left.
  const text = page.getByRole('textbox').first()
  await text.fill('Kancil menggambar.')
  await page.getByText(/^Tersimpan di gawai ini/).waitFor()
  expect(await focused(page)).toMatch(/^TEXTAREA/)

  await page.getByRole('link', { name: 'Kancil', exact: true }).click()
  await expect.poll(() => focused(page)).toBe('H1 Kancil')

  // May not: the first page of a visit begins at the top, where the skip link is.
  await open(`/children/${file}/note`)
  await page.getByRole('heading', { level: 1, name: /^Catatan/ }).waitFor()
  expect(await focused(page)).toMatch(/^BODY/)
  expect(trouble).toEqual([])
  await context.close()
})
