import { migrationsOf } from '../../ops/store.ts'
import type { Io } from '../io.ts'
import { asked, onTables, saying, withInstance } from '../operator.ts'

/** Brings the database to the newest schema. `lindung start` does the same; this is for doing it beforehand. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    asked(argv, {}, { words: 0 })
    const steps = await withInstance(({ instance }) => onTables(instance, migrationsOf))
    io.stdout(`The database is at step ${steps.at(-1)?.name ?? 'none'} (${steps.length} in all).\n`)
    return 0
  })
}
