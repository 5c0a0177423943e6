import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCaseload, readFile, showTrueName } from '#cases/contract.ts'
import * as contract from '#cases/import/contract.ts'
import type { Entry } from '#cases/file/entry.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { easyList, sendList, sheet } from '../support/lists.ts'

let world: TestWorld
let sari: TestPerson
let bayu: TestPerson
let wira: TestPerson
let mawar: TestPerson

beforeAll(async () => {
  world = await createTestWorld()
  const awan = await world.team('AWN')
  const bulan = await world.team('BLN', 'provider')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', awan, 'caseworker')
  wira = await world.person('Wira', awan, 'supervisor')
  mawar = await world.person('Mawar', bulan, 'provider')
})

afterAll(() => world.close())

/** Names that no other list of these tests has: a child who has a file already would be asked about. */
let lists = 0
const tag = () =>
  ['Ulin', 'Sonokeling', 'Merbau', 'Bangkirai', 'Damar', 'Gaharu', 'Kapur', 'Meranti', 'Nyatoh', 'Ramin'][
    lists++ % 10
  ] + 'abcdefghij'.slice(0, 1 + lists / 10)

const at = (id: string) => ({ params: { import: id } })

async function confirmed(person: TestPerson, id: string) {
  await person.call(contract.ownImport, { ...at(id), body: { owners: { rule: 'me' } } })
  await person.call(contract.confirmImport, at(id))
  await world.application.imports.drain()
  return (await person.call(contract.readProgress, at(id))).run
}

describe('the district’s three sheets', () => {
  const sheets = [
    ['01-register-sederhana.xlsx', 24],
    ['02-dua-baris-kepala.xlsx', 15],
    ['03-titik-koma-cp1252.csv', 12],
  ] as const
  test.each(sheets)('%s becomes files that their caseworker can open', async (name, least) => {
    const { id, run } = await sendList(world, sari, name, await sheet(name))
    expect(run.state).toBe('draft')
    const { list } = await sari.call(contract.readImport, at(id))
    expect(list.file).toBe(name)
    expect(list.sheets[0]?.tables[0]?.columns.length).toBeGreaterThan(5)
    const { tried } = await sari.call(contract.tryImport, at(id))
    expect(tried.counts.files).toBeGreaterThanOrEqual(least)
    expect(tried.groups.length).toBeGreaterThan(0)
    const before = (await sari.call(readCaseload, { body: { show: 'all' } })).total
    const done = await confirmed(sari, id)
    expect(world.bugs).toEqual([])
    expect(done).toMatchObject({ state: 'done', done: tried.counts.files, total: tried.counts.files })
    expect((await sari.call(readCaseload, { body: { show: 'all' } })).total).toBe(before + tried.counts.files)
    expect((await bayu.call(readCaseload, { body: { show: 'all' } })).total).toBe(0)
  })
})

describe('a file that came from a list', () => {
  test('keeps sheet, row and raw text; the true name is in the identity stream alone', async () => {
    const { id } = await sendList(world, sari, 'awan.csv', easyList(3, 'Kutilang'))
    await confirmed(sari, id)
    const { rows } = await sari.call(contract.readImportRows, { ...at(id), body: { show: 'files' } })
    const file = rows[0]?.file ?? ''
    const { streams } = await sari.call(readFile, { params: { file } })
    const texts = streams.flatMap(({ entries }) => entries.map(({ text }) => text))
    expect(texts.join('\n')).not.toContain('Kutilang')
    const registered = JSON.parse(texts[0] ?? '{}') as Entry
    expect(registered.data).toMatchObject({
      came: 'import',
      birth: { precision: 'day', value: '2010-01-01' },
      source: {
        import: id,
        sheet: 'awan.csv',
        row: 3,
        raw: { 'Tanggal Lahir': '01/01/2010', Desa: 'Sungai Madu', 'L/P': 'L' },
      },
    })
    const { stream } = await sari.call(showTrueName, { params: { file } })
    const identity = JSON.parse(stream.entries[0]?.text ?? '{}') as Entry
    expect(identity.data).toMatchObject({
      facts: { trueName: expect.stringContaining('Kutilang') as string, phones: ['08001000000'] },
      source: { raw: { 'Nama Anak': expect.stringContaining('Kutilang') as string, 'No HP': '08001000000' } },
    })
    await expect(bayu.call(readFile, { params: { file } })).rejects.toMatchObject({ code: 'not-found' })
    await expect(wira.call(readFile, { params: { file } })).resolves.toBeDefined()
  })

  test('stands in no plain column of any table', async () => {
    const { id } = await sendList(world, sari, 'Tandaqx.csv', easyList(5, 'Tandaqx'))
    await confirmed(sari, id)
    const { rows } = await world.admin.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of rows) {
      const { rows: hits } = await world.admin.query(`select 1 from ${name} t where t::text like '%Tandaqx%' limit 1`)
      expect({ name, hits }).toEqual({ name, hits: [] })
    }
  })
})

describe('an import', () => {
  test('belongs to its importer: nobody else may anything with it', async () => {
    const { id } = await sendList(world, sari, 'awan.csv', easyList(2, tag()))
    for (const person of [bayu, wira]) {
      const calls = [
        () => person.call(contract.readImport, at(id)),
        () => person.call(contract.tryImport, at(id)),
        () => person.call(contract.matchImport, { ...at(id), body: {} }),
        () => person.call(contract.readImportRows, { ...at(id), body: { show: 'files' } }),
        () => person.call(contract.ownImport, { ...at(id), body: { owners: { rule: 'me' } } }),
        () => person.call(contract.confirmImport, at(id)),
        () => person.call(contract.readProgress, at(id)),
        () => person.call(contract.pauseImport, at(id)),
        () => person.call(contract.resumeImport, at(id)),
        () => person.call(contract.undoImport, { ...at(id), body: {} }),
        () => person.call(contract.discardImport, at(id)),
        () => person.call(contract.answerImport, { ...at(id), body: { answers: [{ group: 'x', choice: 'keep' }] } }),
        () => sendList(world, person, 'x.csv', easyList(1, tag()), id),
      ]
      for (const call of calls) await expect(call()).rejects.toThrow('not-found')
      expect((await person.call(contract.listImports)).imports.map((one) => one.import)).not.toContain(id)
    }
    await expect(mawar.call(contract.readImport, at(id))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(sendList(world, mawar, 'x.csv', easyList(1))).rejects.toThrow('not-allowed')
    await expect(world.clientFor(null)(contract.listImports)).rejects.toMatchObject({ code: 'not-signed-in' })
    expect(world.bugs).toEqual([])
  })

  test('sent again under the same id answers as before; its list is named to its importer', async () => {
    const id = randomUUID()
    await sendList(world, sari, 'dua kali.csv', easyList(2, tag()), id)
    expect((await sendList(world, sari, 'dua kali.csv', easyList(2, tag()), id)).run.import).toBe(id)
    const { imports } = await sari.call(contract.listImports)
    expect(imports.find((one) => one.import === id)?.file).toBe('dua kali.csv')
  })

  test('needs somebody responsible, and something to import', async () => {
    const { id } = await sendList(world, sari, 'awan.csv', easyList(2, tag()))
    await expect(sari.call(contract.confirmImport, at(id))).rejects.toMatchObject({ reason: 'owners-missing' })
    const done = await confirmed(sari, id)
    expect(done.done).toBe(2)
    await expect(sari.call(contract.confirmImport, at(id))).rejects.toMatchObject({ reason: 'nothing-to-import' })
  })

  test('can be thrown away before files are made, and not after', async () => {
    const { id } = await sendList(world, sari, 'awan.csv', easyList(2, tag()))
    await sari.call(contract.discardImport, at(id))
    await expect(sari.call(contract.readImport, at(id))).rejects.toMatchObject({ code: 'not-found' })
    const { rows } = await world.admin.query('select 1 from cases.import_sheet where import_id = $1', [id])
    expect(rows).toEqual([])
    const later = await sendList(world, sari, 'awan.csv', easyList(2, tag()))
    await confirmed(sari, later.id)
    await expect(sari.call(contract.discardImport, at(later.id))).rejects.toMatchObject({ code: 'changed-meanwhile' })
  })
})
