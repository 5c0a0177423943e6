import type pg from 'pg'
import type { EntryRow, Finding } from '#audit/index.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import { openEntry, type StreamKey, unwrapKey } from './sealed.ts'
import { type ChainRow, chainRows, misplacedStreams, strangeGrants } from './store-verify.ts'

/**
 * The rows of every stream for the verifier, opened where keys are given. Content that should open and does not is handed on as no bytes at
 * all, whose hash is nobody's: the verifier reports it.
 */
export async function* entryRows(client: pg.Client, keys: EpochKeys | null): AsyncGenerator<EntryRow> {
  let [stream, key]: [string, StreamKey | null] = ['', null]
  for await (const rows of chainRows(client)) {
    for (const row of rows) {
      if (stream !== row.stream_id && keys !== null) [stream, key] = [row.stream_id, keyOf(keys, row)]
      yield {
        stream: row.stream_id,
        seq: row.seq,
        receivedAt: row.received,
        entryHash: new Uint8Array(row.entry_hash),
        head: new Uint8Array(row.head),
        ...(keys === null || row.erased ? {} : { opened: opened(key, row) }),
      }
    }
  }
}

const NOTHING = new Uint8Array(0)

function keyOf(keys: EpochKeys, { stream_id, key_id, epoch, wrapped }: ChainRow): StreamKey | null {
  if (epoch === null || wrapped === null) return null
  try {
    return unwrapKey(keys, stream_id, { key_id, epoch, wrapped })
  } catch {
    return null
  }
}

function opened(key: StreamKey | null, { seq, id, sealed }: ChainRow): Uint8Array {
  if (key === null || sealed === null) return NOTHING
  try {
    return openEntry(key, { seq, id }, sealed)
  } catch {
    return NOTHING
  }
}

/** Streams whose own row disagrees with their entries, and those that somebody may open without a reason. */
export async function streamFaults(client: pg.Client): Promise<readonly Finding[]> {
  const misplaced = await misplacedStreams(client)
  const strange = await strangeGrants(client)
  return [
    ...misplaced.map(({ id, seq }): Finding => ({ kind: 'head-differs', where: `${id}/${seq}` })),
    ...strange.map(({ stream_id, reason }): Finding => ({
      kind: 'grant-unexplained',
      where: `${stream_id}/${reason}`,
    })),
  ]
}
