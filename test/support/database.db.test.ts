import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './database.ts'

let one: TestDatabase
let two: TestDatabase

beforeAll(async () => {
  ;[one, two] = await Promise.all([createTestDatabase(), createTestDatabase()])
})
afterAll(() => Promise.all([one.drop(), two.drop()]))

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  return client.query(statement).then(
    (result) => client.end().then(() => result.rows[0] as unknown),
    (error: unknown) => client.end().then(() => Promise.reject(error as Error)),
  )
}

test('each test file has its own migrated database', async () => {
  await ask(one.adminUrl, 'create table pond (frogs int)')
  await expect(ask(two.adminUrl, 'table pond')).rejects.toThrow('does not exist')
  expect(await ask(two.adminUrl, 'select count(*)::int > 0 as migrated from platform.migration')).toEqual({
    migrated: true,
  })
})

test('the application signs in as a role that is no superuser and cannot bypass row security', async () => {
  const role = 'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user'
  expect(await ask(one.appUrl, role)).toEqual({ rolname: 'lindung_app', rolsuper: false, rolbypassrls: false })
})
