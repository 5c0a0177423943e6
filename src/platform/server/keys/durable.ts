import { randomBytes } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Write a whole file (bytes, or a stream of them) so that after a power cut there is either all of it or none: temporary name, fsync, rename, fsync of the
 * directory. With `exclusive` an existing file stays as it is and the call throws `EEXIST`. Mode 0600.
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
  options: { exclusive?: boolean } = {},
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    if (options.exclusive === true) {
      await link(temporary, path)
      await rm(temporary)
    } else {
      await rename(temporary, path)
    }
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(dirname(path))
}

/** Make names in a directory survive a power cut. Windows has no such call and keeps them by itself. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** Ending of a file that is being destroyed: after a crash its destruction is finished, never undone. */
export const DOOMED = '.shred'

/**
 * Set aside under another name, overwrite, remove. From the rename on, the file no longer counts; a crash after it leaves a `DOOMED`
 * file for the next start to shred. On flash and copy-on-write disks the old blocks may live on under the file system: an attempt, not
 * a promise; the disk under the key directory is to be encrypted (`docs/formats.md` section 4).
 */
export async function shred(path: string): Promise<void> {
  const doomed = path.endsWith(DOOMED) ? path : `${path}${DOOMED}`
  if (doomed !== path) await rename(path, doomed)
  await syncDirectory(dirname(path))
  const file = await open(doomed, 'r+')
  try {
    const { size } = await file.stat()
    await file.write(randomBytes(size), 0, size, 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await rm(doomed, { force: true })
  await syncDirectory(dirname(path))
}
