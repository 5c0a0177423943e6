import { KeyError, fileEpochKeys, openBundle } from '#platform/server/keys/index.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { ensureDatabase } from '#platform/server/db/ensure-database.ts'
import { start } from '#platform/server/postgres/index.ts'
import { join } from 'node:path'
import { instanceMac } from '#platform/server/sealed-file.ts'
import { restoreStopped } from '../../ops/copy-seal.ts'
import { ageSentence } from '../../ops/age.ts'
import { finishRestore, instanceKeyOf, type KeysRestored, refuseOtherKeys, restore } from '../../ops/restore.ts'
import type { Config } from '../../server/config.ts'
import { attachmentsOf, ledgerOf } from '../../server/places.ts'
import { instanceSecret } from '../../server/secret.ts'
import { systemRandom } from '#platform/server/random.ts'
import type { Io } from '../io.ts'
import { asked, getConfig, leaf, Misused, newId, now, passphraseFrom, Refused, saying } from '../operator.ts'
import { asOwner } from '#platform/server/db/owner.ts'

const OPTIONS = {
  keys: { type: 'string' },
  'passphrase-file': { type: 'string' },
  physical: { type: 'string' },
} as const

/**
 * Brings data back into an empty instance, with the current key bundle, and erases again what the ledger names. Nobody can sign in before
 * it has ended: the application is not running.
 */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values, positionals } = asked(argv, OPTIONS)
    const [path] = positionals
    if ((path === undefined) === (values.physical === undefined) || values.keys === undefined)
      throw new Misused(
        'lindung restore FILE --keys BUNDLE --passphrase-file FILE | restore --physical DIRECTORY --keys BUNDLE --passphrase-file FILE',
      )
    const config = getConfig()
    const passphrase = await passphraseFrom(io, values['passphrase-file'])
    const bundle = await openBundle(await io.readFile(values.keys), passphrase).catch((error: unknown) => {
      if (error instanceof KeyError)
        throw new Refused('The key bundle cannot be opened: the passphrase is wrong, or the file is damaged.')
      throw error
    })
    const instanceKey = instanceKeyOf(bundle)
    await refuseOtherKeys(config.keysDir, bundle)
    const tellAge = (at: string): void => io.stdout(`${ageSentence(at, now())}\n`)
    if (values.physical !== undefined)
      tellAge(await restoreStopped(values.physical, config.dataDir, instanceMac(instanceKey)))
    const done = await onServer(config, async (adminUrl, dataDir) => {
      const passwords = rolePasswords(await instanceSecret(config.keysDir, systemRandom))
      const deps = { adminUrl, passwords, blobs: attachmentsOf(dataDir) }
      if (path !== undefined) await restore(deps, { path, instanceKey, opened: ({ at }) => tellAge(at) })
      const erase = { blobs: deps.blobs, ledger: ledgerOf(config), newId, now }
      const openKeys = () => fileEpochKeys(config.keysDir)
      const finished = await finishRestore({ ...deps, keysDir: config.keysDir, erase, openKeys }, bundle)
      await asOwner(adminUrl, (client) => leaf(client, null, 'backup.restore'))
      return finished
    })
    return report(io, config, done)
  })
}

function report(
  io: Io,
  config: Config,
  { keys, missing, erasedAgain }: KeysRestored & { erasedAgain: number },
): number {
  io.stdout(
    `${keys} streams open again. ${erasedAgain === 0 ? 'Nothing had to be erased again.' : `${erasedAgain} streams were erased again, as the ledger says.`}\n`,
  )
  io.stdout(
    `Now: "lindung verify". The copies of checkpoints in ${config.checkpointsDir} know what happened after the backup; keep them.\n`,
  )
  if (missing === 0) return 0
  io.stderr(
    `${missing} streams have no key in this bundle: it is older than the backup. Restore with a newer bundle.\n`,
  )
  return 1
}

/** A server without our application on it: the one of DATABASE_URL, or the embedded one, started for this. */
async function onServer<T>(config: Config, work: (adminUrl: string, dataDir: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== null) return work(config.databaseUrl, config.dataDir)
  const started = await start({
    dataDir: config.dataDir,
    runtimeDir: join(config.dataDir, 'programs'),
    log: () => undefined,
  })
  if (!started.ok) throw new Refused(started.message)
  try {
    await ensureDatabase(started.postgres.url(), 'lindung')
    return await work(started.postgres.url('lindung'), started.postgres.dataDir)
  } finally {
    await started.postgres.stop()
  }
}
