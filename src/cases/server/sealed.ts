import type { KeyObject } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { type EpochKeys, open, seal } from '#platform/server/keys/index.ts'
import { entryAad, summaryAad } from '../file/hash.ts'
import type { StreamState } from '../file/state.ts'

/** Sealing of one stream's rows. Keys stay `KeyObject`s and are not kept between requests. */
export type StreamKey = { readonly stream: string; readonly keyId: string; readonly key: KeyObject }

/** A stream's key from its wrapped form. */
export function unwrapKey(
  keys: EpochKeys,
  stream: string,
  row: { key_id: string; epoch: number; wrapped: Uint8Array },
): StreamKey {
  return { stream, keyId: row.key_id, key: keys.unwrap(row.key_id, row.wrapped, row.epoch) }
}

/** An entry's bytes under the stream's key, bound to their place: moved to another place or stream they do not open. */
export function sealEntry({ stream, keyId, key }: StreamKey, at: { seq: number; id: string }, bytes: Uint8Array) {
  return Buffer.from(seal(key, bytes, entryAad({ stream, keyId, ...at })))
}

/** The bytes of `sealEntry`. Throws `KeyError('open-failed')` for another key or place, and for changed bytes. */
export function openEntry({ stream, keyId, key }: StreamKey, at: { seq: number; id: string }, sealed: Uint8Array) {
  return open(key, sealed, entryAad({ stream, keyId, ...at }))
}

/** The text of an entry, as its author wrote it: checked to be UTF-8 when it was accepted. */
export function openEntryText(key: StreamKey, at: { seq: number; id: string }, sealed: Uint8Array): string {
  return textOf(openEntry(key, at, sealed))
}

/** The folded state as the stream's summary, bound to its sequence number. */
/** Deflated before it is sealed, a quarter of its size: it travels at every append and by thousands in a list (docs/formats.md section 3). */
export function sealSummary({ stream, keyId, key }: StreamKey, state: StreamState) {
  const packed = Buffer.concat([DEFLATED, deflateRawSync(JSON.stringify(state), SMALL)])
  return Buffer.from(seal(key, packed, summaryAad({ stream, keyId, seq: state.seq })))
}

export function openSummary({ stream, keyId, key }: StreamKey, seq: number, sealed: Uint8Array): StreamState {
  const packed = open(key, sealed, summaryAad({ stream, keyId, seq }))
  const bytes = packed[0] === DEFLATED[0] ? inflateRawSync(packed.subarray(1), SMALL) : packed
  // Sealed by this program under this stream's key: nobody else could have written it.
  return JSON.parse(textOf(bytes)) as StreamState
}

/** First byte of a deflated summary; one that begins with a brace is bare JSON. */
const DEFLATED = Uint8Array.of(1)
/** A window of 8 kB: most summaries are smaller, and setting up a larger one costs more than it saves. */
const SMALL = { level: 1, memLevel: 7, windowBits: 13 } as const

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
