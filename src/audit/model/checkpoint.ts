import { type Bytes, fromBase64, toBase64 } from '#platform/pure/bytes/index.ts'

/** The text of a checkpoint (https://c2sp.org/tlog-checkpoint): which log, how many leaves, which root. Signed as a note. */
export type Checkpoint = {
  /** Unique name of the log, such as `lindung.example.org/audit`; also the name of its key. */
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Bytes
  /** Further lines, opaque and never empty. */
  readonly extensions: readonly string[]
}

/** `ORIGIN\nSIZE\nBASE64(root)\n` and the extension lines. Throws `SyntaxError` on what would not read back alike. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join('')
  if (parseCheckpoint(text) === undefined) throw new SyntaxError('checkpoint')
  return text
}

/** The checkpoint of a note's text; `undefined` when it is none. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split('\n')
  const [origin, size, encoded, ...extensions] = lines.slice(0, -1)
  if (lines.at(-1) !== '' || origin === undefined || origin === '' || size === undefined || encoded === undefined)
    return undefined
  const sound = /^(0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size)) && !extensions.includes('')
  const root = rootOf(encoded)
  return sound && root !== undefined ? { origin, size: Number(size), root, extensions } : undefined
}

function rootOf(encoded: string): Bytes | undefined {
  try {
    const root = fromBase64(encoded)
    return root.length === 32 ? root : undefined
  } catch {
    return undefined
  }
}
