import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

/**
 * Signed notes (https://c2sp.org/signed-note), checkpoints in them (https://c2sp.org/tlog-checkpoint) and the cosignatures of witnesses
 * (https://c2sp.org/tlog-cosignature, `cosignature/v1`). Ed25519 only.
 */
const LOG = 1
const WITNESS = 4

export type Key = {
  readonly name: string
  /** First four bytes of SHA-256(name ‖ "\n" ‖ sort ‖ public key), hex. */
  readonly id: string
  /** 1 signs for a log, 4 cosigns for a witness. */
  readonly sort: typeof LOG | typeof WITNESS
  readonly publicKey: KeyObject
}

export const keyId = (name: string, sort: number, publicKey: Uint8Array): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(sort), publicKey]), 'hex').slice(0, 8)

/** The key of `NAME+ID+BASE64(sort ‖ public key)`; null when it is none, or its id is that of another key. */
export function parseKey(text: string): Key | null {
  const [, name, id, encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? []
  const bytes = fromBase64(encoded)
  if (name === undefined || id === undefined || bytes === null || bytes.length !== 33) return null
  const sort = bytes[0] === LOG ? LOG : WITNESS
  if (bytes[0] !== sort || keyId(name, sort, bytes.subarray(1)) !== id) return null
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') }
  return { name, id, sort, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) }
}

export type Note = {
  /** Ends in a newline. */
  readonly text: string
  readonly signatures: readonly { readonly name: string; readonly id: string; readonly bytes: Buffer }[]
}

/** The parts of a note; null when it is none. */
export function parseNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n')
  const lines = note.slice(end + 2).split('\n')
  if (end < 0 || lines.pop() !== '' || lines.length === 0 || lines.length > 100) return null
  const text = note.slice(0, end + 1)
  // oxlint-disable-next-line no-control-regex -- the specification excludes exactly these
  if (!text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/u.test(text)) return null
  const signatures = lines.flatMap((line) => {
    const [, name, encoded = ''] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? []
    const bytes = fromBase64(encoded)
    return name === undefined || bytes === null || bytes.length < 5
      ? []
      : [{ name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) }]
  })
  return signatures.length === lines.length ? { text, signatures } : null
}

/** Whether one of these keys has signed the note, and none of them wrongly. Signatures of others are passed over, as specified. */
export function isSigned(note: Note, keys: readonly Key[]): boolean {
  const known = note.signatures.flatMap((signature) =>
    keys.filter(({ name, id }) => name === signature.name && id === signature.id).map((key) => ({ key, signature })),
  )
  return known.length > 0 && known.every(({ key, signature: { bytes } }) => holds(key, note.text, bytes))
}

function holds({ sort, publicKey }: Key, text: string, bytes: Buffer): boolean {
  if (sort === LOG) return bytes.length === 64 && verify(null, Buffer.from(text), publicKey, bytes)
  if (bytes.length !== 72 || bytes.readUInt32BE(0) !== 0) return false
  return verify(null, Buffer.from(cosigned(text, bytes.readUInt32BE(4))), publicKey, bytes.subarray(8))
}

/** What a witness signs: the checkpoint, and when it saw it (seconds since 1970). */
export const cosigned = (text: string, seconds: number): string => `cosignature/v1\ntime ${seconds}\n${text}`

export type Checkpoint = {
  readonly origin: string
  readonly size: number
  /** Base64. */
  readonly root: string
}

/** The checkpoint that a text is; null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', ...more] = text.split('\n')
  const sound = origin !== '' && /^(0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size))
  if (!sound || fromBase64(root)?.length !== 32 || more.pop() !== '' || more.includes('')) return null
  return { origin, size: Number(size), root }
}

/** Bytes have one spelling; null for any other. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}
