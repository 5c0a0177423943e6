import { createHmac, createPrivateKey, type KeyObject, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import {
  type Bytes,
  concat,
  fromBase64,
  fromUtf8,
  readU32,
  readU64,
  toBase64,
  u32,
  u64,
  type Uuid,
  utf8,
  uuidBytes,
  uuidFromBytes,
} from '../../pure/bytes/index.ts'
import { carryAad, type EpochKeys, openKey, type Wrapped } from './epoch.ts'
import { KeyError } from './errors.ts'
import { keyFromBytes, open, seal } from './seal.ts'

/**
 * The key bundle `lindung/bundle/1`: what a data backup does not hold. Layout in `docs/formats.md` section 5.
 *
 *     "lindung/bundle/1\n" ‖ u32 header length ‖ header (JSON) ‖ records of 84 bytes ‖ HMAC-SHA256 of all before (32)
 *     record = key id (16) ‖ epoch (8) ‖ wrapped key (60)
 *
 * An old bundle and its passphrase open an old backup, what was erased since included: after an erasure old bundles are destroyed.
 */
const MAGIC = utf8('lindung/bundle/1\n')
const RECORD = 16 + 8 + 60
const MAC = 32
const SECRET_TAG = utf8('lindung/bundle/1 secret')

export type WrappedKey = Wrapped & { readonly keyId: Uuid }

export type Bundle = {
  readonly epochs: ReadonlyMap<number, KeyObject>
  readonly keys: readonly WrappedKey[]
  /** Long-lived private keys by file name (`filePrivateKey`). */
  readonly secrets: ReadonlyMap<string, KeyObject>
}

type Header = {
  scrypt: { n: number; r: 8; p: 1; salt: string }
  epochs: { epoch: number; sealed: string }[]
  secrets: { name: string; sealed: string }[]
}

/** 128 MiB and about half a second: RFC 7914 with N = 2^17, r = 8, p = 1 (OWASP's recommendation). */
const SCRYPT_N = 2 ** 17

/** All keys in one file, under a passphrase. `scryptN` is lowered by tests only. */
export async function exportBundle(
  from: { epochKeys: EpochKeys; keys: Iterable<WrappedKey>; secrets: ReadonlyMap<string, KeyObject> },
  passphrase: string,
  scryptN: number = SCRYPT_N,
): Promise<Bytes> {
  const salt = randomBytes(32)
  const { kek, mac } = await stretch(passphrase, salt, scryptN)
  const header: Header = {
    scrypt: { n: scryptN, r: 8, p: 1, salt: toBase64(salt) },
    epochs: from.epochKeys.carry(kek).map(({ epoch, sealed }) => ({ epoch, sealed: toBase64(sealed) })),
    secrets: [...from.secrets].map(([name, key]) => ({ name, sealed: toBase64(sealPrivate(kek, name, key)) })),
  }
  const head = utf8(JSON.stringify(header))
  const records = [...from.keys].map((key) => concat(uuidBytes(key.keyId), u64(key.epoch), key.wrapped))
  const body = concat(MAGIC, u32(head.length), head, ...records)
  return concat(body, createHmac('sha256', mac).update(body).digest())
}

/** The keys of a bundle. Throws `KeyError`: 'bundle-malformed', 'bundle-passphrase-wrong' (which also means: changed). */
export async function openBundle(bundle: Uint8Array, passphrase: string): Promise<Bundle> {
  const { header, records } = parse(bundle)
  const { kek, mac } = await stretch(passphrase, fromBase64(header.scrypt.salt), header.scrypt.n)
  const end = bundle.length - MAC
  const wanted = createHmac('sha256', mac).update(bundle.subarray(0, end)).digest()
  if (!timingSafeEqual(wanted, bundle.subarray(end))) throw new KeyError('bundle-passphrase-wrong')
  const epochs = header.epochs.map(
    ({ epoch, sealed }) => [epoch, openKey(kek, fromBase64(sealed), carryAad(epoch))] as const,
  )
  const secrets = header.secrets.map(({ name, sealed }) => [name, openPrivate(kek, name, fromBase64(sealed))] as const)
  return { epochs: new Map(epochs), keys: records, secrets: new Map(secrets) }
}

function parse(bundle: Uint8Array): { header: Header; records: WrappedKey[] } {
  try {
    if (fromUtf8(bundle.subarray(0, MAGIC.length)) !== fromUtf8(MAGIC)) throw new SyntaxError('magic')
    const start = MAGIC.length + 4
    const length = readU32(bundle, MAGIC.length)
    const header = JSON.parse(fromUtf8(bundle.subarray(start, start + length))) as Header // authenticated right after, before use
    const { n, r, p, salt } = header.scrypt
    const sound =
      Number.isInteger(Math.log2(n)) && n >= 2 && n <= 2 ** 20 && r === 8 && p === 1 && fromBase64(salt).length === 32
    const rows = bundle.subarray(start + length, bundle.length - MAC)
    if (!sound || rows.length % RECORD !== 0) throw new SyntaxError('header')
    const records = Array.from({ length: rows.length / RECORD }, (_, i) =>
      parseRecord(rows.slice(i * RECORD, (i + 1) * RECORD)),
    )
    return { header, records }
  } catch {
    throw new KeyError('bundle-malformed')
  }
}

function parseRecord(row: Uint8Array): WrappedKey {
  return {
    keyId: uuidFromBytes(row.subarray(0, 16)),
    epoch: readU64(row, 16),
    wrapped: new Uint8Array(row.subarray(24)),
  }
}

async function stretch(passphrase: string, salt: Uint8Array, n: number): Promise<{ kek: KeyObject; mac: Buffer }> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const options = { N: n, r: 8, p: 1, maxmem: 128 * 8 * n * 2 }
    scrypt(passphrase.normalize('NFKC'), salt, 64, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
  return { kek: keyFromBytes(bytes.subarray(0, 32)), mac: bytes.subarray(32) }
}

function sealPrivate(kek: KeyObject, name: string, key: KeyObject): Bytes {
  const der = key.export({ format: 'der', type: 'pkcs8' })
  const sealed = seal(kek, der, concat(SECRET_TAG, utf8(name)))
  der.fill(0)
  return sealed
}

function openPrivate(kek: KeyObject, name: string, sealed: Uint8Array): KeyObject {
  const der = open(kek, sealed, concat(SECRET_TAG, utf8(name)))
  const key = createPrivateKey({ key: Buffer.from(der.buffer), format: 'der', type: 'pkcs8' })
  der.fill(0)
  return key
}
