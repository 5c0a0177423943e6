import pg from 'pg'
import { openEntry } from '#cases/server/sealed.ts'
import { fromBase64, fromUtf8, toHex } from '#platform/pure/bytes/index.ts'
import { type BlobStore, decryptStream } from '#platform/server/blobs/index.ts'
import { type Bundle, epochKeys, keyFromBytes, sha256 } from '#platform/server/keys/index.ts'
import type { KeyObject } from 'node:crypto'

/** What somebody with this database, these attachments and this bundle can read, by trying every key on everything. */
export type Opened = {
  readonly bytes: ReadonlyMap<string, number>
  readonly hashes: ReadonlyMap<string, readonly string[]>
}

type Row = { stream_id: string; seq: number; id: string; key_id: string; sealed: Buffer | null }

/** Bytes and hashes of everything that opens, by stream. */
export async function openAll(adminUrl: string, blobs: BlobStore, bundle: Bundle): Promise<Opened> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const keys = await dataKeys(client, bundle)
    const { rows } = await client.query<Row>(
      'select stream_id, seq, id, key_id, sealed from cases.entry order by stream_id, seq',
    )
    const bytes = new Map<string, number>()
    const hashes = new Map<string, readonly string[]>()
    const count = (stream: string, found: Uint8Array) => {
      bytes.set(stream, (bytes.get(stream) ?? 0) + found.length)
      hashes.set(stream, [...(hashes.get(stream) ?? []), toHex(sha256(found))])
    }
    for (const row of rows) {
      const text = tryEntry(row, keys)
      if (text === null) continue
      count(row.stream_id, text)
      const { files } = JSON.parse(fromUtf8(text)) as { files: { id: string; key: string }[] }
      for (const { id, key } of files) {
        const found = await tryBlob(blobs, id, keyFromBytes(fromBase64(key)))
        if (found !== null) count(row.stream_id, found)
      }
    }
    return { bytes, hashes }
  } finally {
    await client.end()
  }
}

/** Every data key that opens: those in the database and those in the bundle, under every epoch key, whatever the row says. */
async function dataKeys(client: pg.Client, bundle: Bundle): Promise<ReadonlyMap<string, readonly KeyObject[]>> {
  const { rows } = await client.query<{ key_id: string; wrapped: Buffer; epoch: number }>(
    'select key_id, wrapped, epoch from keys.stream_key',
  )
  const epochs = epochKeys(bundle.epochs)
  const wrapped = [
    ...rows.map((row) => ({ keyId: row.key_id, wrapped: new Uint8Array(row.wrapped), epoch: row.epoch })),
    ...bundle.keys,
  ]
  const found = new Map<string, KeyObject[]>()
  for (const one of wrapped) {
    for (const epoch of epochs.epochs()) {
      try {
        const key = epochs.unwrap(one.keyId, one.wrapped, epoch)
        found.set(one.keyId, [...(found.get(one.keyId) ?? []), key])
      } catch {
        // not under this one
      }
    }
  }
  return found
}

function tryEntry(row: Row, keys: ReadonlyMap<string, readonly KeyObject[]>): Uint8Array | null {
  if (row.sealed === null) return null
  for (const key of keys.get(row.key_id) ?? []) {
    try {
      return openEntry({ stream: row.stream_id, keyId: row.key_id, key }, { seq: row.seq, id: row.id }, row.sealed)
    } catch {
      // not this one
    }
  }
  return null
}

async function tryBlob(blobs: BlobStore, id: string, key: KeyObject): Promise<Uint8Array | null> {
  if (!(await blobs.has(id))) return null
  const parts: Uint8Array[] = []
  for await (const part of decryptStream(key, blobs.read(id))) parts.push(part)
  return Buffer.concat(parts)
}
