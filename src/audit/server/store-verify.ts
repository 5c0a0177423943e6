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
