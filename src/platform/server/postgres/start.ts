import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import { choosePlace, ensureCluster, type Place } from './cluster.ts'
import { clearLeftover } from './leftover.ts'
import { takeLock } from './lock.ts'
import { handle, spawnServer, untilReady } from './process.ts'
import { placePrograms, type Programs } from './programs.ts'
import { failure, type StartFailure, type StartOptions, type StartResult } from './types.ts'

/**
 * Starts the embedded PostgreSQL: loopback only, no socket files, no TLS (its OpenSSL is old: for trial, demo and tests).
 * It ends with `stop()`, and also when this process is killed. A second start on the same data directory is refused.
 */
export async function start(options: StartOptions): Promise<StartResult> {
  const { major = 18, fallbackDir = '/var/lib/lindung', log } = options
  const place = choosePlace(options.dataDir, fallbackDir, major, log)
  if (!place.ok) return place
  const programs = placePrograms(major, [options.runtimeDir, join(fallbackDir, 'programs')], place.owner, log)
  if (!programs.ok) return programs

  const lock = takeLock(join(place.dataDir, 'postgresql.lock'))
  if (!lock.ok)
    return {
      ...failure(
        'in-use',
        `Lindung is already running with the data in ${place.dataDir} (process ${lock.holder}). Stop it first, or choose another data directory.`,
      ),
      holder: lock.holder,
    }
  const started = await startLocked(options, place, programs)
  if (!started.ok) {
    lock.release()
    return started
  }
  void started.postgres.ended.then(lock.release)
  return started
}

async function startLocked(options: StartOptions, place: Place, programs: Programs): Promise<StartResult> {
  const { major = 18, fsync = true, log } = options
  const cleared = clearLeftover(place.cluster, place.owner, programs.path('pg_ctl'), log)
  if (!cleared.ok) return cleared
  const cluster = ensureCluster(place, programs.path('initdb'), { major, sync: fsync })
  if (!cluster.ok) return cluster

  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort())
    const child = spawnServer(options, place, programs, port)
    const outcome = await untilReady(child, log)
    if (outcome === 'ready')
      return { ok: true, postgres: handle(child, place, programs, { port, major, password: cluster.password }) }
    const failed = whyNot(outcome, place, port)
    // a killed PostgreSQL's last helpers need a moment to notice; a free port may be taken under our hands
    const passing =
      outcome.includes('shared memory block') || (failed.reason === 'port-taken' && options.port === undefined)
    if (!passing || attempt >= 40) return failed
    await sleep(250)
  }
}

function whyNot(said: string, place: Place, port: number): StartFailure {
  if (/could not (bind|create any TCP)/.test(said) || said.includes('already in use'))
    return failure(
      'port-taken',
      `Port ${port} is in use by another program. Choose another one, or leave the choice to Lindung.`,
    )
  return failure('did-not-start', `PostgreSQL did not start on ${place.cluster}:\n${said}`)
}
