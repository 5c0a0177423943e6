import { noteSigner } from '#audit/server/index.ts'
import { inTransaction } from '#platform/server/db/owner.ts'
import { verifyInstance } from '../../ops/verify.ts'
import type { Io } from '../io.ts'
import { asked, onTables, saying, withInstance } from '../operator.ts'

/** Checks heads of every stream, leaves, checkpoints and their copies, and that every entry opens to what was hashed. Changes nothing. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values } = asked(argv, { json: { type: 'boolean' }, 'no-keys': { type: 'boolean' } }, { words: 0 })
    const verified = await withInstance(({ instance }) => {
      const { key, vkey } = noteSigner(instance.logName, instance.logKey)
      const keys = values['no-keys'] === true ? null : instance.keys
      const deps = { keys, checkpointsDir: instance.config.checkpointsDir, origin: key.name, vkey }
      return onTables(instance, (client) =>
        inTransaction(client, () => verifyInstance(client, deps), 'isolation level repeatable read read only'),
      )
    })
    const { findings, counted, provenTo, sound } = verified
    if (values.json === true) io.stdout(`${JSON.stringify(verified, null, 2)}\n`)
    else {
      for (const { kind, where } of findings) io.stdout(`${kind}  ${where}\n`)
      io.stdout(
        `${counted.entries} entries in ${counted.streams} streams, ${counted.leaves} leaves (${counted.waiting} waiting), ${counted.checkpoints} checkpoints, ${counted.copies} copies outside.\n` +
          `${sound ? 'Nothing has been changed' : 'SOMETHING HAS BEEN CHANGED'}; proven up to leaf ${provenTo}.\n`,
      )
    }
    return sound ? 0 : 1
  })
}
