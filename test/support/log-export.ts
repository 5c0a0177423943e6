import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { leafBytes } from '#audit/index.ts'
import { append, EMPTY, leafHash, root } from '#audit/model/merkle.ts'
import type { EntryRow, LeafRow } from '#audit/model/verdict.ts'
import { type NoteSigner, noteSigner, writeLogExport } from '#audit/server/index.ts'
import { headPreimage } from '#cases/file/hash.ts'
import { isoFromMicros, toHex } from '#platform/pure/bytes/index.ts'
import { sha256 } from '#platform/server/keys/index.ts'

/** An invented log, as the server would have kept it: streams that grow, leaves of writes and of looks, a checkpoint now and then. */
export type InventedLog = {
  readonly signer: NoteSigner
  readonly entries: readonly EntryRow[]
  readonly leaves: readonly LeafRow[]
  readonly checkpoints: readonly string[]
}

export const newSigner = (name = 'lindung.example/audit'): NoteSigner =>
  noteSigner(name, generateKeyPairSync('ed25519').privateKey)

const START = 1_795_000_000_000_000

/** Counts: `leaves` of which the last `waiting` are not in the log yet, `streams`, a checkpoint after every `each` leaves. */
export function inventLog(
  random: () => number,
  count: { readonly leaves: number; readonly streams: number; readonly each: number; readonly waiting?: number },
  signer = newSigner(),
): InventedLog {
  const { leaves: all, streams: many, each, waiting = 0 } = count
  const id = (sort: string, n: number) => `${sort}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
  const streams = Array.from({ length: many }, (_, i) => ({ stream: id('0b000000', i), rows: [] as EntryRow[] }))
  const leaves: LeafRow[] = []
  const checkpoints: string[] = []
  let range = EMPTY
  for (let n = 0; n < all; n += 1) {
    const at = START + n * 1000
    const { stream, rows } = streams[Math.floor(random() * many)]!
    const last = rows.at(-1)
    const isWrite = last === undefined || random() < 0.5
    const row = isWrite ? nextRow(stream, last, at) : last
    if (isWrite) rows.push(row)
    const bytes = leafBytes({
      v: 1,
      id: id('0a000000', n),
      at: isoFromMicros(at),
      actor: id('0c000000', n % 7),
      session: id('0d000000', n % 50),
      op: isWrite ? 'entries.append' : 'files.read',
      outcome: 'ok',
      concerns: [{ stream, seq: row.seq, head: toHex(row.head) }],
    })
    const isPlaced = n < all - waiting
    leaves.push({ index: isPlaced ? n : null, bytes })
    if (!isPlaced) continue
    range = append(sha256, range, leafHash(sha256, bytes)).range
    if ((n + 1) % each === 0 || n + 1 === all - waiting)
      checkpoints.push(signer.signCheckpoint({ size: n + 1, root: root(sha256, range), extensions: [] }))
  }
  return { signer, leaves, checkpoints, entries: streams.flatMap(({ rows }) => rows) }
}

function nextRow(stream: string, last: EntryRow | undefined, receivedAt: number): EntryRow {
  const seq = (last?.seq ?? 0) + 1
  const entryHash = sha256(new TextEncoder().encode(`${stream} ${seq} ${receivedAt}`))
  const previous = last?.head ?? new Uint8Array(32)
  return {
    stream,
    seq,
    receivedAt,
    entryHash,
    head: sha256(headPreimage({ stream, seq, receivedAt, entryHash, previous })),
  }
}

/** Writes the export of a log into a new directory. */
export const writeInvented = (directory: string, log: InventedLog, now = new Date(START / 1000)) =>
  writeLogExport(directory, log, { signer: log.signer, now })

/** The files of an export, in the order of the format. */
export const EXPORT_FILES = [
  'export.note',
  'log.vkey',
  'leaves.jsonl',
  'waiting.jsonl',
  'heads.bin',
  'checkpoints.jsonl',
] as const

export const readExport = (directory: string): Record<string, Buffer> =>
  Object.fromEntries(EXPORT_FILES.map((file) => [file, readFileSync(join(directory, file))]))
