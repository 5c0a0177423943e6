import type pg from 'pg'

/** Statements of erasure and of a new epoch, run as the owner. */

/** The streams of a file, or the one stream given, that are not erased yet; locked, so that no append is under way. */
export async function lockStreams(client: pg.Client, ids: readonly string[]): Promise<readonly string[]> {
  const lock = () =>
    client.query<{ id: string }>(
      `select id from cases.stream where (file_id = any ($1::uuid[]) or id = any ($1::uuid[])) and erased_at is null order by id for update`,
      [ids],
    )
  // Asked again: one that was being opened when the first question waited for it is seen by the second only. None is opened after that.
  await lock()
  return (await lock()).rows.map(({ id }) => id)
}

export async function blobsOf(client: pg.Client, streams: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from cases.blob where stream_id = any ($1::uuid[])
     union all select id from cases.late_blob where stream_id = any ($1::uuid[])`,
    [streams],
  )
  return rows.map(({ id }) => id)
}

/** Ends the streams in the database, and tells every process that listens to drop what it holds of them. */
export async function endStreams(client: pg.Client, streams: readonly string[]): Promise<void> {
  await client.query('select cases.erase_streams($1::uuid[])', [streams])
  await client.query(`select pg_notify('${ERASED_CHANNEL}', id::text) from unnest($1::uuid[]) id`, [streams])
}

/** Carries the id of each erased stream; an empty word says that the keys have changed. */
export const ERASED_CHANNEL = 'lindung_erased'

export async function tellOfKeys(client: pg.Client): Promise<void> {
  await client.query(`select pg_notify('${ERASED_CHANNEL}', '')`)
}

/** One new epoch at a time on this instance, until the connection ends. False: another one is under way. */
export async function lockEpochs(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(4716300006) as locked')
  return rows[0]?.locked === true
}

/** From the commit on, nothing is wrapped under an older epoch any more: the lock waits for streams that are being made. */
export async function raiseEpoch(client: pg.Client, epoch: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(4716300005)')
  await client.query('update keys.epoch set current = greatest(current, $1)', [epoch])
}

export type KeyRow = { key_id: string; epoch: number; wrapped: Buffer }

/** Some keys that are still wrapped under an older epoch, locked. */
export async function olderKeys(client: pg.Client, epoch: number, portion: number): Promise<readonly KeyRow[]> {
  const { rows } = await client.query<KeyRow>(
    'select key_id, epoch, wrapped from keys.stream_key where epoch < $1 limit $2 for update',
    [epoch, portion],
  )
  return rows
}

export async function storeKeys(client: pg.Client, keys: readonly KeyRow[]): Promise<void> {
  await client.query(
    `update keys.stream_key k set epoch = n.epoch, wrapped = n.wrapped
     from unnest($1::uuid[], $2::integer[], $3::bytea[]) as n(key_id, epoch, wrapped) where k.key_id = n.key_id`,
    [keys.map(({ key_id }) => key_id), keys.map(({ epoch }) => epoch), keys.map(({ wrapped }) => wrapped)],
  )
}
