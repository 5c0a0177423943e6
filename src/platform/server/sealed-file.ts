import { createHmac, type Hmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { type Bytes, equalBytes, utf8 } from '../pure/bytes/index.ts'
import { derivedSecret, instancePublicKey, sha256 } from './keys/index.ts'

/**
 * A file that only its own instance can have made (`docs/formats.md`, section 13). Its bytes are not secret; they are known to be whole
 * and unchanged before anything looks into them, a decompressor included.
 *
 *     tag ‖ id of the instance (16) ‖ body ‖ HMAC-SHA256(key, all bytes before) (32)
 */
export type InstanceMac = {
  /** Who made it, for a better sentence: first half of SHA-256 over the instance's public key. Proves nothing by itself. */
  readonly id: Bytes
  readonly key: KeyObject
}

/** The key for what this instance lays outside. It comes from the long-lived private key, since epoch keys die and old backups stay good. */
export function instanceMac(instanceKey: KeyObject): InstanceMac {
  return { id: sha256(instancePublicKey(instanceKey)).slice(0, ID), key: derivedSecret(instanceKey, 'lindung/mac/1') }
}

const ID = 16
const MAC = 32

/** Why a file is refused: it is none of these, of another version, of another instance, or not as it was made. */
export type NotOursReason = 'other' | 'version' | 'foreign' | 'changed'

export class NotOurs extends Error {
  override readonly name = 'NotOurs'
  readonly reason: NotOursReason
  constructor(reason: NotOursReason) {
    super(reason)
    this.reason = reason
  }
}

/** The bytes of a file around `body`. */
export async function* sealFile(
  tag: string,
  { id, key }: InstanceMac,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const mac = createHmac('sha256', key)
  const start = Buffer.concat([utf8(tag), id])
  mac.update(start)
  yield start
  for await (const piece of body) {
    mac.update(piece)
    yield piece
  }
  yield mac.digest()
}

/** A file whose every byte was checked. Close it after use. */
export type CheckedFile = {
  /** The body once more. Its last piece comes only if all bytes are still those that were checked; else it throws `NotOurs`. */
  readonly body: () => AsyncGenerator<Uint8Array>
  readonly close: () => Promise<void>
}

/** Reads the whole file and checks it. Throws `NotOurs`, and the system's error when it cannot be read. */
export async function openSealedFile(path: string, tag: string, mac: InstanceMac): Promise<CheckedFile> {
  const file = await open(path, 'r')
  try {
    const size = await beginning(file, tag, mac)
    for await (const piece of checked(file, size, mac)) void piece
    const start = tag.length + ID
    return { body: () => skipping(start, checked(file, size, mac)), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Size of the file, whose first bytes say that it is one of these and whose. */
async function beginning(file: FileHandle, tag: string, { id }: InstanceMac): Promise<number> {
  const { size } = await file.stat()
  const start = tag.length + ID
  const { buffer, bytesRead } = await file.read(Buffer.alloc(start), 0, start, 0)
  const given = buffer.subarray(0, tag.length).toString('latin1')
  const family = tag.slice(0, tag.lastIndexOf('/') + 1)
  if (given !== tag) throw new NotOurs(given.startsWith(family) ? 'version' : 'other')
  if (bytesRead < start || size < start + MAC) throw new NotOurs('changed')
  if (!equalBytes(new Uint8Array(buffer.subarray(tag.length)), id)) throw new NotOurs('foreign')
  return size
}

/** Every byte before the MAC. The last piece is held back until the MAC has agreed. */
async function* checked(file: FileHandle, size: number, { key }: InstanceMac): AsyncGenerator<Uint8Array> {
  const mac = createHmac('sha256', key)
  let held: Buffer = Buffer.alloc(0)
  for (let at = 0; at < size - MAC;) {
    const piece = await readAt(file, at, Math.min(PIECE, size - MAC - at))
    mac.update(piece)
    at += piece.length
    if (held.length > 0) yield held
    held = piece
  }
  if (!agrees(mac, await readAt(file, size - MAC, MAC))) throw new NotOurs('changed')
  yield held
}

const PIECE = 1024 * 1024

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead === 0) throw new NotOurs('changed') // it has grown shorter while it is read
  return buffer.subarray(0, bytesRead)
}

function agrees(mac: Hmac, given: Uint8Array): boolean {
  return given.length === MAC && timingSafeEqual(mac.digest(), given)
}

async function* skipping(count: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const piece of source) {
    if (piece.length > left) yield piece.subarray(left)
    left = Math.max(0, left - piece.length)
  }
}
