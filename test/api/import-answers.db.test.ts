import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCaseload, readFile, showTrueName } from '#cases/contract.ts'
import * as contract from '#cases/import/contract.ts'
import { createReader, READER_LIMITS } from '#cases/import/server/reader.ts'
import type { Entry } from '#cases/file/entry.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { readWorkbook, isProblem, writeTable } from '#platform/pure/sheet/index.ts'
import { compose } from '#app/server/compose.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { csv, easyList, named, sendBytes, sendList, sheet } from '../support/lists.ts'

let world: TestWorld
let team: string
let sari: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  team = await world.team('AWN')
})
beforeEach(async () => {
  sari = await world.person('Sari', team, 'caseworker')
})
afterAll(() => world.close())

const at = (id: string) => ({ params: { import: id } })
const HEAD = 'No;Nama Anak;L/P;Tanggal Lahir;Umur;Desa;Nama Wali;NIK'
const TITLE = 'Data anak per 31 Oktober 2026'

/** Two rows without a sex, one whose date does not exist, one that is clear, one pair. */
const QUESTIONS = csv(
  TITLE,
  HEAD,
  '1;Kutilang Cendana;;12/05/2012;;Sungai Madu;Ibu Kenanga;',
  '2;Pelatuk Beringin;;13/05/2013;;Sungai Madu;Ibu Melur;',
  '3;Srigunting Jati;P;31/02/2012;;Bukit Rusa;Ibu Seroja;',
  '4;Kepodang Randu;L;21/07/2014;;Bukit Rusa;Ibu Anggrek;',
  '5;Perkutut Asoka;P;09/03/2011;;Bukit Rusa;Ibu Teratai;',
  '6;Perkutut Asoka;P;09/03/2011;;Bukit Rusa;Ibu Teratai;',
)

async function tried(id: string) {
  return (await sari.call(contract.tryImport, at(id))).tried
}
async function make(id: string) {
  await sari.call(contract.ownImport, { ...at(id), body: { owners: { rule: 'me' } } })
  await sari.call(contract.confirmImport, at(id))
  await world.application.imports.drain()
  expect(world.bugs).toEqual([])
  return (await sari.call(contract.readProgress, at(id))).run
}

type Tried = AnswerOf<typeof contract.tryImport>['tried']

/** The name of the group that asks this. */
function groupOf({ groups }: Tried, code: string) {
  const found = groups.find((one) => one.code === code)
  if (found === undefined) throw new Error(`nothing asks ${code}`)
  return found
}

/** Data of the first entry of the file that a row of the list has become. */
async function registered(id: string, row: number): Promise<Record<string, unknown>> {
  const { rows } = await sari.call(contract.readImportRows, { ...at(id), body: { show: 'files' } })
  const file = rows.find((one) => one.row === row)?.file ?? ''
  const { streams } = await sari.call(readFile, { params: { file } })
  return (JSON.parse(streams[0]?.entries[0]?.text ?? '{}') as Entry).data
}

describe('answers', () => {
  test('a group in one stroke, a row alone, a pair: each changes what will be made, and is remembered', async () => {
    const { id } = await sendList(world, sari, 'tanya.csv', QUESTIONS)
    const first = await tried(id)
    expect(first.counts).toMatchObject({ files: 2, questions: 4 })
    expect(first.groups.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['sex-missing', 2],
        ['impossible-date', 1],
        ['duplicate', 1],
      ]) as unknown,
    )
    const sexless = groupOf(first, 'sex-missing')
    expect(sexless.rows[0]?.row.children[0]?.name).toMatchObject({ value: 'Kutilang Cendana', header: 'Nama Anak' })
    const pair = groupOf(first, 'duplicate')
    expect(pair.rows[0]?.other?.row).toBe(7)
    const date = { code: 'impossible-date', field: 'birth', choice: 'set', value: '28/02/2012' } as const
    const { savedAt } = await sari.call(contract.answerImport, {
      ...at(id),
      body: {
        answers: [
          { group: sexless.group, choice: 'leave-empty' },
          { ...date, rows: [{ sheet: 'tanya.csv', row: 5 }] },
          { group: pair.group, choice: 'same-child' },
        ],
      },
    })
    expect(Date.parse(savedAt)).toBeGreaterThan(0)
    const second = await tried(id)
    expect(second.counts).toMatchObject({ files: 5, questions: 0 })
    expect(second.given.map(({ choice, count }) => [choice, count])).toEqual([
      ['leave-empty', 2],
      ['set', 1],
      ['same-child', 1],
    ])
    expect(second.given[0]).toMatchObject({ at: savedAt, about: { group: sexless.group, count: 2 } })
    const again = { show: 'answered', group: pair.group } as const
    const { rows } = await sari.call(contract.readImportRows, { ...at(id), body: again })
    expect(rows.map(({ row, other }) => [row, other?.row])).toEqual([[8, 7]])
    const anew = { answers: [{ group: sexless.group, choice: 'female' as const }] }
    await sari.call(contract.answerImport, { ...at(id), body: anew })
    expect(await make(id)).toMatchObject({ state: 'done', done: 5, questions: 0 })
    expect(await registered(id, 3)).toMatchObject({ sex: 'female' })
    expect(await registered(id, 5)).toMatchObject({
      birth: { precision: 'day', value: '2012-02-28' },
      source: { raw: { 'Tanggal Lahir': '31/02/2012' } },
    })
  })

  test('rows with open questions wait as drafts and become files in a second run', async () => {
    const { id } = await sendList(world, sari, 'tanya.csv', QUESTIONS)
    expect(await make(id)).toMatchObject({ state: 'done', done: 2, total: 2, questions: 4 })
    const { group } = groupOf(await tried(id), 'sex-missing')
    await sari.call(contract.answerImport, { ...at(id), body: { answers: [{ group, choice: 'male' }] } })
    expect(await make(id)).toMatchObject({ state: 'done', done: 4, total: 4, questions: 2 })
    expect((await sari.call(readCaseload, { body: { show: 'all' } })).total).toBe(4)
  })

  test('go out as a spreadsheet and come back filled in', async () => {
    const { id } = await sendList(world, sari, 'rahasia.csv', QUESTIONS)
    const headers = { cookie: `lindung=${sari.token}` }
    const response = await world.application.http.request(`/api/imports/${id}/questions`, { headers })
    expect(response.headers.get('content-disposition')).not.toContain('rahasia')
    const book = await readWorkbook(new Uint8Array(await response.arrayBuffer()), 'x')
    if (isProblem(book)) throw new Error(book.problem)
    const lines = (book.sheets[0]?.rows ?? []).map((row) => row.map((cell) => cell?.text ?? ''))
    expect(lines).toHaveLength(5)
    const filled = lines.map((line, i) =>
      i === 0 ? line : [...line.slice(0, 6), line[0]?.includes('sex') === true ? 'perempuan' : '', ''],
    )
    const bytes = await writeTable('x', filled, [])
    const { status, response: answer } = await sendBytes(world, sari.token, 'PUT', `/imports/${id}/questions`, bytes)
    expect(status).toBe(200)
    expect(((await answer.json()) as AnswerOf<typeof contract.uploadAnswers>).answers).toBe(2)
    expect((await tried(id)).counts).toMatchObject({ files: 4, questions: 2 })
    const nonsense = await sendBytes(
      world,
      sari.token,
      'PUT',
      `/imports/${id}/questions`,
      strToU8('MZ\0\0\0\0not a sheet'),
    )
    expect(nonsense.status).toBe(422)
    const other = await world.person('Bayu', team, 'caseworker')
    expect((await sendBytes(world, other.token, 'PUT', `/imports/${id}/questions`, bytes)).status).toBe(404)
  })

  test('a child who has a file is asked about, with the alias of that file; another’s file is never told', async () => {
    const bayu = await world.person('Bayu', team, 'caseworker')
    const list = () => easyList(2, 'Trembesi')
    await make((await sendList(world, sari, 'satu.csv', list())).id)
    const mine = await sendList(world, sari, 'dua.csv', list())
    const { groups } = await tried(mine.id)
    const again = groups.find(({ code }) => code === 'duplicate-of-file')
    expect(again).toMatchObject({ count: 2, options: ['same-child', 'other-child'] })
    expect(again?.rows[0]?.file?.alias).toMatch(/\S/)
    expect(JSON.stringify(again?.rows[0]?.file)).not.toContain('Trembesi')
    const others = await sendList(world, bayu, 'dua.csv', list())
    const { tried: seen } = await bayu.call(contract.tryImport, at(others.id))
    expect(seen).toMatchObject({ groups: [], counts: { files: 2, questions: 0 } })
  })
})

describe('columns', () => {
  test('are what a person says they are, and the team’s next list with this header knows it', async () => {
    const list = (name: string) =>
      csv(TITLE, 'No;Nama Anak;L/P;Tanggal Lahir;Desa;Kode X', `1;${name} Jati;L;12/05/2012;Sungai Madu;Bukit Rusa`)
    const { id } = await sendList(world, sari, 'kolom.csv', list('Kutilang'))
    const before = (await sari.call(contract.readImport, at(id))).list.sheets[0]?.tables[0]
    const strange = before?.columns.find(({ header }) => header === 'Kode X')
    expect(strange).toMatchObject({ field: 'other', letters: 'F', filled: 1, examples: ['Bukit Rusa'] })
    const columns = { [before?.id ?? '']: { [strange?.column ?? 5]: 'subdistrict' as const } }
    await sari.call(contract.matchImport, { ...at(id), body: { columns, asOf: '2026-09-30', remember: true } })
    const after = await sari.call(contract.readImport, at(id))
    expect(after.list.asOf).toBe('2026-09-30')
    expect(after.list.sheets[0]?.tables[0]?.columns[5]).toMatchObject({ field: 'subdistrict', sure: 'sure' })
    const bayu = await world.person('Bayu', team, 'caseworker')
    const next = await sendList(world, bayu, 'kolom lain.csv', list('Pelatuk'))
    const known = await bayu.call(contract.readImport, at(next.id))
    expect(known.said.remembered).toBe(true)
    expect(known.list.sheets[0]?.tables[0]?.columns[5]?.field).toBe('subdistrict')
    const elsewhere = await world.person('Tirta', await world.team('EMB'), 'caseworker')
    const third = await sendList(world, elsewhere, 'kolom.csv', list('Perkutut'))
    expect((await elsewhere.call(contract.readImport, at(third.id))).said.remembered).toBe(false)
    const { rows } = await world.admin.query<{ text: string }>('select p::text as text from cases.import_profile p')
    expect(rows.map(({ text }) => text).join()).not.toMatch(/nama|kode|jati/i)
  })
})

const bomb = () => {
  const zeros = new Uint8Array(40_000_000)
  return zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': zeros }, { level: 9 })
}

describe('a file that is no list', () => {
  test.each([
    [
      'a program',
      () => Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), randomBytes(4_000)]),
      'unreadable-file not-a-workbook',
    ],
    ['a zip bomb', bomb, 'unreadable-file too-large-inflated'],
    ['a zip that is no workbook', () => zipSync({ 'a.txt': strToU8('hello') }), 'unreadable-file not-a-workbook'],
    [
      'a broken workbook',
      async () => (await sheet('01-register-sederhana.xlsx')).slice(0, 4_000),
      'unreadable-file broken',
    ],
    [
      'a workbook behind a password',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(3_000)]),
      /unreadable-file (encrypted|broken)/,
    ],
    ['nothing', () => new Uint8Array(0), 'unreadable-file empty'],
    ['a list of other things', () => csv('Barang;Harga', 'Beras;12000', 'Gula;14000'), 'unreadable-file no-children'],
    ['too much', () => new Uint8Array(20_000_001), 'too-large'],
  ])('%s is refused with a reason, and nothing of it is stored', async (_, bytes, message) => {
    const stored = async () => (await world.admin.query('select 1 from cases.import_sheet')).rowCount
    const before = await stored()
    await expect(sendList(world, sari, 'daftar.xlsx', await bytes())).rejects.toThrow(message)
    expect(await stored()).toBe(before)
    const { rows } = await world.admin.query<{ body: string }>(
      `select body from audit.leaf where op = 'import.start' and actor = $1 order by n desc limit 1`,
      [sari.id],
    )
    expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject(message === 'too-large' ? {} : { outcome: 'refused' })
    expect(world.bugs).toEqual([])
  })

  test('a list that needs too long or too much is given up, and the server lives', async () => {
    const list = {
      name: 'x.csv',
      today: '2026-11-24',
      asOf: null,
      columns: {},
      order: null,
      sexCodes: {},
      existing: [],
    }
    const hasty = createReader({ ...READER_LIMITS, milliseconds: 1 })
    await expect(hasty.read({ ...list, bytes: easyList(3_000) })).rejects.toMatchObject({ reason: 'too-heavy' })
    const narrow = createReader({ ...READER_LIMITS, megabytes: 12 })
    await expect(narrow.read({ ...list, bytes: easyList(20_000) })).rejects.toMatchObject({ reason: 'too-heavy' })
    const full = createReader({ ...READER_LIMITS, threads: 1, waiting: 0 })
    const first = full.read({ ...list, bytes: easyList(2) })
    await expect(full.read({ ...list, bytes: easyList(2) })).rejects.toMatchObject({ code: 'busy' })
    await expect(first).resolves.toBeDefined()
  })
})

describe('a closed case in the list', () => {
  test('becomes a closed file; other words on the state stay as a note', async () => {
    const list = csv(
      TITLE,
      'No;Nama Anak;L/P;Tanggal Lahir;Desa;Status',
      '1;Kutilang Jati;L;12/05/2012;Sungai Madu;Selesai',
      '2;Pelatuk Sawo;P;13/05/2013;Sungai Madu;Pindah',
      '3;Srigunting Randu;P;13/06/2013;Sungai Madu;Aktif',
    )
    const { id } = await sendList(world, sari, 'status.csv', list)
    expect((await tried(id)).closed).toBe(1)
    expect((await make(id)).done).toBe(3)
    const { counts } = await sari.call(readCaseload, { body: { show: 'all' } })
    expect(counts).toMatchObject({ open: 2, closed: 1 })
    const { rows } = await sari.call(contract.readImportRows, { ...at(id), body: { show: 'files' } })
    const { streams } = await sari.call(readFile, { params: { file: rows[1]?.file ?? '' } })
    expect(streams[0]?.entries.map(({ text }) => (JSON.parse(text) as Entry).kind)).toEqual(['registered', 'note'])
    await expect(sari.call(showTrueName, { params: { file: rows[1]?.file ?? '' } })).resolves.toBeDefined()
  })
})

describe('a visitor at the door of the demo', () => {
  test('tries a list without a session; nothing is kept; elsewhere there is no such route', async () => {
    const body = named('Tandavis.csv', easyList(3, 'Tandavis'))
    expect((await sendBytes(world, null, 'POST', '/imports/trial', body)).status).toBe(404)
    const demo = compose({
      adminUrl: world.database.adminUrl,
      passwords: rolePasswords(),
      keys: world.keys,
      blobs: world.blobs,
      instanceKey: newPrivateKey('p256'),
      random: (n) => new Uint8Array(randomBytes(n)),
      now: () => world.now(),
      demo: true,
      secureCookie: false,
      checkAnswers: true,
      onBug: (error) => world.bugs.push(error),
    })
    const kept = async () => (await world.admin.query('select 1 from cases.import_run')).rowCount
    const before = await kept()
    const inDemo = { ...world, application: demo }
    const { response } = await sendBytes(inDemo, null, 'POST', '/imports/trial', body)
    const answer = (await response.json()) as AnswerOf<typeof contract.trySheet>
    expect(answer).toMatchObject({ list: { file: 'Tandavis.csv' }, tried: { counts: { files: 3 } } })
    expect(answer.rows).toHaveLength(3)
    expect(await kept()).toBe(before)
    const { rows: leaves } = await world.admin.query<{ body: string }>(
      `select body from audit.leaf where op = 'import.trial'`,
    )
    expect(leaves).toHaveLength(1)
    expect(leaves[0]?.body).not.toContain('Tandavis')
    expect(
      (await sendBytes(inDemo, null, 'POST', '/imports/trial', named('x', new Uint8Array(5_100_000)))).status,
    ).toBe(413)
    // A visitor who sends slowly holds no connection of the database.
    const slow = Promise.withResolvers<void>()
    const trickle = new ReadableStream<Uint8Array>({ pull: (to) => slow.promise.then(() => to.close()) })
    const half: RequestInit & { duplex: string } = { method: 'POST', body: trickle, duplex: 'half' }
    const sending = demo.http.request(new Request('http://localhost/api/imports/trial', half))
    await setTimeout(50)
    const { rows } = await world.admin.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and usename = 'lindung_app' and state = 'idle in transaction'`,
    )
    expect(rows).toEqual([])
    slow.resolve()
    expect((await sending).status).toBe(400)
    for (let i = 0; i < 9; i++) await sendBytes(inDemo, null, 'POST', '/imports/trial', named('x', new Uint8Array(0)))
    expect((await sendBytes(inDemo, null, 'POST', '/imports/trial', body)).status).toBe(429)
    expect(world.bugs).toEqual([])
    await demo.close()
  })
})
