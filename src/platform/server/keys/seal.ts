import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  generateKeySync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import type { Bytes } from '../../pure/bytes/index.ts'
import { KeyError } from './errors.ts'

const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** Bytes that a seal adds to its plaintext: nonce 12, tag 16. */
export const SEAL_OVERHEAD: number = NONCE + TAG

/** A fresh 256-bit key. It stays a `KeyObject`: four times faster than raw bytes, and it cannot slip into a log. */
export function newKey(): KeyObject {
  return generateKeySync('aes', { length: 256 })
}

/** A key from its 32 raw bytes, which are wiped: the caller's array is zero afterwards. */
export function keyFromBytes(raw: Uint8Array): KeyObject {
  if (raw.length !== 32) throw new RangeError('key: 32 bytes')
  const key = createSecretKey(raw)
  raw.fill(0)
  return key
}

/**
 * AES-256-GCM: nonce (12, random) ‖ ciphertext ‖ tag (16). `aad` is bound, not stored: `open` needs the same bytes.
 * One key seals at most 2^32 messages (NIST SP 800-38D, random nonces); our keys live for one stream or one epoch.
 */
export function seal(key: KeyObject, plaintext: Uint8Array, aad: Uint8Array): Bytes {
  return sealWithNonce(key, randomBytes(NONCE), plaintext, aad)
}

/** `seal` with a given nonce. Only for vectors and for nonces that are unique by construction (attachment chunks). */
export function sealWithNonce(key: KeyObject, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Bytes {
  const body = sealBody(key, nonce, plaintext, aad)
  const out = new Uint8Array(NONCE + body.length)
  out.set(nonce, 0)
  out.set(body, NONCE)
  return out
}

/** The plaintext of `seal`. Throws `KeyError('open-failed')` when key, associated data or any bit differs. */
export function open(key: KeyObject, sealed: Uint8Array, aad: Uint8Array): Bytes {
  if (sealed.length < SEAL_OVERHEAD) throw new KeyError('open-failed')
  return openBody(key, sealed.subarray(0, NONCE), sealed.subarray(NONCE), aad)
}

/** Ciphertext ‖ tag, without the nonce. */
export function sealBody(key: KeyObject, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Bytes {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG })
  cipher.setAAD(aad)
  const out = new Uint8Array(plaintext.length + TAG)
  out.set(cipher.update(plaintext), 0)
  cipher.final() // GCM is a stream: nothing is left to come
  out.set(cipher.getAuthTag(), plaintext.length)
  return out
}

/** The inverse of `sealBody`; throws like `open`. */
export function openBody(key: KeyObject, nonce: Uint8Array, body: Uint8Array, aad: Uint8Array): Bytes {
  if (body.length < TAG) throw new KeyError('open-failed')
  const end = body.length - TAG
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG })
  decipher.setAAD(aad)
  decipher.setAuthTag(body.subarray(end))
  const plaintext = decipher.update(body.subarray(0, end))
  try {
    decipher.final()
  } catch {
    plaintext.fill(0)
    throw new KeyError('open-failed')
  }
  const out = new Uint8Array(end)
  out.set(plaintext)
  return out
}
