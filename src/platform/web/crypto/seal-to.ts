import { type Bytes, concat } from '../../pure/bytes/index.ts'
import { type Hmac, hpkeSchedule, SEAL_TO_INFO } from '../../pure/hpke/index.ts'

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/**
 * Seal unsent work to the instance: only its server opens it (`openSealed`), even when the person's passphrase is forgotten.
 * HPKE base mode (RFC 9180): ephemeral public key (65) ‖ ciphertext ‖ tag (16). `publicKey` is an uncompressed P-256 point;
 * rejects when it is none. `ephemeral` is given by vectors only.
 */
export async function sealTo(
  publicKey: Bytes,
  plaintext: Bytes,
  aad: Bytes,
  info: Bytes = SEAL_TO_INFO,
  ephemeral?: CryptoKeyPair,
): Promise<Bytes> {
  const recipient = await crypto.subtle.importKey('raw', publicKey, CURVE, true, [])
  const pair = ephemeral ?? (await crypto.subtle.generateKey(CURVE, false, ['deriveBits']))
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: recipient }, pair.privateKey, 256))
  const { key, nonce } = await hpkeSchedule(hmac, { dh, enc, recipient: publicKey, info })
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, aes, plaintext)
  return concat(enc, new Uint8Array(body))
}

const hmac: Hmac = async (key, data) => {
  const imported = await crypto.subtle.importKey('raw', concat(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, concat(data)))
}
