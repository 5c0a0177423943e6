import { readdir, stat } from 'node:fs/promises'
import { hasCode } from '#platform/server/error-code.ts'
import { readConfig } from '../../server/config.ts'
import { type Health, healthOf } from '../../ops/store-doctor.ts'
import type { Io } from '../io.ts'
import { asked, onTables, type Operator, saying, withInstance } from '../operator.ts'

type Line = { readonly ok: boolean; readonly text: string }

/** Looks at everything an operator is asked about, changes nothing, and says what to do. Exit code 1 when something must be done. */
export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, async () => {
    asked(argv, {}, { words: 0 })
    const read = readConfig(process.env, [], process.cwd())
    const lines: Line[] = [{ ok: true, text: `Node ${process.versions.node}` }]
    if (!read.ok) lines.push(...read.errors.map((text) => ({ ok: false, text })))
    else {
      lines.push(...read.advice.map((text) => ({ ok: true, text: `advice: ${text}` })))
      const keys = await keysDirectory(read.config.keysDir)
      lines.push(keys ?? nothingYet(read.config.keysDir))
      // Opening an instance makes its keys and its database: nothing that should only be looked at.
      if (keys !== null) lines.push(...(await withInstance(judge, read.config)))
    }
    for (const { ok, text } of lines) io.stdout(`${ok ? 'ok    ' : 'TO DO '} ${text}\n`)
    return lines.every(({ ok }) => ok) ? 0 : 1
  })
}

const nothingYet = (directory: string): Line => ({
  ok: false,
  text: `nothing is set up here yet: "lindung init" makes the database, and the keys in ${directory}. If there were keys before, put them back there first.`,
})

async function isEmpty(directory: string): Promise<boolean> {
  try {
    return (await readdir(directory)).length === 0
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true
    throw error
  }
}

/** Null when there are no keys. */
async function keysDirectory(directory: string): Promise<Line | null> {
  const found = (await isEmpty(directory)) ? null : await stat(directory)
  if (found === null) return null
  const open = process.platform !== 'win32' && (found.mode & 0o077) !== 0
  return open
    ? { ok: false, text: `others can look into ${directory}: chmod 700 ${directory}` }
    : { ok: true, text: `keys in ${directory}, closed to others` }
}

async function judge({ instance, ledger }: Operator): Promise<readonly Line[]> {
  const erased = (await ledger.read()).flatMap(({ streams }) => streams)
  const health = await onTables(instance, (client) => healthOf(client, erased))
  return [...database(health), ...keys(health, instance.keys.epochs()), ...log(health)]
}

function database({ version, fsync, writes, steps, unerased }: Health): readonly Line[] {
  return [
    {
      ok: version >= 150_000,
      text: `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}${version >= 150_000 ? '' : '; 15 or newer is needed'}, ${steps} steps of the schema`,
    },
    fsync && writes
      ? { ok: true, text: 'what is acknowledged is on disk (fsync, full_page_writes)' }
      : {
          ok: false,
          text: 'fsync or full_page_writes is off: a power cut would lose what people were told is kept. Switch both on.',
        },
    unerased === 0
      ? { ok: true, text: 'everything in the erasure ledger is erased' }
      : {
          ok: false,
          text: `${unerased} streams of the erasure ledger are here again: an old backup came back without "lindung restore". Stop, and restore with it.`,
        },
  ]
}

function keys({ oldKeys, missingKeys }: Health, epochs: readonly number[]): readonly Line[] {
  return [
    epochs.length === 1 && oldKeys === 0
      ? { ok: true, text: `one epoch key (${epochs[0]}), every data key is wrapped under it` }
      : {
          ok: false,
          text: `epochs ${epochs.join(', ')}, ${oldKeys} data keys under older ones: a change of epoch was cut short. The next one finishes it.`,
        },
    missingKeys === 0
      ? { ok: true, text: 'every stream has its key' }
      : { ok: false, text: `${missingKeys} streams have no key: restore them from the newest key bundle.` },
  ]
}

function log({ waiting, waitingSeconds }: Health): readonly Line[] {
  const late = waitingSeconds > 300
  return [
    {
      ok: !late,
      text: late
        ? `${waiting} leaves wait for the log since ${Math.round(waitingSeconds / 60)} minutes. They are placed while Lindung runs; if it does, look into its log.`
        : `${waiting} leaves wait for the log`,
    },
  ]
}
