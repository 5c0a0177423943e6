import type pg from 'pg'
import { cursor } from '#platform/server/db/owner.ts'
import type { WrappedKey } from '#platform/server/keys/index.ts'

/** What backup and restore ask of the database, as the owner. */

/** A table with its columns, in the order in which COPY writes them. */
export type Table = { readonly name: string; readonly columns: readonly string[] }

/** Never in a backup: sessions and permissions of the moment, which a restore must not bring back to life. */
const PASSING = ['access.session', 'access.attempt', 'access.command_token']

/** Every table of data, each after those that it refers to. The schema `keys` is not among them: it is the key bundle. */
export async function dataTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table & { needs: string[] }>(
    `select n.nspname || '.' || c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns,
       array(select distinct fn.nspname || '.' || f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
         join pg_namespace fn on fn.oid = f.relnamespace where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'platform', 'keys') order by 1`,
  )
  const waiting = rows.filter(({ name }) => !PASSING.includes(name))
  const done: Table[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) => !needs.some((need) => waiting.some(({ name }) => name === need)))
    if (next < 0) throw new Error('tables refer to each other in a circle')
    done.push(...waiting.splice(next, 1).map(({ name, columns }) => ({ name, columns })))
  }
  return done
}

const columnsOf = ({ columns }: Table): string => columns.map((one) => `"${one}"`).join(', ')
export const copyOutOf = (table: Table): string => `copy ${table.name} (${columnsOf(table)}) to stdout (format binary)`
export const copyInto = (table: Table): string => `copy ${table.name} (${columnsOf(table)}) from stdin (format binary)`

/** The steps that made this schema. */
export async function migrationsOf(client: pg.Client): Promise<readonly { name: string; hash: string }[]> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from platform.migration order by name',
  )
  return rows
}

/** Whether anything has ever been kept here. */
export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>(
    `select not exists (select 1 from cases.stream) and not exists (select 1 from access.person) and not exists (select 1 from audit.leaf) as empty`,
  )
  return rows[0]?.empty === true
}

/** Whether Lindung has ever been set up in this database. */
export async function isSetUp(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('platform.migration') is not null as there`,
  )
  return rows[0]?.there === true
}

export async function* completeBlobs(client: pg.Client): AsyncGenerator<string> {
  for await (const rows of cursor<{ id: string }>(
    client,
    `select id from cases.blob where done_at is not null
     union all select id from cases.late_blob where done_at is not null order by id`,
  ))
    for (const { id } of rows) yield id
}

/** Numbers that a table gives by itself go on after the highest one that was loaded. */
export async function settleSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select n.nspname || '.' || c.relname as table, a.attname as column, pg_get_serial_sequence(n.nspname || '.' || c.relname, a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.attidentity <> '' and c.relkind = 'r'`,
  )
  for (const { table, column, sequence } of rows)
    await client.query(
      `select setval($1::regclass, greatest(coalesce((select max("${column}") from ${table}), 0), 1),
         exists (select 1 from ${table}))`,
      [sequence],
    )
}

/** All wrapped keys, for the bundle. */
export async function wrappedKeys(client: pg.Client): Promise<readonly WrappedKey[]> {
  const { rows } = await client.query<{ key_id: string; epoch: number; wrapped: Buffer }>(
    'select key_id, epoch, wrapped from keys.stream_key order by key_id',
  )
  return rows.map(({ key_id, epoch, wrapped }) => ({ keyId: key_id, epoch, wrapped: new Uint8Array(wrapped) }))
}

/** Which key each stream is sealed under, told by its first entry; erased streams are not among them. */
export async function keyOfStreams(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ stream_id: string; key_id: string }>(
    `select e.stream_id, e.key_id from cases.entry e join cases.stream s on s.id = e.stream_id where e.seq = 1 and s.erased_at is null`,
  )
  return new Map(rows.map(({ key_id, stream_id }) => [key_id, stream_id]))
}

/** Puts these keys in the place of all that are there. */
export async function replaceKeys(
  client: pg.Client,
  keys: readonly (WrappedKey & { readonly stream: string })[],
  epoch: number,
): Promise<void> {
  await client.query('delete from keys.stream_key')
  const portion = 5000
  for (let at = 0; at < keys.length; at += portion) {
    const some = keys.slice(at, at + portion)
    await client.query(
      `insert into keys.stream_key (key_id, stream_id, epoch, wrapped) select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::bytea[])`,
      [
        some.map(({ keyId }) => keyId),
        some.map(({ stream }) => stream),
        some.map((one) => one.epoch),
        some.map(({ wrapped }) => Buffer.from(wrapped)),
      ],
    )
  }
  await client.query('update keys.epoch set current = $1', [epoch])
}
