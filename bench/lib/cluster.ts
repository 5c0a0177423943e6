import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { ensureDatabase } from '#platform/server/db/ensure-database.ts'
import { migrate, type Migration, readMigrations } from '#platform/server/db/migrate.ts'
import { givenEpochKeys } from '#platform/server/keys/index.ts'
import { type Postgres, start } from '#platform/server/postgres/index.ts'
import { readText } from '../../scripts/lib/files.ts'
import { root } from '../../scripts/lib/run.ts'
import { loadWorld, type Subjects } from './world.ts'

/** A running embedded PostgreSQL 18, fsync on, with the bench's world in it. */
export type Cluster = {
  readonly postgres: Postgres
  readonly adminUrl: string
  readonly epochKeys: string
  readonly subjects: Subjects
  /** The kept folder; keys and checkpoints of the server lie in it too. */
  readonly folder: string
}

const FOLDER = `${root}.tmp/bench`
const DATABASE = 'lindung'

/**
 * Opens the world of `files` files. It is loaded once and kept under `.tmp/bench` until its loader changes;
 * what the benches append stays in it, some thousand entries among millions. `$LINDUNG_BENCH_WORLD` names a kept folder to use as it is.
 */
export async function openCluster(files: number, log: (line: string) => void): Promise<Cluster> {
  const migrations = await readMigrations()
  const name = process.env['LINDUNG_BENCH_WORLD'] ?? `${files}-${hashOfSources()}`
  const folder = join(FOLDER, name)
  const described = join(folder, 'world.json')
  if (!existsSync(described)) forgetFormer(files)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const started = await start({
    dataDir: join(folder, 'data'),
    runtimeDir: `${root}.tmp/programs`,
    log: () => undefined,
  })
  if (!started.ok) throw new Error(started.message)
  const { postgres } = started
  try {
    const adminUrl = postgres.url(DATABASE)
    if (!existsSync(described)) {
      await ensureDatabase(postgres.url(), DATABASE)
      await load(adminUrl, described, files, log)
    }
    await renewFunctions(adminUrl, migrations)
    await migrate(adminUrl) // what has been added since: a kept world moves on like any other database
    const { epochKeys, subjects } = JSON.parse(readFileSync(described, 'utf8')) as Pick<
      Cluster,
      'epochKeys' | 'subjects'
    >
    return { postgres, adminUrl, epochKeys, subjects, folder }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

/**
 * What decides over the loaded bytes: the world, the formats, the fold. Migrations are applied to a kept world, and functions renewed, at each
 * start, so they do not count. When in doubt, remove `.tmp/bench`.
 */
function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const path of SOURCES) hash.update(path).update(readText(path))
  return hash.digest('hex').slice(0, 16)
}

const SOURCES = [
  ...['world', 'words', 'people', 'plain'].map((name) => `bench/lib/${name}.ts`),
  ...['cases/file/hash', 'cases/file/fold', 'platform/server/keys/seal'].map((name) => `src/${name}.ts`),
]

const FUNCTION = /^create (?:or replace )?function [^;]*?\bas\s*\n?\$\$[\s\S]*?\$\$;?\n/gm

/** Functions hold no rows, so a kept world gets their newest text without being loaded again. */
async function renewFunctions(adminUrl: string, migrations: readonly Migration[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('set role lindung_owner')
    const { rows } = await client.query<{ name: string }>('select name from platform.migration')
    for (const { name, sql, hash } of migrations.filter((one) => rows.some((row) => row.name === one.name))) {
      for (const [text] of sql.matchAll(FUNCTION)) await renewFunction(client, text)
      for (const [text] of sql.matchAll(/^(?:grant execute|revoke all on all functions)[^;]*;/gm))
        await client.query(text)
      await client.query('update platform.migration set hash = $2 where name = $1', [name, hash])
    }
  } finally {
    await client.end()
  }
}

async function renewFunction(client: pg.Client, text: string): Promise<void> {
  const [, schema, name] = /^create (?:or replace )?function (\w+)\.(\w+)/.exec(text) ?? []
  try {
    await client.query(text.replace(/^create function/, 'create or replace function'))
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== OTHER_ROWS) throw error
    const { rows } = await client.query<{ signature: string }>(
      `select p.oid::regprocedure::text as signature from pg_proc p where p.pronamespace = $1::regnamespace and p.proname = $2`,
      [schema, name],
    )
    for (const { signature } of rows) await client.query(`drop function ${signature}`)
    await client.query(text)
  }
}

const OTHER_ROWS = '42P13'

async function load(adminUrl: string, described: string, files: number, log: (line: string) => void): Promise<void> {
  const started = performance.now()
  await migrate(adminUrl)
  const epochKeys = `1:${randomBytes(32).toString('base64')}`
  const keys = givenEpochKeys(epochKeys)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // Rows are sound by construction, and a power cut only means loading again.
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
    )
    await client.query('drop index if exists audit.leaf_streams_idx')
    const random = (n: number) => new Uint8Array(randomBytes(n))
    const subjects = await loadWorld(client, { keys, random }, files, new Date(), log)
    await client.query('create index leaf_streams_idx on audit.leaf using gin (streams)')
    await client.query('truncate audit.pending')
    await client.query('vacuum (freeze, analyze)')
    await client.query('checkpoint')
    writeFileSync(described, JSON.stringify({ epochKeys, subjects }), { mode: 0o600 })
    log(
      `${subjects.entries} entries of ${files} files loaded in ${((performance.now() - started) / 1000).toFixed(0)} s`,
    )
  } finally {
    await client.end()
  }
}

function forgetFormer(files: number): void {
  if (!existsSync(FOLDER)) return
  for (const name of readdirSync(FOLDER))
    if (name.startsWith(`${files}-`)) rmSync(join(FOLDER, name), { recursive: true, force: true })
}
