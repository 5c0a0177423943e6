import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { start, type Postgres, type StartOptions } from './index.ts'
import { readPidFile } from './leftover.ts'
import { isAlive } from './lock.ts'

let base = ''
const log: string[] = []
const running: Postgres[] = []
const children: ChildProcess[] = []

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'lindung-pg-test-'))
  chmodSync(base, 0o755)
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()))
  for (const child of children.splice(0)) child.kill('SIGKILL')
  log.length = 0
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const optionsFor = (name: string, more: Partial<StartOptions> = {}): StartOptions => ({
  dataDir: join(base, name),
  runtimeDir: join(base, 'programs'),
  fallbackDir: join(base, 'fallback'),
  fsync: false,
  log: (line) => log.push(line),
  ...more,
})

async function started(options: StartOptions): Promise<Postgres> {
  const result = await start(options)
  if (!result.ok) throw new Error(result.message)
  running.push(result.postgres)
  return result.postgres
}

async function ask(postgres: Postgres, statement: string): Promise<unknown[]> {
  const client = new pg.Client(postgres.url())
  await client.connect()
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.map((row: unknown[]) => row[0])
  } finally {
    await client.end()
  }
}

/** Another process that starts PostgreSQL and holds it until it is killed. */
async function elsewhere(name: string): Promise<ChildProcess> {
  const { log: _, ...options } = optionsFor(name)
  const code = `
    import { start } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    const result = await start({ ...${JSON.stringify(options)}, log: () => {} })
    console.log(result.ok ? 'started' : result.message)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  expect(said.toString().trim()).toBe('started')
  return child
}

async function kill9(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const clusterOf = (name: string): string => join(base, name, 'postgresql-18')

describe.each([18, 15] as const)('PostgreSQL %i', (major) => {
  test('starts, keeps what was written, and a second start continues', async () => {
    const options = optionsFor(`continues-${major}`, { major })
    const first = await started(options)
    expect(await ask(first, 'show server_version_num')).toEqual([expect.stringMatching(new RegExp(`^${major}`))])
    await ask(first, 'create table pond as select 7 as frogs')
    await first.stop()
    expect(await first.ended).toMatchObject({ asked: true, code: 0 })
    const second = await started(options)
    expect(await ask(second, 'select frogs from pond')).toEqual([7])
  })
})

test('listens on loopback only, without socket files, with passwords, and sorts by code point', async () => {
  const postgres = await started(optionsFor('settings'))
  expect(await ask(postgres, 'show listen_addresses')).toEqual(['127.0.0.1'])
  expect(await ask(postgres, 'show unix_socket_directories')).toEqual([''])
  expect(await ask(postgres, 'show ssl')).toEqual(['off'])
  expect(await ask(postgres, 'show password_encryption')).toEqual(['scram-sha-256'])
  expect(statSync(`${clusterOf('settings')}.password`).mode & 0o777).toBe(0o600)
  const wrong = new pg.Client(postgres.url().replace(/:[^:@]+@/, ':wrong@'))
  await expect(wrong.connect()).rejects.toThrow('password authentication failed')
})

test('neither statements nor values reach the log', async () => {
  const postgres = await started(optionsFor('log'))
  await expect(ask(postgres, `select 'marked-heron'::int`)).rejects.toThrow('invalid input syntax')
  await ask(postgres, 'create table pond (name text primary key)')
  await ask(postgres, `insert into pond values ('marked-heron')`)
  await expect(ask(postgres, `insert into pond values ('marked-heron')`)).rejects.toThrow('duplicate key')
  expect(log.join('\n')).toContain('duplicate key value violates unique constraint')
  expect(log.filter((line) => line.includes('insert into') || line.includes('DETAIL'))).toEqual([])
})

test('a second start on the same data directory is refused, in this process and in another', async () => {
  await elsewhere('shared')
  const refused = await start(optionsFor('shared'))
  expect(refused).toMatchObject({
    ok: false,
    reason: 'in-use',
    message: expect.stringContaining('already running') as string,
  })
})

test('when our process is killed, PostgreSQL ends by itself and the next start continues', async () => {
  const child = await elsewhere('killed')
  const pid = readPidFile(clusterOf('killed'))?.pid ?? 0
  expect(isAlive(pid)).toBe(true)
  await kill9(child)
  for (let i = 0; i < 100 && isAlive(pid); i += 1) await sleep(50)
  expect(isAlive(pid)).toBe(false)
  await started(optionsFor('killed'))
})

test.runIf(process.platform === 'linux')(
  'a PostgreSQL that a killed start left running is stopped by the next start',
  async () => {
    const child = await elsewhere('leftover')
    const pid = readPidFile(clusterOf('leftover'))?.pid ?? 0
    const helpers = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number)
    for (const helper of helpers)
      if (readFileSync(`/proc/${helper}/cmdline`, 'utf8').startsWith('/bin/sh')) process.kill(helper, 'SIGKILL')
    await kill9(child)
    await sleep(200)
    expect(isAlive(pid)).toBe(true)
    const postgres = await started(optionsFor('leftover'))
    expect(isAlive(pid)).toBe(false)
    expect(postgres.pid).not.toBe(pid)
    expect(log[0]).toContain('left behind')
  },
)

test('when PostgreSQL itself is killed it is noticed, and the next start recovers', async () => {
  const first = await started(optionsFor('crashed'))
  await ask(first, 'create table pond as select 7 as frogs')
  await ask(first, 'checkpoint')
  process.kill(first.pid, 'SIGKILL')
  expect(await first.ended).toMatchObject({ asked: false, signal: 'SIGKILL' })
  const second = await started(optionsFor('crashed'))
  expect(await ask(second, 'select frogs from pond')).toEqual([7])
})

test('stale files whose process number now belongs to somebody else do not block the start', async () => {
  const first = await started(optionsFor('stale'))
  const pidFile = join(clusterOf('stale'), 'postmaster.pid')
  const left = readFileSync(pidFile, 'utf8')
  await first.stop()
  writeFileSync(pidFile, left.replace(/^\d+/, '1'))
  writeFileSync(join(base, 'stale', 'postgresql.lock'), '1 12345\n')
  expect(await ask(await started(optionsFor('stale')), 'select 7')).toEqual([7])
})

test('a start that was killed while it prepared the cluster leaves nothing that blocks the next', async () => {
  mkdirSync(`${clusterOf('half')}.new/base`, { recursive: true })
  writeFileSync(`${clusterOf('half')}.password`, 'half')
  expect(await ask(await started(optionsFor('half')), 'select 7')).toEqual([7])
})

test('a busy port is said in a sentence', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const refused = await start(optionsFor('busy', { port }))
  server.close()
  expect(refused).toMatchObject({
    ok: false,
    reason: 'port-taken',
    message: expect.stringContaining(`Port ${port}`) as string,
  })
  await started(optionsFor('busy'))
})

test.runIf(process.getuid?.() === 0)(
  'root: data and programs go where nobody can reach them, and the log says where',
  async () => {
    const locked = join(base, 'locked')
    mkdirSync(locked, { mode: 0o700 })
    const options = optionsFor('locked/data', { runtimeDir: join(locked, 'programs') })
    const first = await started(options)
    expect(first.osUser).toBe('nobody')
    expect(first.dataDir.startsWith(join(base, 'fallback'))).toBe(true)
    expect(existsSync(join(locked, 'data', 'postgresql-18'))).toBe(false)
    expect(log.filter((line) => line.includes('nobody')).length).toBe(2)
    await first.stop()
    expect((await started(options)).dataDir).toBe(first.dataDir)
  },
)
