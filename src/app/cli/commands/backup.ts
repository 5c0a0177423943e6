import type { KeyObject } from 'node:crypto'
import { backUp, backUpKeys } from '../../ops/backup.ts'
import { filePrivateKey } from '#platform/server/keys/index.ts'
import { instanceMac } from '#platform/server/sealed-file.ts'
import { backUpStopped } from '../../ops/copy-seal.ts'
import { attachmentsOf } from '../../server/places.ts'
import type { Io } from '../io.ts'
import {
  asked,
  getConfig,
  leaf,
  Misused,
  now,
  onTables,
  type Operator,
  passphraseFrom,
  permittedBy,
  saying,
  withInstance,
} from '../operator.ts'

const OPTIONS = {
  keys: { type: 'string' },
  physical: { type: 'string' },
  token: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const

/** Data into one file while the application runs; keys into another, by a person's permission; or the directory of the stopped server. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values, positionals } = asked(argv, OPTIONS)
    const [path] = positionals
    if (path === undefined && values.keys === undefined && values.physical === undefined)
      throw new Misused(
        'lindung backup FILE | backup --keys BUNDLE --passphrase-file FILE --token TOKEN | backup --physical DIRECTORY (while Lindung is stopped)',
      )
    if (values.physical !== undefined) {
      const { dataDir, keysDir } = getConfig()
      const mac = instanceMac(await filePrivateKey(keysDir, 'instance', 'p256'))
      const copied = await backUpStopped(dataDir, values.physical, mac, now())
      io.stdout(`Copied ${copied.join(', ')} to ${values.physical}. The keys are not in it.\n`)
    }
    if (path === undefined && values.keys === undefined) return 0
    return withInstance(async (operator) => {
      if (path !== undefined) await data(operator, io, path)
      if (values.keys !== undefined) await keys(operator, io, values.keys, values)
      return 0
    })
  })
}

async function data({ instance }: Operator, io: Io, path: string): Promise<void> {
  const { adminUrl, dataDir, instanceKey } = instance
  const about = await backUp({ adminUrl, blobs: attachmentsOf(dataDir), instanceKey, now }, path)
  await onTables(instance, (client) => leaf(client, null, 'backup.data'))
  io.stdout(
    `${about.tables.length} tables and all attachments are in ${path}. The keys are not in it: "lindung backup --keys BUNDLE".\n`,
  )
}

async function keys(
  { instance }: Operator,
  io: Io,
  path: string,
  values: { readonly token?: string | undefined; readonly 'passphrase-file'?: string | undefined },
): Promise<void> {
  const passphrase = await passphraseFrom(io, values['passphrase-file'])
  await onTables(instance, async (client) =>
    leaf(client, await permittedBy(client, values.token, 'backup'), 'backup.keys'),
  )
  const secrets = new Map<string, KeyObject>([
    ['instance', instance.instanceKey],
    ['log', instance.logKey],
  ])
  const count = await backUpKeys({ adminUrl: instance.adminUrl, keys: instance.keys, secrets }, path, passphrase)
  io.stdout(
    `${count} keys are in ${path}. Keep it apart from the backups, and destroy older bundles after each erasure.\n`,
  )
}
