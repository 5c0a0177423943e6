import type pg from 'pg'
import { utf8 } from '#platform/pure/bytes/index.ts'
import { cursor } from '#platform/server/db/owner.ts'
import type { LeafRow } from '../model/verdict.ts'

/** Leaves in the order of the log, those without a place last; inside a transaction. */
export async function* leafRows(client: pg.Client): AsyncGenerator<LeafRow> {
  const query = `select g.index, l.body from audit.leaf l left join audit.log g on g.n = l.n order by g.index nulls last, l.n`
  for await (const rows of cursor<{ index: number | null; body: string }>(client, query, [], 5000))
    for (const { index, body } of rows) yield { index, bytes: utf8(body) }
}

export async function storedCheckpoints(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ note: string }>('select note from audit.checkpoint order by size')
  return rows.map(({ note }) => note)
}

/** Signed notes, the shortest log first; inside a transaction. */
export async function* checkpointRows(client: pg.Client): AsyncGenerator<string> {
  for await (const rows of cursor<{ note: string }>(
    client,
    'select note from audit.checkpoint order by size',
    [],
    5000,
  ))
    for (const { note } of rows) yield note
}

/** Hashes of the first leaves of the log, in order; inside a transaction. */
export async function* leafHashes(client: pg.Client, size: number): AsyncGenerator<Uint8Array> {
  const query = 'select leaf_hash from audit.log where index < $1 order by index'
  for await (const rows of cursor<{ leaf_hash: Buffer }>(client, query, [size], 5000))
    for (const { leaf_hash } of rows) yield leaf_hash
}

/** Where a leaf stands in the log. */
export async function findLeaf(
  client: pg.Client,
  id: string,
): Promise<{ readonly index: number; readonly body: string } | undefined> {
  const { rows } = await client.query<{ index: number; body: string }>(
    `select g.index, l.body from audit.leaf l join audit.log g on g.n = l.n where strpos(l.body, $1) > 0 and l.body::jsonb->>'id' = $2`,
    [`"id":"${id}"`, id],
  )
  return rows[0]
}

/** The last checkpoint, or the one over so many leaves. */
export async function findCheckpoint(
  client: pg.Client,
  size?: number,
): Promise<{ readonly size: number; readonly note: string } | undefined> {
  const { rows } = await client.query<{ size: number; note: string }>(
    'select size, note from audit.checkpoint where $1::bigint is null or size = $1 order by size desc limit 1',
    [size ?? null],
  )
  return rows[0]
}
