import { createHmac, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'
import { type Bytes, concat } from '../../pure/bytes/index.ts'
import { type Hmac, hpkeSchedule, POINT, SEAL_TO_INFO } from '../../pure/hpke/index.ts'
import { KeyError } from './errors.ts'
import { keyFromBytes, openBody } from './seal.ts'

/** The instance's public key as browsers get it: uncompressed P-256 point, 65 bytes. `key` is `filePrivateKey(…, 'p256')`. */
export function instancePublicKey(key: KeyObject): Bytes {
  const { x, y } = createPublicKey(key).export({ format: 'jwk' })
  return concat(Uint8Array.of(4), Buffer.from(x ?? '', 'base64url'), Buffer.from(y ?? '', 'base64url'))
}

/**
 * What a browser sealed to this instance (`sealTo` in `platform/web/crypto`): ephemeral public key (65) ‖ ciphertext ‖ tag (16).
 * Sealing needs no secret, so this proves nothing about who did it. Throws `KeyError('open-failed')`.
 */
export async function openSealed(
  key: KeyObject,
  sealed: Uint8Array,
  aad: Uint8Array,
  info: Uint8Array = SEAL_TO_INFO,
): Promise<Bytes> {
  const enc = sealed.subarray(0, POINT)
  const dh = agree(key, enc)
  const derived = await hpkeSchedule(hmac, { dh, enc, recipient: instancePublicKey(key), info })
  return openBody(keyFromBytes(derived.key), derived.nonce, sealed.subarray(POINT), aad)
}

const hmac: Hmac = (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest())

/** ECDH; a point that is none, or not on the curve, is refused by OpenSSL. */
function agree(privateKey: KeyObject, point: Uint8Array): Uint8Array {
  try {
    if (point.length !== POINT || point[0] !== 4) throw new RangeError('point')
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => Buffer.from(half).toString('base64url'))
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' })
    return diffieHellman({ privateKey, publicKey })
  } catch {
    throw new KeyError('open-failed')
  }
}
