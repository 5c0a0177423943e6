import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { type Database, openDatabase, sqlState, statement } from './database.ts'

let own: TestDatabase
let db: Database

beforeAll(async () => {
  own = await createTestDatabase()
  db = openDatabase(own.adminUrl, { max: 1 })
  await db.transaction((tx) => tx.run(statement('t.make', 'create table t (id integer primary key, note text)')))
})

afterAll(async () => {
  await db.close()
  await own.drop()
})

const add = statement<object>('t.add', 'insert into t (id, note) values ($1, $2)')
const count = statement<{ n: number }>('t.count', 'select count(*) as n from t')
const broken = statement<object>('t.broken', 'select nothing from nowhere')
const half = statement<{ half: number }>('t.half', 'select 10 / $1::integer as half')

test('values and rows keep their types', async () => {
  const echo = statement<Record<string, unknown>>(
    't.echo',
    `select $1::uuid[] as ids, $2::bytea as bytes, $3::bytea[] as many, $4::text[] as words, $5::timestamptz as at, $6::jsonb as json,
       $7::boolean as yes, $8::bigint as big, $9::text as nothing, $10::text[] as holes`,
  )
  const given = [
    ['01a20fb5-99c5-7e90-9696-02387326bfc8'],
    Buffer.from([0, 255, 92]),
    [new Uint8Array([1, 92, 34]), new Uint8Array()],
    ['', 'a"b', 'c\\d', '{e,f}', 'NULL', ' é🌱 '],
    new Date('2026-11-24T22:30:00.123Z'),
    { a: ['b'] },
    true,
    2 ** 52,
    null,
    ['x', null],
  ]
  for (let again = 0; again < 2; again++) {
    const [row] = await db.transaction((tx) => tx.run(echo, given))
    expect(row).toEqual({
      ids: given[0],
      bytes: given[1],
      many: [Buffer.from([1, 92, 34]), Buffer.alloc(0)],
      words: given[3],
      at: given[4],
      json: given[5],
      yes: true,
      big: 2 ** 52,
      nothing: null,
      holes: ['x', null],
    })
  }
})

test('statements that nobody awaits are in the transaction, in order', async () => {
  const rows = await db.transaction(async (tx) => {
    void tx.run(add, [1, 'a'])
    void tx.run(add, [2, 'b'])
    return tx.run(count)
  })
  expect(rows).toEqual([{ n: 2 }])
})

test('one that fails unawaited fails the commit with its own error, and nothing of the transaction stays', async () => {
  const failing = db.transaction(async (tx) => {
    void tx.run(add, [3, 'c'])
    void tx.run(add, [3, 'again'])
    void tx.run(add, [4, 'd'])
    return 'done'
  })
  await expect(failing).rejects.toSatisfy((error) => sqlState(error) === '23505')
  const earlier = db.transaction(async (tx) => {
    void tx.run(add, [1, 'again'])
    await new Promise((resolve) => setTimeout(resolve, 20))
    return 'done'
  })
  await expect(earlier).rejects.toSatisfy((error) => sqlState(error) === '23505')
  expect(await db.transaction((tx) => tx.run(count))).toEqual([{ n: 2 }])
})

test('the connection goes on after a statement that could not be prepared, or not be run', async () => {
  for (let again = 0; again < 2; again++) {
    await expect(db.transaction((tx) => tx.run(broken))).rejects.toSatisfy((error) => sqlState(error) === '42P01')
    await expect(db.transaction((tx) => tx.run(half, [0]))).rejects.toSatisfy((error) => sqlState(error) === '22012')
    expect(await db.transaction((tx) => tx.run(half, [5]))).toEqual([{ half: 2 }])
  }
})

test('a statement asked for while another is on its way waits for its turn', async () => {
  const answers = await db.transaction(async (tx) => {
    const slow = tx.run(statement('t.slow', 'select pg_sleep(0.05)'))
    await new Promise((resolve) => setTimeout(resolve, 10))
    return Promise.all([slow, tx.run(half, [2]), tx.run(count)])
  })
  expect(answers.slice(1)).toEqual([[{ half: 5 }], [{ n: 2 }]])
})

test('a connection that dies fails what waits on it, and the next transaction has another one', async () => {
  const kill = statement('t.kill', 'select pg_terminate_backend(pg_backend_pid())')
  await expect(db.transaction((tx) => tx.run(kill))).rejects.toThrow(/terminat/i)
  expect(await db.transaction((tx) => tx.run(count))).toEqual([{ n: 2 }])
})
