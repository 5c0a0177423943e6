import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '#cases/import/contract.ts'
import { createTestWorld, type TestPerson, type TestWorld } from '../support/application.ts'
import { easyList, sendList } from '../support/lists.ts'

/** What injected SQL could try with imports: as the application's role, in a session of its own. */
let world: TestWorld
let sari: TestPerson
let bayu: TestPerson
let tirta: TestPerson
let theirs: string
let client: pg.Client

beforeAll(async () => {
  world = await createTestWorld()
  const awan = await world.team('AWN')
  sari = await world.person('Sari', awan, 'caseworker')
  bayu = await world.person('Bayu', awan, 'caseworker')
  tirta = await world.person('Tirta', await world.team('EMB'), 'caseworker')
  const { id } = await sendList(world, sari, 'awan.csv', easyList(2))
  await sari.call(contract.ownImport, { params: { import: id }, body: { owners: { rule: 'me' } } })
  await sari.call(contract.confirmImport, { params: { import: id } })
  theirs = id
  client = new pg.Client({ connectionString: world.database.appUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await world.close()
})

/** SQLSTATE of a statement in a session of this person, or the rows. */
async function as(person: TestPerson, text: string, values: readonly unknown[] = []): Promise<unknown> {
  await client.query('begin')
  try {
    await client.query('select access.enter($1)', [person.token])
    return (await client.query<Record<string, unknown>>(text, [...values])).rows
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : error
  } finally {
    await client.query('rollback')
  }
}

const NO_RIGHT = '42501'
const NOT_ONES_OWN = 'LD003'
const NOT_THIS_JOB = 'LD002'

const CHUNK = `select cases.import_chunk($1, '{0:3::0}', array[$2]::uuid[], array[null]::uuid[], array[$3]::uuid[], array[$2]::uuid[], array[$2]::uuid[],
  '{case}', array[$2]::uuid[], '{1}', array['\\x00']::bytea[], '{0}', array['\\x00']::bytea[], array['\\x00']::bytea[], '{}', '{}', '{}', '{}', '{}', '{}',
  '{}', '{}', 30, false)`

test.each([
  ['gives itself a run', `select * from cases.import_claim(gen_random_uuid(), 30)`],
  ['starts a session for a job', `select cases.import_session(gen_random_uuid(), gen_random_uuid(), '\\x00')`],
  ['erases streams', `select cases.erase_streams(array(select id from cases.stream))`],
  ['forgets an import', `select cases.forget_import(gen_random_uuid(), 'ended')`],
  ['writes a run', `update cases.import_run set state = 'done'`],
  ['writes a file of an import', `delete from cases.import_file`],
  ['writes a list', `delete from cases.import_sheet`],
  ['writes a profile of another team', `insert into cases.import_profile select * from cases.import_profile`],
])('the application’s role %s: no right', async (_, text) => {
  expect(await as(sari, text)).toBe(NO_RIGHT)
})

test('another’s import is not to be moved, thrown away, undone, or filled', async () => {
  for (const person of [bayu, tirta]) {
    expect(await as(person, `select cases.import_move($1, '{running}', 'paused', null, null, null)`, [theirs])).toBe(
      NOT_ONES_OWN,
    )
    expect(await as(person, 'select cases.import_discard($1)', [theirs])).toBe(NOT_ONES_OWN)
    expect(await as(person, `select * from cases.import_undo($1, '{}')`, [theirs])).toBe(NOT_ONES_OWN)
    expect(await as(person, `select cases.import_start($1, '\\x00')`, [theirs])).toBe(NOT_ONES_OWN)
    expect(await as(person, CHUNK, [theirs, randomUUID(), person.id])).toBe(NOT_ONES_OWN)
    for (const table of ['import_run', 'import_sheet', 'import_file'])
      expect(await as(person, `select 1 from cases.${table} where import_id = $1`, [theirs])).toEqual([])
  }
})

test('nor may the importer herself fill a run outside the job that holds it, or end it as done', async () => {
  expect(await as(sari, CHUNK, [theirs, randomUUID(), sari.id])).toBe(NOT_THIS_JOB)
  expect(await as(sari, `select cases.import_move($1, '{running}', 'done', null, null, null)`, [theirs])).toBe(
    NOT_ONES_OWN,
  )
  expect(await as(sari, `select cases.import_move($1, '{ended}', 'draft', null, null, null)`, [theirs])).toBe(
    NOT_ONES_OWN,
  )
})

/** In a job's session, as far as the importer's own would be one. */
const asJob = async (text: string, values: readonly unknown[]) => {
  await world.admin.query('update cases.import_run set lease_by = $2 where import_id = $1', [theirs, sari.device])
  return as(sari, text, values)
}

test('the job gives to nobody else than its importer may, and makes no streams that do not hold together', async () => {
  expect(await asJob(CHUNK, [theirs, randomUUID(), tirta.id])).toBe(NOT_ONES_OWN)
  expect(await asJob(CHUNK, [theirs, randomUUID(), bayu.id])).toBe(NOT_ONES_OWN)
  expect(await asJob(CHUNK, [theirs, randomUUID(), sari.id])).toBe('LD006')
})
