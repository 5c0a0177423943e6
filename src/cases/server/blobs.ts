import type { KeyObject } from 'node:crypto'
import { type BytesAnswer, type Route, route } from '#access/server/index.ts'
import { chunkCount, UPLOAD_CHUNK } from '#platform/pure/attachments/index.ts'
import type { Allowance } from '#platform/pure/allowance.ts'
import { fromBase64 } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { type BlobStore, completeUpload, readBlob, receiveChunk } from '#platform/server/blobs/index.ts'
import { readAtMost } from '#platform/server/http/body.ts'
import { type EpochKeys, keyFromBytes } from '#platform/server/keys/index.ts'
import * as contract from '../contract.ts'
import { type Attachment, trustedEntry } from '../file/entry.ts'
import { metered } from './metered.ts'
import { openEntry, unwrapKey } from './sealed.ts'
import { blobDone, blobOpen, type BlobRow, blobToRead, lateBlobToRead } from './store.ts'

type Deps = { readonly keys: EpochKeys; readonly blobs: BlobStore; readonly attachmentsOfDay: Allowance }

/**
 * Attachments. An accepted entry announces one with its size, hash, type and key; its bytes follow in chunks, in any order, as often as
 * needed. What is kept is encrypted under the key that stands in the sealed entry: when the stream's key is gone nothing opens it.
 */
export function blobRoutes(deps: Deps): readonly Route[] {
  return [
    route(contract.putBlobChunk, async ({ params: { blob, chunk } }, run, wire) => {
      // Before the transaction: a slow sender holds no connection.
      const body = wire.body()
      const bytes = body === null ? new Uint8Array(0) : await readAtMost(body, UPLOAD_CHUNK)
      return metered(
        deps.attachmentsOfDay,
        run,
        bytes.length,
      )(async ({ tx }) => {
        const [row] = await tx.run(blobOpen, [blob])
        const claim = getClaim(deps, row, blob)
        const done = row?.done === true || (await take(deps, claim, chunk, bytes))
        if (done && row?.done !== true) void tx.run(blobDone, [blob])
        return { answer: await stateOf(deps.blobs, claim, done), concerns: concernOf(row) }
      })
    }),

    route(contract.readBlobState, ({ params: { blob } }, run) =>
      run(async ({ tx }) => {
        const [row] = await tx.run(blobOpen, [blob])
        const claim = getClaim(deps, row, blob)
        return { answer: await stateOf(deps.blobs, claim, row?.done === true), concerns: concernOf(row) }
      }),
    ),

    route(contract.readBlob, ({ params: { blob } }, run) =>
      run(async ({ tx }) => {
        const [placed] = await tx.run(blobToRead, [blob])
        const [row = placed] = placed === undefined ? await tx.run(lateBlobToRead, [blob]) : []
        const claim = getClaim(deps, row, blob)
        if (row?.done !== true || !(await deps.blobs.has(blob))) throw new Problem('not-found')
        const answer: BytesAnswer = {
          bytes: streamOf(readBlob(deps.blobs, blob, keyOf(claim))),
          type: claim.type,
          // A name of its own: what the worker called it is content, and stays in the entry.
          fileName: blob,
        }
        const concerns =
          placed === undefined ? concernOf(row) : [{ stream: placed.stream_id, seq: placed.seq, head: placed.head }]
        return { answer, concerns }
      }),
    ),
  ]
}

/** What the announcing entry says of the attachment; "not found" also when the stream was erased or never granted. */
function getClaim({ keys }: Deps, row: BlobRow | undefined, blob: string): Attachment {
  if (row === undefined || row.sealed === null) throw new Problem('not-found')
  const bytes = openEntry(unwrapKey(keys, row.stream_id, row), { seq: row.seq, id: row.id }, row.sealed)
  const claim = trustedEntry(bytes).files.find(({ id }) => id === blob)
  if (claim === undefined) throw new Problem('not-found')
  return claim
}

/** Keeps a chunk; when it was the last one missing, checks the whole and says that it is complete. */
async function take({ blobs }: Deps, claim: Attachment, chunk: number, bytes: Uint8Array): Promise<boolean> {
  if (!(await blobs.has(claim.id))) {
    const kept = await receiveChunk(blobs, keyOf(claim), claim, chunk, bytes)
    if (!kept.ok) throw refusal(kept.code)
    if ((await blobs.listChunks(claim.id)).length < chunkCount(claim)) return false
  }
  const outcome = await completeUpload(blobs, keyOf(claim), claim, keyOf(claim))
  if (outcome.ok) return true
  // Two last chunks met, or one was damaged: the sender sees from the state what to send again.
  if (outcome.code === 'chunks-missing') return blobs.has(claim.id)
  throw refusal(outcome.code)
}

/** `chunk-wrong`: the sender cut it wrongly. Everything else is about the content, and stays so however often it is sent. */
function refusal(code: string): Problem {
  if (code === 'too-large') return new Problem('too-large')
  if (code === 'chunk-wrong') return new Problem('bad-input', { faults: [{ path: ['body'], rule: code }] })
  return new Problem('unreadable-file', { reason: code })
}

async function stateOf(blobs: BlobStore, claim: Attachment, complete: boolean) {
  const all = Array.from({ length: chunkCount(claim) }, (_, i) => i)
  const received = complete ? all : [...(await blobs.listChunks(claim.id))]
  return { size: claim.size, chunk: UPLOAD_CHUNK, received, complete }
}

/** Waiting chunks and the complete file are under the same key; the complete one derives its own from it (`blobs/stream.ts`). */
function keyOf({ key }: Attachment): KeyObject {
  try {
    return keyFromBytes(fromBase64(key))
  } catch {
    // The envelope checks how long it is, not what it is: such an attachment can never be kept, and is no fault of ours.
    throw refusal('key-wrong')
  }
}

/** What is set aside has no place in the stream. */
const concernOf = (row: BlobRow | undefined) =>
  row === undefined ? [] : [row.seq === 0 ? { stream: row.stream_id } : { stream: row.stream_id, seq: row.seq }]

/** As `ReadableStream.from`, which the types of Node do not have yet. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next: IteratorResult<Uint8Array, unknown> = await pieces.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => void (await pieces.return(undefined)),
  })
}
