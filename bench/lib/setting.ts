import { spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { sessionCookieName } from '#access/server/index.ts'
import { freePort } from '#platform/server/free-port.ts'
import type { Context } from '../../scripts/lib/marks.ts'
import { root } from '../../scripts/lib/run.ts'
import { type Client, clientOf } from './client.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { type Meter, meterOf } from './cpu.ts'
import type { Subject, Subjects } from './world.ts'

/** A server in a process of its own, and a client that speaks with it. */
export type Server = {
  readonly pid: number
  readonly client: Client
  readonly meter: Meter
  readonly stop: () => Promise<void>
}

/** Everything a bench needs: the world, the application, the baseline's server, and sessions. */
export type Setting = {
  readonly subjects: Subjects
  /** Lindung as it is deployed: `src/app/server/main.ts` in production, logging to a file, with its sequencer. */
  readonly application: Server
  /** `bench/plain-server.ts`: the same HTTP server over plain tables. */
  readonly plain: Server
  /** Cookie of a session, which begins here. */
  readonly cookieOf: (subject: Subject) => Promise<string>
  /** Another application, with nothing in its caches yet; the first one goes on. */
  readonly freshApplication: () => Promise<Server>
}

const FILES = Number(process.env['LINDUNG_BENCH_FILES'] ?? 100_000)
const SMALL_FILES = 2_000
/** Options of Node in package.json and in deploy/lindung.service. */
const DEPLOYED_WITH = ['--max-semi-space-size=8']

export async function withSetting<T>({ small, log }: Context, work: (setting: Setting) => Promise<T>): Promise<T> {
  const cluster = await openCluster(small ? SMALL_FILES : FILES, log)
  const servers: Server[] = []
  const admin = new pg.Client({ connectionString: cluster.adminUrl })
  const started = async (server: Promise<Server>) => {
    servers.push(await server)
    return server
  }
  try {
    await admin.connect()
    const application = await started(startApplication(cluster))
    const plain = await started(startPlain(cluster))
    const cookieOf = ({ writer }: Subject) => startSession(admin, writer)
    return await work({
      subjects: cluster.subjects,
      application,
      plain,
      cookieOf,
      freshApplication: () => started(startApplication(cluster)),
    })
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await admin.end()
    await cluster.postgres.stop()
  }
}

async function startSession(admin: pg.Client, { person, device }: Subject['writer']): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await admin.query(
    `insert into access.session (token_hash, id, person_id, device_id, until) values ($1, $2, $3, $4, now() + interval '1 day')`,
    [createHash('sha256').update(token).digest(), randomUUID(), person, device],
  )
  return `${sessionCookieName(true)}=${token}`
}

async function startApplication(cluster: Cluster): Promise<Server> {
  const { folder, adminUrl, epochKeys } = cluster
  const [port, metrics] = [await freePort(), await freePort()]
  mkdirSync(`${folder}/keys`, { recursive: true, mode: 0o700 })
  const env = {
    LINDUNG_MODE: 'production',
    LINDUNG_PUBLIC_URL: 'https://bench.invalid',
    LINDUNG_TRUST_PROXY: 'yes',
    LINDUNG_PORT: String(port),
    LINDUNG_METRICS_PORT: String(metrics),
    LINDUNG_KEYS_DIR: `${folder}/keys`,
    LINDUNG_DATA_DIR: `${folder}/application`,
    LINDUNG_EPOCH_KEYS: epochKeys,
    DATABASE_URL: adminUrl,
  }
  return startServer(cluster, 'src/app/server/main.ts', env, port, DEPLOYED_WITH)
}

async function startPlain(cluster: Cluster): Promise<Server> {
  const port = await freePort()
  return startServer(cluster, 'bench/plain-server.ts', { DATABASE_URL: cluster.adminUrl, PORT: String(port) }, port)
}

async function startServer(
  cluster: Cluster,
  script: string,
  env: Readonly<Record<string, string>>,
  port: number,
  options: readonly string[] = [],
): Promise<Server> {
  const said = openSync(`${cluster.folder}/servers.log`, 'a')
  const flags = (process.env['LINDUNG_BENCH_NODE'] ?? '').split(' ').filter((one) => one !== '')
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...options, ...flags, `${root}${script}`],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', said, said],
    },
  )
  closeSync(said)
  const ended = once(child, 'exit')
  const client = clientOf(port)
  const { pid } = child
  if (pid === undefined) throw new Error(`${script} did not start`)
  for (let tries = 0; ; tries++) {
    const ready = await client.send({ method: 'GET', path: '/healthz' }).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (ready) break
    if (tries > 300 || child.exitCode !== null)
      throw new Error(`${script} did not answer; see ${cluster.folder}/servers.log`)
    await sleep(100)
  }
  const stop = async () => {
    client.close()
    child.kill('SIGTERM')
    await ended
  }
  return { pid, client, meter: meterOf(pid, cluster.postgres.pid), stop }
}
