import { type Bytes, concat, fromBase64, fromHex, toBase64, toHex, utf8 } from '#platform/pure/bytes/index.ts'
import type { Sha256 } from './merkle.ts'

/**
 * Signed notes (https://c2sp.org/signed-note), Ed25519 only: text that ends in a newline, an empty line, then signature lines
 * `— NAME BASE64(key hash (4) ‖ signature)`. Compatible with Go's `golang.org/x/mod/sumdb/note`.
 */
export type VerifierKey = {
  readonly name: string
  /** First four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key), hex. */
  readonly keyHash: string
  /** Ed25519, 32 bytes. */
  readonly publicKey: Bytes
}

export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

type NoteSignature = { readonly name: string; readonly keyHash: string; readonly signature: Bytes }

const ED25519 = Uint8Array.of(1)
const MAX_SIGNATURES = 100
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u

/** The key of a name, with its hash. Names hold neither white space nor `+`; throws `SyntaxError`. */
export function verifierKey(sha256: Sha256, name: string, publicKey: Uint8Array): VerifierKey {
  if (!/^[^\s+]+$/u.test(name)) throw new SyntaxError('note: key name')
  if (publicKey.length !== 32) throw new SyntaxError('note: public key')
  const hash = sha256(concat(utf8(`${name}\n`), ED25519, publicKey))
  return { name, keyHash: toHex(hash.subarray(0, 4)), publicKey: concat(publicKey) }
}

/** `NAME+HASH+BASE64(0x01 ‖ public key)`: how a verifier key is handed to outsiders. */
export function formatVkey(key: VerifierKey): string {
  return `${key.name}+${key.keyHash}+${toBase64(concat(ED25519, key.publicKey))}`
}

/** The inverse; throws `SyntaxError` when malformed, of another algorithm, or when the hash does not fit. */
export function parseVkey(sha256: Sha256, vkey: string): VerifierKey {
  const [, name, keyHash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(vkey) ?? []
  const bytes = fromBase64(encoded ?? '')
  if (name === undefined || bytes[0] !== 1) throw new SyntaxError('note: vkey')
  const key = verifierKey(sha256, name, bytes.subarray(1))
  if (key.keyHash !== keyHash) throw new SyntaxError('note: vkey hash')
  return key
}

/** Who signs a note: a key, and the Ed25519 signature of a message under it. */
export type Signs = { readonly key: VerifierKey; readonly sign: (message: Uint8Array) => Uint8Array }

/** A note of `text` with a signature of each signer. Throws `SyntaxError` on a text that no note may hold. */
export function signNote(text: string, signers: readonly Signs[]): string {
  assertText(text)
  const message = utf8(text)
  const lines = signers.map(
    ({ key, sign }) => `— ${key.name} ${toBase64(concat(fromHex(key.keyHash), sign(message)))}\n`,
  )
  return `${text}\n${lines.join('')}`
}

/**
 * The text of a note signed by at least one of `keys`, and who of them signed. `undefined` when malformed, when nobody known
 * signed, or when a known key's signature is wrong. Signatures of unknown keys (witnesses to come) are passed over, as specified.
 */
export function openNote(
  note: string,
  keys: readonly VerifierKey[],
  verifyEd25519: VerifyEd25519,
): { text: string; signers: readonly string[] } | undefined {
  const parsed = parseNote(note)
  if (parsed === undefined) return undefined
  const message = utf8(parsed.text)
  const signers = new Set<string>()
  for (const { name, keyHash, signature } of parsed.signatures) {
    const key = keys.find((known) => known.name === name && known.keyHash === keyHash)
    if (key === undefined) continue
    if (signature.length !== 64 || !verifyEd25519(key.publicKey, message, signature)) return undefined
    signers.add(name)
  }
  return signers.size === 0 ? undefined : { text: parsed.text, signers: [...signers] }
}

function parseNote(note: string): { text: string; signatures: NoteSignature[] } | undefined {
  const end = note.lastIndexOf('\n\n')
  const lines = note.slice(end + 2).split('\n')
  if (end < 0 || lines.pop() !== '' || lines.length === 0 || lines.length > MAX_SIGNATURES) return undefined
  try {
    const text = note.slice(0, end + 1)
    assertText(text)
    return { text, signatures: lines.map(parseSignature) }
  } catch {
    return undefined
  }
}

function parseSignature(line: string): NoteSignature {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? []
  const bytes = fromBase64(encoded ?? '')
  if (name === undefined || bytes.length < 5) throw new SyntaxError('note: signature line')
  return { name, keyHash: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

/** Well-formed Unicode without control characters other than the newline, and with one at its end. */
function assertText(text: string): void {
  // oxlint-disable-next-line no-control-regex -- the specification excludes exactly these
  if (!text.endsWith('\n') || !text.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/u.test(text))
    throw new SyntaxError('note: text')
}
