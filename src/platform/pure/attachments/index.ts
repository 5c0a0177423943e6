/** What may be attached: asked by the browser before it sends, and by the server before it believes. Decision: `docs/adr/0007-attachments.md`. */
export { endingOf, typeOf } from './sniff.ts'

/** What an entry says about an attachment, without its key. */
export type Claim = {
  /** UUID, canonical text. */
  readonly id: string
  /** Plaintext bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  /** Media type, one of `attachmentTypes`. */
  readonly type: string
}

export type ClaimRefusal = 'type-not-allowed' | 'too-large' | 'empty'

/** Plaintext bytes of every upload chunk but the last. */
export const UPLOAD_CHUNK: number = 1024 * 1024

const MB = 1_000_000
const OFFICE = 'application/vnd.openxmlformats-officedocument'

/**
 * Allowed types and their largest size in bytes. Not HEIC: we cannot strip its place data, and telephones hand over JPEG when a page
 * asks for it. Not SVG, HTML, video, archives, or documents with macros.
 */
const ALLOWED: ReadonlyMap<string, number> = new Map([
  ['image/jpeg', 15 * MB],
  ['image/png', 15 * MB],
  ['image/webp', 15 * MB],
  ['application/pdf', 25 * MB],
  ['audio/mpeg', 25 * MB],
  ['audio/mp4', 25 * MB],
  ['audio/ogg', 25 * MB],
  ['audio/wav', 25 * MB],
  ['text/plain', 2 * MB],
  [`${OFFICE}.wordprocessingml.document`, 15 * MB],
  [`${OFFICE}.spreadsheetml.sheet`, 15 * MB],
  ['application/vnd.oasis.opendocument.text', 15 * MB],
])

/** Media types that may be attached, for `<input accept>`. */
export const attachmentTypes: readonly string[] = [...ALLOWED.keys()]

/** Whether a file of this type and size could be taken at all; `undefined` is yes. */
export function refusalOfClaim({ type, size }: { type: string; size: number }): ClaimRefusal | undefined {
  const most = ALLOWED.get(type)
  if (most === undefined) return 'type-not-allowed'
  if (!Number.isSafeInteger(size) || size < 1) return 'empty'
  return size <= most ? undefined : 'too-large'
}

/** Number of upload chunks of a file. */
export function chunkCount({ size }: { size: number }): number {
  return Math.ceil(size / UPLOAD_CHUNK)
}

/** Bounds of one upload chunk in the plaintext; `undefined` when there is no such chunk. */
export function chunkBounds(claim: { size: number }, chunk: number): { from: number; to: number } | undefined {
  if (!Number.isInteger(chunk) || chunk < 0 || chunk >= chunkCount(claim)) return undefined
  return { from: chunk * UPLOAD_CHUNK, to: Math.min(claim.size, (chunk + 1) * UPLOAD_CHUNK) }
}
