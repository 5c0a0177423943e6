import { hkdfSync, type KeyObject } from 'node:crypto'
import { type Bytes, concat, equalBytes, u32, u64, utf8 } from '../../pure/bytes/index.ts'
import { KeyError, keyFromBytes, openBody, sealBody } from '../keys/index.ts'

/**
 * An attachment at rest, `lindung/blob/1` (`docs/formats.md` section 6): the STREAM construction as age uses it.
 *
 *     header  = "lindung/blob/1\n" (15) ‖ chunk size u32 = 65536 ‖ salt (32, random)
 *     payload = AES-256-GCM chunks of 65536 plaintext bytes, the last one shorter or equal, each with its tag (16)
 *     key     = HKDF-SHA256(file key, salt, info = the first 19 bytes of the header)
 *     nonce   = chunk number (11 bytes, big endian) ‖ 1 for the last chunk, 0 otherwise
 *
 * A chunk that is moved, dropped, doubled or appended does not open, nor does a cut: the last chunk is marked in its nonce.
 * The salt gives each writing its own key, so that no nonce is ever used twice, not even when a file is written again.
 */
export const CHUNK = 65_536
const TAG = 16
const SALT = 32
const PREFIX: Bytes = concat(utf8('lindung/blob/1\n'), u32(CHUNK))
const NO_AAD = new Uint8Array(0)

/** Length of the encrypted form of `size` plaintext bytes. */
export function encryptedSize(size: number): number {
  return PREFIX.length + SALT + size + TAG * Math.max(1, Math.ceil(size / CHUNK))
}

/** Encrypt under the file's own key. `random(32)` is the salt. */
export async function* encryptStream(
  fileKey: KeyObject,
  plaintext: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  random: (n: number) => Uint8Array,
): AsyncGenerator<Bytes> {
  const salt = random(SALT)
  const key = payloadKey(fileKey, salt)
  yield concat(PREFIX, salt)
  let number = 0
  for await (const { block, last } of blocks(plaintext, CHUNK))
    yield sealBody(key, nonce(number++, last), block, NO_AAD)
}

/**
 * Decrypt. Every chunk is authenticated before it is given out; a cut at the end is known only at the end: whoever passes the
 * chunks on must give up what it passed on when this throws `KeyError('open-failed')`.
 */
export async function* decryptStream(
  fileKey: KeyObject,
  encrypted: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Bytes> {
  const { header, rest } = await takeHeader(encrypted)
  if (!equalBytes(header.subarray(0, PREFIX.length), PREFIX)) throw new KeyError('open-failed')
  const key = payloadKey(fileKey, header.subarray(PREFIX.length))
  let number = 0
  for await (const { block, last } of blocks(rest, CHUNK + TAG)) {
    const plaintext = openBody(key, nonce(number, last), block, NO_AAD)
    if (plaintext.length === 0 && number > 0) throw new KeyError('open-failed') // one spelling: only an empty file ends empty
    number++
    yield plaintext
  }
}

function payloadKey(fileKey: KeyObject, salt: Uint8Array): KeyObject {
  return keyFromBytes(new Uint8Array(hkdfSync('sha256', fileKey, salt, PREFIX, 32)))
}

function nonce(number: number, last: boolean): Bytes {
  return concat(new Uint8Array(3), u64(number), Uint8Array.of(last ? 1 : 0))
}

type Block = { readonly block: Uint8Array; readonly last: boolean }

/** The same bytes in blocks of exactly `size`; the last block is shorter or equal, and empty only when there are no bytes. */
async function* blocks(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, size: number): AsyncGenerator<Block> {
  let held: Uint8Array = new Uint8Array(0)
  for await (const piece of source) {
    held = held.length === 0 ? piece : concat(held, piece)
    let at = 0
    for (; held.length - at > size; at += size) yield { block: held.subarray(at, at + size), last: false }
    held = held.subarray(at)
  }
  yield { block: held, last: true }
}

async function takeHeader(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ header: Uint8Array; rest: AsyncIterable<Uint8Array> }> {
  const length = PREFIX.length + SALT
  const pieces = flow(source)
  let held: Uint8Array = new Uint8Array(0)
  while (held.length < length) {
    const next = await pieces.next()
    if (next.done === true) throw new KeyError('open-failed')
    held = concat(held, next.value)
  }
  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      yield held.subarray(length)
      yield* pieces
    } finally {
      await pieces.return() // closes the file even when the reader stops early
    }
  }
  return { header: held.subarray(0, length), rest: rest() }
}

async function* flow(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield* source
}
