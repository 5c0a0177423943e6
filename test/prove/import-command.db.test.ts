import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permitCommand } from '#access/contract.ts'
import { readCaseload } from '#cases/contract.ts'
import { findRunning } from '#platform/server/postgres/index.ts'
import { easyList } from '../support/lists.ts'
import { proofFolder } from './support/instance.ts'
import { choosePlace, clientAt, command, environment, type Place, type Server, startServer } from './support/server.ts'

/** `lindung import` with real processes: the power goes in the middle, and the same command goes on. */
let folder: string
let place: Place
let server: Server | null = null
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = proofFolder()
  place = await choosePlace(join(folder, 'one'))
})

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  await server?.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function start(): Promise<Server> {
  server = await startServer(place)
  return server
}

async function stop(): Promise<void> {
  await server?.stop()
  server = null
}

/** Uses a one-time link as the browser does, and answers the session's token. */
async function useLink(url: string, printed: string): Promise<string> {
  const secret = /#(\S+)/.exec(printed)?.[1]
  const response = await fetch(`${url}/api/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, password: 'kunang kunang di rawa', device: randomUUID() }),
  })
  return /lindung=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

/** Asks the database that some process of ours runs on the place's data, as soon as there is one. */
async function ask<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> {
  const running = findRunning(join(place.folder, 'data'))
  if (running === null) return []
  const client = new pg.Client({ connectionString: running.url('lindung') })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Row>(sql)).rows
  } catch {
    return [] // it is only just starting, or already ending
  } finally {
    await client.end().catch(() => undefined)
  }
}

const made = async (): Promise<number> =>
  (await ask<{ made: number }>('select count(*)::integer as made from cases.import_file'))[0]?.made ?? 0

/** A dead job holds its run for half a minute; a test does not wait for that. */
const letGo = () =>
  ask(`update cases.import_run set lease_until = now() where lease_by is not null returning import_id`)

const CLI = fileURLToPath(new URL('../../bin/lindung.js', import.meta.url))
const CHILDREN = 3_000

test('killed in the middle, the same command goes on and makes nothing twice', { timeout: 240_000 }, async () => {
  const where = ['--organisation', 'Dinas Awan', '--team', 'Tim Awan', '--code', 'AWN']
  expect((await command(place, 'init', '--login', 'pandan', '--name', 'Pandan', ...where)).code).toBe(0)
  const add = ['user', 'add', 'sari', '--name', 'Sari', '--team', 'AWN', '--role', 'caseworker']
  const link = await command(place, ...add)
  const before = await start()
  const session = await useLink(before.url, link.out)
  const { token } = await clientAt(before.url, session)(permitCommand, { body: { command: 'import' } })
  await stop()

  // Nothing runs: the command starts the database by itself, and dies with it.
  const list = join(folder, 'daftar.csv')
  writeFileSync(list, easyList(CHILDREN))
  const args = ['--disable-warning=ExperimentalWarning', CLI, 'import', list, '--token', token, '--json']
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment(place) }, stdio: 'ignore' })
  children.push(child)
  await expect.poll(made, { timeout: 90_000, interval: 20 }).toBeGreaterThan(0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect.poll(() => findRunning(join(place.folder, 'data')), { timeout: 60_000 }).toBeNull()

  const again = command(place, 'import', list, '--token', token, '--json')
  await expect.poll(letGo, { timeout: 60_000, interval: 200 }).not.toEqual([])
  const done = await again
  expect([done.code, done.err]).toEqual([0, ''])
  const report = JSON.parse(done.out) as { import: string; files: number; state: string }
  expect(report).toMatchObject({ state: 'done', files: CHILDREN })

  // Beside the running instance it finds nothing left to do; and the person sees each child once.
  const { url } = await start()
  const third = await command(place, 'import', list, '--token', token, '--json')
  expect([third.code, JSON.parse(third.out)]).toEqual([0, expect.objectContaining(report)])
  const rows = await ask<{ files: number; rows: number; interrupted: number }>(
    `select count(*)::integer as files, count(distinct f.row_key)::integer as rows, max(r.resumed_from) as interrupted
     from cases.import_file f join cases.import_run r on r.import_id = f.import_id`,
  )
  expect(rows[0]).toMatchObject({ files: CHILDREN, rows: CHILDREN })
  expect(rows[0]?.interrupted).toBeGreaterThan(0)
  expect(rows[0]?.interrupted).toBeLessThan(CHILDREN)
  expect((await clientAt(url, session)(readCaseload, { body: { show: 'all' } })).total).toBe(CHILDREN)

  // Another permission undoes it beside the running instance, whose memory forgets it too.
  const undo = await clientAt(url, session)(permitCommand, { body: { command: 'undo-import' } })
  const undone = await command(place, 'import', '--undo', report.import, '--token', undo.token)
  expect([undone.code, undone.err]).toEqual([0, ''])
  expect((await clientAt(url, session)(readCaseload, { body: { show: 'all' } })).total).toBe(0)
  const verified = await command(place, 'verify')
  expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('Nothing has been changed')])
})
