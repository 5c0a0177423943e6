import { lstat, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RandomBytes, toBase64, utf8 } from '#platform/pure/bytes/index.ts'
import { hasCode } from '#platform/server/error-code.ts'
import { writeDurably } from '#platform/server/keys/index.ts'

/**
 * The one secret of an instance, from which the passwords of its database roles are derived. A file `instance.secret`, 0600, beside
 * the keys; made on the first start.
 */
export async function instanceSecret(keysDir: string, random: RandomBytes): Promise<string> {
  await mkdir(keysDir, { recursive: true, mode: 0o700 })
  const path = join(keysDir, 'instance.secret')
  const found = await readSecret(path)
  if (found !== null) return found
  try {
    await writeDurably(path, utf8(`${toBase64(random(32))}\n`), { exclusive: true })
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error // another start was quicker, and its secret is as good
  }
  const made = await readSecret(path)
  if (made === null) throw new Error('the instance secret cannot be read back')
  return made
}

async function readSecret(path: string): Promise<string | null> {
  try {
    const found = await lstat(path)
    if (!found.isFile() || (process.platform !== 'win32' && (found.mode & 0o077) !== 0))
      throw new Error(`${path} can be read by others; set its mode to 0600`)
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}
