import type pg from 'pg'

/** What `lindung doctor` asks the database. Counts only. */
export type Health = {
  /** As PostgreSQL numbers itself: 180004. */
  version: number
  fsync: boolean
  writes: boolean
  steps: number
  /** Streams that the erasure ledger names and that are not erased. */
  unerased: number
  oldKeys: number
  missingKeys: number
  waiting: number
  waitingSeconds: number
}

export async function healthOf(client: pg.Client, erased: readonly string[]): Promise<Health> {
  const { rows } = await client.query<Health>(
    `select current_setting('server_version_num')::integer as version, current_setting('fsync')::boolean as fsync,
       current_setting('full_page_writes')::boolean as writes, (select count(*)::integer from platform.migration) as steps,
       (select count(*)::integer from cases.stream where id = any ($1::uuid[]) and erased_at is null) as unerased,
       (select count(*)::integer from keys.stream_key k, keys.epoch e where k.epoch < e.current) as "oldKeys",
       (select count(*)::integer from cases.stream s where s.erased_at is null and not exists (
         select 1 from keys.stream_key k where k.stream_id = s.id)) as "missingKeys",
       (select count(*)::integer from audit.pending) as waiting,
       coalesce((select extract(epoch from clock_timestamp() - min(l.at)) from audit.pending p join audit.leaf l on l.n = p.n), 0)::integer as "waitingSeconds"`,
    [erased],
  )
  const [health] = rows
  if (health === undefined) throw new Error('no row')
  return health
}
