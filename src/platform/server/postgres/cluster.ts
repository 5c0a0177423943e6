import { createHash, randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { canUse, giveTo, ownerOf, runAs, type Owner } from './owner.ts'
import { failure, type StartFailure } from './types.ts'

/** The place of one cluster: its folder, the folder around it, and who runs PostgreSQL there. */
export type Place = {
  readonly ok: true
  readonly dataDir: string
  readonly cluster: string
  readonly passwordFile: string
  readonly owner: Owner
}

function placeIn(dataDir: string, major: number): Place {
  const cluster = join(dataDir, `postgresql-${major}`)
  return { ok: true, dataDir, cluster, passwordFile: `${cluster}.password`, owner: ownerOf(cluster) }
}

/** Whether PostgreSQL could work in this place, tried with a folder of its own. */
function isReachable(place: Place): boolean {
  if (existsSync(place.cluster)) return canUse(place.owner, place.cluster)
  const probe = `${place.cluster}.probe-${process.pid}`
  try {
    mkdirSync(place.dataDir, { recursive: true, mode: 0o711 })
    mkdirSync(probe, { mode: 0o700 })
    giveTo(place.owner, probe)
    return canUse(place.owner, probe)
  } catch {
    return false
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
}

/**
 * Where the cluster lies: in `dataDir`, or, when the user that runs PostgreSQL cannot get there and nothing lies there yet,
 * in a folder of `fallbackDir` that belongs to this `dataDir` for ever.
 */
export function choosePlace(
  dataDir: string,
  fallbackDir: string,
  major: number,
  log: (line: string) => void,
): Place | StartFailure {
  const wanted = placeIn(dataDir, major)
  if (isReachable(wanted)) return mine(wanted)
  if (existsSync(wanted.cluster))
    return failure(
      'not-reachable',
      `${wanted.owner.name}, who runs PostgreSQL, cannot get into ${wanted.cluster}. Please open the folders above it ("chmod o+x").`,
    )
  const name = `${basename(dataDir)}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`
  const other = placeIn(join(fallbackDir, name), major)
  if (!isReachable(other))
    return failure(
      'not-reachable',
      `${wanted.owner.name}, who runs PostgreSQL, can write neither in ${dataDir} nor in ${other.dataDir}. Please choose another data directory.`,
    )
  log(`${other.owner.name}, who runs PostgreSQL, cannot get into ${dataDir}; the data are in ${other.dataDir}`)
  return mine(other)
}

/** Refuses a cluster that a different user made: PostgreSQL would only say "permission denied". */
function mine(place: Place): Place | StartFailure {
  if (!existsSync(place.cluster) || place.owner.switch !== undefined) return place
  try {
    accessSync(place.cluster, constants.R_OK | constants.W_OK | constants.X_OK)
    accessSync(place.passwordFile, constants.R_OK)
    return place
  } catch {
    return failure(
      'not-yours',
      `The data in ${place.cluster} belong to another user of this machine, perhaps because root started Lindung here before. Start as that user, or choose another data directory.`,
    )
  }
}

/** Makes the cluster if there is none, whole or not at all, and returns the superuser's password. */
export function ensureCluster(
  place: Place,
  initdb: string,
  options: { readonly major: number; readonly sync: boolean },
): { readonly ok: true; readonly password: string; readonly made: boolean } | StartFailure {
  const { cluster, passwordFile, owner } = place
  if (existsSync(cluster)) return { ok: true, password: readFileSync(passwordFile, 'utf8').trim(), made: false }

  const partial = `${cluster}.new`
  rmSync(partial, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  mkdirSync(partial, { mode: 0o700 })
  const password = randomBytes(32).toString('base64url')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  chmodSync(passwordFile, 0o600)
  giveTo(owner, partial)
  giveTo(owner, passwordFile)
  const locale = options.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  const ran = runAs(owner, place.dataDir, initdb, [
    '-D',
    partial,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--no-locale',
    ...locale,
    ...(options.sync ? [] : ['--no-sync']),
  ])
  if (!ran.ok) return failure('did-not-start', `PostgreSQL could not prepare ${cluster}: ${ran.out}`)
  // PostgreSQL itself never needs the password again
  if (owner.switch !== undefined) chownSync(passwordFile, 0, 0)
  renameSync(partial, cluster)
  return { ok: true, password, made: true }
}
