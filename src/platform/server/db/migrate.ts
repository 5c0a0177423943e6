import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { rolePasswords, type RolePasswords } from './roles.ts'

/** Directory of `NNNN-name.sql` files. */
const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/', import.meta.url))

/** One forward-only step of the schema. */
export type Migration = { readonly name: string; readonly sql: string; readonly hash: string }

/** All steps on disk, in order. */
export async function readMigrations(directory: string = MIGRATIONS): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${directory}/${name}`, 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings a database to the newest schema, as an administrator (superuser, or a role that may create roles).
 *
 * Roles are made when missing: `lindung_owner` owns everything and cannot sign in; `lindung_app`, `lindung_door` and `lindung_log` can,
 * with the passwords given. A recorded step whose file has changed since is refused. Each step is one transaction.
 */
export async function migrate(
  adminUrl: string,
  passwords: RolePasswords = rolePasswords(),
  options: {
    /** The step to stop after: a backup is restored into the schema that it was made of, and brought up afterwards. */
    readonly last?: string
  } = {},
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // Two servers that start together must not migrate together; the lock belongs to a transaction, as poolers require.
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(4716300001)')
    await ensureRoles(client, passwords)
    const done = await recorded(client)
    const applied: string[] = []
    for (const step of await readMigrations()) {
      if (options.last !== undefined && step.name > options.last) break
      const hash = done.get(step.name)
      if (hash === step.hash) continue
      if (hash !== undefined)
        throw new Error(`migration ${step.name} was changed after it was applied; write a new one`)
      await client.query('set local role lindung_owner')
      await client.query(step.sql)
      await client.query('insert into platform.migration (name, hash) values ($1, $2)', [step.name, step.hash])
      await client.query('reset role')
      applied.push(step.name)
    }
    await client.query('commit')
    return applied
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

async function ensureRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname like 'lindung_%'`,
  )
  const present = new Set(rows.map((row) => row.rolname))
  if (!present.has('lindung_owner')) await client.query('create role lindung_owner nologin noinherit')
  for (const [role, password] of Object.entries(passwords)) {
    const verb = present.has(role) ? 'alter' : 'create'
    await client.query(
      `${verb} role ${role} login nosuperuser nobypassrls noinherit password ${client.escapeLiteral(password)}`,
    )
  }
  await client.query(
    // Temporary objects are how injected SQL would try to shadow what the functions of the owner name.
    `do $$ begin
       execute format('grant create, connect on database %I to lindung_owner', current_database());
       execute format('revoke create, temporary on database %I from public', current_database());
     end $$`,
  )
  await client.query('revoke create on schema public from public')
  await client.query(`grant lindung_owner to current_user`)
}

async function recorded(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  await client.query('set local role lindung_owner')
  await client.query(`create schema if not exists platform`)
  await client.query(`create table if not exists platform.migration (
    name text primary key, hash text not null, at timestamptz not null default clock_timestamp())`)
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from platform.migration')
  await client.query('reset role')
  return new Map(rows.map((row) => [row.name, row.hash]))
}
