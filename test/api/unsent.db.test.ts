import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSession } from '#access/contract.ts'
import { appendEntries, readFile } from '#cases/contract.ts'
import type { Entry } from '#cases/file/entry.ts'
import { openUnsent } from '#cases/outbox/contract.ts'
import { unsentAad, type UnsentEntry } from '#cases/outbox/model/unsent-file.ts'
import { fromBase64, toBase64, utf8 } from '#platform/pure/bytes/index.ts'
import { instancePublicKey, newPrivateKey, secretHash } from '#platform/server/keys/index.ts'
import { sealTo } from '#platform/web/crypto/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { penOf } from '../support/pen.ts'

/** A file of unsent work comes to the office with its writer, and with nobody else. */
let world: TestWorld
let team: string
let sari: TestPerson
let bayu: TestPerson
let instance: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  world = await createTestWorld()
  team = await world.team('AWN')
  sari = await world.person('Sari', team, 'caseworker')
  bayu = await world.person('Bayu', team, 'caseworker')
  instance = fromBase64((await sari.call(readSession)).instanceKey)
})
afterAll(() => world.close())

const occurred = { precision: 'day', value: '2026-11-02' } as const
const note = (pen: ReturnType<typeof penOf>, file: string, text = 'Ia tersenyum.') =>
  pen.write(file, 'note', { text, occurred })

/** The same person, signed in on another device. */
async function elsewhere(person: TestPerson): Promise<TestPerson> {
  const [device, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  await world.admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [secretHash(token), randomUUID(), person.id, device],
  )
  return { id: person.id, device, token, call: world.clientFor(token) }
}

/** What a device gives as a file. */
const sealed = async (entry: Entry, to = instance): Promise<UnsentEntry> => ({
  id: entry.id,
  stream: entry.stream,
  sealed: toBase64(await sealTo(to, utf8(JSON.stringify(entry)), utf8(unsentAad(entry.id)))),
})

async function opened(person: TestPerson, ...entries: readonly UnsentEntry[]) {
  return (await person.call(openUnsent, { body: { entries: [...entries] } })).entries
}

async function send(person: TestPerson, ...texts: readonly string[]) {
  const entries = texts.map((text) => {
    const { stream, id } = JSON.parse(text) as Entry
    return { stream, id, text }
  })
  return (await person.call(appendEntries, { body: { entries } })).results
}

const textsOf = async (person: TestPerson, file: string) =>
  (await person.call(readFile, { params: { file } })).streams[0]?.entries.map(({ text }) => text)

test('the writer opens it on another device, sends it from there, and the old device may send it too', async () => {
  const pen = penOf(sari)
  const { file } = await pen.register('Kancil')
  const late = note(pen, file)
  const there = await elsewhere(sari)
  const [one] = await opened(there, await sealed(late))
  const text = JSON.stringify(late)
  expect(one).toEqual({
    id: late.id,
    outcome: 'own',
    text,
    knownDevice: true,
    child: { file, alias: 'Kancil', code: 'AWN-4K7M' },
  })
  // Opening stores nothing.
  expect(await textsOf(sari, file)).toHaveLength(1)
  const [taken] = await send(there, text)
  expect(taken).toMatchObject({ outcome: 'accepted', seq: 2 })
  expect((await textsOf(sari, file))?.[1]).toBe(text)
  expect(await send(there, text)).toEqual([taken])
  expect(await pen.send(late)).toEqual([taken])
  expect(await textsOf(sari, file)).toHaveLength(2)
  // What she writes there builds on it.
  const next = penOf(there)
  next.sees(file, [2, taken?.outcome === 'accepted' ? taken.head : ''])
  expect(await next.send(note(next, file, 'Ia bercerita.'))).toMatchObject([{ outcome: 'accepted', seq: 3 }])
})

test('a child registered without a network arrives whole, in the order of writing', async () => {
  const pen = penOf(sari)
  const [file, identity] = [randomUUID(), randomUUID()]
  const data = {
    alias: 'Rusa',
    code: 'AWN-2B3C',
    sex: 'female',
    birth: { precision: 'year', value: '2013' },
    came: 'own',
    occurred,
    identity,
  }
  const entries = [
    pen.write(file, 'registered', data),
    pen.write(identity, 'identity-set', { file, facts: { trueName: 'Rusa Beringin' } }),
    note(pen, file),
  ]
  const there = await elsewhere(sari)
  const answer = await opened(there, ...(await Promise.all(entries.map((entry) => sealed(entry)))))
  expect(answer.map((one) => (one.outcome === 'own' ? [one.child, one.text] : one.outcome))).toEqual(
    entries.map((entry) => [null, JSON.stringify(entry)]),
  )
  const results = await send(there, ...entries.map((entry) => JSON.stringify(entry)))
  expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted'])
})

test('nobody else opens it or sends it, and nobody is told whose it is', async () => {
  const pen = penOf(sari)
  const { file } = await pen.register('Merak')
  const late = note(pen, file, 'Rahasia Sari.')
  const answer = await opened(bayu, await sealed(late))
  expect(answer).toEqual([{ id: late.id, outcome: 'of-another' }])
  expect(await send(bayu, JSON.stringify(late))).toMatchObject([{ outcome: 'refused' }])
  // Not her supervisor either, who may read the file.
  const wira = await world.person('Wira', team, 'supervisor')
  expect(await opened(wira, await sealed(late))).toEqual(answer)
  expect(await send(wira, JSON.stringify(late))).toMatchObject([{ outcome: 'refused', code: 'not-yours' }])
})

test('a file that somebody made up in a worker’s name is not accepted, even when she sends it herself', async () => {
  const { file } = await penOf(sari).register('Elang')
  const forged = note(penOf({ ...sari, device: randomUUID() }), file, 'Kata yang bukan miliknya.')
  const [one] = await opened(sari, await sealed(forged))
  expect(one).toMatchObject({ outcome: 'own', knownDevice: false })
  expect(await send(sari, JSON.stringify(forged))).toMatchObject([{ outcome: 'refused', code: 'not-yours' }])
  // Nor is a device of somebody else hers.
  const his = note(penOf({ ...sari, device: bayu.device }), file)
  expect(await opened(sari, await sealed(his))).toMatchObject([{ outcome: 'own', knownDevice: false }])
  expect(await send(sari, JSON.stringify(his))).toMatchObject([{ outcome: 'refused', code: 'not-yours' }])
  expect(await textsOf(sari, file)).toHaveLength(1)
})

test('what is damaged, sealed to another office, or another entry than it says, is not read', async () => {
  const pen = penOf(sari)
  const { file } = await pen.register('Bangau')
  const [first, second] = [note(pen, file), note(pen, file)]
  const good = await sealed(first)
  const foreign = await sealed(first, instancePublicKey(newPrivateKey('p256')))
  const cases: readonly UnsentEntry[] = [
    { ...good, sealed: `${good.sealed.slice(0, -8)}AAAAAA==` },
    { ...good, sealed: 'AAAA' },
    { ...good, sealed: 'AAAAA' },
    foreign,
    { ...good, id: second.id },
    { ...good, stream: randomUUID() },
    { ...good, sealed: toBase64(await sealTo(instance, utf8('kroak'), utf8(unsentAad(first.id)))) },
  ]
  expect((await opened(sari, ...cases)).map(({ outcome }) => outcome)).toEqual(cases.map(() => 'unreadable'))
})

test('of a file that one has left, one reads what one wrote and nothing more; it waits for the owner as ever', async () => {
  const [pen, his] = [penOf(sari), penOf(bayu)]
  const { file } = await pen.register('Kutilang')
  await pen.send(pen.write(file, 'handed-over', { to: bayu.id, reason: 'Pindah tugas.' }))
  const [main] = (await bayu.call(readFile, { params: { file } })).streams
  his.sees(file, [main?.seq ?? 0, main?.head ?? ''])
  await his.send(his.write(file, 'hand-over-accepted', {}))
  const late = note(pen, file)
  const there = await elsewhere(sari)
  expect(await opened(there, await sealed(late))).toMatchObject([{ outcome: 'own', child: null }])
  expect(await send(there, JSON.stringify(late))).toMatchObject([{ outcome: 'quarantined' }])
  // A stream that was never hers shows nothing, and one that is erased neither.
  const { file: other } = await his.register('Walet')
  const strange = note(penOf(sari), other)
  expect(await opened(sari, await sealed(strange))).toEqual([{ id: strange.id, outcome: 'gone' }])
  const { file: erased } = await pen.register('Anoa')
  const after = note(pen, erased)
  await world.admin.query('select cases.erase_streams(array[$1::uuid])', [erased])
  expect(await opened(sari, await sealed(after))).toEqual([{ id: after.id, outcome: 'gone' }])
})

test('opening leaves a leaf of its person that points at no file', async () => {
  const { rows } = await world.admin.query<{ actor: string; streams: string[] }>(
    `select actor, streams from audit.leaf where op = 'unsent.open'`,
  )
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.flatMap(({ streams }) => streams)).toEqual([])
  expect(new Set(rows.map(({ actor }) => actor)).has(sari.id)).toBe(true)
})
