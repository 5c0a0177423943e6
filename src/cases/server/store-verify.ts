import type pg from 'pg'
import { cursor } from '#platform/server/db/owner.ts'

export type ChainRow = {
  stream_id: string
  seq: number
  id: string
  received: number
  entry_hash: Buffer
  head: Buffer
  key_id: string
  sealed: Buffer | null
  erased: boolean
  epoch: number | null
  wrapped: Buffer | null
}

/** Every entry with what opens it, ordered by stream and place; inside a transaction. */
export function chainRows(client: pg.Client): AsyncGenerator<readonly ChainRow[]> {
  return cursor<ChainRow>(
    client,
    `select e.stream_id, e.seq, e.id, (extract(epoch from e.received_at) * 1000000)::bigint as received, e.entry_hash, e.head, e.key_id, e.sealed,
       coalesce(s.erased_at is not null, false) as erased, k.epoch, k.wrapped
     from cases.entry e left join cases.stream s on s.id = e.stream_id left join keys.stream_key k on k.stream_id = e.stream_id and k.key_id = e.key_id
     order by e.stream_id, e.seq`,
    [],
    2000,
  )
}

/** Streams that say they stand elsewhere than at their last entry, and streams without any. */
export async function misplacedStreams(client: pg.Client): Promise<readonly { id: string; seq: number }[]> {
  const { rows } = await client.query<{ id: string; seq: number }>(
    `select s.id, s.seq from cases.stream s left join lateral (
       select e.seq, e.head from cases.entry e where e.stream_id = s.id order by e.seq desc limit 1) last on true
     where s.seq <> coalesce(last.seq, 0) or s.head <> coalesce(last.head, decode(repeat('00', 32), 'hex'))`,
  )
  return rows
}
