import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'
import { readLogName } from '#audit/server/index.ts'
import type { RandomBytes } from '#platform/pure/bytes/index.ts'
import { ensureDatabase } from '#platform/server/db/ensure-database.ts'
import { migrate } from '#platform/server/db/migrate.ts'
import { rolePasswords, type RolePasswords } from '#platform/server/db/roles.ts'
import {
  credentialEpochKeys,
  type EpochKeys,
  fileEpochKeys,
  filePrivateKey,
  givenEpochKeys,
  KeyError,
} from '#platform/server/keys/index.ts'
import { type Postgres, start } from '#platform/server/postgres/index.ts'
import { findAddress } from './address-file.ts'
import type { Config } from './config.ts'
import { instanceSecret } from './secret.ts'
import { hasStreams } from './store.ts'

/** An instance with its database running and migrated and its keys open: what the server and the commands work on. */
export type Instance = {
  readonly config: Config
  /** Where the data really are: not always where they were asked for, when root starts PostgreSQL for another user. */
  readonly dataDir: string
  readonly postgres: Postgres | null
  /** Administrator's connection string of the database `lindung`. */
  readonly adminUrl: string
  readonly passwords: RolePasswords
  readonly keys: EpochKeys
  readonly keysFrom: 'files' | 'given'
  /** Opens what devices sealed to the instance (P-256). */
  readonly instanceKey: KeyObject
  /** Signs the audit log (Ed25519). */
  readonly logKey: KeyObject
  /** Name of the audit log, the same for ever. */
  readonly logName: string
  readonly close: () => Promise<void>
}

/** A reason that the operator can do something about, in whole sentences. */
export class CannotStart extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CannotStart'
  }
}

export type OpenDeps = { readonly random: RandomBytes; readonly log: (line: string) => void }

/** Starts PostgreSQL if it is ours, makes and migrates the database, opens the keys. Throws `CannotStart`. */
export async function openInstance(config: Config, deps: OpenDeps): Promise<Instance> {
  const secret = await instanceSecret(config.keysDir, deps.random).catch((error: unknown) => {
    throw new CannotStart(`The keys in ${config.keysDir} cannot be used: ${messageOf(error)}.`)
  })
  const passwords = rolePasswords(secret)
  const postgres = config.databaseUrl === null ? await startEmbedded(config, deps.log) : null
  try {
    const adminUrl = config.databaseUrl ?? postgres?.url(DATABASE) ?? ''
    if (postgres !== null) await ensureDatabase(postgres.url(), DATABASE)
    await migrate(adminUrl, passwords).catch((error: unknown) => {
      throw new CannotStart(`The database cannot be used: ${messageOf(error)}.`)
    })
    const opened = await openKeys(config, await hasStreams(adminUrl))
    return {
      config,
      dataDir: postgres?.dataDir ?? config.dataDir,
      postgres,
      adminUrl,
      passwords,
      ...opened,
      logName: await readLogName(config.checkpointsDir, logNameOf(config)),
      close: async () => postgres?.stop(),
    }
  } catch (error) {
    await postgres?.stop()
    throw error
  }
}

const DATABASE = 'lindung'

async function startEmbedded(config: Config, log: (line: string) => void): Promise<Postgres> {
  const started = await start({ dataDir: config.dataDir, runtimeDir: join(config.dataDir, 'programs'), log })
  if (!started.ok) {
    const address = started.holder === undefined ? null : findAddress(config.dataDir, started.holder)
    throw new CannotStart(address === null ? started.message : `${started.message} It is open at ${address}`)
  }
  return started.postgres
}

/** Opens all keys. A lost key directory must be noticed before anything is written under a new key. */
async function openKeys(config: Config, sealedBefore: boolean) {
  const { keysDir, credentialsDir } = config
  try {
    const credential =
      credentialsDir !== null && (await exists(join(credentialsDir, CREDENTIAL))) ? credentialsDir : null
    const [keys, instanceKey, logKey] = await Promise.all([
      epochKeysOf(config, credential, !sealedBefore),
      filePrivateKey(keysDir, 'instance', 'p256'),
      filePrivateKey(keysDir, 'log', 'ed25519'),
    ])
    const keysFrom: Instance['keysFrom'] = config.epochKeys !== null || credential !== null ? 'given' : 'files'
    return { keys, instanceKey, logKey, keysFrom }
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
    if (error.code === 'no-epoch-key')
      throw new CannotStart(
        `The files in the database were sealed with keys that are not in ${keysDir}. Put the keys back (from the key bundle), or name their directory with LINDUNG_KEYS_DIR.`,
      )
    throw new CannotStart(
      `The keys in ${keysDir} cannot be used (${error.code}). Each must be a file of its owner alone, mode 0600.`,
    )
  }
}

const CREDENTIAL = 'lindung-epoch-keys'

function epochKeysOf(config: Config, credentialsDir: string | null, create: boolean): Promise<EpochKeys> {
  if (config.epochKeys !== null) return Promise.resolve(givenEpochKeys(config.epochKeys))
  if (credentialsDir !== null) return credentialEpochKeys(credentialsDir, CREDENTIAL)
  return fileEpochKeys(config.keysDir, { create })
}

/** Of the first start only: the name is kept beside the copies of the checkpoints, so that a new address does not make a new log. */
function logNameOf({ publicUrl }: Config): string {
  return publicUrl === null ? 'lindung.invalid/audit' : `${new URL(publicUrl).host}/audit`
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Why keys or a database cannot be used, by the code of the system or of PostgreSQL, where the operator can do something about it. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers at the address in DATABASE_URL (ECONNREFUSED)',
  ENOTFOUND: 'the host in DATABASE_URL is not known (ENOTFOUND)',
  ETIMEDOUT: 'the address in DATABASE_URL does not answer (ETIMEDOUT)',
  EACCES: 'the user who runs this may not open them (EACCES); run it as the user of the service',
  '28P01': 'the user or the password in DATABASE_URL is not right (28P01)',
  '28000': 'the user in DATABASE_URL may not connect (28000)',
  '3D000': 'the database in DATABASE_URL does not exist; make it first (3D000)',
  '42501': 'the user in DATABASE_URL may not make roles and schemas (42501)',
}

/** The message of an error of ours or of the system. Database errors are named by their code: their text may quote a value. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const known = code === null ? undefined : REASONS[code]
  if (known !== undefined) return known
  return code === null || code === '' ? error.message : `${error.name} ${code}`
}
