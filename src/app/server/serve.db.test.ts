import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { fileEpochKeys, newPrivateKey } from '#platform/server/keys/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { type Config, readConfig } from './config.ts'
import type { Instance } from './instance.ts'
import { createLog } from './log.ts'
import { serve, type Serving } from './serve.ts'

type Running = Serving & {
  readonly database: TestDatabase
  readonly lines: string[]
  readonly end: () => Promise<void>
}

async function run(env: Record<string, string>, argv: readonly string[] = []): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'lindung-serve-'))
  const database = await createTestDatabase()
  const read = readConfig(env, [...argv, '--port', '0'], folder)
  if (!read.ok) throw new Error(read.errors.join('\n'))
  const config: Config = { ...read.config, metricsPort: 0 }
  const instance: Instance = {
    config,
    dataDir: folder,
    postgres: null,
    adminUrl: database.adminUrl,
    passwords: rolePasswords(),
    keys: await fileEpochKeys(config.keysDir, { create: true }),
    keysFrom: 'files',
    instanceKey: newPrivateKey('p256'),
    logKey: newPrivateKey('ed25519'),
    logName: 'test.example/audit',
    close: async () => undefined,
  }
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const serving = await serve(instance, { random: (n) => new Uint8Array(randomBytes(n)), now: () => new Date(), log })
  const end = async () => {
    await serving.close()
    await database.drop()
    await rm(folder, { recursive: true })
  }
  return { ...serving, database, lines, end }
}

const PRODUCTION = {
  LINDUNG_MODE: 'production',
  LINDUNG_PUBLIC_URL: 'https://lindung.example',
  LINDUNG_TRUST_PROXY: 'yes',
}

/** Asks without following, as the browser's form would. */
function ask(base: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, base), { redirect: 'manual', ...init })
}

const form = (fields: Record<string, string>, more: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...more },
  body: new URLSearchParams(fields).toString(),
})

const cookieOf = (response: Response, name: string): string =>
  response.headers
    .getSetCookie()
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0] ?? ''

describe('the demo', () => {
  let demo: Running
  beforeAll(async () => {
    demo = await run({})
  })
  afterAll(() => demo.end())

  test('has a door that counts what each may open, in three languages and without script', async () => {
    const page = await (await ask(demo.address, '/?lang=en')).text()
    for (const words of ['14 files assigned to her', '96 files of his team', '9 files of his own', 'Invented data'])
      expect(page).toContain(words)
    expect(page).not.toMatch(/<script|style=|onclick/)
    expect(await (await ask(demo.address, '/?lang=ur')).text()).toContain('<html lang="ur" dir="rtl">')
    const preferring = await ask(demo.address, '/', { headers: { 'accept-language': 'en-GB,en;q=0.9' } })
    expect(await preferring.text()).toContain('Enter as whom?')
  })

  test('lets one enter as a person: a session, a device of one’s own, and a leaf', async () => {
    const entered = await ask(demo.address, '/demo/enter', form({ person: 'sari' }))
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/app/'])
    expect(entered.headers.getSetCookie().every((one) => /HttpOnly; SameSite=Strict/.test(one))).toBe(true)
    const cookie = cookieOf(entered, 'lindung')
    const session = (await (await ask(demo.address, '/api/session', { headers: { cookie } })).json()) as {
      name: string
      device: string
    }
    expect(session.name).toBe('Sari')
    const browser = { cookie: cookieOf(entered, 'lindung-device') }
    const deviceAs = async (person: string) => {
      const again = await ask(demo.address, '/demo/enter', {
        ...form({ person }, browser),
      })
      const answer = await ask(demo.address, '/api/session', { headers: { cookie: cookieOf(again, 'lindung') } })
      return ((await answer.json()) as { device: string }).device
    }
    expect(await deviceAs('sari')).toBe(session.device)
    expect(await deviceAs('wira')).not.toBe(session.device)
  })

  test('lets nobody in from elsewhere, nor as somebody else', async () => {
    const elsewhere = form({ person: 'sari' }, { 'sec-fetch-site': 'cross-site' })
    expect((await ask(demo.address, '/demo/enter', elsewhere)).status).toBe(403)
    expect((await ask(demo.address, '/demo/reset', { ...elsewhere, body: '' })).status).toBe(403)
    expect((await ask(demo.address, '/demo/enter', form({ person: 'nobody' }))).status).toBe(400)
    expect((await ask(demo.address, '/demo/enter', form({ person: 'x'.repeat(20_000) }))).status).toBe(413)
  })

  test('begins anew while it runs: what was written is gone, everybody is signed out, the log begins again', async () => {
    const entered = await ask(demo.address, '/demo/enter', form({ person: 'tirta' }))
    const cookie = cookieOf(entered, 'lindung')
    expect((await ask(demo.address, '/demo/reset?lang=en')).status).toBe(200)
    const resets = await Promise.all([1, 2].map(() => ask(demo.address, '/demo/reset', form({}))))
    expect(resets.map(({ status }) => status)).toEqual([303, 303])
    expect((await ask(demo.address, '/api/session', { headers: { cookie } })).status).toBe(401)
    expect(await (await ask(demo.address, '/?lang=en')).text()).toContain('14 files assigned to her')
    await expect.poll(async () => (await ask(demo.address, '/readyz')).text(), { timeout: 10_000 }).toBe('ready')
    expect(demo.lines.filter((line) => line.includes('"level":50'))).toEqual([])
  })

  test('tells data officers and administrators about its health, and nobody else', async () => {
    const as = async (person: string) => cookieOf(await ask(demo.address, '/demo/enter', form({ person })), 'lindung')
    const answer = await ask(demo.address, '/api/health', { headers: { cookie: await as('laras') } })
    const { checks } = (await answer.json()) as { checks: { code: string; state: string; facts: object }[] }
    const state = Object.fromEntries(checks.map((check) => [check.code, check.state]))
    expect(state).toMatchObject({
      'keys-apart': 'bad', // here they lie in the same folder as the data
      'keys-epoch': 'good',
      'backup-data': 'todo',
      'backup-keys': 'todo',
      'access-quarantine': 'good',
      'log-unchanged': 'good',
      'log-copied': 'good',
      'server-database': 'good',
    })
    expect(checks.find(({ code }) => code === 'access-quarantine')?.facts).toEqual({ count: 1 })
    expect((await ask(demo.address, '/api/health', { headers: { cookie: await as('bintang') } })).status).toBe(200)
    for (const person of ['sari', 'wira', 'mawar'])
      expect((await ask(demo.address, '/api/health', { headers: { cookie: await as(person) } })).status).toBe(403)
    expect((await ask(demo.address, '/api/health')).status).toBe(401)
  })

  test('every answer carries the same strict headers', async () => {
    const paths = [
      '/',
      '/host',
      '/healthz',
      '/readyz',
      '/api/session',
      '/api/none',
      '/app/',
      '/app/none.js',
      '/none',
      '/demo/reset',
    ]
    for (const path of paths) {
      const { headers } = await ask(demo.address, path)
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("default-src 'none'"),
      ])
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toBeNull()
    }
  })

  test('an address of the app is its one page; a file that is not there is missing', async () => {
    const [page, deep, file] = await Promise.all(
      ['/app/', '/app/files/x/y', '/app/assets/none.js'].map((path) => ask(demo.address, path)),
    )
    expect(await deep?.text()).toBe(await page?.text())
    expect(file?.status).toBe(404)
    const up = await ask(demo.address, '/app/..%2f..%2fpackage.json')
    expect(up.status).toBe(404)
    expect((await ask(demo.address, '/app')).headers.get('location')).toBe('/app/')
  })

  test('counts for Prometheus, on a port of its own, without an id', async () => {
    await ask(demo.address, '/api/session')
    const text = await (await fetch(demo.metrics ?? '')).text()
    expect(text).toMatch(/lindung_requests_total\{operation="readSession",status="401"\} \d/)
    expect(text).toMatch(/lindung_log_size [1-9]/)
    expect(text).toContain('lindung_transactions_open{role="lindung_app"}')
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    expect((await fetch(new URL('/api/session', demo.metrics ?? ''))).status).toBe(404)
    expect((await ask(demo.address, '/metrics')).status).toBe(404)
  })

  test('its log has codes and ids only', async () => {
    const secret = 'Kancil-Beringin-rahasia'
    await ask(demo.address, `/api/session?x=${secret}`)
    await ask(demo.address, '/api/session', {
      method: 'POST',
      body: JSON.stringify({ login: secret }),
      headers: { 'content-type': 'application/json' },
    })
    expect(demo.lines.length).toBeGreaterThan(2)
    expect(demo.lines.join('')).not.toContain(secret)
  })
})

describe('a real instance', () => {
  let real: Running
  beforeAll(async () => {
    real = await run(PRODUCTION)
  })
  afterAll(() => real.end())
  const base = () => real.local

  test('has no demo: no door, no way in without a password, nobody invented', async () => {
    const page = await (await ask(base(), '/?lang=en')).text()
    expect(page).toContain('Sign in')
    expect(page).not.toContain('Invented')
    expect((await ask(base(), '/demo/reset')).status).toBe(404)
    expect((await ask(base(), '/demo/enter', form({ person: 'sari' }))).status).toBe(404)
    expect((await ask(base(), '/demo/reset', form({}))).status).toBe(404)
    const api = await ask(base(), '/api/demo/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'sari', device: '5e1b3d8c-2a59-4f5f-8d6e-0d6f3b0a9c11' }),
    })
    expect(api.status).toBe(404)
  })

  test('tells browsers to come by https:// only', async () => {
    for (const path of ['/', '/api/session'])
      expect((await ask(base(), path)).headers.get('strict-transport-security')).toBe('max-age=63072000')
  })
})

test('in the room it speaks HTTPS, and its cookie travels over TLS only', async () => {
  const room = await run({}, ['--lan'])
  try {
    expect(room.address).toMatch(/^https:/)
    expect(room.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    const answer = await new Promise<{ status: number; fingerprint: string }>((resolve, reject) => {
      get(`${room.address}healthz`, { rejectUnauthorized: false }, (response) => {
        response.resume()
        const socket = response.socket as unknown as { getPeerCertificate: () => { fingerprint256: string } }
        resolve({ status: response.statusCode ?? 0, fingerprint: socket.getPeerCertificate().fingerprint256 })
      }).on('error', reject)
    })
    expect(answer).toEqual({ status: 200, fingerprint: room.fingerprint })
  } finally {
    await room.end()
  }
})
