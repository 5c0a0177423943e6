import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '#platform/pure/bytes/index.ts'
import { hasCode } from '#platform/server/error-code.ts'
import { syncDirectory, writeDurably } from '#platform/server/keys/index.ts'
import { parseCheckpoint } from '../model/checkpoint.ts'

/**
 * Copies of the checkpoints outside the database: against them a log that was cut or signed anew is found out.
 *
 * `checkpoints.jsonl` only grows: one JSON string a line, the signed note. `latest` is the last note, as it is, for whoever fetches it.
 * `log.name` keeps the name of the log, and `log.vkey` its public key for outsiders.
 */
export type Copies = {
  /** Size of the last checkpoint copied; 0 when there is none. */
  readonly last: () => number
  readonly add: (notes: readonly { readonly size: number; readonly note: string }[]) => Promise<void>
  /** `layCopiesAside`; the next checkpoint begins a new file. */
  readonly layAside: (now: Date) => Promise<void>
}

const ALL = 'checkpoints.jsonl'

/** Opens the directory, making it if it is missing. A line that a power cut left unfinished is no checkpoint and is cut off. */
export async function openCopies(directory: string): Promise<Copies> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, ALL)
  await dropUnfinished(path)
  let last = sizeOf((await readCheckpointCopies(directory)).at(-1))
  return {
    last: () => last,
    async add(notes) {
      const newest = notes.at(-1)
      if (newest === undefined) return
      const file = await open(path, 'a', 0o600)
      try {
        await file.writeFile(notes.map(({ note }) => `${JSON.stringify(note)}\n`).join(''))
        await file.sync()
      } finally {
        await file.close()
      }
      await syncDirectory(directory)
      await writeDurably(join(directory, 'latest'), utf8(newest.note))
      last = newest.size
    },
    async layAside(now) {
      await layCopiesAside(directory, now)
      last = 0
    },
  }
}

/** The copied notes, oldest first; none when the directory has none. A damaged line is given as it is, for the verifier to report. */
export async function readCheckpointCopies(directory: string): Promise<readonly string[]> {
  const text = await readText(join(directory, ALL))
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    try {
      return String(JSON.parse(line))
    } catch {
      return line
    }
  })
}

/**
 * Lays the copies aside under the time, when the log itself begins anew or goes back: after a restore of an older backup, and when the
 * demo is set back. They stay readable; the log from now on is copied into a new file.
 */
export async function layCopiesAside(directory: string, now: Date): Promise<void> {
  try {
    const stamp = now.toISOString().replaceAll(/[:.]/g, '-')
    await rename(join(directory, ALL), join(directory, `checkpoints-${stamp}.jsonl`))
    await syncDirectory(directory)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

/** The log's name: `otherwise` on the first start, and the same ever after. */
export async function readLogName(directory: string, otherwise: string): Promise<string> {
  const path = join(directory, 'log.name')
  const found = (await readText(path)).trim()
  if (found !== '') return found
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeDurably(path, utf8(`${otherwise}\n`))
  return otherwise
}

/** Puts the log's public key beside the copies. */
export async function publishKey(directory: string, vkey: string): Promise<void> {
  const path = join(directory, 'log.vkey')
  if ((await readText(path)).trim() !== vkey) await writeDurably(path, utf8(`${vkey}\n`))
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return ''
    throw error
  }
}

async function dropUnfinished(path: string): Promise<void> {
  const text = await readText(path)
  if (text === '' || text.endsWith('\n')) return
  const file = await open(path, 'r+')
  try {
    await file.truncate(Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)))
    await file.sync()
  } finally {
    await file.close()
  }
}

function sizeOf(note: string | undefined): number {
  if (note === undefined) return 0
  return parseCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))?.size ?? 0
}
