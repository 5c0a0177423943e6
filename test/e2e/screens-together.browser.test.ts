import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { readFile } from '#cases/contract.ts'
import type { TestPerson } from '../support/application.ts'
import { axeFaults, listenForTrouble } from '../support/browser.ts'
import { penOf } from '../support/pen.ts'
import { enterAs } from '../support/server.ts'
import { openScreens } from './open-screens.ts'

let file: string
let offered: string
let referral: string
const people = new Map<string, TestPerson>()

const day = (value: string) => ({ precision: 'day', value })

const screens = openScreens(async ({ world }) => {
  const [awan, bulan] = [await world.team('AWN'), await world.team('BLN', 'provider')]
  for (const [name, team, role] of [
    ['Sari', awan, 'caseworker'],
    ['Bayu', awan, 'caseworker'],
    ['Wira', awan, 'supervisor'],
    ['Bintang', awan, 'administrator'],
    ['Laras', awan, 'data-officer'],
    ['Mawar', bulan, 'provider'],
  ] as const)
    people.set(name, await world.person(name, team, role))
  await tellStories(bulan)
})

function who(name: string): TestPerson {
  const person = people.get(name)
  if (person === undefined) throw new Error(`nobody is called ${name}`)
  return person
}

/** One child with a referral and two answers to one question; one that is offered to Sari, with an entry that came late. */
async function tellStories(team: string): Promise<void> {
  const [pen, his, hers] = [penOf(who('Sari')), penOf(who('Wira')), penOf(who('Bayu'))]
  const child = await pen.register('Kancil')
  file = child.file
  const first = child.results[0]?.id ?? ''
  const seen = async (reader: string, of: string) => {
    const { streams } = await who(reader).call(readFile, { params: { file: of } })
    return [streams[0]?.seq ?? 0, streams[0]?.head ?? ''] as const
  }
  his.sees(file, await seen('Wira', file))
  await pen.send(pen.write(file, 'corrected', { facts: { birth: day('2012-03-04') }, why: 'Dari kartu.' }, [first]))
  await his.send(his.write(file, 'corrected', { facts: { birth: day('2011-03-04') }, why: 'Kata ibu.' }, [first]))
  const sent = pen.write(crypto.randomUUID(), 'referral-sent', {
    file,
    team,
    need: 'Konseling',
    detail: 'Mohon jadwal sore.',
    package: { alias: 'Kancil', birth: { precision: 'year', value: '2012' }, sex: 'female' },
    agreed: { basis: 'agreement', who: ['child'], on: day('2026-10-01') },
    withheld: ['name', 'story'],
    answerBy: '2026-10-20',
  })
  referral = sent.stream
  await pen.send(sent)

  const late = await hers.register('Rusa')
  offered = late.file
  const note = hers.write(offered, 'note', { text: 'Ditulis di jalan.', occurred: day('2026-10-02') })
  await hers.send(hers.write(offered, 'handed-over', { to: who('Sari').id, reason: 'Pindah tugas.' }))
  pen.sees(offered, await seen('Sari', offered))
  await pen.send(pen.write(offered, 'hand-over-accepted', {}))
  await hers.send(note)
  const other = await hers.register('Landak')
  await hers.send(hers.write(other.file, 'handed-over', { to: who('Sari').id, reason: 'Dekat rumahnya.' }))
  await pen.send(pen.write(offered, 'handed-over', { to: who('Bayu').id, reason: 'Kembali.' }))
}

const PAGES: readonly (readonly [name: string, person: string, path: () => string])[] = [
  ['a new referral', 'Sari', () => `/children/${file}/refer`],
  ['a sent referral', 'Sari', () => `/children/${file}/referrals/${referral}`],
  ['referrals received', 'Mawar', () => '/referrals'],
  ['a received referral', 'Mawar', () => `/referrals/${referral}`],
  ['offers', 'Sari', () => '/hand-over'],
  ['offering', 'Sari', () => `/children/${file}/hand-over`],
  ['an offer that waits', 'Sari', () => `/children/${offered}/hand-over`],
  ['a worker’s files', 'Wira', () => `/hand-over/${who('Bayu').id}`],
  ['two answers', 'Sari', () => `/children/${file}/settle/birth`],
  ['what came late', 'Sari', () => '/quarantine'],
  ['own entries that wait', 'Bayu', () => '/quarantine'],
  ['who looked', 'Sari', () => `/children/${file}/access`],
  ['people', 'Bintang', () => '/people'],
  ['people, read only', 'Laras', () => '/people'],
  ['the account', 'Sari', () => '/account'],
  ['the state of the system', 'Laras', () => '/health'],
  ['nothing received', 'Sari', () => '/referrals'],
]

const LOOKS = [
  { name: 'phone, Indonesian, light', width: 390, language: 'id', colorScheme: 'light' },
  { name: 'laptop, English, dark', width: 1280, language: 'en', colorScheme: 'dark' },
  { name: 'phone, Urdu, dark', width: 390, language: 'ur', colorScheme: 'dark' },
] as const

const CODES = [
  ['keys-apart', 'keys', {}],
  ['keys-epoch', 'keys', { epoch: 3, days: 4 }],
  ['keys-leftover', 'keys', { epochs: 2 }],
  ['backup-data', 'backup', { at: '2026-11-01T02:10:00Z' }],
  ['backup-keys', 'backup', {}],
  ['access-quarantine', 'access', { count: 2 }],
  ['log-unchanged', 'access', { count: 1329 }],
  ['log-sequencer', 'access', { waiting: 4 }],
  ['log-copied', 'access', { count: 1300, behind: 29, at: '2026-11-24T06:00:00Z' }],
  ['server-database', 'server', { version: '18.4', from: 'embedded', bytes: 13_000_000 }],
  ['server-schema', 'server', { count: 6, last: '0006-health.sql' }],
  ['server-disk', 'server', { free: 1_500_000_000, total: 40_000_000_000 }],
  ['server-tls', 'server', { by: 'proxy' }],
] as const

/** The composed test application has no instance to look at, so that the answer is given: every check, in this state. */
async function answerHealth(page: Page, state: 'good' | 'todo' | 'bad'): Promise<void> {
  const checks = CODES.map(([code, group, facts]) => ({ code, group, state, facts }))
  await page.route('**/api/health', (route) =>
    route.fulfill({ json: { at: '2026-11-24T03:00:00.000Z', checks }, headers: { 'cache-control': 'no-store' } }),
  )
}

test.each(LOOKS)(
  'on a $name: axe finds nothing, nothing overflows, the policy refuses nothing',
  { timeout: 180_000 },
  async (look) => {
    const { width, language, colorScheme } = look
    const faults: string[] = []
    const contexts = new Map<string, BrowserContext>()
    for (const [name, person, path] of PAGES) {
      const context =
        contexts.get(person) ?? (await screens.browser.newContext({ viewport: { width, height: 844 }, colorScheme }))
      if (!contexts.has(person)) {
        await context.addInitScript((code) => localStorage.setItem('lindung.language', code), language)
        await enterAs(context, screens.server, who(person))
        contexts.set(person, context)
      }
      const page = await context.newPage()
      const trouble = listenForTrouble(page)
      await answerHealth(page, 'todo')
      await page.goto(`${screens.server.address}/app${path()}`)
      await page.locator('h1').first().waitFor()
      await page.waitForLoadState('networkidle')
      // The draft in Urdu is about direction and room; its words are those of English.
      if (language !== 'ur') faults.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`))
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
        faults.push(`${name}: overflows`)
      // A caseworker has no place for referrals received; the office says so, and the browser tells.
      faults.push(
        ...trouble
          .filter((line) => name !== 'nothing received' || !line.includes('403'))
          .map((line) => `${name}: ${line}`),
      )
      await page.close()
    }
    expect(faults).toEqual([])
    await Promise.all([...contexts.values()].map((context) => context.close()))
  },
)

test.each(['good', 'todo', 'bad'] as const)(
  'the state of the system says each check that is %s in a sentence',
  async (state) => {
    const context = await screens.browser.newContext({ viewport: { width: 1280, height: 900 } })
    await context.addInitScript(() => localStorage.setItem('lindung.language', 'id'))
    await enterAs(context, screens.server, who('Laras'))
    const page = await context.newPage()
    await answerHealth(page, state)
    await page.goto(`${screens.server.address}/app/health`)
    const title = {
      good: 'Aman hari ini',
      todo: 'Aman hari ini, 13 hal perlu dikerjakan',
      bad: 'Belum aman: 13 hal harus dibereskan',
    }
    await page.getByRole('heading', { level: 1, name: title[state], exact: true }).waitFor()
    const text = await page.locator('main').innerText()
    expect(text).not.toMatch(/health\.(?:check|group|limit)|\{\{|undefined|NaN/)
    expect(await axeFaults(page)).toEqual([])
    await context.close()
  },
)
