import { readFile, writeFile } from 'node:fs/promises'

/** What a command may touch of the outside: tests hand in their own. */
export type Io = {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** Writes a file that only its owner may read, and never over another: rejects with `EEXIST`. */
  readonly writeNew: (path: string, bytes: Uint8Array) => Promise<void>
  /** Shows how far something is, on one line that the next call writes over; an empty text ends it. Silent where nobody watches. */
  readonly progress: (text: string) => void
}

/**
 * A module in `commands/`. `argv` is what follows the command's name; the number is the exit code: 0 done, 1 not done, 2 asked wrongly,
 * 3 done as far as it goes without a person (`import`).
 */
export type Command = { readonly run: (argv: string[], io: Io) => Promise<number> }

/** The terminal and the disk. */
export const terminal: Io = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  readFile: (path) => readFile(path),
  writeNew: (path, bytes) => writeFile(path, bytes, { flag: 'wx', mode: 0o600 }),
  progress: (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
  },
}
