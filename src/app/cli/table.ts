import type { Command } from './io.ts'

/** One line of `lindung help` and how to load what does it. `when` chooses between commands of the same name. */
export type Entry = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  /** What `lindung NAME --help` says beside that: a line for each option, and what else must be known. */
  readonly details?: readonly string[]
  readonly when?: (argv: readonly string[]) => boolean
  readonly load: () => Promise<Command>
}

/** Every command, in the order in which help names them. Loaded only when asked for: a dry run needs no database. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'import',
    usage: 'import FILE --dry-run [--json] [--as-of DATE]',
    summary: 'Read a spreadsheet and say what would become of each row; keeps nothing and needs no database',
    details: [
      '--as-of DATE          the day on which the list was true, where it does not say so itself (YYYY-MM-DD)',
      '--zone ZONE           whose today it is, Asia/Jakarta if nothing is said',
      '--places FILE         a sheet of villages and their subdistricts, instead of the country’s list',
      '--json                for programs',
    ],
    when: (argv) => argv.includes('--dry-run'),
    load: () => import('./commands/import-dry-run.ts'),
  },
  {
    name: 'import',
    usage: 'import --undo IMPORT --token TOKEN [--leave FILE]… [--json]',
    summary: 'Take a whole import back, while nobody has worked on its files',
    details: [
      '--token TOKEN         a one-time token of a caseworker or supervisor, in whose name it works (Lindung: Account, Permit a command), good for a quarter of an hour',
      '--leave FILE          a file that somebody has worked on since, and that stays; as often as there are some',
      '--json                for programs',
      'Only whoever imported can undo, within fourteen days.',
    ],
    when: (argv) => argv.some((word) => word === '--undo' || word.startsWith('--undo=')),
    load: () => import('./commands/import-undo.ts'),
  },
  {
    name: 'import',
    usage:
      'import FILE | --continue IMPORT, --token TOKEN [--owner LOGIN] [--as-of DATE] [--questions XLSX] [--answers XLSX] [--json]',
    summary: 'Make files of a spreadsheet; asked again after it was cut off, it goes on',
    details: [
      '--token TOKEN         a one-time token of a caseworker or supervisor, in whose name it works (Lindung: Account, Permit a command), good for a quarter of an hour',
      '--continue IMPORT     go on with an import that is there, by its long id',
      '--owner LOGIN         who becomes responsible; without it, the person who permitted it',
      '--as-of DATE          the day on which the list was true, where it does not say so itself (YYYY-MM-DD)',
      '--questions XLSX      write the open questions into a new spreadsheet',
      '--answers XLSX        read that spreadsheet back, filled in',
      '--json                for programs',
      'Rows with open questions are not made; they wait in Lindung (Import) for the person. Cut off, the same command with the same token goes',
      'on, for a day, and makes nothing twice. Exit code 3: all is made that can be, and somebody has questions to answer.',
    ],
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'start',
    usage: 'start [--port N] [--lan]',
    summary: 'Run the server until it is told to stop',
    details: [
      '--port N              instead of LINDUNG_PORT',
      '--lan                 show the demo to a phone in the same room',
      '--demo                the demo, whatever LINDUNG_MODE says',
    ],
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'init',
    usage: 'init --login LOGIN --name NAME --organisation NAME --team NAME --code ABC [--zone ZONE]',
    summary: 'Set up a new instance; prints a one-time link for its first administrator',
    details: [
      '--login LOGIN         what the first administrator signs in with',
      '--name NAME           their name',
      '--organisation NAME   the office',
      '--team NAME           their team',
      '--code ABC            three capital letters with which the codes of the team’s files begin',
      '--zone ZONE           where the team’s days begin, Asia/Jakarta if nothing is said',
    ],
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
    details: [
      '--no-keys             without opening entries: what somebody without the keys can check',
      '--json                for programs',
      'Exit code 1: something has been changed.',
    ],
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'export-log',
    usage: 'export-log DIRECTORY | export-log --leaf ID [--size N] FILE',
    summary: 'Write the audit log for a stranger to check without us, or the proof of one leaf',
    details: [
      'DIRECTORY             a new one: leaves, heads of all streams, checkpoints and the log’s public key; no content and no name',
      '--leaf ID             only the proof that this leaf is in the log, into a new FILE',
      '--size N              against the checkpoint over N leaves that somebody holds, instead of the last one',
      'The verifier is in the folder verifier/ and needs nothing but Node; its README says what it proves.',
    ],
    load: () => import('./commands/export-log.ts'),
  },
  {
    name: 'rebuild',
    usage: 'rebuild --token TOKEN [--all]',
    summary: 'Replay every stream and repair what lists show',
    details: [
      '--token TOKEN         a one-time token of a data officer (Lindung: Account, Permit a command), good for a quarter of an hour',
      '--all                 write every summary anew, not only those that differ',
    ],
    load: () => import('./commands/rebuild.ts'),
  },
  {
    name: 'erase',
    usage: 'erase FILE --token TOKEN --yes',
    summary: 'Erase a child’s file for ever, in every backup too',
    details: [
      'FILE                  the long id in the address of the file',
      '--token TOKEN         a one-time token of a data officer (Lindung: Account, Permit a command), good for a quarter of an hour',
      '--yes                 you are sure',
    ],
    load: () => import('./commands/erase.ts'),
  },
  {
    name: 'backup',
    usage: 'backup FILE | --keys BUNDLE --passphrase-file FILE --token TOKEN | --physical DIRECTORY',
    summary: 'Data, keys, or the directory of the stopped server',
    details: [
      'FILE                  every table and attachment into one file, while people work; opens nothing without the keys',
      '--keys BUNDLE         the keys into another file, under the passphrase; needs a token',
      '--passphrase-file FILE  its first line is the passphrase',
      '--token TOKEN         a one-time token of a data officer (Lindung: Account, Permit a command), good for a quarter of an hour',
      '--physical DIRECTORY  a copy of the stopped embedded PostgreSQL',
    ],
    load: () => import('./commands/backup.ts'),
  },
  {
    name: 'restore',
    usage: 'restore FILE | --physical DIRECTORY, --keys BUNDLE --passphrase-file FILE',
    summary: 'Bring a backup into an empty instance; what was erased since stays erased',
    details: [
      '--keys BUNDLE         the newest key bundle, whatever the age of the backup',
      '--passphrase-file FILE  its first line is the passphrase',
      '--physical DIRECTORY  what "backup --physical" made',
    ],
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'user',
    usage: 'user list | link LOGIN | add LOGIN --name NAME --team CODE --role ROLE',
    summary: 'People, and one-time links for their passwords',
    details: [
      'list                  everybody with a login, and their roles',
      'link LOGIN            a new one-time link for a forgotten password',
      'add LOGIN             --name NAME --team CODE --role caseworker, supervisor, provider, data-officer or administrator',
    ],
    load: () => import('./commands/user.ts'),
  },
]
