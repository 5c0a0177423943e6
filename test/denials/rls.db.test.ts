import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callable, looseFunctions, sweep, tablePrivileges } from './catalogue.ts'
import { REVIEWED_FUNCTIONS, REVIEWED_TABLES, ROLE_FUNCTIONS, ROLE_TABLES } from './reviewed.ts'
import { createScene, rawAs, type Scene } from './scene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await createScene()
})

afterAll(() => scene.close())

describe('as the application’s role, raw SQL', () => {
  test('gets no row of a stream without a grant, out of any table or view', async () => {
    const { leaks, own } = await sweep(scene)
    expect(leaks).toEqual([])
    expect(own).toBeGreaterThan(15)
  })

  test('gets no row under a made-up token, the stored hash of a token, or an ended session', async () => {
    const { rows } = await scene.world.admin.query<{ raw: string; hex: string }>(
      `select encode(token_hash, 'escape') as raw, encode(token_hash, 'hex') as hex from access.session where person_id = $1`,
      [scene.owner.id],
    )
    const forged = ['x', ' ', scene.owner.id, scene.owner.device, rows[0]?.hex, `\\x${rows[0]?.hex}`, rows[0]?.raw]
    for (const token of forged) {
      await rawAs(scene.world.database.appUrl, token ?? '', async (ask) => {
        for (const table of Object.keys(REVIEWED_TABLES)) {
          const columns = { 'access.person': 'id', 'access.session': 'id' }[table] ?? '*'
          expect([table, await ask(`select ${columns} from ${table}`)]).toEqual([table, { rows: [], code: null }])
        }
      })
    }
  })
})

describe('the catalogue', () => {
  test('lets the application’s role call the reviewed functions and no others', async () => {
    expect(await callable(scene.world.admin, 'lindung_app')).toEqual(Object.keys(REVIEWED_FUNCTIONS).toSorted())
  })

  test('lets it write no table at all', async () => {
    const all = await tablePrivileges(scene.world.admin, 'lindung_app')
    expect(all.filter((one) => !one.endsWith(':SELECT'))).toEqual([])
  })

  test('gives the other roles their few functions and tables only', async () => {
    for (const role of ['lindung_door', 'lindung_log'] as const) {
      expect([role, await callable(scene.world.admin, role)]).toEqual([role, ROLE_FUNCTIONS[role]])
      expect([role, await tablePrivileges(scene.world.admin, role)]).toEqual([role, ROLE_TABLES[role]])
    }
  })

  test('has no function of the owner with a loose search path, and no table without row security', async () => {
    expect(await looseFunctions(scene.world.admin)).toEqual([])
    const { rows } = await scene.world.admin.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'platform') and not c.relrowsecurity`,
    )
    expect(rows).toEqual([])
  })

  test('makes none of the roles owner, superuser, member of another, or free of row security', async () => {
    const { rows: roles } = await scene.world.admin.query(
      `select rolname from pg_roles where rolname like 'lindung_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
    )
    const { rows: members } = await scene.world.admin.query(
      `select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname in ('lindung_app', 'lindung_door', 'lindung_log')`,
    )
    const { rows: owned } = await scene.world.admin.query(
      `select 1 from pg_shdepend d join pg_roles r on r.oid = d.refobjid
       where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and r.rolname in ('lindung_app', 'lindung_door', 'lindung_log')`,
    )
    expect([roles, members, owned]).toEqual([[], [], []])
  })
})
