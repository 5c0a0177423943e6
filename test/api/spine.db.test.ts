import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  appendEntries,
  readCaseload,
  readFile,
  readQuarantine,
  decideQuarantine,
  showTrueName,
} from '#cases/contract.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { penOf } from '../support/pen.ts'

let world: TestWorld
let sari: TestPerson
let wira: TestPerson
let bayu: TestPerson
let tirta: TestPerson
let mawar: TestPerson
let bulan: string

beforeAll(async () => {
  world = await createTestWorld()
  const awan = await world.team('AWN')
  const embun = await world.team('EMB')
  bulan = await world.team('BLN', 'provider')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', awan, 'caseworker')
  wira = await world.person('Wira', awan, 'supervisor')
  tirta = await world.person('Tirta', embun, 'caseworker')
  mawar = await world.person('Mawar', bulan, 'provider')
})

afterAll(() => world.close())

const visit = (value = '2026-11-05') => ({
  occurred: { precision: 'day', value },
  where: 'home',
  seen: 'child',
  text: 'Kancil bercerita.',
})

function referral(file: string) {
  return {
    file,
    team: bulan,
    need: 'Konseling',
    package: { alias: 'Kancil' },
    agreed: { basis: 'agreement', who: ['child'], on: { precision: 'day', value: '2026-11-16' } },
    withheld: ['name'],
    answerBy: '2026-11-25',
  }
}

describe('a file', () => {
  test('is registered, and opens for its caseworker and her supervisor only', async () => {
    const { file, results } = await penOf(sari).register('Kancil')
    expect(results.map((one) => one.outcome)).toEqual(['accepted', 'accepted'])
    expect(world.bugs).toEqual([])
    for (const person of [sari, wira]) {
      const { streams, identity } = await person.call(readFile, { params: { file } })
      expect(streams.map((one) => one.kind)).toEqual(['case'])
      expect(identity).not.toBeNull()
    }
    for (const person of [bayu, tirta, mawar]) {
      await expect(person.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
      await expect(person.call(readFile, { params: { file: randomUUID() } })).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    await expect(world.clientFor(null)(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  test('shows its true name when asked, and each look leaves a leaf', async () => {
    const { file, identity } = await penOf(sari).register('Pipit', 'Pipit Cendana')
    const { stream } = await sari.call(showTrueName, { params: { file } })
    expect(stream.entries[0]?.text).toContain('Pipit Cendana')
    const { rows } = await world.admin.query(
      `select body from audit.leaf where op = 'identity.look' and streams @> array[$1::uuid]`,
      [identity],
    )
    expect(rows).toHaveLength(1)
    await expect(bayu.call(showTrueName, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('stands in the caseload by alias and code; a typed true name finds it', async () => {
    await penOf(sari).register('Rusa', 'Rusa Kemangi')
    const { rows } = await sari.call(readCaseload, { body: { search: 'rusa kem' } })
    expect(rows.map((row) => row.alias)).toEqual(['Rusa'])
    expect(JSON.stringify(rows)).not.toContain('Kemangi')
    expect((await tirta.call(readCaseload, { body: {} })).total).toBe(0)
    await expect(mawar.call(readCaseload, { body: {} })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('append', () => {
  test('answers a repeated send as the first time, and other content under the same id not at all', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Beo')
    const entry = pen.write(file, 'visit', visit())
    const [first] = await pen.send(entry)
    expect(await pen.send(entry)).toEqual([first])
    const [other] = await pen.send({ ...entry, at: '2026-11-06T08:00:00+07:00' })
    expect(other?.outcome).toBe('other-content')
  })

  test('refuses a step that the file no longer allows, and takes the facts beside it', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Bulbul')
    const occurred = { precision: 'day', value: '2026-11-01' }
    const close = pen.write(file, 'closed', { reason: 'goals-met', occurred })
    const again = pen.write(file, 'closed', { reason: 'goals-met', occurred })
    const results = await pen.send(close, again, pen.write(file, 'visit', visit()))
    expect(results.map((one) => one.outcome)).toEqual(['accepted', 'refused', 'accepted'])
    expect(results[1]).toMatchObject({ code: 'step.closed' })
  })

  test('refuses what has not happened yet, another author, and a stranger', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Cendet')
    const [future] = await pen.send(pen.write(file, 'visit', visit('2126-12-24')))
    expect(future).toMatchObject({ outcome: 'refused', code: 'future-date' })
    const [forged] = await pen.send({ ...pen.write(file, 'visit', visit()), by: wira.id })
    expect(forged).toMatchObject({ outcome: 'refused', code: 'not-yours' })
    const strange = penOf(tirta)
    const [denied] = await strange.send(strange.write(file, 'visit', visit()))
    expect(denied).toMatchObject({ outcome: 'refused', code: 'not-found' })
  })

  test('takes what follows the first entry of a new stream in the same batch', async () => {
    const pen = penOf(sari)
    const file = randomUUID()
    const birth = { precision: 'year', value: '2013' }
    const occurred = { precision: 'day', value: '2026-11-01' }
    const first = pen.write(file, 'registered', {
      alias: 'Dara',
      code: 'AWN-2HX8',
      sex: 'female',
      birth,
      came: 'own',
      occurred,
    })
    const results = await pen.send(
      first,
      pen.write(file, 'facts-set', { facts: { school: { attends: 'yes' } } }),
      pen.write(file, 'visit', visit()),
    )
    expect(results.map((one) => one.outcome)).toEqual(['accepted', 'accepted', 'accepted'])
  })

  test('refuses by itself what can never be taken: no Unicode, a team that nobody has, a stream that is not there', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Gelatik')
    const broken = { stream: file, id: randomUUID(), text: '{"a":"\ud800"}' }
    const { results } = await sari.call(appendEntries, { body: { entries: [broken] } })
    expect(results).toMatchObject([{ outcome: 'refused', code: 'bad-data' }])
    const [team] = await pen.send(pen.write(randomUUID(), 'referral-sent', { ...referral(file), team: randomUUID() }))
    expect(team).toMatchObject({ outcome: 'refused', code: 'not-found' })
    const [nowhere] = await pen.send(pen.write(randomUUID(), 'visit', visit()))
    expect(nowhere).toMatchObject({ outcome: 'refused', code: 'not-found' })
    expect(world.bugs).toEqual([])
  })

  test('serves eight writers on one stream without loss', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Elang')
    const entries = Array.from({ length: 24 }, () => pen.write(file, 'visit', visit()))
    const results = await Promise.all(entries.map((entry) => pen.send(entry)))
    expect(results.flat().map((one) => one.outcome)).toEqual(entries.map(() => 'accepted'))
    const { streams } = await sari.call(readFile, { params: { file } })
    expect(streams[0]?.seq).toBe(25)
  })
})

describe('a referral', () => {
  test('is a stream of its own: the provider sees it and nothing else, until it is withdrawn', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Kijang')
    const stream = randomUUID()
    const [sent] = await pen.send(pen.write(stream, 'referral-sent', referral(file)))
    expect(sent?.outcome).toBe('accepted')
    const provider = penOf(mawar)
    provider.sees(stream, [1, sent?.outcome === 'accepted' ? sent.head : ''])
    expect((await provider.send(provider.write(stream, 'referral-answered', { answer: 'accepted' })))[0]?.outcome).toBe(
      'accepted',
    )
    await expect(mawar.call(readFile, { params: { file } })).resolves.toMatchObject({
      identity: null,
      awaited: [],
      streams: [{ kind: 'referral' }],
    })
    const [withdrawn] = await pen.send(pen.write(stream, 'referral-closed', { outcome: 'withdrawn' }))
    expect(withdrawn?.outcome).toBe('accepted')
    await expect(mawar.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is not sent without who agreed, nor for a file that is not one’s own', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Landak')
    const { agreed: _, ...without } = referral(file)
    expect((await pen.send(pen.write(randomUUID(), 'referral-sent', without)))[0]).toMatchObject({ outcome: 'refused' })
    const other = penOf(tirta)
    expect((await other.send(other.write(randomUUID(), 'referral-sent', referral(file))))[0]).toMatchObject({
      outcome: 'refused',
      code: 'not-found',
    })
  })
})

describe('a hand-over', () => {
  test('leaves the old owner responsible until the new one accepts; late entries are set aside for the new one', async () => {
    const pen = penOf(sari)
    const { file } = await pen.register('Merak')
    const late = pen.write(file, 'visit', visit())
    await pen.send(pen.write(file, 'handed-over', { to: tirta.id, reason: 'Pindah ke Embun' }))
    await expect(sari.call(readFile, { params: { file } })).resolves.toBeDefined()
    const next = penOf(tirta)
    next.sees(file, [2, (await tirta.call(readFile, { params: { file } })).streams[0]?.head ?? ''])
    expect((await next.send(next.write(file, 'hand-over-accepted', {})))[0]?.outcome).toBe('accepted')
    await expect(sari.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
    await expect(wira.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
    await expect(tirta.call(showTrueName, { params: { file } })).resolves.toBeDefined()

    expect((await pen.send(late))[0]?.outcome).toBe('quarantined')
    expect((await pen.send(late))[0]?.outcome).toBe('quarantined')
    const mine = await sari.call(readQuarantine)
    expect(mine.items.map((one) => one.text)).toEqual([null])
    const { items } = await tirta.call(readQuarantine)
    expect(items.map((one) => one.id)).toEqual([late.id])
    const { result } = await tirta.call(decideQuarantine, { params: { id: late.id }, body: { take: true } })
    expect(result?.outcome).toBe('accepted')
    const opened = await tirta.call(readFile, { params: { file } })
    expect(opened.streams[0]?.entries.at(-1)?.text).toBe(JSON.stringify(late))
    expect((await tirta.call(readQuarantine)).items).toEqual([])
    expect(world.bugs).toEqual([])
  })
})
