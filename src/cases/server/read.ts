import { fromUtf8 } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { GrantReason, StreamKind } from '../file/kind.ts'
import { openEntry, unwrapKey } from './sealed.ts'
import { type EntryRow, entriesAfter, findStream, streamsOfFile } from './store.ts'

/** An entry as its author wrote it, with its place. An erased one is not among them: only its hashes are left. */
export type PlacedEntry = { readonly seq: number; readonly receivedAt: number; readonly text: string }

export type OpenedStream = {
  readonly id: string
  readonly kind: StreamKind
  readonly seq: number
  readonly head: string
  readonly reasons: readonly GrantReason[]
  readonly entries: readonly PlacedEntry[]
}

type Deps = { readonly keys: EpochKeys }
type StreamRow = { id: string; kind: string; seq: number; head: string; reasons: string[] }

/** Opens the rows of one stream. The key is unwrapped once and kept for no longer than this. */
export function openEntries({ keys }: Deps, rows: readonly EntryRow[]): readonly PlacedEntry[] {
  const [first] = rows
  if (first === undefined) return []
  const key = unwrapKey(keys, first.stream_id, first)
  return rows.flatMap(({ seq, id, received, sealed }) =>
    sealed === null ? [] : [{ seq, receivedAt: received, text: fromUtf8(openEntry(key, { seq, id }, sealed)) }],
  )
}

/** One stream with all its entries. */
export async function openStream(deps: Deps, tx: Transaction, stream: StreamRow): Promise<OpenedStream> {
  const rows = await tx.run(entriesAfter, [stream.id, 0])
  // Kinds and reasons come from columns whose checks name exactly these.
  const { kind, reasons } = stream as { kind: StreamKind; reasons: GrantReason[] }
  return { id: stream.id, kind, seq: stream.seq, head: stream.head, reasons, entries: openEntries(deps, rows) }
}

/** The granted streams of a file, or the problem that says neither whether it exists nor who has it. */
export async function getStreamsOfFile(tx: Transaction, file: string): Promise<readonly StreamRow[]> {
  const rows = await tx.run(streamsOfFile, [file])
  if (rows.length === 0) throw new Problem('not-found')
  return rows
}

/** One granted stream, or the same problem. */
export async function getStream(tx: Transaction, stream: string) {
  const [row] = await tx.run(findStream, [stream])
  if (row === undefined) throw new Problem('not-found')
  return row
}

/** What a leaf says of streams that were read. */
export function concernsOf(streams: readonly { id: string; seq: number; head: string }[]) {
  return streams.map(({ id, seq, head }) => (seq === 0 ? { stream: id } : { stream: id, seq, head }))
}
