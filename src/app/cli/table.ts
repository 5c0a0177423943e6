import type { Command } from './io.ts'

/** One line of `lindung help` and how to load what does it. `when` chooses between commands of the same name. */
export type Entry = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly when?: (argv: readonly string[]) => boolean
  readonly load: () => Promise<Command>
}

/** Every command, in the order in which help names them. Loaded only when asked for: a dry run needs no database. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'import',
    usage: 'import FILE --dry-run [--json] [--as-of DATE]',
    summary: 'Read a spreadsheet and say what would become of each row; keeps nothing and needs no database',
    when: (argv) => argv.includes('--dry-run'),
    load: () => import('./commands/import-dry-run.ts'),
  },
]
