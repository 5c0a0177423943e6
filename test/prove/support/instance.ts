import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDatabase } from '#platform/server/db/ensure-database.ts'
import { migrate } from '#platform/server/db/migrate.ts'
import { rolePasswords, urlForRole } from '#platform/server/db/roles.ts'
import { type Postgres, start, type StartOptions } from '#platform/server/postgres/index.ts'
import { databaseUrl } from '../../support/cluster.ts'
import type { TestDatabase } from '../../support/database.ts'

/** A real instance for one proof: an embedded PostgreSQL with fsync on, in a folder of its own that is removed afterwards. */
export type Instance = {
  readonly folder: string
  readonly postgres: Postgres
  readonly database: TestDatabase
}

export function startOptions(folder: string, log: (line: string) => void): StartOptions {
  return {
    dataDir: join(folder, 'data'),
    runtimeDir: fileURLToPath(new URL('../../../.tmp/programs', import.meta.url)),
    fallbackDir: folder,
    log,
  }
}

/** A folder that PostgreSQL's user can reach. */
export function proofFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lindung-prove-'))
  chmodSync(folder, 0o755)
  return folder
}

export async function startPostgres(folder: string, log: (line: string) => void): Promise<Postgres> {
  const lines: string[] = []
  const started = await start(startOptions(folder, (line) => lines.push(line)))
  if (started.ok) return started.postgres
  for (const line of lines.slice(-20)) log(line)
  throw new Error(started.message)
}

/** A database of a server, made and migrated; dropping it is left to the folder's end. */
export async function prepareDatabase(postgres: Postgres, name = 'lindung'): Promise<TestDatabase> {
  await ensureDatabase(postgres.url(), name)
  const database = databaseOf(postgres, name)
  await migrate(database.adminUrl)
  return database
}

/** A database that is there already. */
export function databaseOf(postgres: Postgres, name = 'lindung'): TestDatabase {
  const adminUrl = databaseUrl(postgres.url(), name)
  const urlFor: TestDatabase['urlFor'] = (role) => urlForRole(adminUrl, role, rolePasswords())
  return { name, adminUrl, appUrl: urlFor('lindung_app'), urlFor, drop: async () => {} }
}

/** Runs `work` on a fresh instance, and removes everything whatever happens. */
export async function withInstance<T>(
  log: (line: string) => void,
  work: (instance: Instance) => Promise<T>,
): Promise<T> {
  const folder = proofFolder()
  const postgres = await startPostgres(folder, log)
  try {
    return await work({ folder, postgres, database: await prepareDatabase(postgres) })
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
