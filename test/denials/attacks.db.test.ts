import { afterAll, beforeAll, expect, test } from 'vitest'
import { callable, sweep } from './catalogue.ts'
import { ATTACKS, attackAll } from './attacks.ts'
import { REVIEWED_FUNCTIONS } from './reviewed.ts'
import { createScene, rawAs, type Scene } from './scene.ts'
import { forbidden, tricks } from './shadows.ts'

let scene: Scene

beforeAll(async () => {
  scene = await createScene()
})

afterAll(() => scene.close())

test('every function that the application may call is attacked', () => {
  expect(new Set(ATTACKS.map(({ on }) => on))).toEqual(new Set(Object.keys(REVIEWED_FUNCTIONS)))
})

test('no attack on a function succeeds', async () => {
  expect((await attackAll(scene)).succeeded).toEqual([])
})

test('the role can neither become another nor change, delete or define anything', async () => {
  expect((await forbidden(scene)).succeeded).toEqual([])
})

test('nothing of a session’s own shadows what the owner’s functions name', async () => {
  expect((await tricks(scene)).succeeded).toEqual([])
})

test('the tricks and the sweep are no blunt knives: what they look for is found when it is there', async () => {
  const broken = await createScene()
  const { admin } = broken.world
  await admin.query(`do $$ declare f regprocedure; begin
    for f in select p.oid from pg_proc p where p.prosecdef and p.pronamespace in ('access'::regnamespace, 'cases'::regnamespace, 'audit'::regnamespace)
    loop execute format('alter function %s set search_path = %L', f, ''); end loop; end $$`)
  expect((await tricks(broken)).succeeded.join('\n')).toContain('lindung_owner')
  await admin.query('alter table cases.entry disable row level security')
  await admin.query(
    'grant select on access.secret to lindung_app; alter table access.secret disable row level security',
  )
  await admin.query(
    'create view public.loot as select stream_id from cases.entry; grant select on public.loot to lindung_app',
  )
  await admin.query(
    'grant execute on function access.give(uuid, uuid, uuid, text, text, uuid, timestamptz) to lindung_app',
  )
  expect((await sweep(broken, { oursOnly: true })).leaks.map(({ relation }) => relation)).toEqual(
    expect.arrayContaining(['cases.entry', 'public.loot']),
  )
  expect(await callable(admin, 'lindung_app')).not.toEqual(Object.keys(REVIEWED_FUNCTIONS).toSorted())
  await broken.close()
})

test('after a real migration the role cannot even make temporary things', async () => {
  const { admin, database } = scene.world
  await admin.query(`revoke create, temporary on database ${database.name} from public`) // as migrate() does; a copied template forgets it
  await rawAs(database.appUrl, null, async (ask) => {
    expect((await ask('create temp table loot (x int)')).code).toBe('42501')
  })
})

test('the door’s and the log’s roles reach nothing else', async () => {
  const tables = ['cases.entry', 'cases.stream', 'access.secret', 'access.person', 'keys.stream_key', 'audit.leaf']
  await rawAs(scene.world.database.urlFor('lindung_door'), scene.owner.token, async (ask) => {
    for (const table of tables) expect([table, (await ask(`select 1 from ${table}`)).code]).toEqual([table, '42501'])
    expect((await ask('select access.me()')).code).toBe('42501')
    expect((await ask('set role lindung_app')).code).toBe('42501')
  })
  await rawAs(scene.world.database.urlFor('lindung_log'), scene.owner.token, async (ask) => {
    for (const table of tables.slice(0, 5))
      expect([table, (await ask(`select 1 from ${table}`)).code]).toEqual([table, '42501'])
    for (const sql of [
      'delete from audit.leaf',
      `update audit.leaf set body = ''`,
      'delete from audit.log',
      'delete from audit.checkpoint',
    ])
      expect([sql, (await ask(sql)).code]).toEqual([sql, '42501'])
    expect((await ask('set role lindung_app')).code).toBe('42501')
  })
})
