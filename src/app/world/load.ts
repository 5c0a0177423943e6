import type pg from 'pg'
import { entryPreimage, wakeAt } from '#cases/index.ts'
import { sealEntry, sealSummary, type StreamKey } from '#cases/server/index.ts'
import { fromBase64, newUuid4, type RandomBytes, utf8 } from '#platform/pure/bytes/index.ts'
import { type BlobStore, encryptStream } from '#platform/server/blobs/index.ts'
import { type Columns, copyInto, type Value } from '#platform/server/db/copy.ts'
import { type EpochKeys, keyFromBytes, newKey, sha256 } from '#platform/server/keys/index.ts'
import type { Book, Paper } from './book.ts'
import { NEXT_LEAVES, TABLES } from './store.ts'

type Rows = { [table in keyof typeof TABLES]: Value[][] }

/** Organisations, teams and people, as rows. */
export type People = Pick<Rows, 'organisation' | 'team' | 'person' | 'membership'>

export type LoadDeps = {
  readonly keys: EpochKeys
  readonly random: RandomBytes
  /** Where attachments go; needed when the book has any. */
  readonly blobs?: BlobStore
}

/**
 * Writes a book's files into the database, into the past: the same bytes, hashes, heads, seals, grants and leaves that `append` would
 * have left, in bulk. As the administrator, who owns the tables: the application's role could not. Runs in the caller's transaction.
 */
export async function loadBook(client: pg.Client, deps: LoadDeps, book: Book): Promise<void> {
  const rows = emptyRows()
  const keyOf = new Map<string, StreamKey>()
  const papers = new Map(book.papers.map((paper) => [paper.file.id, paper]))
  for (const stream of book.streams.values()) {
    const key: StreamKey = { stream: stream.id, keyId: newUuid4(deps.random), key: newKey() }
    keyOf.set(stream.id, key)
    const { wrapped, epoch } = deps.keys.wrap(key.keyId, key.key)
    rows.key.push([key.keyId, stream.id, epoch, wrapped])
    rows.stream.push([
      stream.id,
      stream.file,
      stream.kind,
      stream.state.seq,
      stream.entries.at(-1)?.head ?? null,
      hourOf(wakeAt(stream.state)),
    ])
    rows.summary.push([stream.id, stream.state.seq, sealSummary(key, stream.state)])
    for (const { entry, seq, receivedAt, bytes, hash, head } of stream.entries) {
      const sealed = sealEntry(key, { seq, id: entry.id }, bytes)
      for (const file of entry.files) {
        const arrived = papers.get(file.id)?.arrived === true
        rows.blob.push([file.id, stream.id, seq, file.size, arrived ? receivedAt : null])
      }
      rows.entry.push([stream.id, seq, entry.id, receivedAt, hash, head, key.keyId, entry.kind, entry.by, sealed])
    }
  }
  for (const { stream, entry, text, received } of book.aside) {
    const key = keyOf.get(stream)
    if (key === undefined) throw new Error('a late entry for a stream that nobody opened')
    const bytes = utf8(text)
    rows.quarantine.push([
      entry.id,
      stream,
      entry.by,
      received,
      sha256(entryPreimage(bytes)),
      key.keyId,
      sealEntry(key, { seq: 0, id: entry.id }, bytes),
    ])
  }
  for (const { stream, person, team, role, reason, by, since, until } of book.grants.all)
    rows.grant.push([stream, person, team, role, reason, by, since, until])
  await storePapers(deps, book.papers)
  await loadLeaves(client, book, rows)
  await copyRows(client, rows)
}

/** Writes people, teams and organisations. */
export async function loadPeople(client: pg.Client, people: People): Promise<void> {
  await copyRows(client, { ...emptyRows(), ...people })
}

/** Attachments as an upload leaves them: encrypted under their own key. */
async function storePapers({ blobs, random }: LoadDeps, papers: readonly Paper[]): Promise<void> {
  for (const { file, bytes } of papers.filter(({ arrived }) => arrived)) {
    if (blobs === undefined) throw new Error('attachments without a store to lie in')
    await blobs.complete(file.id, encryptStream(keyFromBytes(fromBase64(file.key)), [bytes], random))
  }
}

async function loadLeaves(client: pg.Client, book: Book, rows: Rows): Promise<void> {
  const leaves = book.leaves.toSorted((a, b) => a.at - b.at)
  const { rows: numbers } = await client.query<{ n: number }>(NEXT_LEAVES, [leaves.length])
  for (const [i, leaf] of leaves.entries()) {
    const n = numbers[i]?.n ?? 0
    rows.leaf.push([n, leaf.at, leaf.actor, leaf.op, leaf.streams, leaf.body])
    rows.pending.push([n])
  }
}

async function copyRows(client: pg.Client, rows: Rows): Promise<void> {
  for (const [name, [table, columns]] of Object.entries(TABLES) as [keyof Rows, readonly [string, Columns]][]) {
    if (rows[name].length > 0) await copyInto(client, table, columns, rows[name])
  }
}

const emptyRows = (): Rows => ({
  organisation: [],
  team: [],
  person: [],
  membership: [],
  stream: [],
  key: [],
  entry: [],
  summary: [],
  blob: [],
  quarantine: [],
  grant: [],
  leaf: [],
  pending: [],
})

/** As `append_commit` rounds it, in microseconds. */
function hourOf(wake: string | null): number | null {
  return wake === null ? null : Math.floor(Date.parse(wake) / 3_600_000) * 3_600_000_000
}
