import { readFile } from 'node:fs/promises'

/** What a command may touch of the outside: tests hand in their own. */
export type Io = {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  readonly readFile: (path: string) => Promise<Uint8Array>
}

/** A module in `commands/`. `argv` is what follows the command's name; the number is the exit code: 0 done, 1 not done, 2 asked wrongly. */
export type Command = { readonly run: (argv: string[], io: Io) => Promise<number> }

/** The terminal and the disk. */
export const terminal: Io = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  readFile: (path) => readFile(path),
}
