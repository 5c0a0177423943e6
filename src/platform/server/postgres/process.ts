import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Place } from './cluster.ts'
import { as, runAs } from './owner.ts'
import type { Programs } from './programs.ts'
import type { Postgres, StartOptions } from './types.ts'

/** The server process itself, with what must never depend on a configuration file. */
export function spawnServer(options: StartOptions, place: Place, programs: Programs, port: number): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ssl: 'off',
    timezone: 'UTC',
    fsync: options.fsync === false ? 'off' : 'on',
    // no statement and no value of anybody's row in a log
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    ...(options.fsync === false ? { full_page_writes: 'off', synchronous_commit: 'off' } : {}),
    ...options.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(programs.path('postgres'), ['-D', place.cluster, '-p', String(port), ...flags], {
    ...as(place.owner, place.cluster),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32', // Ctrl-C is for us: we stop PostgreSQL after the last request
  })
  watchParent(child, place)
  return child
}

/** A helper whose input ends when this process dies, however it dies: then it asks PostgreSQL to stop. */
function watchParent(child: ChildProcess, place: Place): void {
  if (process.platform === 'win32' || child.pid === undefined) return
  const watcher = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', String(child.pid)], {
    ...as(place.owner, '/'),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.on('error', () => {}) // without the helper the next start clears up
  watcher.unref()
  child.once('exit', () => watcher.kill('SIGKILL'))
}

/** 'ready', or everything PostgreSQL said before it ended. */
export async function untilReady(child: ChildProcess, log: (line: string) => void): Promise<string> {
  const said: string[] = []
  const ready = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', () => resolve(said.join('\n')))
    if (child.stderr === null) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line)
      if (said.length > 50) said.shift()
      log(line)
      if (line.includes('database system is ready to accept connections')) resolve('ready')
    })
  })
  return ready
}

/** What the caller holds of a running server. */
export function handle(
  child: ChildProcess,
  place: Place,
  programs: Programs,
  { port, major, password }: { port: number; major: number; password: string },
): Postgres {
  let asked = false
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => ({
    asked,
    code: typeof code === 'number' ? code : null,
    signal: typeof signal === 'string' ? signal : null,
  }))
  const stop = async (): Promise<void> => {
    asked = true
    if (process.platform === 'win32')
      runAs(place.owner, place.cluster, programs.path('pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast'])
    else child.kill('SIGINT')
    const hard = setTimeout(() => child.kill('SIGQUIT'), 30_000)
    await ended
    clearTimeout(hard)
  }
  return {
    url: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    host: '127.0.0.1',
    port,
    pid: child.pid ?? 0,
    major,
    dataDir: place.dataDir,
    osUser: place.owner.name,
    ended,
    stop,
  }
}
