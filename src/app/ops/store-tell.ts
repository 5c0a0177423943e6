import { ERASED_CHANNEL } from '#cases/server/index.ts'
import type pg from 'pg'

/** Tells every process that listens to drop what it holds of streams that were erased without `endStreams`, as by undoing an import. */
export async function tellOfErased(client: pg.Client, streams: readonly string[]): Promise<void> {
  await client.query('select pg_notify($1, id::text) from unnest($2::uuid[]) id', [ERASED_CHANNEL, streams])
}
