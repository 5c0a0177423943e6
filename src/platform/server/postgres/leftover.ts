import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exists, isAlive } from './lock.ts'
import { runAs, type Owner } from './owner.ts'
import { failure, type StartFailure } from './types.ts'

type PidFile = {
  readonly pid: number
  readonly folder: string
  readonly port: number
  readonly lines: readonly string[]
}

/** What `postmaster.pid` says: process (line 1), data directory (line 2) and port (line 4). */
export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, folder, , port] = lines
    return pid === undefined || folder === undefined
      ? undefined
      : { pid: Number(pid), folder, port: Number(port), lines }
  } catch {
    return undefined
  }
}

/** Whether this process is the PostgreSQL of this cluster: it stands in the cluster's folder, or was started with it. */
function servesCluster(pid: number, cluster: string): boolean {
  const folder = realpathSync(cluster)
  try {
    return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === folder
  } catch {
    const asked = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return (
      asked.status === 0 &&
      asked.stdout.includes('postgres') &&
      (asked.stdout.includes(folder) || asked.stdout.includes(cluster))
    )
  }
}

/**
 * Clears what a killed start left: a PostgreSQL that still runs on this cluster is stopped in order; a process file whose number
 * belongs to somebody else now is marked as ours, so that PostgreSQL takes it for stale and still checks its shared memory itself.
 * Call only while holding the lock of the data directory.
 */
export function clearLeftover(
  cluster: string,
  owner: Owner,
  pgCtl: string,
  log: (line: string) => void,
): { readonly ok: true } | StartFailure {
  const left = readPidFile(cluster)
  if (left === undefined || !Number.isInteger(left.pid) || !exists(left.pid)) return { ok: true }
  if (!isAlive(left.pid) || !servesCluster(left.pid, cluster)) {
    writeFileSync(join(cluster, 'postmaster.pid'), [process.pid, ...left.lines.slice(1)].join('\n'))
    return { ok: true }
  }
  log(`a PostgreSQL that an earlier start left behind (process ${left.pid}) is stopped`)
  for (const mode of ['fast', 'immediate']) {
    const stopped = runAs(owner, cluster, pgCtl, ['stop', '-D', cluster, '-m', mode, '-t', '30'])
    if (stopped.ok || !isAlive(left.pid)) return { ok: true }
  }
  return failure(
    'in-use',
    `PostgreSQL (process ${left.pid}) still runs on ${cluster} and does not stop. Please end that process, then start again.`,
  )
}
