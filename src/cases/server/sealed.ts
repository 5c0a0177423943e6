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

/**
 * The folded state as the stream's summary, bound to its sequence number. Deflated before it is sealed, a quarter of its size: it travels
 * at every append and by thousands in a list (docs/formats.md section 3).
 */
export function sealSummary(key: StreamKey, state: StreamState) {
  return sealSummaryText(key, state.seq, JSON.stringify(state))
}

/** The same, from the state's JSON. */
export function sealSummaryText({ stream, keyId, key }: StreamKey, seq: number, text: string) {
  const packed = Buffer.concat([DEFLATED, deflateRawSync(text, DEFLATE)])
  return Buffer.from(seal(key, packed, summaryAad({ stream, keyId, seq })))
}

export function openSummary(key: StreamKey, seq: number, sealed: Uint8Array): StreamState {
  // Sealed by this program under this stream's key: nobody else could have written it.
  return JSON.parse(openSummaryText(key, seq, sealed)) as StreamState
}

/** The state's JSON. Throws `KeyError('open-failed')` for another key, stream or sequence number, and for changed bytes. */
export function openSummaryText({ stream, keyId, key }: StreamKey, seq: number, sealed: Uint8Array): string {
  const packed = open(key, sealed, summaryAad({ stream, keyId, seq }))
  return textOf(packed[0] === DEFLATED[0] ? inflateRawSync(packed.subarray(1), INFLATE) : packed)
}

/** First byte of a deflated summary; one that begins with a brace is bare JSON. */
const DEFLATED = Uint8Array.of(1)
/** Little memory for each call: what is taken outside the heap by every append is what makes the garbage collector run. */
const DEFLATE = { level: 1, memLevel: 5, windowBits: 12, chunkSize: 4096 } as const
/** A window as large as any summary was ever deflated with. */
const INFLATE = { windowBits: 13, chunkSize: 8192 } as const

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
