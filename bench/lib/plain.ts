import type pg from 'pg'
import type { Book } from '#app/world/book.ts'
import { caseRow, type SeenStream } from '#cases/index.ts'
import { fromUtf8 } from '#platform/pure/bytes/index.ts'
import { type Columns, copyInto, type Value } from '#platform/server/db/copy.ts'

/**
 * The baselines' tables: the same content in clear, without row security, sessions, leaves or heads, indexed as anybody would.
 * A row of the caseload is finished, with the columns that a page filters and sorts by.
 */
export async function makePlainTables(client: pg.Client): Promise<void> {
  await client.query(`
    create schema plain;
    create table plain.row (holder uuid, file uuid, stage text, urgency integer, due text, alias text, waiting integer, conflict integer, content text);
    create table plain.entry (stream_id uuid, seq bigint, received bigint, content text);
    create table plain.appended (id uuid primary key, stream_id uuid not null, content text not null)`)
}

export async function finishPlainTables(client: pg.Client, supervisor: string, team: readonly string[]): Promise<void> {
  await client.query(
    `insert into plain.row select $1, file, stage, urgency, due, alias, waiting, conflict, content from plain.row where holder = any ($2::uuid[])`,
    [supervisor, team],
  )
  await client.query(
    `alter table plain.row add primary key (holder, file); alter table plain.entry add primary key (stream_id, seq)`,
  )
}

const ROW = {
  holder: 'uuid',
  file: 'uuid',
  stage: 'text',
  urgency: 'integer',
  due: 'text',
  alias: 'text',
  waiting: 'integer',
  conflict: 'integer',
  content: 'text',
} as const satisfies Columns
const ENTRY = { stream_id: 'uuid', seq: 'bigint', received: 'bigint', content: 'text' } as const satisfies Columns
const URGENCY = [
  'accept-hand-over',
  'ask-provider',
  'answer-question',
  'settle',
  'hand-over-waiting',
  'find-other-help',
  'first-visit',
  'visit',
  'wait-for-provider',
]

/** The caseload rows of a book's files, and the entries of the streams named. */
export async function copyPlain(
  client: pg.Client,
  book: Book,
  today: string,
  ownerOf: ReadonlyMap<string, string>,
  streams: ReadonlySet<string>,
): Promise<void> {
  const rows: Value[][] = []
  const entries: Value[][] = []
  const files = Map.groupBy(book.streams.values(), ({ file }) => file)
  for (const [file, all] of files) {
    const seen = all
      .filter(({ kind }) => kind !== 'identity')
      .map(({ id, kind, state }): SeenStream => ({ id, kind, state, reasons: ['owner'] }))
    const row = caseRow(seen, today)
    const holder = ownerOf.get(file)
    if (row === null || holder === undefined) continue
    const urgency = row.next === null ? URGENCY.length : URGENCY.indexOf(row.next.code)
    const { stage, alias, waiting, conflicts } = row
    rows.push([
      holder,
      file,
      stage,
      urgency,
      row.next?.due ?? '9999',
      alias,
      waiting.length,
      conflicts.length,
      JSON.stringify(row),
    ])
  }
  for (const stream of streams)
    for (const { seq, receivedAt, bytes } of book.streams.get(stream)?.entries ?? [])
      entries.push([stream, seq, receivedAt, fromUtf8(bytes)])
  await copyInto(client, 'plain.row', ROW, rows)
  await copyInto(client, 'plain.entry', ENTRY, entries)
}

export const PAGE = {
  name: 'page',
  text: `select content from plain.row where holder = $1 and stage <> 'closed' order by urgency, due, lower(alias), file limit 50`,
}

export const COUNTS = {
  name: 'counts',
  text: `select count(*) filter (where stage <> 'closed')::integer as open, count(*) filter (where stage = 'closed')::integer as closed,
     count(*) filter (where stage <> 'closed' and waiting > 0)::integer as waiting, count(*) filter (where conflict > 0)::integer as conflict
   from plain.row where holder = $1`,
}

export const ENTRIES = {
  name: 'entries',
  text: `select seq, received, content from plain.entry where stream_id = $1 order by seq`,
}

export const APPEND = {
  name: 'append',
  text: `insert into plain.appended (id, stream_id, content) values ($1, $2, $3)`,
}
