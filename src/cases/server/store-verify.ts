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

/**
 * Grants that hold now and that the functions of the database never give: whoever writes rows past them can still make the application
 * open a file for them. What can be told without a key: the streams of a file are held alike; supervision belongs to the supervisors of a
 * team of somebody who has owned the file; a file has one owner; each reason has its sort of stream. Who was offered a file, and to
 * whom a referral went, stands in entries: `rebuild` looks at those.
 */
export async function strangeGrants(client: pg.Client): Promise<readonly { stream_id: string; reason: string }[]> {
  const { rows } = await client.query<{ stream_id: string; reason: string }>(
    // Each row looks at the grants of one stream, by their index: there are millions.
    `select distinct h.stream_id, h.reason
     from access.grants h join cases.stream s on s.id = h.stream_id and s.erased_at is null
     where (h.until is null or h.until > now()) and (
       h.reason = 'importer' and (s.kind <> 'import' or not exists (
         select 1 from cases.import_run r where r.import_id = s.id and r.importer is not distinct from h.person_id))
       or h.reason = 'referral' and (s.kind <> 'referral' or h.team_role is distinct from 'provider')
       or h.reason = 'pending-owner' and (s.kind <> 'case' or h.person_id is null)
       or h.reason in ('owner', 'supervisor') and s.kind = 'import'
       or h.reason = 'owner' and s.kind = 'case' and (h.person_id is null or exists (
         select 1 from access.grants o where o.stream_id = h.stream_id and o.reason = 'owner' and o.id <> h.id
           and (o.until is null or o.until > now())))
       or h.reason = 'supervisor' and s.kind = 'case' and (h.team_role is distinct from 'supervisor' or not exists (
         select 1 from access.grants o join access.membership m on m.person_id = o.person_id and m.role in ('caseworker', 'supervisor')
         where o.stream_id = h.stream_id and o.reason = 'owner' and m.team_id = h.team_id))
       or h.reason in ('owner', 'supervisor') and s.kind not in ('case', 'import') and not exists (
         select 1 from access.grants c where c.stream_id = s.file_id and c.reason = h.reason and (c.until is null or c.until > now())
           and c.person_id is not distinct from h.person_id and c.team_id is not distinct from h.team_id
           and c.team_role is not distinct from h.team_role))
     order by 1, 2`,
  )
  return rows
}
