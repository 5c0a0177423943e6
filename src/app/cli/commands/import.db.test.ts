import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PermittedCommand } from '#access/index.ts'
import { permitCommand } from '#access/contract.ts'
import { readCaseload, showTrueName } from '#cases/contract.ts'
import * as contract from '#cases/import/contract.ts'
import { fileLedger } from '#cases/server/index.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { newPrivateKey } from '#platform/server/keys/index.ts'
import { isProblem, readWorkbook, writeTable } from '#platform/pure/sheet/index.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../../../../test/support/application.ts'
import { csv, easyList } from '../../../../test/support/lists.ts'
import { penOf } from '../../../../test/support/pen.ts'
import type { Workplace } from '../acting.ts'
import { saying } from '../operator.ts'
import { runOn as undoOn } from './import-undo.ts'
import { runOn as importOn } from './import.ts'

let world: TestWorld
let team: string
let place: Workplace
let sari: TestPerson
let wira: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  team = await world.team('AWN')
  const { database, keys, blobs, folder } = world
  place = {
    instance: {
      adminUrl: database.adminUrl,
      passwords: rolePasswords(),
      keys,
      keysFrom: 'files',
      instanceKey: newPrivateKey('p256'),
    },
    blobs,
    ledger: fileLedger(join(folder, 'erasures.jsonl')),
  }
})
beforeEach(async () => {
  sari = await world.person('Sari', team, 'caseworker')
  wira = await world.person('Wira', team, 'supervisor')
})
afterAll(() => world.close())

type Ran = {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly written: Map<string, Uint8Array>
}

/** Runs `lindung import …` here; `files` are what lies on the operator's disk. */
async function lindung(files: Readonly<Record<string, Uint8Array>>, ...argv: string[]): Promise<Ran> {
  let [out, err] = ['', '']
  const written = new Map<string, Uint8Array>()
  const io = {
    stdout: (text: string) => void (out += text),
    stderr: (text: string) => void (err += text),
    progress: (text: string) => void (err += text),
    readFile: (path: string) => {
      const bytes = files[path]
      return bytes === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(bytes)
    },
    writeNew: async (path: string, bytes: Uint8Array) => void written.set(path, bytes),
  }
  const on = argv.includes('--undo') ? undoOn : importOn
  const code = await saying(io, () => on((work) => work(place), argv, io))
  return { code, out, err, written }
}

const permission = async (person: TestPerson, command: PermittedCommand = 'import') =>
  (await person.call(permitCommand, { body: { command } })).token
const total = async (person: TestPerson) => (await person.call(readCaseload, { body: { show: 'all' } })).total
const idIn = ({ out }: Ran): string => /[0-9a-f-]{36}/.exec(out)?.[0] ?? ''
const progressOf = (person: TestPerson, id: string) => person.call(contract.readProgress, { params: { import: id } })

const loginOf = async ({ id }: TestPerson) =>
  (await world.admin.query<{ login: string }>('select login from access.person where id = $1', [id])).rows[0]?.login ??
  ''

const HEAD = 'No;Nama Anak;L/P;Tanggal Lahir;Desa;Nama Wali'
const TITLE = 'Data anak per 31 Oktober 2026'
/** Two rows that are clear, two that ask for the sex. */
const ASKING = csv(
  TITLE,
  HEAD,
  '1;Kutilang Cendana;;12/05/2012;Sungai Madu;Ibu Kenanga',
  '2;Pelatuk Beringin;;13/05/2013;Sungai Madu;Ibu Melur',
  '3;Srigunting Jati;P;12/02/2012;Bukit Rusa;Ibu Seroja',
  '4;Kepodang Randu;L;21/07/2014;Bukit Rusa;Ibu Anggrek',
)
/** It does not say on which day it was true. */
const DAYLESS = csv(HEAD.replace('Tanggal Lahir', 'Umur'), '1;Kutilang Cendana;P;9;Sungai Madu;Ibu Kenanga')

describe('lindung import', () => {
  test('makes files in the name of the caseworker who permitted it, and tells the log whose command it was', async () => {
    const token = await permission(sari)
    const ran = await lindung({ 'daftar.csv': easyList(120) }, 'daftar.csv', '--token', token, '--json')
    expect([ran.code, JSON.parse(ran.out)]).toEqual([
      0,
      expect.objectContaining({ state: 'done', files: 120, rows_with_questions: 0, rows_left_out: 1, questions: {} }),
    ])
    expect(await total(sari)).toBe(120)
    const { rows: files } = await sari.call(readCaseload, { body: { show: 'all' } })
    expect(new Set(files.map(({ owner }) => owner))).toEqual(new Set([sari.id]))
    expect((await sari.call(showTrueName, { params: { file: files[0]?.file ?? '' } })).stream.entries).toHaveLength(1)
    const id = idIn(ran)
    const { rows: leaves } = await world.admin.query<{ op: string; actor: string }>(
      'select op, actor from audit.leaf where $1 = any (streams) order by n',
      [id],
    )
    expect(new Set(leaves.map(({ actor }) => actor))).toEqual(new Set([sari.id]))
    expect(leaves[0]?.op).toBe('command.import')
    expect(leaves.map(({ op }) => op)).toEqual(
      expect.arrayContaining(['import.start', 'import.owners', 'import.confirm', 'import.store']),
    )
    // Its session has ended with it.
    const { rows: open } = await world.admin.query(
      'select 1 from access.session where device_id = $1 and ended_at is null',
      [id],
    )
    expect(open).toEqual([])
  })

  test('the same command again finds the same import and makes nothing twice', async () => {
    const token = await permission(sari)
    const files = { 'daftar.csv': easyList(3, 'Dua') }
    const first = await lindung(files, 'daftar.csv', '--token', token)
    const again = await lindung(files, 'daftar.csv', '--token', token)
    expect([again.code, again.out]).toEqual([0, first.out])
    expect(await total(sari)).toBe(3)
  })

  test('leaves questions to the person, gives them as a spreadsheet and takes it back', async () => {
    const files = { 'daftar.csv': ASKING }
    const ran = await lindung(files, 'daftar.csv', '--token', await permission(sari), '--questions', 'tanya.xlsx')
    expect(ran.code).toBe(3)
    expect(ran.out).toContain('2 files made, 2 rows have questions')
    expect(ran.out).toContain('2  sex is not given')
    const id = idIn(ran)
    expect(await total(sari)).toBe(2)
    // They wait on the import screen too.
    const { imports } = await sari.call(contract.listImports)
    expect(imports.find((one) => one.import === id)).toMatchObject({ state: 'done', questions: 2 })
    expect((await sari.call(contract.tryImport, { params: { import: id } })).tried.groups).toHaveLength(1)

    const book = await readWorkbook(ran.written.get('tanya.xlsx') ?? new Uint8Array(), 'x')
    if (isProblem(book)) throw new Error(book.problem)
    const lines = (book.sheets[0]?.rows ?? []).map((row) => row.map((cell) => cell?.text ?? ''))
    const filled = lines.map((line, i) => (i !== 1 ? line : [...line.slice(0, 6), 'perempuan', '']))
    const answers = { 'jawab.xlsx': await writeTable('x', filled, []) }
    const next = await lindung(answers, '--continue', id, '--answers', 'jawab.xlsx', '--token', await permission(sari))
    expect([next.code, next.err.replaceAll(/\d+ of \d+ files/g, '')]).toEqual([3, ''])
    expect(next.out).toContain('3 files made, 1 rows have questions')
    expect(await total(sari)).toBe(3)
  })

  test('asks for the day of a list that does not say it, before anything is made', async () => {
    const token = await permission(sari)
    const files = { 'daftar.csv': DAYLESS }
    const ran = await lindung(files, 'daftar.csv', '--token', token)
    expect(ran.code).toBe(3)
    expect(ran.out).toContain('--as-of YYYY-MM-DD')
    expect(await total(sari)).toBe(0)
    const said = await lindung(files, 'daftar.csv', '--token', token, '--as-of', '2026-10-31')
    expect([said.code, idIn(said)]).toEqual([0, idIn(ran)])
    const { said: kept } = await sari.call(contract.readImport, { params: { import: idIn(ran) } })
    expect(kept.asOf).toBe('2026-10-31')
    expect(await total(sari)).toBe(1)
  })

  test('says nothing that stands in a list, on either output', async () => {
    const ran = await lindung({ 'Anoa Sirih.csv': ASKING }, 'Anoa Sirih.csv', '--token', await permission(sari))
    const refused = await lindung({ 'Anoa Sirih.csv': new Uint8Array([1, 2, 3]) }, 'Anoa Sirih.csv', '--token', 'x')
    expect(refused.code).toBe(1)
    for (const word of ['Kutilang', 'Cendana', 'Srigunting', 'Madu', 'Kenanga', 'Anoa', 'Sirih'])
      expect(ran.out + ran.err + refused.out + refused.err).not.toContain(word)
  })
})

describe('who becomes responsible', () => {
  test('is whom a supervisor names, of the team', async () => {
    const ran = await lindung(
      { 'daftar.csv': easyList(2, 'Wali') },
      'daftar.csv',
      '--token',
      await permission(wira),
      '--owner',
      await loginOf(sari),
    )
    expect(ran.code).toBe(0)
    const { rows } = await sari.call(readCaseload, { body: { show: 'all' } })
    expect(rows.map(({ owner }) => owner)).toEqual([sari.id, sari.id])
  })

  test('is nobody that the person may not give to, and nothing is made', async () => {
    const files = { 'daftar.csv': easyList(2, 'Lain') }
    const owner = await loginOf(await world.person('Bayu', team, 'caseworker'))
    const ran = await lindung(files, 'daftar.csv', '--token', await permission(sari), '--owner', owner)
    expect([ran.code, ran.out]).toEqual([1, ''])
    expect(ran.err).toContain('may give files to herself')
    expect(await total(sari)).toBe(0)
    const token = await permission(sari)
    expect((await lindung(files, 'daftar.csv', '--token', token, '--owner', 'kroak')).err).toContain('Nobody here')
    // What was mistyped has used nothing up.
    expect((await lindung(files, 'daftar.csv', '--token', token)).code).toBe(0)
  })
})

describe('a permission', () => {
  const list = { 'daftar.csv': easyList(1, 'Izin') }
  const refused = { code: 1, out: '', err: expect.stringContaining('does not permit') as string }
  const with_ = (token: string, ...more: string[]) => lindung(list, 'daftar.csv', '--token', token, ...more)

  test('is given by who may import, and by nobody else; what data officers permit, only they permit', async () => {
    for (const role of ['provider', 'data-officer', 'administrator'] as const) {
      const person = await world.person('Teratai', team, role)
      for (const command of ['import', 'undo-import'] as const)
        await expect(permission(person, command)).rejects.toMatchObject({ code: 'not-allowed' })
    }
    for (const command of ['erase', 'rebuild', 'backup'] as const)
      await expect(permission(sari, command)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('that is invented, for another command, too old, or of somebody who has left, opens nothing', async () => {
    expect(await with_('kroak')).toMatchObject(refused)
    expect(await with_(await permission(sari, 'undo-import'))).toMatchObject(refused)
    const old = await permission(sari)
    await world.admin.query(`update access.command_token set until = now() - interval '1 second'`)
    expect(await with_(old)).toMatchObject(refused)
    const left = await permission(sari)
    await world.admin.query('update access.person set left_at = now() where id = $1', [sari.id])
    expect(await with_(left)).toMatchObject(refused)
    const { rows } = await world.admin.query('select 1 from access.session where person_id = $1 and device_id <> $2', [
      sari.id,
      sari.device,
    ])
    expect(rows).toEqual([])
  })

  test('serves one list, and after a day not even that', async () => {
    const token = await permission(sari)
    expect((await with_(token)).code).toBe(0)
    const other = await lindung({ 'daftar.csv': easyList(1, 'Lagi') }, 'daftar.csv', '--token', token)
    expect(other).toMatchObject(refused)
    expect(await lindung({}, '--continue', randomUUID(), '--token', token)).toMatchObject(refused)
    await world.admin.query(
      `update access.command_token set used_at = now() - interval '25 hours' where used_at is not null`,
    )
    expect(await with_(token)).toMatchObject(refused)
    expect(await total(sari)).toBe(1)
  })

  test('of somebody who may no longer import makes nothing', async () => {
    const token = await permission(sari)
    await world.admin.query(`update access.membership set role = 'provider' where person_id = $1`, [sari.id])
    const ran = await with_(token)
    expect([ran.code, ran.err]).toEqual([1, expect.stringContaining('may not import')])
    expect((await world.admin.query('select 1 from cases.import_run where importer = $1', [sari.id])).rows).toEqual([])
  })

  test('reaches one’s own imports and no others', async () => {
    const hers = idIn(await with_(await permission(sari)))
    const bayu = await world.person('Bayu', team, 'caseworker')
    for (const argv of [['--continue'], ['--undo']]) {
      const token = await permission(bayu, argv[0] === '--undo' ? 'undo-import' : 'import')
      const ran = await lindung({}, ...argv, hers, '--token', token)
      expect([ran.code, ran.err]).toEqual([1, expect.stringContaining('no such import')])
    }
    // Not even the supervisor's: a list is its importer's alone.
    expect((await lindung({}, '--undo', hers, '--token', await permission(wira, 'undo-import'))).code).toBe(1)
    expect(await total(sari)).toBe(1)
  })
})

describe('lindung import --undo', () => {
  const made = async () =>
    idIn(await lindung({ 'a.csv': easyList(3, 'Batal') }, 'a.csv', '--token', await permission(sari)))

  test('erases the files, tells the ledger, and begins a new epoch; asked again, it does no harm', async () => {
    const id = await made()
    const before = world.keys.current()
    const token = await permission(sari, 'undo-import')
    const ran = await lindung({}, '--undo', id, '--token', token)
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(ran.out).toContain('3 files and the list are erased')
    expect(await total(sari)).toBe(0)
    expect(world.keys.current()).toBe(before + 1)
    const [noted] = (await place.ledger.read()).slice(-1)
    expect(noted?.streams).toHaveLength(7)
    expect((await progressOf(sari, id)).run.state).toBe('undone')
    expect((await lindung({}, '--undo', id, '--token', token)).code).toBe(0)
    expect((await lindung({}, '--continue', id, '--token', await permission(sari))).err).toContain('no such import')
  })

  test('does nothing while files were touched, and leaves those that one names', async () => {
    const id = await made()
    const { rows } = await sari.call(readCaseload, { body: { show: 'all' } })
    const file = rows[0]?.file ?? ''
    const pen = penOf(sari)
    await pen.send(pen.write(file, 'note', { text: 'Ia datang.', occurred: { precision: 'day', value: '2026-11-05' } }))
    const token = await permission(sari, 'undo-import')
    const ran = await lindung({}, '--undo', id, '--token', token)
    expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(`  ${file}\n`)])
    expect(await total(sari)).toBe(3)
    expect((await lindung({}, '--undo', id, '--leave', file, '--token', token)).code).toBe(0)
    expect(await total(sari)).toBe(1)
  })
})
