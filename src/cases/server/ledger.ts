import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isUuid } from '#platform/pure/bytes/index.ts'
import { hasCode } from '#platform/server/error-code.ts'
import { syncDirectory } from '#platform/server/keys/index.ts'

/** One erasure: which streams, when, and the epoch that was current then. Ids only. */
export type Erasure = { readonly at: string; readonly epoch: number; readonly streams: readonly string[] }

/**
 * The erasure ledger: a file outside the data directory and outside every backup, one JSON object a line, only growing. A restored
 * instance erases what stands in it before it opens its door.
 */
export type Ledger = {
  readonly path: string
  /** On disk before the promise resolves. */
  add(erasure: Erasure): Promise<void>
  /** Throws on a line that is damaged (but for a last one that a power cut left unfinished): a ledger that cannot be read must not pass for an empty one. */
  read(): Promise<readonly Erasure[]>
}

/** The ledger in a file, which is made with its folder (0700, 0600) by the first erasure. */
export function fileLedger(path: string): Ledger {
  return {
    path,
    async add({ at, epoch, streams }) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const text = await readText(path)
      const file = await open(path, 'a', 0o600)
      try {
        // After an unfinished line a fresh one begins.
        const before = text === '' || text.endsWith('\n') ? '' : '\n'
        await file.writeFile(`${before}${JSON.stringify({ v: 1, at, epoch, streams })}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await syncDirectory(dirname(path))
    },
    async read() {
      const lines = (await readText(path)).split('\n')
      return lines.flatMap((line, i) => {
        if (line === '') return []
        const erasure = parse(line)
        // Unfinished lines were never answered for: the erasure behind them did not happen, or stands on the next line.
        if (erasure === null && i < lines.length - 1 && line.endsWith('}'))
          throw new Error(`the erasure ledger ${path} is damaged in line ${i + 1}`)
        return erasure === null ? [] : [erasure]
      })
    },
  }
}

function parse(line: string): Erasure | null {
  try {
    const { at, epoch, streams } = JSON.parse(line) as Partial<Erasure>
    const sound =
      typeof at === 'string' &&
      typeof epoch === 'number' &&
      Array.isArray(streams) &&
      streams.every((id) => isUuid(String(id)))
    return sound ? { at, epoch, streams } : null
  } catch {
    return null
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return ''
    throw error
  }
}
