import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCaseload, readFile, readQuarantine, readReferrals, showTrueName } from '#cases/contract.ts'
import { entryPreimage, readEntry } from '#cases/index.ts'
import { headPreimage } from '#cases/file/hash.ts'
import { fromHex, utf8 } from '#platform/pure/bytes/index.ts'
import { checkContent } from '#platform/server/blobs/index.ts'
import { secretHash, sha256 } from '#platform/server/keys/index.ts'
import { isSound, verify } from '../../audit/model/verify.ts'
import { verifyEd25519 } from '../../audit/server/sign.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../../../test/support/application.ts'
import { penOf } from '../../../test/support/pen.ts'
import { type Book, createBook } from './book.ts'
import { calendarFrom, momentOf } from './calendar.ts'
import { CAST, type CastName, peopleRows, TEAMS } from './cast.ts'
import { demoWorld } from './demo.ts'
import { loadBook, loadPeople } from './load.ts'
import { drawing, paper } from './papers.ts'
import { chanceOf } from './seeded.ts'

let world: TestWorld
const people = new Map<CastName, TestPerson>()

beforeAll(async () => {
  world = await createTestWorld()
  await loadPeople(world.admin, peopleRows())
  for (const name of ['sari', 'tirta', 'mawar', 'wira', 'laras'] as const) people.set(name, await session(name))
})
afterAll(() => world.close())

async function session(name: CastName): Promise<TestPerson> {
  const { person } = CAST[name]
  const [device, token] = [randomUUID(), randomBytes(32).toString('base64url')]
  await world.admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [secretHash(token), randomUUID(), person, device],
  )
  return { id: person, device, token, call: world.clientFor(token) }
}

const as = (name: CastName): TestPerson => {
  const found = people.get(name)
  if (found === undefined) throw new Error(name)
  return found
}
const random = (n: number) => new Uint8Array(randomBytes(n))
const today = new Date().toISOString().slice(0, 10)
const day = { precision: 'day', value: today }

/** One story with every change of grants: register, refer, answer, hand over, accept, withdraw. Written by whatever `write` is. */
async function tell(
  write: (by: CastName, stream: string, kind: string, data: Record<string, unknown>) => Promise<void>,
) {
  const [file, identity, referral] = [randomUUID(), randomUUID(), randomUUID()]
  await write('sari', file, 'registered', {
    alias: 'Kancil',
    code: 'AWN-4K7M',
    sex: 'female',
    birth: { precision: 'year', value: '2013' },
    came: 'own',
    occurred: day,
    identity,
  })
  await write('sari', identity, 'identity-set', {
    file,
    facts: { trueName: 'Kancil Beringin', phones: ['08000001234'] },
  })
  await write('sari', referral, 'referral-sent', {
    file,
    team: TEAMS.bulan.id,
    need: 'Konseling',
    package: { alias: 'Kancil' },
    withheld: ['name'],
    agreed: { basis: 'agreement', who: ['child'], on: day },
    answerBy: today,
  })
  await write('mawar', referral, 'referral-answered', { answer: 'accepted' })
  await write('sari', file, 'handed-over', { to: CAST.tirta.person, reason: 'Pindah' })
  await write('tirta', file, 'hand-over-accepted', {})
  await write('tirta', file, 'visit', { occurred: day, where: 'home', seen: 'child', text: 'Bertemu.' })
  await write('tirta', referral, 'referral-closed', { outcome: 'withdrawn' })
  return { file, identity, referral }
}

async function byAppend() {
  const pens = new Map(['sari', 'tirta', 'mawar'].map((name) => [name, penOf(as(name as CastName))]))
  let seen = new Map<string, readonly [number, string]>()
  return tell(async (by, stream, kind, data) => {
    const pen = pens.get(by)
    const base = seen.get(stream)
    if (pen === undefined) throw new Error(by)
    if (base !== undefined) pen.sees(stream, base)
    const [result] = await pen.send(pen.write(stream, kind, data))
    if (result?.outcome !== 'accepted') throw new Error(JSON.stringify(result))
    seen = new Map([...seen, [stream, [result.seq, result.head]]])
  })
}

async function byLoader() {
  const book = createBook(chanceOf(randomBytes(4).readInt32LE()))
  let at = Date.now() - 3_600_000
  const told = await tell(async (by, stream, kind, data) => {
    at += 1_000
    book.write(CAST[by], stream, kind, data, momentOf(at), { received: momentOf(at) })
  })
  await loadBook(world.admin, { keys: world.keys, random }, book)
  return told
}

/** What lies in the database of a file, without ids and times. */
async function rowsOf({ file, identity, referral }: { file: string; identity: string; referral: string }) {
  const nameOf = new Map([
    [file, 'case'],
    [identity, 'identity'],
    [referral, 'referral'],
  ])
  const { rows: grants } = await world.admin.query<Record<string, unknown>>(
    `select s.kind, g.person_id, g.team_id, g.team_role, g.reason, g.given_by, g.until <= now() as ended
     from access.grants g join cases.stream s on s.id = g.stream_id where s.file_id = $1 order by 1, 5, 2, 3, 7`,
    [file],
  )
  const { rows: streams } = await world.admin.query<Record<string, unknown>>(
    `select s.kind, s.seq, s.file_id = $1 as of_file, s.wake_at, k.epoch, length(k.wrapped) as wrapped, m.seq as folded,
       (select jsonb_agg(jsonb_build_array(e.seq, e.kind, e.by, e.key_id = k.key_id, e.sealed is not null) order by e.seq)
        from cases.entry e where e.stream_id = s.id) as entries
     from cases.stream s join keys.stream_key k on k.stream_id = s.id join cases.summary m on m.stream_id = s.id
     where s.file_id = $1 order by 1`,
    [file],
  )
  const { rows: leaves } = await world.admin.query<{ op: string; actor: string; streams: string[] }>(
    `select op, actor, streams from audit.leaf where streams && $1::uuid[] and op = 'entries.append' order by n`,
    [[file, identity, referral]],
  )
  return {
    grants,
    streams,
    leaves: leaves.map((leaf) => ({ ...leaf, streams: leaf.streams.map((id) => nameOf.get(id)) })),
  }
}

describe('a file written by append, and the same by the loader', () => {
  let appended: Awaited<ReturnType<typeof byAppend>>
  let loaded: Awaited<ReturnType<typeof byLoader>>
  beforeAll(async () => {
    appended = await byAppend()
    loaded = await byLoader()
  })

  test('leave the same rows, grants and leaves', async () => {
    expect(await rowsOf(loaded)).toEqual(await rowsOf(appended))
  })

  test('are opened alike, by those who may and by nobody else', async () => {
    const shapes = await Promise.all(
      [appended, loaded].map(async ({ file, referral }) => {
        const { streams, identity } = await as('tirta').call(readFile, { params: { file } })
        const { stream } = await as('tirta').call(showTrueName, { params: { file } })
        const { rows } = await as('tirta').call(readCaseload, { body: { show: 'all' } })
        const row = rows.find((one) => one.file === file)
        await expect(as('sari').call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
        await expect(as('mawar').call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
        return {
          streams: streams.map(({ kind, seq, reasons, entries }) => ({
            kind,
            seq,
            reasons,
            entries: entries.map(({ text }) => readEntry(utf8(text))?.kind),
          })),
          identity: identity?.seq,
          name: (JSON.parse(stream.entries[0]?.text ?? '{}') as { data?: { facts?: unknown } }).data?.facts,
          row: row && { ...row, file: '', waiting: row.waiting.length },
          referral: streams.some(({ id }) => id === referral),
        }
      }),
    )
    expect(shapes[1]).toEqual(shapes[0])
    expect(shapes[0]?.name).toMatchObject({ trueName: 'Kancil Beringin' })
  })

  test('verify alike: hashes, heads, and a leaf for the end of each stream', async () => {
    const { rows } = await world.admin.query<{
      stream: string
      seq: number
      received: number
      hash: string
      head: string
    }>(
      `select stream_id as stream, seq, (extract(epoch from received_at) * 1000000)::bigint as received, encode(entry_hash, 'hex') as hash,
         encode(head, 'hex') as head from cases.entry order by stream_id, seq`,
    )
    const { rows: leaves } = await world.admin.query<{ body: string }>('select body from audit.leaf order by n')
    const verdict = await verify(
      {
        entries: rows.map(({ stream, seq, received, hash, head }) => ({
          stream,
          seq,
          receivedAt: received,
          entryHash: fromHex(hash),
          head: fromHex(head),
        })),
        leaves: leaves.map(({ body }) => ({ index: null, bytes: utf8(body) })),
        checkpoints: [],
        copies: [],
        origin: 'none',
        keys: [],
      },
      { sha256, verifyEd25519, headPreimage, entryPreimage },
    )
    expect(verdict.findings.filter(({ kind }) => kind !== 'end-not-provable')).toEqual([])
    expect(isSound(verdict)).toBe(true)
    expect(verdict.counted).toMatchObject({ streams: 6, entries: 16 })
  })
})

describe('the demo world', () => {
  test('is the same world each time, with its dates moved', () => {
    const [one, two] = [new Date('2026-11-24T03:00:00Z'), new Date('2027-03-01T20:00:00Z')].map((now) =>
      demoWorld(now, random),
    )
    const told = (book: Book | undefined) =>
      [...(book?.streams.values() ?? [])].map(({ kind, entries }) => [
        kind,
        entries.map(({ entry }) => [entry.kind, entry.by]),
      ])
    expect(told(one)).toEqual(told(two))
    const latest = Math.max(
      ...[...(two?.streams.values() ?? [])].flatMap(({ entries }) => entries.map(({ receivedAt }) => receivedAt)),
    )
    expect(latest).toBeLessThanOrEqual(Date.parse('2027-03-01T20:00:00Z') * 1000)
  })

  test('shows Sari hers, Wira the team’s, Tirta his, and the provider its referrals', async () => {
    const book = demoWorld(new Date(), random)
    await loadBook(world.admin, { keys: world.keys, random, blobs: world.blobs }, book)
    const total = async (name: CastName) => (await as(name).call(readCaseload, { body: { show: 'all' } })).total
    // With the one that was offered to her.
    expect(await total('sari')).toBe(14 + 1)
    expect(await total('wira')).toBe(96)
    expect((await as('mawar').call(readReferrals, {})).streams.length).toBeGreaterThan(4)
    expect((await as('sari').call(readQuarantine, {})).items).toHaveLength(1)
    await expect(total('laras')).rejects.toMatchObject({ code: 'not-allowed' })
    const { rows } = await as('sari').call(readCaseload, { body: {} })
    expect(rows.find(({ alias }) => alias === 'Rusa')?.conflicts).toHaveLength(1)
    const { rows: blobs } = await world.admin.query<{ id: string; done: boolean }>(
      'select id, done_at is not null as done from cases.blob',
    )
    expect(blobs.filter(({ done }) => done)).toHaveLength(3)
    expect(blobs.filter(({ done }) => !done)).toHaveLength(1)
    for (const { id, done } of blobs) expect(await world.blobs.has(id)).toBe(done)
    expect(world.bugs).toEqual([])
  })

  test('writes nothing that could be a real telephone or identity number', () => {
    const text = [...demoWorld(new Date(), random).streams.values()].flatMap(({ entries }) =>
      entries.map(({ bytes }) => Buffer.from(bytes).toString()),
    )
    for (const one of text) {
      for (const [, number = ''] of one.matchAll(/"(0[0-9]{8,20})"/g)) expect(number).toMatch(/^0800000/)
      for (const [, number = ''] of one.matchAll(/"nik":"([0-9]+)"/g)) expect(number).toMatch(/^99[0-9]{14}$/)
    }
  })
})

test('papers are what they say they are, and hold no place', async () => {
  expect(await checkContent(drawing(), 'image/png')).toBeUndefined()
  expect(await checkContent(paper('Akta', ['Contoh rekaan.']), 'application/pdf')).toBeUndefined()
})

test('the calendar never runs ahead of the clock', () => {
  const calendar = calendarFrom(new Date('2026-11-24T01:00:00Z'))
  expect(calendar.moment(0, '23:59')).toEqual({
    at: '2026-11-24T08:00:00+07:00',
    micros: Date.parse('2026-11-24T01:00:00Z') * 1000,
  })
  expect(calendar.moment(-1, '09:40').at).toBe('2026-11-23T09:40:00+07:00')
})
