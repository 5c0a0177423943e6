import {
  type Bytes,
  concat,
  exactly,
  type Micros,
  type Uuid,
  u64,
  utf8,
  uuidBytes,
} from '#platform/pure/bytes/index.ts'

/**
 * The bytes under every hash and every seal of a child's file. Fixed widths, so that no two different rows share bytes.
 * Formats with known answers: `docs/formats.md` sections 2 and 3, `test/vectors/formats/entry.json`.
 */

/** What `head` chains: one row of a stream. `received_at` is the server's clock in microseconds since the epoch, UTC. */
export type HeadInput = {
  readonly stream: Uuid
  /** 1 for the first entry of the stream, then without gaps. */
  readonly seq: number
  readonly receivedAt: Micros
  /** 32 bytes. */
  readonly entryHash: Uint8Array
  /** Head of the row before, 32 bytes; `NO_HEAD` for seq 1. */
  readonly previous: Uint8Array
}

/** The head before the first entry: 32 zero bytes. */
export const NO_HEAD: Bytes = new Uint8Array(32)

const ENTRY_TAG = utf8('lindung/entry/1\n')
const HEAD_TAG = utf8('lindung/head/1\n')
const SUMMARY_TAG = utf8('summary')

/** `entry_hash = SHA-256` of these bytes; `bytes` are the entry's UTF-8 exactly as its author wrote them. */
export function entryPreimage(bytes: Uint8Array): Bytes {
  return concat(ENTRY_TAG, bytes)
}

/** `head = SHA-256` of these 111 bytes: tag 15, stream 16, seq 8, received_at 8, entry_hash 32, previous head 32. */
export function headPreimage(row: HeadInput): Bytes {
  return concat(
    HEAD_TAG,
    uuidBytes(row.stream),
    u64(row.seq),
    u64(row.receivedAt),
    exactly(32, row.entryHash, 'entry_hash'),
    exactly(32, row.previous, 'previous head'),
  )
}

/** Associated data of a sealed entry, 56 bytes: a row moved to another stream, place, id or key no longer opens. */
export function entryAad(row: { stream: Uuid; seq: number; id: Uuid; keyId: Uuid }): Bytes {
  return concat(uuidBytes(row.stream), u64(row.seq), uuidBytes(row.id), uuidBytes(row.keyId))
}

/** Associated data of a sealed summary, 47 bytes; `seq` is the last entry that the summary has folded. */
export function summaryAad(row: { stream: Uuid; seq: number; keyId: Uuid }): Bytes {
  return concat(SUMMARY_TAG, uuidBytes(row.stream), u64(row.seq), uuidBytes(row.keyId))
}
