import type pg from 'pg'
import { append, EMPTY, leafHash, root } from '#audit/model/merkle.ts'
import type { NoteSigner } from '#audit/server/index.ts'
import { headPreimage } from '#cases/file/hash.ts'
import { sealEntry, unwrapKey } from '#cases/server/sealed.ts'
import { entryPreimage } from '#cases/index.ts'
import { utf8 } from '#platform/pure/bytes/index.ts'
import { type EpochKeys, sha256 } from '#platform/server/keys/index.ts'

export type Tools = { readonly random: () => number; readonly signer: NoteSigner; readonly keys: EpochKeys }

/** One way to change what has happened; false when there was nothing of that sort to change. */
export type Way = { readonly name: string; readonly change: (client: pg.Client, tools: Tools) => Promise<boolean> }

type Entry = {
  stream_id: string
  seq: number
  id: string
  received: number
  entry_hash: Buffer
  head: Buffer
  key_id: string
  epoch: number
  wrapped: Buffer
}

const ENTRY = `select e.stream_id, e.seq, e.id, (extract(epoch from e.received_at) * 1000000)::bigint as received, e.entry_hash, e.head, e.key_id,
  k.epoch, k.wrapped from cases.entry e join keys.stream_key k on k.stream_id = e.stream_id`

async function pick(client: pg.Client, { random }: Tools, where = 'true'): Promise<Entry | undefined> {
  const { rows } = await client.query<Entry>(`${ENTRY} where ${where} order by e.stream_id, e.seq`)
  return rows[Math.floor(random() * rows.length)]
}

/** Chains the heads of a stream anew, as if nothing had ever been otherwise. */
async function rechain(client: pg.Client, stream: string): Promise<void> {
  const { rows } = await client.query<Entry>(`${ENTRY} where e.stream_id = $1 order by e.seq`, [stream])
  let previous: Uint8Array = new Uint8Array(32)
  for (const row of rows) {
    const { seq, received: receivedAt, entry_hash: entryHash } = row
    previous = sha256(headPreimage({ stream, seq, receivedAt, entryHash, previous }))
    await client.query('update cases.entry set head = $3 where stream_id = $1 and seq = $2', [
      stream,
      seq,
      Buffer.from(previous),
    ])
  }
  await client.query('update cases.stream set seq = $2, head = $3 where id = $1', [
    stream,
    rows.length,
    Buffer.from(previous),
  ])
}

/** Puts leaves and log in order, computes the tree anew and signs it with the real key: what whoever holds database and key can do. */
async function resign(client: pg.Client, { signer }: Tools): Promise<void> {
  const { rows } = await client.query<{ n: number; body: string }>('select n, body from audit.leaf order by n')
  const { rows: sizes } = await client.query<{ size: number }>('select size from audit.checkpoint order by size')
  await client.query('delete from audit.log; delete from audit.checkpoint; delete from audit.pending')
  let range = EMPTY
  for (const [index, { n, body }] of rows.entries()) {
    const hash = leafHash(sha256, utf8(body))
    range = append(sha256, range, hash).range
    await client.query('insert into audit.log (index, n, leaf_hash) values ($1, $2, $3)', [index, n, Buffer.from(hash)])
    if (!sizes.some(({ size }) => size === index + 1) && index + 1 < rows.length) continue
    const top = root(sha256, range)
    const note = signer.signCheckpoint({ size: index + 1, root: top, extensions: [] })
    await client.query('insert into audit.checkpoint (size, root, note) values ($1, $2, $3)', [
      index + 1,
      Buffer.from(top),
      note,
    ])
  }
}

const entries: readonly Way[] = [
  {
    name: 'edit the content of an entry',
    change: async (client, tools) => {
      const row = await pick(client, tools)
      if (row === undefined) return false
      await client.query(
        'update cases.entry set sealed = overlay(sealed placing $3 from 20) where stream_id = $1 and seq = $2',
        [row.stream_id, row.seq, Buffer.from([Math.floor(tools.random() * 256), 1, 2, 3])],
      )
      return true
    },
  },
  {
    name: 'write another entry in its place, sealed and chained rightly',
    change: async (client, tools) => {
      const row = await pick(client, tools)
      if (row === undefined) return false
      const bytes = utf8(`{"v":1,"id":"${row.id}","forged":${tools.random()}}`)
      const sealed = sealEntry(unwrapKey(tools.keys, row.stream_id, row), row, bytes)
      await client.query('update cases.entry set sealed = $3, entry_hash = $4 where stream_id = $1 and seq = $2', [
        row.stream_id,
        row.seq,
        sealed,
        Buffer.from(sha256(entryPreimage(bytes))),
      ])
      await rechain(client, row.stream_id)
      return true
    },
  },
  {
    name: 'change when an entry was received',
    change: async (client, tools) => {
      const row = await pick(client, tools)
      if (row === undefined) return false
      await client.query(
        `update cases.entry set received_at = received_at - interval '1 second' where stream_id = $1 and seq = $2`,
        [row.stream_id, row.seq],
      )
      if (tools.random() < 0.5) await rechain(client, row.stream_id)
      return true
    },
  },
  {
    name: 'cut the last entries of a stream',
    change: async (client, tools) => {
      const row = await pick(client, tools, 'e.seq > 1')
      if (row === undefined) return false
      await client.query('delete from cases.entry where stream_id = $1 and seq >= $2', [row.stream_id, row.seq])
      await rechain(client, row.stream_id)
      return true
    },
  },
  {
    name: 'remove an entry from the middle, close the gap',
    change: async (client, tools) => {
      const row = await pick(
        client,
        tools,
        'exists (select 1 from cases.entry l where l.stream_id = e.stream_id and l.seq > e.seq)',
      )
      if (row === undefined) return false
      await client.query('delete from cases.entry where stream_id = $1 and seq = $2', [row.stream_id, row.seq])
      await client.query('update cases.entry set seq = seq + 1000000 where stream_id = $1 and seq > $2', [
        row.stream_id,
        row.seq,
      ])
      await client.query('update cases.entry set seq = seq - 1000001 where stream_id = $1 and seq > 1000000', [
        row.stream_id,
      ])
      await rechain(client, row.stream_id)
      return true
    },
  },
  {
    name: 'exchange two entries',
    change: async (client, tools) => {
      const row = await pick(client, tools, 'e.seq > 1')
      if (row === undefined) return false
      const { stream_id: stream, seq } = row
      await client.query('update cases.entry set seq = 1000000 where stream_id = $1 and seq = $2', [stream, seq])
      await client.query('update cases.entry set seq = $2 where stream_id = $1 and seq = $2 - 1', [stream, seq])
      await client.query('update cases.entry set seq = $2 - 1 where stream_id = $1 and seq = 1000000', [stream, seq])
      await rechain(client, stream)
      return true
    },
  },
  {
    name: 'remove a whole stream',
    change: async (client, tools) => {
      const row = await pick(client, tools)
      if (row === undefined) return false
      for (const table of ['cases.entry', 'cases.summary', 'keys.stream_key', 'access.grants'])
        await client.query(`delete from ${table} where stream_id = $1`, [row.stream_id])
      await client.query('delete from cases.stream where id = $1', [row.stream_id])
      return true
    },
  },
]

const leaves: readonly Way[] = [
  {
    name: 'edit a leaf',
    change: async (client, tools) => {
      const leaf = await pickLeaf(client, tools)
      if (leaf === undefined) return false
      await client.query(
        `update audit.leaf set body = replace(body, '"outcome":"ok"', '"outcome":"refused"') || case when body like '%"outcome":"ok"%' then '' else ' ' end where n = $1`,
        [leaf],
      )
      return true
    },
  },
  {
    name: 'edit a leaf and sign everything anew',
    change: async (client, tools) => {
      const leaf = await pickLeaf(client, tools)
      if (leaf === undefined) return false
      await client.query(`update audit.leaf set body = replace(body, '"at":"20', '"at":"19') where n = $1`, [leaf])
      await resign(client, tools)
      return true
    },
  },
  {
    name: 'remove a leaf and sign everything anew',
    change: async (client, tools) => {
      const leaf = await pickLeaf(client, tools)
      if (leaf === undefined) return false
      await client.query('delete from audit.log where n = $1', [leaf])
      await client.query('delete from audit.leaf where n = $1', [leaf])
      await resign(client, tools)
      return true
    },
  },
  {
    name: 'exchange two leaves and sign everything anew',
    change: async (client, tools) => {
      const leaf = await pickLeaf(client, tools)
      const { rowCount } = await client.query(
        `with two as (select n, body, lead(body) over w as after, lag(body) over w as before, lead(n) over w as next, lag(n) over w as last
           from audit.leaf window w as (order by n))
         update audit.leaf l set body = case when l.n = $1 then t.after else t.before end
         from two t where t.n = l.n and (t.n = $1 and t.next is not null or t.last = $1)`,
        [leaf],
      )
      await resign(client, tools)
      return rowCount === 2
    },
  },
  {
    name: 'cut the log with its checkpoints',
    change: async (client, tools) => {
      const leaf = await pickLeaf(client, tools)
      if (leaf === undefined) return false
      await client.query('delete from audit.log where n >= $1', [leaf])
      await client.query('delete from audit.leaf where n >= $1', [leaf])
      await resign(client, tools)
      return true
    },
  },
  {
    name: 'remove what happened to a child from stream and log, and sign everything anew',
    change: async (client, tools) => {
      const row = await pick(client, tools, 'e.seq > 1')
      if (row === undefined) return false
      await client.query('delete from cases.entry where stream_id = $1 and seq >= $2', [row.stream_id, row.seq])
      await rechain(client, row.stream_id)
      const { rows } = await client.query<{ n: number }>('select n from audit.leaf where streams @> array[$1::uuid]', [
        row.stream_id,
      ])
      await client.query('delete from audit.log where n = any ($1::bigint[])', [rows.map(({ n }) => n)])
      await client.query('delete from audit.leaf where n = any ($1::bigint[])', [rows.map(({ n }) => n)])
      await resign(client, tools)
      return true
    },
  },
  {
    name: 'remove a checkpoint',
    change: async (client) => {
      await client.query('delete from audit.checkpoint where size = (select max(size) from audit.checkpoint)')
      return true
    },
  },
]

async function pickLeaf(client: pg.Client, { random }: Tools): Promise<number | undefined> {
  const { rows } = await client.query<{ n: number }>('select n from audit.log order by index')
  return rows[Math.floor(random() * rows.length)]?.n
}

export const WAYS: readonly Way[] = [...entries, ...leaves]
