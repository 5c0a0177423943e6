import { type KeyObject, randomBytes } from 'node:crypto'
import { chunkBounds, chunkCount, type Claim, refusalOfClaim } from '../../pure/attachments/index.ts'
import { type Bytes, concat, concatAll, toHex, u64, type Uuid, utf8, uuidBytes } from '../../pure/bytes/index.ts'
import { open, seal, sha256 } from '../keys/index.ts'
import { checkContent, type ContentRefusal } from './content.ts'
import type { BlobStore } from './disk.ts'
import { decryptStream, encryptStream } from './stream.ts'

export type ChunkOutcome = { ok: true } | { ok: false; code: ContentRefusal | 'chunk-wrong' }

/** `missing`: chunks to send (again); every other refusal has thrown the upload away. */
export type UploadOutcome =
  | { ok: true }
  | { ok: false; code: 'chunks-missing'; missing: readonly number[] }
  | { ok: false; code: ContentRefusal | 'hash-differs' }

const UPLOAD_TAG = utf8('lindung/upload/1')

/** Associated data of a waiting chunk, 40 bytes: tag 16, blob id 16, chunk number 8. */
function chunkAad(id: Uuid, chunk: number): Bytes {
  return concat(UPLOAD_TAG, uuidBytes(id), u64(chunk))
}

/** Seal one chunk of an upload under the key of that upload and keep it. Sending it again is harmless. */
export async function receiveChunk(
  store: BlobStore,
  uploadKey: KeyObject,
  claim: Claim,
  chunk: number,
  plaintext: Uint8Array,
): Promise<ChunkOutcome> {
  const code = refusalOfClaim(claim)
  if (code !== undefined) return { ok: false, code }
  if (plaintext.length !== chunkSize(claim, chunk)) return { ok: false, code: 'chunk-wrong' }
  await store.putChunk(claim.id, chunk, seal(uploadKey, plaintext, chunkAad(claim.id, chunk)))
  return { ok: true }
}

/**
 * All chunks are there: check hash, type and place data of the whole, then write it under the file's own key. Idempotent: an
 * upload that is complete stays so. Holds one file in memory (`refusalOfClaim` bounds it).
 */
export async function completeUpload(
  store: BlobStore,
  uploadKey: KeyObject,
  claim: Claim,
  fileKey: KeyObject,
): Promise<UploadOutcome> {
  if (await store.has(claim.id)) return { ok: true }
  const impossible = refusalOfClaim(claim)
  if (impossible !== undefined) return { ok: false, code: impossible }
  const { parts, missing } = await openChunks(store, uploadKey, claim)
  if (missing.length > 0) return { ok: false, code: 'chunks-missing', missing }
  const bytes = concatAll(parts)
  const code = toHex(sha256(bytes)) === claim.sha256 ? await checkContent(bytes, claim.type) : 'hash-differs'
  if (code !== undefined) {
    await store.delete(claim.id)
    return { ok: false, code }
  }
  await store.complete(claim.id, encryptStream(fileKey, [bytes], randomBytes))
  return { ok: true }
}

/** The plaintext of a complete attachment, chunk by chunk; see `decryptStream` for what an error at the end means. */
export function readBlob(store: BlobStore, id: Uuid, fileKey: KeyObject): AsyncGenerator<Bytes> {
  return decryptStream(fileKey, store.read(id))
}

/** Plaintext size that this chunk must have; -1 when there is no such chunk. */
function chunkSize(claim: Claim, chunk: number): number {
  const bounds = chunkBounds(claim, chunk)
  return bounds === undefined ? -1 : bounds.to - bounds.from
}

/** A chunk that is damaged, or was sealed for another claim, counts as missing: it is simply sent again. */
async function openChunks(
  store: BlobStore,
  key: KeyObject,
  claim: Claim,
): Promise<{ parts: Bytes[]; missing: number[] }> {
  const [parts, missing]: [Bytes[], number[]] = [[], []]
  for (let chunk = 0; chunk < chunkCount(claim); chunk++) {
    const sealed = await store.readChunk(claim.id, chunk)
    const plaintext = sealed === undefined ? undefined : opened(key, sealed, chunkAad(claim.id, chunk))
    if (plaintext?.length === chunkSize(claim, chunk)) parts.push(plaintext)
    else missing.push(chunk)
  }
  return { parts, missing }
}

function opened(key: KeyObject, sealed: Bytes, aad: Bytes): Bytes | undefined {
  try {
    return open(key, sealed, aad)
  } catch {
    return undefined
  }
}
