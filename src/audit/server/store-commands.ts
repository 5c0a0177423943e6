import type pg from 'pg'
import { fromUtf8 } from '#platform/pure/bytes/index.ts'
import { type Told, toldBytes } from './record.ts'

/** Leaves of the operator's commands, written as the owner: no session stands behind them, but a named person (or a job) does. */
const WRITE = `with written as (insert into audit.leaf (actor, op, streams, body) values ($1, $2, $3::uuid[], $4) returning n)
  insert into audit.pending (n) select n from written`

/** Writes the leaf of a command in the caller's transaction. `actor` is null for a job that nobody asked for, such as a replayed ledger. */
export async function recordCommandLeaf(client: pg.Client, told: Omit<Told, 'session'>): Promise<void> {
  const { actor, op, concerns } = told
  const bytes = toldBytes({ ...told, session: null }, 'job:command')
  await client.query(WRITE, [actor, op, concerns.map(({ stream }) => stream), fromUtf8(bytes)])
}
