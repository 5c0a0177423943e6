import type pg from 'pg'
import { cursor } from '#platform/server/db/owner.ts'

/** A row of a stream; the columns of the stream itself come with its first entry only. */
export type ReplayRow = {
  stream_id: string
  seq: number
  id: string
  received: number
  sealed: Buffer | null
  key_id: string | null
  epoch: number | null
  wrapped: Buffer | null
  wake_at: Date | null
  summary_seq: number | null
  summary: Buffer | null
  grants: readonly GrantRow[] | null
}

export type GrantRow = { reason: string; person: string | null; team: string | null }

/** Every entry of every stream that is not erased, in order, in portions; inside a transaction. */
export function replayRows(client: pg.Client): AsyncGenerator<readonly ReplayRow[]> {
  const first = (column: string) => `case when e.seq = 1 then ${column} end`
  return cursor<ReplayRow>(
    client,
    `select e.stream_id, e.seq, e.id, (extract(epoch from e.received_at) * 1000000)::bigint as received, e.sealed,
       ${first('k.key_id')} as key_id, ${first('k.epoch')} as epoch, ${first('k.wrapped')} as wrapped, ${first('s.wake_at')} as wake_at,
       ${first('m.seq')} as summary_seq, ${first('m.sealed')} as summary,
       case when e.seq = 1 then (select jsonb_agg(jsonb_build_object('reason', g.reason, 'person', g.person_id, 'team', g.team_id))
         from access.grants g where g.stream_id = e.stream_id and (g.until is null or g.until > now())) end as grants
     from cases.entry e join cases.stream s on s.id = e.stream_id and s.erased_at is null
     left join keys.stream_key k on k.stream_id = e.stream_id left join cases.summary m on m.stream_id = e.stream_id
     order by e.stream_id, e.seq`,
    [],
    2000,
  )
}

export type SummaryToStore = {
  readonly stream: string
  readonly seq: number
  readonly sealed: Buffer
  readonly wakeAt: string | null
}

/** Stores summaries where the stream still stands at that entry: a writer meanwhile has stored a later one. */
export async function storeSummaries(client: pg.Client, all: readonly SummaryToStore[]): Promise<void> {
  await client.query(
    `with given as (select * from unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::timestamptz[]) as g(stream_id, seq, sealed, wake_at)),
       standing as (
         update cases.stream s set wake_at = date_trunc('hour', g.wake_at) from given g where s.id = g.stream_id and s.seq = g.seq returning s.id)
     insert into cases.summary (stream_id, seq, sealed)
     select g.stream_id, g.seq, g.sealed from given g join standing on standing.id = g.stream_id
     on conflict (stream_id) do update set seq = excluded.seq, sealed = excluded.sealed`,
    [
      all.map(({ stream }) => stream),
      all.map(({ seq }) => seq),
      all.map(({ sealed }) => sealed),
      all.map(({ wakeAt }) => wakeAt),
    ],
  )
}
