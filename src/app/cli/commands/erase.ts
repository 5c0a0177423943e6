import { eraseFile } from '#cases/server/index.ts'
import { isUuid } from '#platform/pure/bytes/index.ts'
import { epochLine, epochOptions } from '../epoch-line.ts'
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
    const done = await withInstance(({ instance, blobs, ledger }) =>
      onTables(instance, async (client) => {
        const person = await permittedBy(client, values.token, 'erase')
        const deps = { keys: instance.keys, blobs, ledger, newId, now, ...epochOptions(instance) }
        const erased = await eraseFile(client, deps, file, person)
        if (erased === null) throw new Refused('There is no such file, or it is erased already.')
        return `Erased: ${erased.streams.length} streams. ${epochLine(erased.epoch, instance)}\n`
      }),
    )
    io.stdout(done)
    io.stdout(
      'Destroy every key bundle made before this moment: it is the one thing that still opens an old backup of this child.\n',
    )
    return 0
  })
}
