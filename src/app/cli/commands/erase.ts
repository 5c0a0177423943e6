import { eraseFile, type NewEpoch } from '#cases/server/index.ts'
import { isUuid } from '#platform/pure/bytes/index.ts'
import type { Io } from '../io.ts'
import { asked, Misused, newId, now, onTables, permittedBy, Refused, saying, withInstance } from '../operator.ts'

/** Erases a child's file for ever, in every backup too. The application may run meanwhile. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values, positionals } = asked(argv, { token: { type: 'string' }, yes: { type: 'boolean' } })
    const [file = ''] = positionals
    if (!isUuid(file))
      throw new Misused('lindung erase FILE --token TOKEN --yes, where FILE is the long id in the address of the file')
    if (values.yes !== true)
      throw new Misused(
        `This erases the file ${file} for ever, with its attachments and the list it was imported from, in every backup too. Say --yes when you are sure.`,
      )
    const erased = await withInstance(({ instance, blobs, ledger }) =>
      onTables(instance, async (client) => {
        const person = await permittedBy(client, values.token, 'erase')
        return eraseFile(client, { keys: instance.keys, blobs, ledger, newId, now }, file, person)
      }),
    )
    if (erased === null) throw new Refused('There is no such file, or it is erased already.')
    io.stdout(`Erased: ${erased.streams.length} streams. ${epochLine(erased.epoch)}\n`)
    io.stdout(
      'Destroy every key bundle made before this moment: it is the one thing that still opens an old backup of this child.\n',
    )
    return 0
  })
}

function epochLine(epoch: NewEpoch | null): string {
  if (epoch === null) return 'Another new epoch is under way, which makes it true in older backups too.'
  const left =
    epoch.notDurable.length === 0
      ? ''
      : ` Take the epoch keys ${epoch.notDurable.join(', ')} away from where you keep them; only then is it true in older backups.`
  return `Epoch ${epoch.epoch} has begun, ${epoch.rewrapped} keys were wrapped anew.${left}`
}
