/**
 * vitest global setup of the projects `db` and `browser`: one PostgreSQL for the whole run and one migrated template in it.
 * `$TEST_DATABASE_URL` (a superuser's) names a server to use; otherwise the embedded one is started, without fsync, in a
 * temporary folder: PostgreSQL 18, or 15 with `$LINDUNG_TEST_POSTGRES=15`.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#platform/server/db/migrate.ts'
import { start } from '#platform/server/postgres/index.ts'

export type Cluster = { readonly adminUrl: string; readonly template: string }

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: Cluster
  }
}

type Server = { readonly adminUrl: string; readonly stop: () => Promise<void> }
type Shared = { readonly cluster: Cluster; readonly close: () => Promise<void> }

async function embedded(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'lindung-test-'))
  chmodSync(folder, 0o755)
  const lines: string[] = []
  const started = await start({
    dataDir: join(folder, 'data'),
    runtimeDir: fileURLToPath(new URL('../../.tmp/programs', import.meta.url)),
    fallbackDir: folder,
    fsync: false,
    major: process.env['LINDUNG_TEST_POSTGRES'] === '15' ? 15 : 18,
    settings: { max_connections: '200' },
    log: (line) => lines.push(line),
  })
  if (!started.ok) throw new Error(`${started.message}\n${lines.join('\n')}`)
  return {
    adminUrl: started.postgres.url(),
    stop: async () => {
      await started.postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs one statement on a connection of its own. */
export async function onServer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function open(): Promise<Shared> {
  const given = process.env['TEST_DATABASE_URL']
  const server = given === undefined ? await embedded() : { adminUrl: given, stop: async () => {} }
  const template = `lindung_template_${randomBytes(4).toString('hex')}`
  await onServer(server.adminUrl, `create database ${template}`)
  await migrate(databaseUrl(server.adminUrl, template))
  return {
    cluster: { adminUrl: server.adminUrl, template },
    close: async () => {
      if (given !== undefined) await onServer(given, `drop database if exists ${template} with (force)`)
      await server.stop()
    },
  }
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

// Two vitest projects load this file separately; the process has one cluster for both.
const store = globalThis as { lindungCluster?: { users: number; shared: Promise<Shared> } | undefined }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  store.lindungCluster ??= { users: 0, shared: open() }
  const held = store.lindungCluster
  held.users += 1
  project.provide('cluster', (await held.shared).cluster)
  return async () => {
    held.users -= 1
    if (held.users > 0) return
    store.lindungCluster = undefined
    await (await held.shared).close()
  }
}
