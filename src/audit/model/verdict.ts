import type { Bytes, Micros, Uuid } from '#platform/pure/bytes/index.ts'
import type { Sha256 } from './merkle.ts'
import type { VerifierKey, VerifyEd25519 } from './note.ts'

/** A row of a stream. */
export type EntryRow = {
  readonly stream: Uuid
  readonly seq: number
  readonly receivedAt: Micros
  readonly entryHash: Uint8Array
  readonly head: Uint8Array
  /** The opened entry, where the caller holds the key: its hash is checked too. */
  readonly opened?: Uint8Array
}

/** `index` is the place in the log; `null` while the sequencer has not placed it, then `bytes` count for heads only. */
export type LeafRow = { readonly index: number | null; readonly bytes: Uint8Array }

export type Rows<T> = Iterable<T> | AsyncIterable<T>

export type Evidence = {
  /** Ordered by stream, then seq. */
  readonly entries: Rows<EntryRow>
  /** Ordered by index, those without one last. */
  readonly leaves: Rows<LeafRow>
  /** Signed notes in the database. */
  readonly checkpoints: readonly string[]
  /** Signed notes copied outside the database; none when there is no copy. */
  readonly copies: readonly string[]
  readonly origin: string
  readonly keys: readonly VerifierKey[]
}

/** What a head is made of; `previous` is the head of seq - 1, 32 zero bytes before the first. */
export type ChainedRow = Omit<EntryRow, 'head' | 'opened'> & { readonly previous: Uint8Array }

export type Tools = {
  readonly sha256: Sha256
  readonly verifyEd25519: VerifyEd25519
  /** `headPreimage` and `entryPreimage` of `cases/file/hash.ts`. */
  readonly headPreimage: (row: ChainedRow) => Bytes
  readonly entryPreimage: (bytes: Uint8Array) => Bytes
}

export type FindingKind =
  | 'entry-out-of-place' // seq is not the one before plus one
  | 'head-differs' // the stored head is not the hash of its row
  | 'content-differs' // the opened entry does not have the stored hash
  | 'entry-missing' // a leaf names an entry that is not there
  | 'grant-unexplained' // somebody may open a stream in a way that no entry, hand-over, referral or import gives
  | 'entry-without-leaf' // nothing in the log accounts for the end of this stream
  | 'named-head-differs' // a leaf names another head for this entry
  | 'leaf-malformed'
  | 'leaf-out-of-place'
  | 'checkpoint-malformed' // not a note of this log, or not signed by its key
  | 'checkpoint-beyond-log' // it counts more leaves than there are
  | 'checkpoint-root-differs' // another tree than the leaves make
  | 'checkpoint-missing' // a copy exists outside, the database has lost it
  | 'copy-malformed'
  | 'copy-beyond-log'
  | 'copy-root-differs'
  | 'end-not-provable' // no outside copy covers these leaves: whoever holds the database and the log key could have changed them

/** `where`: `STREAM/SEQ`, `STREAM/REASON` of a grant, `leaf N`, `checkpoint N` (size), `copy N`, or `leaves from N`. Never content. */
export type Finding = { readonly kind: FindingKind; readonly where: string }

export type Verdict = {
  readonly findings: readonly Finding[]
  readonly counted: {
    entries: number
    streams: number
    leaves: number
    waiting: number
    checkpoints: number
    copies: number
  }
  /** Leaves [0, provenTo) are fixed by a sound copy outside the database. */
  readonly provenTo: number
}

export type Report = (kind: FindingKind, where: string) => void
