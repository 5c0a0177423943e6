import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { concat, exactly, isoFromMicros, toBase64, u64, utf8, uuidBytes } from '#platform/pure/bytes/index.ts'
import { writeDurably } from '#platform/server/keys/index.ts'
import type { EntryRow, LeafRow, Rows } from '../model/verdict.ts'
import type { NoteSigner } from './sign.ts'
import { checkpointRows, leafRows } from './store-verify.ts'

/** What an export of the log is made of; all of one moment. */
export type LogContent = {
  /** In the order of the log; those without a place last. */
  readonly leaves: Rows<LeafRow>
  /** Ordered by stream, then seq. */
  readonly entries: Rows<EntryRow>
  /** Signed notes, the shortest log first. */
  readonly checkpoints: Rows<string>
}

export type ExportedCounts = {
  readonly leaves: number
  readonly waiting: number
  readonly entries: number
  readonly checkpoints: number
}

/**
 * Writes an export that `verifier/` checks alone (`docs/formats.md`, section 15) into a directory that is not there yet. The signed
 * `export.note` comes last: without it an export is not whole. Rejects with `EEXIST`.
 */
export async function writeLogExport(
  directory: string,
  { leaves, entries, checkpoints }: LogContent,
  { signer, now }: { readonly signer: NoteSigner; readonly now: Date },
): Promise<ExportedCounts> {
  await mkdir(directory, { mode: 0o700 })
  const at = (file: string) => join(directory, file)
  const waitingHash = createHash('sha256')
  const counts = { leaves: 0, waiting: 0, entries: 0, checkpoints: 0 }
  const waiting: Uint8Array[] = []

  async function* placed() {
    for await (const { index, bytes } of leaves) {
      const line = concat(bytes, NEWLINE)
      if (index !== null) {
        counts.leaves += 1
        yield line
      } else {
        counts.waiting += 1
        waitingHash.update(line)
        waiting.push(line)
      }
    }
  }
  async function* records() {
    for await (const row of entries) {
      counts.entries += 1
      yield recordOf(row)
    }
  }
  async function* notes() {
    for await (const note of checkpoints) {
      counts.checkpoints += 1
      yield utf8(`${JSON.stringify(note)}\n`)
    }
  }
  await writeDurably(at('leaves.jsonl'), inPortions(placed()))
  await writeDurably(at('waiting.jsonl'), concat(...waiting))
  await writeDurably(at('heads.bin'), inPortions(records()))
  await writeDurably(at('checkpoints.jsonl'), inPortions(notes()))
  await writeDurably(at('log.vkey'), utf8(`${signer.vkey}\n`))
  const text = [
    'lindung/log-export/1',
    signer.key.name,
    `at ${isoFromMicros(now.getTime() * 1000)}`,
    `leaves ${counts.leaves}`,
    `waiting ${counts.waiting} ${toBase64(new Uint8Array(waitingHash.digest()))}`,
    `heads ${counts.entries}`,
    `checkpoints ${counts.checkpoints}`,
  ]
  await writeDurably(at('export.note'), utf8(signer.sign(text.map((line) => `${line}\n`).join(''))))
  return counts
}

/** 96 bytes: what a head is made of, without the previous head, and the head. */
const recordOf = ({ stream, seq, receivedAt, entryHash, head }: EntryRow): Uint8Array =>
  concat(uuidBytes(stream), u64(seq), u64(receivedAt), exactly(32, entryHash, 'entry_hash'), exactly(32, head, 'head'))

const NEWLINE = utf8('\n')

/** Few large writes instead of many small ones. */
async function* inPortions(pieces: AsyncIterable<Uint8Array>, portion = 256 * 1024): AsyncGenerator<Uint8Array> {
  let [held, size]: [Uint8Array[], number] = [[], 0]
  for await (const piece of pieces) {
    held.push(piece)
    size += piece.length
    if (size < portion) continue
    yield concat(...held)
    ;[held, size] = [[], 0]
  }
  yield concat(...held)
}

/** Exports the whole log from the caller's transaction, which should be one snapshot. */
export async function exportLog(
  client: pg.Client,
  directory: string,
  entries: Rows<EntryRow>,
  by: { readonly signer: NoteSigner; readonly now: Date },
): Promise<ExportedCounts> {
  return writeLogExport(directory, { leaves: leafRows(client), entries, checkpoints: checkpointRows(client) }, by)
}
