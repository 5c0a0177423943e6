import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const children: ChildProcess[] = []
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lindung-start-'))
  await chmod(folder, 0o755) // as root the database runs as another user, who must get in
})
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

type Started = { readonly child: ChildProcess; readonly said: () => string; readonly address: string }

/** `npm start` as a person's, with data and keys in a folder of the test. */
async function start(port: number, env: Record<string, string> = {}): Promise<Started> {
  const child = run(port, env)
  let out = ''
  child.stdout?.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr?.on('data', (piece: Buffer) => (out += piece.toString()))
  await expect.poll(() => /Lindung: \S+/.test(out) || child.exitCode !== null, { timeout: 90_000 }).toBe(true)
  const address = /Lindung: (\S+)/.exec(out)?.[1]
  if (address === undefined) throw new Error(out)
  return { child, said: () => out, address }
}

function run(port: number, env: Record<string, string> = {}): ChildProcess {
  const args = ['--disable-warning=ExperimentalWarning', 'scripts/start.ts', '--port', String(port)]
  const own = { LINDUNG_DATA_DIR: join(folder, 'data'), LINDUNG_KEYS_DIR: join(folder, 'keys') }
  const child = spawn(process.execPath, args, { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...own, ...env } })
  children.push(child)
  return child
}

/** A port that was free a moment ago, and a program that holds another one. */
async function occupied(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

const healthy = async (address: string) => (await fetch(`${address}healthz`)).status
const door = async (address: string) => (await fetch(`${address}?lang=en`)).text()

async function enter(address: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const answer = await fetch(`${address}demo/enter`, {
    method: 'POST',
    headers,
    body: 'person=sari',
    redirect: 'manual',
  })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

test(
  'starts, is killed, goes on where it ended, and ends whole when it is asked to',
  { timeout: 240_000 },
  async () => {
    const { server, port } = await occupied()
    // A busy port is said, and another one taken.
    const first = await start(port)
    expect(first.said()).toContain(`Port ${port} is in use by another program`)
    expect(first.said()).toContain(`Data in ${join(folder, 'data')}, keys in ${join(folder, 'keys')}`)
    expect(await healthy(first.address)).toBe(200)
    expect(await door(first.address)).toContain('14 files assigned to her')
    const cookie = await enter(first.address)
    expect((await fetch(`${first.address}api/session`, { headers: { cookie } })).status).toBe(200)

    // A second one on the same data is told so.
    const second = run(port + 4)
    let complaint = ''
    second.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()))
    const [code] = (await once(second, 'exit')) as [number]
    expect([code, complaint]).toEqual([1, expect.stringContaining('already running')])
    expect(complaint).toContain(`It is open at ${first.address}`)

    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    server.close()
    const again = await start(port)
    expect(again.said()).not.toContain('in use')
    expect(again.address).toBe(`http://127.0.0.1:${port}/`)
    // The session of before is still there: it is the same instance.
    expect((await fetch(`${again.address}api/session`, { headers: { cookie } })).status).toBe(200)

    const asked = Date.now()
    again.child.kill('SIGINT')
    const [ended] = (await once(again.child, 'exit')) as [number]
    expect(ended).toBe(0)
    expect(Date.now() - asked).toBeLessThan(15_000)
    await expect(fetch(again.address)).rejects.toThrow('fetch failed')
    const left = await readdir(join(folder, 'data', 'postgresql-18')).catch(() => [])
    expect(left).not.toContain('postmaster.pid')
    expect(again.said()).not.toMatch(/Error|    at /)
  },
)

test('a configuration that cannot be used is said in sentences, with exit code 2', { timeout: 90_000 }, async () => {
  const child = run(0, { LINDUNG_MODE: 'production', LINDUNG_KEYS_DIR: join(folder, 'data', 'keys') })
  let complaint = ''
  child.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()))
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(2)
  expect(complaint).toContain('LINDUNG_KEYS_DIR')
  expect(complaint).toContain('LINDUNG_PUBLIC_URL')
  expect(complaint).not.toMatch(/    at /)
})
