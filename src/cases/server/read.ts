import { Problem } from '#platform/pure/problem.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { GrantReason, StreamKind } from '../file/kind.ts'
import { openEntryText, type StreamKey, unwrapKey } from './sealed.ts'
import {
  blobsAwaited,
  type EntryRow,
  entriesAfter,
  entriesOfFile,
  findStream,
  type StreamRow,
  streamsOfFile,
} from './store.ts'

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
type StreamHead = Pick<StreamRow, 'id' | 'kind' | 'seq' | 'head' | 'reasons'>

/** Opens the rows of one stream. The key is unwrapped once and kept for no longer than this. */
export function openEntries({ keys }: Deps, rows: readonly EntryRow[]): readonly PlacedEntry[] {
  const [first] = rows
  if (first === undefined) return []
  return openedWith(unwrapKey(keys, first.stream_id, first), rows)
}

type SealedRow = Pick<EntryRow, 'seq' | 'id' | 'received' | 'sealed'>

function openedWith(key: StreamKey, rows: readonly SealedRow[]): readonly PlacedEntry[] {
  return rows.flatMap(({ seq, id, received, sealed }) =>
    sealed === null ? [] : [{ seq, receivedAt: received, text: openEntryText(key, { seq, id }, sealed) }],
  )
}

/** One stream with all its entries. */
export async function openStream(deps: Deps, tx: Transaction, stream: StreamHead): Promise<OpenedStream> {
  return { ...headOf(stream), entries: openEntries(deps, await tx.run(entriesAfter, [stream.id, 0])) }
}

/** What is asked of a file in one network wait: its granted streams, and the entries of all but its identity stream. */
export function askForFile(tx: Transaction, file: string) {
  return Promise.all([tx.run(streamsOfFile, [file]), tx.run(entriesOfFile, [file])])
}

/** What `askForFile` brings. */
export type FileRows = Awaited<ReturnType<typeof askForFile>>

/** Opens what `askForFile` brought: every stream but the identity. */
export function openFile({ keys }: Deps, [streams, entries]: FileRows): readonly OpenedStream[] {
  const byStream = Map.groupBy(entries, ({ stream_id }) => stream_id)
  return streams
    .filter(({ kind }) => kind !== 'identity')
    .map((stream) => {
      // One that arrived between the two questions is not in the head that the answer names.
      const rows = (byStream.get(stream.id) ?? []).filter(({ seq }) => seq <= stream.seq)
      return { ...headOf(stream), entries: openedWith(unwrapKey(keys, stream.id, stream), rows) }
    })
}

/** An entry that announces an attachment, as its writer's JSON spells it; a sentence that looks like it costs one question. */
const ANNOUNCES = /"files"\s*:\s*\[\s*\{/

/** Attachments announced in these streams whose bytes have not all arrived. Asks only where an entry announces one. */
export async function awaitedIn(tx: Transaction, streams: readonly OpenedStream[]): Promise<readonly string[]> {
  const some = streams.filter(({ entries }) => entries.some(({ text }) => ANNOUNCES.test(text)))
  if (some.length === 0) return []
  const rows = await tx.run(blobsAwaited, [some.map(({ id }) => id)])
  return rows.map(({ id }) => id)
}

function headOf(stream: StreamHead) {
  // Kinds and reasons come from columns whose checks name exactly these.
  const { id, kind, seq, head, reasons } = stream as StreamHead & { kind: StreamKind; reasons: GrantReason[] }
  return { id, kind, seq, head, reasons }
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
