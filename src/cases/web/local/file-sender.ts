import { chunkBounds, chunkCount } from '#platform/pure/attachments/index.ts'
import type { Bytes } from '#platform/pure/bytes/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { readBlobState } from '../../contract.ts'
import type { Attachment } from '../../file/entry.ts'
import type { Files } from './files.ts'
import { carriesFiles, type Here } from './late.ts'
import type { Outbox, OutboxItem } from './outbox.ts'
import { PASSING, type Round } from './sender.ts'

export type BlobState = AnswerOf<typeof readBlobState>

/** The two operations by which bytes reach the office. */
export type FileWire = {
  state(id: string): Promise<BlobState>
  /** `onSent` hears how many bytes of the chunk have left. */
  put(id: string, n: number, bytes: Bytes, onSent: (sent: number) => void): Promise<BlobState>
}

export type FileSending = {
  readonly outbox: Pick<Outbox, 'items' | 'move'>
  readonly files: Pick<Files, 'chunk' | 'arrived' | 'forget' | 'list'>
  readonly wire: FileWire
  /** Bytes of the chunk under way that have left. */
  readonly onSent: (id: string, sent: number) => void
  /** All files of an item are there. */
  readonly onArrived: (item: OutboxItem) => void
}

/** So often the last chunk is given again to a server that has all and is not content, before it is left for later. */
const PATIENCE = 3

/**
 * Sends the bytes that accepted entries, and entries set aside, have announced, in the order of writing, until nothing is left or the server is gone. It asks
 * first which chunks are there. What the server has whole is forgotten here; what it will never take stays, and the item says why.
 */
export async function sendFiles(sending: FileSending): Promise<Round> {
  let round: Round = 'nothing'
  for (;;) {
    const [items, here] = await Promise.all([sending.outbox.items(), sending.files.list()])
    const item = items.find((one) => carriesFiles(one, here))
    if (item === undefined) return round
    const outcome = await sendItem(sending, item, here)
    if (outcome !== 'sent') return outcome
    round = 'sent'
  }
}

async function sendItem(sending: FileSending, item: OutboxItem, here: Here): Promise<Exclude<Round, 'nothing'>> {
  const { outbox, files } = sending
  const refused: string[] = []
  // Of an entry set aside, what is no longer here has gone ahead or was given up.
  const due = item.state === 'quarantined' ? item.entry.files.filter(({ id }) => here.has(id)) : item.entry.files
  for (const file of due) {
    const outcome = await sendFile(sending, file).catch(outcomeOf)
    if (outcome === 'gone' || outcome === 'signed-out') return outcome
    if (outcome === 'arrived') await files.forget([file.id])
    else refused.push(outcome.refused)
  }
  const [why] = refused
  await outbox.move(item.order, why === undefined ? 'files-arrived' : 'files-refused', why)
  sending.onArrived(item)
  return 'sent'
}

type Outcome = 'arrived' | 'gone' | 'signed-out' | { readonly refused: string }

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Problem)) return 'gone'
  if (error.code === 'not-signed-in') return 'signed-out'
  if (PASSING.has(error.code) || error.faults.some(({ rule }) => rule === 'cut-off')) return 'gone'
  return { refused: error.reason ?? error.code }
}

async function sendFile({ files, wire, onSent }: FileSending, file: Attachment): Promise<Outcome> {
  let state = await wire.state(file.id)
  for (let round = 0; !state.complete; round += 1) {
    if (round === PATIENCE) return 'gone'
    for (const n of missingOf(file, state)) {
      const bytes = await files.chunk(file.id, n)
      if (bytes === null) return { refused: 'not-here' }
      state = await wire.put(file.id, n, bytes, (sent) => onSent(file.id, sent))
      await files.arrived(file.id, bytesOf(file, state))
      if (state.complete) break
    }
  }
  return 'arrived'
}

/** Chunks to send, rising. When all are there and the whole is not, the last one once more: it makes the server look. */
function missingOf(file: Attachment, { received }: BlobState): readonly number[] {
  const there = new Set(received)
  const all = Array.from({ length: chunkCount(file) }, (_, n) => n)
  const missing = all.filter((n) => !there.has(n))
  return missing.length === 0 ? all.slice(-1) : missing
}

function bytesOf(file: Attachment, { received }: BlobState): number {
  return received.reduce((sum, n) => {
    const bounds = chunkBounds(file, n)
    return bounds === undefined ? sum : sum + bounds.to - bounds.from
  }, 0)
}
