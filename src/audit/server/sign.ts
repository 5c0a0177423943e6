import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Bytes } from '#platform/pure/bytes/index.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { type Checkpoint, formatCheckpoint } from '../model/checkpoint.ts'
import { formatVkey, signNote, type VerifierKey, type VerifyEd25519, verifierKey } from '../model/note.ts'

/** The log's signer: its key for outsiders (`vkey`), and signed notes. The private key stays inside. */
export type NoteSigner = {
  readonly key: VerifierKey
  readonly vkey: string
  /** The signed note of a text; throws `SyntaxError` on a text that no note may hold. */
  sign(text: string): string
  /** The signed note of a checkpoint whose origin is this signer's name. */
  signCheckpoint(tree: Omit<Checkpoint, 'origin'>): string
}

/** `privateKey` is Ed25519 (`filePrivateKey(directory, name, 'ed25519')`); `name` is the origin of the log. */
export function noteSigner(name: string, privateKey: KeyObject): NoteSigner {
  const key = verifierKey(sha256, name, rawPublicKey(privateKey))
  const signed = (text: string) => signNote(text, [{ key, sign: (message) => sign(null, message, privateKey) }])
  return Object.freeze({
    key,
    vkey: formatVkey(key),
    sign: signed,
    signCheckpoint: (tree: Omit<Checkpoint, 'origin'>) => signed(formatCheckpoint({ ...tree, origin: name })),
  })
}

/** Ed25519 (RFC 8032) with node:crypto; false, never a throw, for a key or signature of another length. */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const x = Buffer.from(publicKey).toString('base64url')
  return verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature)
}

function rawPublicKey(privateKey: KeyObject): Bytes {
  const { crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (crv !== 'Ed25519' || x === undefined) throw new RangeError('not an Ed25519 key')
  return new Uint8Array(Buffer.from(x, 'base64url'))
}
