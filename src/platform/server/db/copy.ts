import type pg from 'pg'
import { copyIn } from './copy-stream.ts'

/**
 * Rows into a table by PostgreSQL's binary COPY: for loading, where one INSERT a row would take minutes.
 * https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
export type ColumnType = 'uuid' | 'bigint' | 'integer' | 'text' | 'bytea' | 'timestamptz' | 'uuid[]'

/** Column names with their types, in the order of the rows' values. `timestamptz` is given in microseconds since 1970. */
export type Columns = Readonly<Record<string, ColumnType>>

/** A value of a row; `null` where the column allows it. */
export type Value = string | number | Uint8Array | readonly string[] | null

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const CHUNK = 256 * 1024
/** Microseconds from 1970 to 2000, where PostgreSQL's clock begins. */
const EPOCH_2000 = 946_684_800_000_000n

/** Copies rows into `table`. The name and the columns are ours, never a person's input. Answers how many went in. */
export async function copyInto(
  client: pg.Client | pg.PoolClient,
  table: string,
  columns: Columns,
  rows: Iterable<readonly Value[]>,
): Promise<number> {
  const types = Object.values(columns)
  let count = 0
  async function* encoded(): AsyncGenerator<Uint8Array> {
    const out = growing()
    out.bytes(SIGNATURE)
    for (const row of rows) {
      out.int16(types.length)
      for (const [i, type] of types.entries()) encode(out, type, row[i] ?? null)
      count += 1
      if (out.length() > CHUNK) yield out.take()
    }
    out.int16(-1)
    yield out.take()
  }
  await copyIn(client, `copy ${table} (${Object.keys(columns).join(', ')}) from stdin with (format binary)`, encoded())
  return count
}

type Out = ReturnType<typeof growing>

function growing() {
  let buffer = Buffer.allocUnsafe(CHUNK * 2)
  let length = 0
  const room = (more: number): number => {
    if (length + more > buffer.length) {
      const larger = Buffer.allocUnsafe((length + more) * 2)
      buffer.copy(larger, 0, 0, length)
      buffer = larger
    }
    const at = length
    length += more
    return at
  }
  return {
    int16: (value: number) => void buffer.writeInt16BE(value, room(2)),
    int32: (value: number) => void buffer.writeInt32BE(value, room(4)),
    int64: (value: bigint) => void buffer.writeBigInt64BE(value, room(8)),
    bytes: (value: Uint8Array) => {
      const at = room(value.length)
      buffer.set(value, at)
    },
    text: (value: string) => {
      const size = Buffer.byteLength(value)
      const at = room(4 + size)
      buffer.writeInt32BE(size, at)
      buffer.write(value, at + 4, size, 'utf8')
    },
    length: () => length,
    take: () => {
      const taken = Buffer.from(buffer.subarray(0, length))
      length = 0
      return taken
    },
  }
}

function encode(out: Out, type: ColumnType, value: Value): void {
  if (value === null) return out.int32(-1)
  if (type === 'uuid[]') return encodeUuids(out, value as readonly string[])
  if (typeof value === 'number') return encodeNumber(out, type, value)
  if (typeof value === 'string' && type === 'uuid') {
    out.int32(16)
    return out.bytes(uuidOf(value))
  }
  if (typeof value === 'string' && type === 'text') return out.text(value)
  if (value instanceof Uint8Array && type === 'bytea') {
    out.int32(value.length)
    return out.bytes(value)
  }
  throw new TypeError(`copy: no ${type}`)
}

function encodeNumber(out: Out, type: ColumnType, value: number): void {
  if (type === 'integer') {
    out.int32(4)
    return out.int32(value)
  }
  if (type !== 'bigint' && type !== 'timestamptz') throw new TypeError(`copy: no ${type}`)
  out.int32(8)
  out.int64(type === 'timestamptz' ? BigInt(value) - EPOCH_2000 : BigInt(value))
}

const UUID_OID = 2950

function encodeUuids(out: Out, uuids: readonly string[]): void {
  out.int32(uuids.length === 0 ? 12 : 20 + uuids.length * 20)
  out.int32(uuids.length === 0 ? 0 : 1) // dimensions
  out.int32(0) // no nulls
  out.int32(UUID_OID)
  if (uuids.length === 0) return
  out.int32(uuids.length)
  out.int32(1) // lower bound
  for (const uuid of uuids) {
    out.int32(16)
    out.bytes(uuidOf(uuid))
  }
}

const uuidOf = (text: string): Buffer => Buffer.from(text.replaceAll('-', ''), 'hex')
