import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { secretHash } from '#platform/server/keys/index.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults } from '../support/browser.ts'
import { enterAs, givePassword } from '../support/server.ts'
import { openScreens } from './open-screens.ts'
import { type Hands, handsIn, handsOf, register } from './steps.ts'

const PASSWORD = 'empat kata yang lucu'

let sari: TestPerson

const screens = openScreens(async ({ world }) => {
  sari = await world.person('Sari', await world.team('AWN'), 'caseworker')
})

async function signIn({ page }: Hands, login: string, password: string): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(login)
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await pressEnter(page)
}

/**
 * Exactly the word that it has at rest: while an attempt is under way the button says "Sedang masuk …" and takes no press, and the answer
 * is on the wire a moment before the screen has it.
 */
const pressEnter = (page: Hands['page']): Promise<void> =>
  page.getByRole('button', { name: 'Masuk', exact: true }).click()

test('a one-time link makes a password, works once, and its secret stands in no address that is asked for', async () => {
  await givePassword(screens.world, sari, 'yang lama sekali')
  const secret = randomBytes(32).toString('base64url')
  await screens.world.admin.query(
    `update access.secret set link_hash = $2, link_until = now() + interval '1 day' where person_id = $1`,
    [sari.id, secretHash(secret)],
  )
  const hands = await handsOf(screens, null)
  const { page, open } = hands
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await open(`/link#${secret}`)
  await page.getByLabel('Kata sandi baru').fill('pendek')
  await page.getByRole('button', { name: 'Simpan dan masuk' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Kata sandi baru').fill(PASSWORD)
  await page.getByLabel('Sekali lagi').fill(PASSWORD)
  await page.getByRole('button', { name: 'Simpan dan masuk' }).click()
  await page.getByRole('heading', { level: 1, name: 'Anak saya' }).waitFor()
  expect(page.url()).not.toContain(secret)
  expect(asked.filter((url) => url.split('#')[0]?.includes(secret))).toEqual([])

  await open(`/link#${secret}`)
  await page.getByLabel('Kata sandi baru').fill(PASSWORD)
  await page.getByLabel('Sekali lagi').fill(PASSWORD)
  await page.getByRole('button', { name: 'Simpan dan masuk' }).click()
  await page
    .getByRole('alert')
    .getByText(/^Tautan ini tidak berlaku lagi/)
    .waitFor()
})

test('a wrong password is said above the field, what was typed stays, and after ten the door waits', async () => {
  const login = await givePassword(screens.world, sari, PASSWORD)
  const hands = await handsOf(screens, null)
  const { page, open } = hands
  await open('/')
  await pressEnter(page)
  expect(await page.getByRole('alert').getByRole('link').allTextContents()).toEqual([
    'Tulis nama pengguna.',
    'Tulis kata sandi.',
  ])
  await signIn(hands, login, 'salah')
  await page.getByRole('alert').getByText('Nama atau kata sandi tidak cocok.').waitFor()
  expect(await page.getByLabel('Nama pengguna').inputValue()).toBe(login)
  for (let tries = 0; tries < 9; tries += 1) {
    const answered = page.waitForResponse(
      (response) => response.url().endsWith('/api/session') && response.request().method() === 'POST',
    )
    await pressEnter(page)
    expect((await answered).status()).toBe(401)
  }
  await signIn(hands, login, PASSWORD)
  await page
    .getByRole('alert')
    .getByText(/^Terlalu sering salah/)
    .waitFor()
})

test('in the demo, where nobody has a password, the page for passwords leads back to the door; elsewhere it does not', async () => {
  const { page, open, context } = await handsOf(screens, null)
  const door = page.getByRole('link', { name: 'Ke pintu demo' })
  await open('/')
  await page.getByLabel('Nama pengguna').waitFor()
  expect(await door.count()).toBe(0)
  // As the browser keeps it from when somebody entered the demo here.
  await page.evaluate(() => localStorage.setItem('lindung.demo', 'yes'))
  await page.reload()
  await door.waitFor()
  expect(await door.getAttribute('href')).toBe('/?lang=id')
  expect(await axeFaults(page)).toEqual([])
  await context.close()
})

test('somebody else who signs in after a session ended does not land on the other’s page', async () => {
  const tirta = await screens.world.person('Tirta', await screens.world.team('EMB'), 'caseworker')
  const login = await givePassword(screens.world, tirta, PASSWORD)
  const bayu = await screens.world.person('Bayu', await screens.world.team('BYU'), 'caseworker')
  const hands = await handsOf(screens, bayu)
  const { page, open } = hands
  await open('/children/new')
  await page.getByLabel('Alias').fill('Setengah')
  await page.getByText(/^Tersimpan di gawai ini/).waitFor()
  await screens.world.admin.query('delete from access.session where person_id = $1', [bayu.id])
  await page.getByRole('link', { name: 'Ke daftar anak' }).click()
  await page.getByText(/^Anda keluar sendiri/).waitFor()
  await signIn(hands, login, PASSWORD)
  await page.getByRole('heading', { level: 1, name: 'Anak saya' }).waitFor()
  await open('/outbox')
  await page.getByText('Tidak ada yang menunggu.').waitFor()
  expect(await page.getByText('Setengah').count()).toBe(0)
})

test('who signs out in one tab is out in all, and nobody who comes after reads on in what was open there', async () => {
  const team = await screens.world.team('MLR')
  const [melur, kenanga] = [
    await screens.world.person('Melur', team, 'caseworker'),
    await screens.world.person('Kenanga', team, 'caseworker'),
  ]
  const hands = await handsOf(screens, melur)
  const file = await register(hands, { alias: 'Kancil' })
  const other = await handsIn(hands.context, screens.server)
  await other.open(`/children/${file}`)
  await other.page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()

  await hands.open('/account')
  await hands.page.getByRole('button', { name: 'Keluar' }).click()
  await hands.page.getByLabel('Nama pengguna').waitFor()
  await other.page.getByLabel('Nama pengguna').waitFor()
  expect(await other.page.getByText('Kancil').count()).toBe(0)

  await signIn(hands, await givePassword(screens.world, melur, PASSWORD), PASSWORD)
  await hands.page.getByRole('button', { name: 'Keluar' }).waitFor()
  await other.page.getByRole('heading', { level: 1, name: 'Kancil' }).waitFor()
  // Another person enters by the door, in the same browser: their first page tells the others.
  await enterAs(hands.context, screens.server, kenanga)
  await hands.open('/')
  await expect.poll(() => other.page.getByText('Kancil').count()).toBe(0)
})
