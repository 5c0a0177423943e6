import { type Statement, statement } from '#platform/server/db/database.ts'

/** How an append stands before anything is written (`cases.append_open`). Columns are null where the mode has none. */
export type OpenedRow = {
  mode: 'append' | 'new' | 'quarantine' | 'denied'
  file_id: string | null
  kind: string | null
  seq: number
  head: Buffer
  /** Microseconds since the epoch; never before the stream's last entry. */
  received: number
  key_id: string | null
  epoch: number | null
  wrapped: Buffer | null
  summary: Buffer | null
  reasons: string[]
  known: readonly KnownEntry[]
}

/** An entry that was accepted before under the same id. */
export type KnownEntry = { id: string; seq: number; hash: string; head: string; received: number }

export const appendOpen: Statement<OpenedRow> = statement(
  'cases.append_open',
  'select * from cases.append_open($1, $2::uuid[])',
)

export const makeStream: Statement<object> = statement(
  'cases.make_stream',
  'select cases.make_stream($1, $2, $3, $4, $5, $6)',
)

export const appendCommit: Statement<object> = statement(
  'cases.append_commit',
  `select cases.append_commit($1, $2, $3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[], $7::text[], $8::bytea[], $9, $10, $11,
     $12::jsonb, $13::jsonb, $14)`,
)

export const setAside: Statement<{ outcome: 'quarantined' | 'other-content' | 'full' }> = statement(
  'cases.set_aside',
  'select cases.set_aside($1, $2, $3, $4, $5, $6::jsonb) as outcome',
)

/** The stream of the entry that was left out; null when it was not the caller's to decide. */
export const leaveAside: Statement<{ stream: string | null }> = statement(
  'cases.leave_aside',
  'select cases.leave_aside($1, $2) as stream',
)

/** A key as it lies in the database, with the stream it opens. */
type KeyColumns = { key_id: string; epoch: number; wrapped: Buffer }

export type EntryRow = KeyColumns & {
  stream_id: string
  seq: number
  id: string
  received: number
  sealed: Buffer | null
}

/** Entries of one granted stream after a sequence number, in order. */
export const entriesAfter: Statement<EntryRow> = statement(
  'cases.entries_after',
  `select e.stream_id, e.seq, e.id, (extract(epoch from e.received_at) * 1000000)::bigint as received, e.sealed,
     k.key_id, k.epoch, k.wrapped
   from cases.entry e join keys.stream_key k on k.stream_id = e.stream_id
   where e.stream_id = $1 and e.seq > $2 order by e.seq`,
)

export type StreamRow = KeyColumns & { id: string; kind: string; seq: number; head: string; reasons: string[] }

/** Granted streams of a file, with their keys. */
export const streamsOfFile: Statement<StreamRow> = statement(
  'cases.streams_of_file',
  `select id, kind, seq, encode(head, 'hex') as head, reasons, key_id, epoch, wrapped from cases.my_file($1)`,
)

/** Entries of a file's granted streams, without its identity stream and without what was erased; by stream, in order. */
export const entriesOfFile: Statement<Omit<EntryRow, keyof KeyColumns | 'sealed'> & { sealed: Buffer }> = statement(
  'cases.entries_of_file',
  'select stream_id, seq, id, received, sealed from cases.my_entries($1)',
)

/** One granted stream. */
export const findStream: Statement<{
  id: string
  file_id: string
  kind: string
  seq: number
  head: string
  reasons: string[]
}> = statement(
  'cases.stream',
  `select s.id, s.file_id, s.kind, s.seq, encode(s.head, 'hex') as head, access.my_reasons(s.id) as reasons
     from cases.stream s where s.id = $1 and s.erased_at is null`,
)

export type HeadRow = { id: string; file_id: string; kind: string; seq: number; reasons: string[] }

const GRANTED = `select s.id, s.file_id, s.kind, s.seq, encode(s.head, 'hex') as head, g.reasons
   from cases.stream s
   join (select stream_id, array_agg(reason) as reasons from access.my_grants() group by stream_id) g on g.stream_id = s.id
   where s.erased_at is null`

/** Sequence numbers of every granted stream of these kinds: the list asks only this, and opens what it has not opened before. */
export const grantedHeads: Statement<HeadRow> = statement(
  'cases.granted_heads',
  `${GRANTED} and s.kind = any ($1::text[])`,
)

/**
 * The same as one text of records of fixed width (`cases.my_heads`, migrations/0007-lists.sql). No row when there is none. A long list has
 * a hash; where that is among the hashes given, the text is null.
 */
export type HeadRecords = { hash: string | null; records: string | null }
export const headRecords: Statement<HeadRecords> = statement(
  'cases.head_records',
  'select hash, lines as records from cases.my_heads($1::text[], $2::text[])',
)

/** All granted streams with their heads and reasons, for sync. */
export const grantedStreams: Statement<HeadRow & { head: string }> = statement('cases.granted_streams', GRANTED)

export type SummaryRow = KeyColumns & { stream_id: string; seq: number; sealed: Buffer }

const SUMMARIES = `select m.stream_id, m.seq, m.sealed, k.key_id, k.epoch, k.wrapped
   from cases.summary m join keys.stream_key k on k.stream_id = m.stream_id`

/** Summaries of those of these streams that are granted. */
export const summariesOf: Statement<SummaryRow> = statement(
  'cases.summaries_of',
  'select stream_id, seq, sealed, key_id, epoch, wrapped from cases.my_summaries($1::uuid[])',
)

/** Summaries of every granted stream: with many misses, asking for them one by one is quadratic beside the policy's array. */
export const allSummaries: Statement<SummaryRow> = statement('cases.all_summaries', SUMMARIES)

/** The key is there for owners only: a writer who has left sees that their entry waits, not what it says. */
export const quarantined: Statement<
  { [column in keyof KeyColumns]: KeyColumns[column] | null } & {
    id: string
    stream_id: string
    by: string
    received: number
    sealed: Buffer | null
    entry_hash: Buffer
    file_id: string | null
    kind: string | null
  }
> = statement(
  'cases.quarantined',
  `select q.id, q.stream_id, q.by, (extract(epoch from q.received_at) * 1000000)::bigint as received, q.sealed, q.entry_hash,
     k.key_id, k.epoch, k.wrapped, s.file_id, s.kind
   from cases.quarantine q left join keys.stream_key k on k.stream_id = q.stream_id left join cases.stream s on s.id = q.stream_id
   where q.decided_at is null and ($1::uuid is null or q.id = $1) order by q.received_at`,
)

export type OwnLateRow = {
  id: string
  stream_id: string
  decided_at: Date | null
  decided_by: string | null
  taken: boolean | null
  left_because: string | null
}

/** What became of those of these late entries that the caller has written; the writer's own, whatever they may open now. */
export const ownLate: Statement<OwnLateRow> = statement(
  'cases.own_late',
  `select q.id, q.stream_id, q.decided_at, q.decided_by, q.taken, q.left_because
   from cases.quarantine q where q.id = any ($1::uuid[]) and q.by = access.me() order by q.received_at, q.id`,
)

/** Attachments of these late entries whose bytes have not all arrived; for who decides. */
export const lateAwaited: Statement<{ id: string; late_id: string }> = statement(
  'cases.late_awaited',
  'select id, late_id from cases.late_blob where late_id = any ($1::uuid[]) and done_at is null order by id',
)

export type BlobRow = KeyColumns & { stream_id: string; seq: number; id: string; sealed: Buffer | null; done: boolean }

/** The announcing entry of an attachment, for who may send its bytes. */
export const blobOpen: Statement<BlobRow> = statement('cases.blob_open', 'select * from cases.blob_open($1)')

export const blobDone: Statement<{ done: boolean }> = statement('cases.blob_done', 'select cases.blob_done($1) as done')

/** The same for who may read the stream: row security decides. */
export const blobToRead: Statement<BlobRow & { head: string }> = statement(
  'cases.blob_to_read',
  `select e.stream_id, e.seq, e.id, e.sealed, b.done_at is not null as done, k.key_id, k.epoch, k.wrapped, encode(e.head, 'hex') as head
   from cases.blob b join cases.entry e on e.stream_id = b.stream_id and e.seq = b.seq join keys.stream_key k on k.stream_id = b.stream_id
   where b.id = $1`,
)

/** The same of an entry that is set aside: for who decides. It has no place yet, and no head. */
export const lateBlobToRead: Statement<BlobRow> = statement(
  'cases.late_blob_to_read',
  `select q.stream_id, 0::bigint as seq, q.id, q.sealed, l.done_at is not null as done, k.key_id, k.epoch, k.wrapped
   from cases.late_blob l join cases.quarantine q on q.id = l.late_id join keys.stream_key k on k.stream_id = q.stream_id
   where l.id = $1 and q.decided_at is null`,
)

/** Attachments of granted streams whose bytes have not all arrived. */
export const blobsAwaited: Statement<{ id: string }> = statement(
  'cases.blobs_awaited',
  'select id from cases.blob where stream_id = any($1::uuid[]) and done_at is null order by id',
)
