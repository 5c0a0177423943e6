import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { lstat, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromBase64, toBase64, utf8 } from '../../pure/bytes/index.ts'
import { hasCode } from '../error-code.ts'
import { DOOMED, shred, writeDurably } from './durable.ts'
import { type EpochKeys, epochKeys } from './epoch.ts'
import { KeyError } from './errors.ts'
import { keyFromBytes, newKey } from './seal.ts'

/**
 * Keys as files `epoch-N.key` and `NAME.pem`, 0600, in a directory of their own outside the data directory.
 * An epoch file is three lines: `lindung/epoch/1`, the number, the key in base64.
 */
const MAGIC = 'lindung/epoch/1'
const EPOCH_FILE = /^epoch-([1-9][0-9]{0,14})\.key$/

/**
 * Epoch keys from a directory. With `create`, a directory without any gets its first one; without it that is an error,
 * because a lost key directory must be noticed before anything is written under a new key.
 * Throws `KeyError`: 'key-file-unsafe', 'key-file-malformed', 'no-epoch-key'.
 */
export async function fileEpochKeys(directory: string, options: { create?: boolean } = {}): Promise<EpochKeys> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const create = async (epoch: number) => {
    const key = newKey()
    await writeEpochKey(directory, epoch, key)
    return key
  }
  const remove = (epoch: number) => shred(epochPath(directory, epoch))
  const load = () => readEpochKeys(directory)
  const found = await load()
  const keys = found.size === 0 && options.create === true ? new Map([[1, await create(1)]]) : found
  return epochKeys(keys, { create, remove, load })
}

/** Every epoch key of the directory. Finishes a destruction that a crash has cut short. */
async function readEpochKeys(directory: string): Promise<Map<number, KeyObject>> {
  const keys = new Map<number, KeyObject>()
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    if (name.endsWith(DOOMED)) await shred(path).catch(orGone)
    const epoch = Number(EPOCH_FILE.exec(name)?.[1])
    const text = epoch > 0 ? await readPrivate(path).catch(orGone) : null
    if (text !== null) keys.set(epoch, parseEpochFile(text, epoch))
  }
  return keys
}

/** The file is not there: another process may have destroyed it since the directory was listed. */
function orGone(error: unknown): null {
  if (hasCode(error, 'ENOENT')) return null
  throw error
}

/** Make one epoch key durable. An equal one already there is kept; another one under its number throws 'key-file-exists'. */
export async function writeEpochKey(directory: string, epoch: number, key: KeyObject): Promise<void> {
  const raw = key.export()
  const text = utf8(`${MAGIC}\n${epoch}\n${toBase64(raw)}\n`)
  raw.fill(0)
  try {
    await writeDurably(epochPath(directory, epoch), text, { exclusive: true })
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    const there = parseEpochFile(await readPrivate(epochPath(directory, epoch)), epoch)
    if (!there.equals(key)) throw new KeyError('key-file-exists')
  } finally {
    text.fill(0)
  }
}

/** Kinds of long-lived private keys: `ed25519` signs the audit log, `p256` opens what browsers seal to the instance. */
export type PrivateKeyKind = 'ed25519' | 'p256'

/** The private key in `NAME.pem` (PKCS#8), made on first use. Throws `KeyError` like `fileEpochKeys`. */
export async function filePrivateKey(directory: string, name: string, kind: PrivateKeyKind): Promise<KeyObject> {
  if (!/^[a-z][a-z0-9-]{0,40}$/.test(name)) throw new RangeError('key name')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, `${name}.pem`)
  try {
    return parsePrivateKey(await readPrivate(path), kind)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
  const key = newPrivateKey(kind)
  try {
    await writePrivateKey(directory, name, key)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    return parsePrivateKey(await readPrivate(path), kind) // another process was quicker
  }
  return key
}

/** A fresh private key, in memory only. */
export function newPrivateKey(kind: PrivateKeyKind): KeyObject {
  return kind === 'ed25519'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
}

/** Make a private key durable as `NAME.pem`; throws `EEXIST` when there is one. */
export async function writePrivateKey(directory: string, name: string, key: KeyObject): Promise<void> {
  const pem = utf8(key.export({ format: 'pem', type: 'pkcs8' }).toString())
  await writeDurably(join(directory, `${name}.pem`), pem, { exclusive: true }).finally(() => pem.fill(0))
}

/** Whether a key lies in the directory under the name of one of these and is another one. Throws like `fileEpochKeys`. */
export async function hasOtherKeys(
  directory: string,
  keys: { readonly epochs: ReadonlyMap<number, KeyObject>; readonly secrets: ReadonlyMap<string, KeyObject> },
): Promise<boolean> {
  for (const [epoch, key] of keys.epochs) {
    const text = await readPrivate(epochPath(directory, epoch)).catch(orGone)
    if (text !== null && !parseEpochFile(text, epoch).equals(key)) return true
  }
  for (const [name, key] of keys.secrets) {
    const pem = await readPrivate(join(directory, `${name}.pem`)).catch(orGone)
    const kind = key.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'p256'
    if (pem !== null && !parsePrivateKey(pem, kind).equals(key)) return true
  }
  return false
}

const epochPath = (directory: string, epoch: number) => join(directory, `epoch-${epoch}.key`)

/** The text of a file that nobody else may read. */
async function readPrivate(path: string): Promise<string> {
  const found = await lstat(path)
  const unsafe = !found.isFile() || found.size > 4096 || (process.platform !== 'win32' && !isPrivate(found))
  if (unsafe) throw new KeyError('key-file-unsafe')
  return readFile(path, 'utf8')
}

function isPrivate(found: { mode: number; uid: number }): boolean {
  const me = process.getuid?.()
  return (found.mode & 0o077) === 0 && (me === 0 || me === found.uid)
}

function parseEpochFile(text: string, epoch: number): KeyObject {
  const [magic, number, key, end, ...more] = text.split('\n')
  if (magic !== MAGIC || number !== String(epoch) || end !== '' || more.length > 0)
    throw new KeyError('key-file-malformed')
  return parseKey(key ?? '')
}

/** A 256-bit key from its base64. Throws 'key-file-malformed'. */
export function parseKey(base64: string): KeyObject {
  try {
    return keyFromBytes(fromBase64(base64))
  } catch {
    throw new KeyError('key-file-malformed')
  }
}

function parsePrivateKey(pem: string, kind: PrivateKeyKind): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (createPublicKey(key).asymmetricKeyType === (kind === 'ed25519' ? 'ed25519' : 'ec')) return key
  } catch {
    // the reason would quote the file
  }
  throw new KeyError('key-file-malformed')
}
