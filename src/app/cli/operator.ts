import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type pg from 'pg'
import { spendPermission } from '#access/server/index.ts'
import { recordCommandLeaf } from '#audit/server/index.ts'
import type { Ledger } from '#cases/server/index.ts'
import { newUuid7 } from '#platform/pure/bytes/index.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import { asOwner } from '#platform/server/db/owner.ts'
import { secretHash } from '#platform/server/keys/index.ts'
import { systemRandom } from '#platform/server/random.ts'
import { findRunning } from '#platform/server/postgres/index.ts'
import { type Config, readConfig } from '../server/config.ts'
import { CannotStart, type Instance, openInstance } from '../server/instance.ts'
import { attachmentsOf, ledgerOf } from '../server/places.ts'
import type { Io } from './io.ts'

/** Something that the person at the terminal can put right: the sentence is shown, the exit code is 1. */
export class Refused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Refused'
  }
}

/** Asked wrongly: the exit code is 2. */
export class Misused extends Refused {}

/** Clock and ids of commands: `cli` is part of `app`, where both are made. */
export const now = (): Date => new Date()
export const newId = (): string => newUuid7(() => Date.now(), systemRandom)

/** Runs a command; what can be put right is said in a sentence, a bug throws. */
export async function saying(io: Io, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const sentence = isExpected(error) ? error.message : diskSentence(error)
    if (sentence === null) throw error
    io.stderr(`${sentence}\n`)
    return error instanceof Misused ? 2 : 1
  }
}

/** What the disk has refused, as a sentence; null for an error of another sort. */
function diskSentence(error: NodeJS.ErrnoException): string | null {
  const says = DISK[error.code ?? '']
  return says === undefined || error.path === undefined ? null : says(error.path)
}

const DISK: Readonly<Record<string, (path: string) => string>> = {
  // What is written appears under its name only when it is whole: until then the path is one that nobody has named.
  ENOENT: (path) => (existsSync(dirname(path)) ? `There is no ${path}.` : `There is no directory ${dirname(path)}.`),
  ENOTDIR: (path) => `There is no ${path}: something before its last part is not a directory.`,
  EISDIR: (path) => `${path} is a directory; name a file.`,
  EEXIST: (path) => `${path} is there already. Name a new one: nothing is written over.`,
  EACCES: (path) => `${path} may not be opened by the user who runs this command.`,
  EPERM: (path) => `${path} may not be changed by the user who runs this command.`,
  EROFS: (path) => `${path} lies on a disk that cannot be written.`,
  ENOSPC: (path) => `There is no room left for ${path}.`,
}

const isExpected = (error: Error): boolean =>
  error instanceof Refused || error instanceof CannotStart || SPEAKING.has(error.name)

/** Errors of others whose message is a sentence for the operator. */
const SPEAKING = new Set(['CannotRestore', 'CannotCopy', 'ArchiveDamaged'])

/** Options and words of a command, or the problem with them in a sentence. `words`: how many may stand without one. */
export function asked<const O extends NonNullable<ParseArgsConfig['options']>>(
  argv: string[],
  options: O,
  { words = 1 } = {},
) {
  const parsed = parsedOf(argv, options)
  const [extra] = parsed.positionals.slice(words)
  if (extra !== undefined) throw new Misused(`"${extra}" is one word too many. ${HOW}`)
  return parsed
}

const HOW = 'With --help the command says how it is called.'

function parsedOf<const O extends NonNullable<ParseArgsConfig['options']>>(argv: string[], options: O) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new Misused(`${complaint(error)} ${HOW}`)
  }
}

/** Node's complaint without its advice on quoting: `Unknown option '--tokn'.` */
const complaint = (error: unknown): string =>
  error instanceof Error ? `${error.message.split(/[.\n]/)[0] ?? ''}.` : 'These options are not known.'

/** The configuration of the environment, or all that is wrong with it. */
export function getConfig(): Config {
  const read = readConfig(process.env, [], process.cwd())
  if (!read.ok) throw new Refused(read.errors.join('\n'))
  return read.config
}

export type Operator = {
  readonly instance: Instance
  readonly blobs: BlobStore
  readonly ledger: Ledger
}

/** Opens the instance, beside a running application or by itself, for as long as `work` takes. */
export async function withInstance<T>(
  work: (operator: Operator) => Promise<T>,
  config: Config = getConfig(),
): Promise<T> {
  const running = config.databaseUrl === null ? findRunning(config.dataDir) : null
  const joined =
    running === null ? config : { ...config, databaseUrl: running.url('lindung'), dataDir: running.dataDir }
  const instance = await openInstance(joined, { random: systemRandom, log: () => undefined })
  try {
    return await work({ instance, blobs: attachmentsOf(instance.dataDir), ledger: ledgerOf(config) })
  } finally {
    await instance.close()
  }
}

/** A connection as the owner of the tables. */
export const onTables = <T>(
  instance: Pick<Instance, 'adminUrl'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => asOwner(instance.adminUrl, work)

/** The person who has permitted this run, by the one-time token that the app gave them; it is used up now. */
export async function permittedBy(
  client: pg.Client,
  token: string | undefined,
  command: 'erase' | 'rebuild' | 'backup',
): Promise<string> {
  if (token === undefined || token === '')
    throw new Misused(
      `This command acts in the name of a person. A data officer makes a one-time token for "${command}" in Lindung (Account, Permit a command); give it with --token.`,
    )
  const person = await spendPermission(client, secretHash(token), command)
  if (person === null)
    throw new Refused(
      'This token does not permit this command: it may be used already, older than a quarter of an hour, or for another command. Ask for a new one.',
    )
  return person
}

/** The leaf of a command that touches no single stream. */
export function leaf(
  client: pg.Client,
  actor: string | null,
  op: string,
  streams: readonly string[] = [],
  subject?: string,
): Promise<void> {
  const concerns = streams.map((stream) => ({ stream }))
  return recordCommandLeaf(client, { id: newId(), at: now(), actor, op, outcome: 'ok', concerns, subject })
}

/** The first line of a file: a passphrase never stands on a command line, where every user of the machine can read it. */
export async function passphraseFrom(io: Io, path: string | undefined): Promise<string> {
  if (path === undefined)
    throw new Misused('Name a file whose first line is the passphrase of the key bundle: --passphrase-file FILE')
  const [line = ''] = new TextDecoder().decode(await io.readFile(path)).split(/\r?\n/)
  if (line.length < 12) throw new Refused('The passphrase of a key bundle should have at least 12 characters.')
  return line
}
