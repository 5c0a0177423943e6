import { type Bytes, concat, utf8 } from '../bytes/index.ts'

/**
 * HPKE (RFC 9180), base mode, single shot, one suite: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
 * Only the key schedule stands here; the server and the browser bring their own HMAC, ECDH and AES.
 * Known answer: `cfrg/draft-irtf-cfrg-hpke` test-vectors.json (mode 0, kem 16, kdf 1, aead 2).
 */

/** HMAC-SHA256. A key shorter than 64 bytes equals itself padded with zeros, so "no salt" is given as 32 zero bytes. */
export type Hmac = (key: Uint8Array, data: Uint8Array) => Bytes | Promise<Bytes>

export type Exchange = {
  /** x coordinate of the shared point, 32 bytes. */
  readonly dh: Uint8Array
  /** Ephemeral public key, uncompressed, 65 bytes. */
  readonly enc: Uint8Array
  /** The instance's public key, uncompressed, 65 bytes. */
  readonly recipient: Uint8Array
  readonly info: Uint8Array
}

/** What both sides bind as `info` when something is sealed to the instance. */
export const SEAL_TO_INFO: Bytes = utf8('lindung/sealto/1')

/** Length of an uncompressed P-256 point. */
export const POINT = 65

const NO_SALT = new Uint8Array(32)
const EMPTY = new Uint8Array(0)
const VERSION = utf8('HPKE-v1')
const KEM = concat(utf8('KEM'), Uint8Array.of(0, 0x10))
const SUITE = concat(utf8('HPKE'), Uint8Array.of(0, 0x10, 0, 1, 0, 2))

/** AES-256-GCM key (32) and nonce (12) of the single message. */
export async function hpkeSchedule(
  hmac: Hmac,
  { dh, enc, recipient, info }: Exchange,
): Promise<{ key: Bytes; nonce: Bytes }> {
  const extract = (suite: Bytes, salt: Uint8Array, label: string, ikm: Uint8Array) =>
    hmac(salt, concat(VERSION, suite, utf8(label), ikm))
  const expand = async (suite: Bytes, prk: Uint8Array, label: string, context: Uint8Array, length: number) =>
    (await hmac(prk, concat(Uint8Array.of(0, length), VERSION, suite, utf8(label), context, Uint8Array.of(1)))).slice(
      0,
      length,
    )

  const shared = await expand(
    KEM,
    await extract(KEM, NO_SALT, 'eae_prk', dh),
    'shared_secret',
    concat(enc, recipient),
    32,
  )
  const pskIdHash = await extract(SUITE, NO_SALT, 'psk_id_hash', EMPTY)
  const context = concat(Uint8Array.of(0), pskIdHash, await extract(SUITE, NO_SALT, 'info_hash', info))
  const secret = await extract(SUITE, shared, 'secret', EMPTY)
  return {
    key: await expand(SUITE, secret, 'key', context, 32),
    nonce: await expand(SUITE, secret, 'base_nonce', context, 12),
  }
}
