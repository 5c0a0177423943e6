import { execFile } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { syncDirectory } from '#platform/server/keys/index.ts'
import { takeLock } from '#platform/server/postgres/lock.ts'

/** A reason that the operator can do something about, in a whole sentence. */
export class CannotCopy extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CannotCopy'
  }
}

/** Whether a name in the data directory belongs into a copy. */
export const isCopied = (name: string): boolean => /^postgresql-\d+(\.password)?$/.test(name) || name === 'attachments'

/**
 * A physical backup: the data directory of the stopped embedded server, and the attachments, as they lie. It holds wrapped keys of the
 * day; after the next erasure nothing opens them, and a restore takes the current key bundle instead.
 */
export async function copyStopped(from: string, to: string): Promise<readonly string[]> {
  const names = (await listed(from)).filter(isCopied)
  if (names.length === 0) throw new CannotCopy(`There are no data of the embedded PostgreSQL in ${from}.`)
  if ((await listed(to)).length > 0) throw new CannotCopy(`${to} is not empty. Name a new directory.`)
  const lock = takeLock(join(from, 'postgresql.lock'))
  if (!lock.ok)
    throw new CannotCopy(
      `Lindung is running with the data in ${from} (process ${lock.holder}). Stop it first: a copy of running data is worth nothing.`,
    )
  try {
    await mkdir(to, { recursive: true, mode: 0o711 })
    for (const name of names) await copyTree(join(from, name), join(to, name))
    await syncDirectory(to)
    return names
  } catch (error) {
    for (const name of names) await rm(join(to, name), { recursive: true, force: true })
    throw error
  } finally {
    lock.release()
  }
}

/** With owners, modes and times as they are: PostgreSQL refuses a directory of another user. */
async function copyTree(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, to, { recursive: true, preserveTimestamps: true })
  else await promisify(execFile)('cp', ['-a', from, to])
}

async function listed(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
