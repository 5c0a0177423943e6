import { readFileSync } from 'node:fs'
import { choosePlace } from './cluster.ts'
import { readPidFile } from './leftover.ts'
import { isAlive } from './lock.ts'

/** An embedded PostgreSQL that another process of ours has started and holds. */
export type Running = { readonly dataDir: string; readonly pid: number; readonly url: (database: string) => string }

/** The one that runs on this data directory, for a command beside the application; null when none does. */
export function findRunning(dataDir: string, { fallbackDir = '/var/lib/lindung', major = 18 } = {}): Running | null {
  const place = choosePlace(dataDir, fallbackDir, major, () => undefined)
  if (!place.ok) return null
  const held = readPidFile(place.cluster)
  if (held === undefined || !isAlive(held.pid)) return null
  const password = readFileSync(place.passwordFile, 'utf8').trim()
  return {
    dataDir: place.dataDir,
    pid: held.pid,
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${held.port}/${database}`,
  }
}
