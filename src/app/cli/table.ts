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
  {
    name: 'start',
    usage: 'start [--port N] [--lan]',
    summary: 'Run the server until it is told to stop',
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'init',
    usage: 'init --login LOGIN --name NAME --organisation NAME --team NAME --code ABC [--zone ZONE]',
    summary: 'Set up a new instance; prints a one-time link for its first administrator',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'migrate',
    usage: 'migrate',
    summary: 'Bring the database to the newest schema',
    load: () => import('./commands/migrate.ts'),
  },
  {
    name: 'doctor',
    usage: 'doctor',
    summary: 'Look at configuration, keys, database and log, and say what to do',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'verify',
    usage: 'verify [--no-keys] [--json]',
    summary: 'Prove that nothing has been changed, against the copied checkpoints',
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'rebuild',
    usage: 'rebuild --token TOKEN [--all]',
    summary: 'Replay every stream and repair what lists show',
    load: () => import('./commands/rebuild.ts'),
  },
  {
    name: 'erase',
    usage: 'erase FILE --token TOKEN --yes',
    summary: 'Erase a child’s file for ever, in every backup too',
    load: () => import('./commands/erase.ts'),
  },
  {
    name: 'backup',
    usage: 'backup FILE | --keys BUNDLE --passphrase-file FILE --token TOKEN | --physical DIRECTORY',
    summary: 'Data, keys, or the directory of the stopped server',
    load: () => import('./commands/backup.ts'),
  },
  {
    name: 'restore',
    usage: 'restore FILE | --physical DIRECTORY, --keys BUNDLE --passphrase-file FILE',
    summary: 'Bring a backup into an empty instance; what was erased since stays erased',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'user',
    usage: 'user list | link LOGIN | add LOGIN --name NAME --team CODE --role ROLE',
    summary: 'People, and one-time links for their passwords',
    load: () => import('./commands/user.ts'),
  },
]
