import type pg from 'pg'
import { recordCommandLeaf } from '#audit/server/index.ts'
import type { BlobStore } from '#platform/server/blobs/index.ts'
import { inTransaction } from '#platform/server/db/owner.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import { beginEpoch, type NewEpoch } from './epoch.ts'
import type { Ledger } from './ledger.ts'
import { blobsOf, endStreams, lockStreams } from './store-erase.ts'

export type EraseDeps = {
  readonly keys: EpochKeys
  readonly blobs: BlobStore
  readonly ledger: Ledger
  readonly newId: () => string
  readonly now: () => Date
  /** Drops what this process holds of a stream; other processes are told through the database. */
  readonly forget?: (stream: string) => void
  /** See `beginEpoch`. */
  readonly grace?: number
  readonly rotate?: boolean
}

export type Erased = { readonly streams: readonly string[]; readonly epoch: NewEpoch | null }

/**
 * Erases a child's whole file, for ever, as `by` (a person's id): keys, content, summaries, late entries, attachments, grants; the list
 * it was imported from goes too. Hashes and places stay, so that the log still proves itself. Then a new epoch begins, after which no
 * older backup opens what was erased. Null when there is no such file, or it is erased already.
 */
export async function eraseFile(client: pg.Client, deps: EraseDeps, file: string, by: string): Promise<Erased | null> {
  const streams = await eraseStreams(client, deps, [file], by)
  if (streams.length === 0) return null
  const { grace, rotate } = deps
  const how = { ...(grace === undefined ? {} : { grace }), ...(rotate === undefined ? {} : { rotate }) }
  return { streams, epoch: await beginEpoch(client, deps.keys, how) }
}

/** Erases again what the ledger knows and the database does not: a backup older than an erasure was restored. Answers how many streams. */
export async function replayLedger(client: pg.Client, deps: EraseDeps): Promise<number> {
  const known = (await deps.ledger.read()).flatMap(({ streams }) => streams)
  if (known.length === 0) return 0
  const again = await eraseStreams(
    client,
    { ...deps, ledger: { ...deps.ledger, add: async () => undefined } },
    known,
    null,
  )
  return again.length
}

async function eraseStreams(client: pg.Client, deps: EraseDeps, ids: readonly string[], by: string | null) {
  const { streams, blobs } = await inTransaction(client, async () => {
    const found = await lockStreams(client, ids)
    if (found.length === 0) return { streams: found, blobs: [] }
    const files = await blobsOf(client, found)
    const at = deps.now()
    // Before the commit: a crash in between erases more, never less, when the ledger is replayed.
    await deps.ledger.add({ at: at.toISOString(), epoch: deps.keys.current(), streams: found })
    await endStreams(client, found)
    const concerns = found.map((stream) => ({ stream }))
    await recordCommandLeaf(client, { id: deps.newId(), at, actor: by, op: 'file.erase', outcome: 'ok', concerns })
    return { streams: found, blobs: files }
  })
  for (const blob of blobs) await deps.blobs.delete(blob)
  for (const stream of streams) deps.forget?.(stream)
  return streams
}
