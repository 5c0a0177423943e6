import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sessionCookieName } from '#access/server/index.ts'
import { clientOver, type Call } from '#platform/pure/client.ts'
import { freePort } from '#platform/server/free-port.ts'
import { findRunning, type Running } from '#platform/server/postgres/index.ts'

/** Lindung as an operator runs it: a process of its own, in production mode, with the embedded PostgreSQL. */
export type Server = {
  readonly url: string
  readonly child: ChildProcess
  readonly ended: Promise<void>
  /** Everything it has said, for the search for marked strings and for a failed start. */
  readonly said: () => string
  readonly postgres: () => Running
  readonly stop: () => Promise<void>
}

export type Place = { readonly folder: string; readonly port: number; readonly metricsPort: number }

export async function choosePlace(folder: string): Promise<Place> {
  return { folder, port: await freePort(), metricsPort: await freePort() }
}

/** The environment of an instance in this place, for the server and for commands. */
export function environment({ folder, port, metricsPort }: Place): Record<string, string> {
  return {
    LINDUNG_MODE: 'production',
    LINDUNG_DATA_DIR: join(folder, 'data'),
    LINDUNG_KEYS_DIR: join(folder, 'keys'),
    LINDUNG_CHECKPOINTS_DIR: join(folder, 'checkpoints'),
    LINDUNG_PUBLIC_URL: 'https://lindung.example',
    LINDUNG_TRUST_PROXY: 'yes',
    LINDUNG_PORT: String(port),
    LINDUNG_METRICS_PORT: String(metricsPort),
    LINDUNG_LOG: 'debug',
  }
}

const MAIN = fileURLToPath(new URL('../../../src/app/server/main.ts', import.meta.url))
const CLI = fileURLToPath(new URL('../../../bin/lindung.js', import.meta.url))

/** Starts it and waits until it answers. */
export async function startServer(place: Place): Promise<Server> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env: { ...process.env, ...environment(place) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (text += piece.toString()))
  const ended = once(child, 'exit').then(() => undefined)
  const url = `http://127.0.0.1:${place.port}`
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it did not start: ${text.slice(-2000)}`)
    if (
      text.includes('Lindung: ') &&
      (await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      break
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20))])
  }
  const dataDir = join(place.folder, 'data')
  return {
    url,
    child,
    ended,
    said: () => text,
    postgres: () => {
      const found = findRunning(dataDir)
      if (found === null) throw new Error('PostgreSQL is not running')
      return found
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Runs `lindung …` beside it. */
export async function command(
  place: Place,
  ...argv: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...argv], {
    env: { ...process.env, ...environment(place) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? -1, out, err }
}

/** A session's token as a browser sends it: these servers are reached by https:// only. */
export const cookieOf = (token: string): string => `${sessionCookieName(true)}=${token}`

/** The typed client over the network, with a session token or none. */
export function clientAt(url: string, token: string | null, signal?: AbortSignal): Call {
  return clientOver(async ({ method, path, body }) => {
    const headers = { 'content-type': 'application/json', ...(token === null ? {} : { cookie: cookieOf(token) }) }
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    })
    return { status: response.status, body: await response.text() }
  })
}
