import { rebuild } from '#cases/server/index.ts'
import type { Io } from '../io.ts'
import { asked, leaf, onTables, permittedBy, saying, withInstance } from '../operator.ts'

/** Replays every stream and writes anew what lists show where it differs. The application may run meanwhile. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    const { values } = asked(argv, { token: { type: 'string' }, all: { type: 'boolean' } }, { words: 0 })
    const found = await withInstance(({ instance }) =>
      onTables(instance, async (writing) => {
        const person = await permittedBy(writing, values.token, 'rebuild')
        await leaf(writing, person, 'files.rebuild')
        return onTables(instance, (reading) =>
          rebuild({ reading, writing, keys: instance.keys }, { all: values.all === true }),
        )
      }),
    )
    for (const stream of found.unreadable) io.stdout(`cannot be opened: ${stream}\n`)
    for (const stream of found.grants) io.stdout(`a grant that no entry gave: ${stream}\n`)
    io.stdout(`${found.entries} entries in ${found.streams} streams replayed, ${found.repaired.length} repaired.\n`)
    return found.unreadable.length + found.grants.length === 0 ? 0 : 1
  })
}
