import { toHex } from '#platform/pure/bytes/index.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { openNote, type VerifierKey, type VerifyEd25519 } from './note.ts'
import type { Report } from './verdict.ts'
import type { WalkedLog } from './verify-leaves.ts'

/** The checkpoints of `notes` that are of this log and signed by one of its keys; the others are reported by their place. */
export function readCheckpoints(
  kind: 'checkpoint' | 'copy',
  notes: readonly string[],
  log: { readonly origin: string; readonly keys: readonly VerifierKey[] },
  verifyEd25519: VerifyEd25519,
  report: Report,
): readonly Checkpoint[] {
  return notes.flatMap((note, place) => {
    const text = openNote(note, log.keys, verifyEd25519)?.text
    const checkpoint = text === undefined ? undefined : parseCheckpoint(text)
    if (checkpoint !== undefined && checkpoint.origin === log.origin) return [checkpoint]
    report(`${kind}-malformed`, `${kind} number ${place + 1}`)
    return []
  })
}

/**
 * Compare checkpoints with the tree that the leaves make. As every root is computed from the leaves, equal roots prove that each
 * checkpoint continues the one before; no consistency proof is needed here. Answers the size that a sound copy proves.
 */
export function judgeCheckpoints(
  stored: readonly Checkpoint[],
  copies: readonly Checkpoint[],
  log: Pick<WalkedLog, 'size' | 'roots'>,
  report: Report,
): number {
  for (const checkpoint of stored) judge('checkpoint', checkpoint, log, report)
  const known = new Set(stored.map(({ size, root }) => `${size} ${toHex(root)}`))
  let provenTo = 0
  for (const copy of copies) {
    if (!known.has(`${copy.size} ${toHex(copy.root)}`)) report('checkpoint-missing', `copy ${copy.size}`)
    if (judge('copy', copy, log, report)) provenTo = Math.max(provenTo, copy.size)
  }
  return provenTo
}

function judge(
  kind: 'checkpoint' | 'copy',
  { size, root }: Checkpoint,
  log: Pick<WalkedLog, 'size' | 'roots'>,
  report: Report,
): boolean {
  if (size > log.size) report(`${kind}-beyond-log`, `${kind} ${size}`)
  else if (log.roots.get(size) !== toHex(root)) report(`${kind}-root-differs`, `${kind} ${size}`)
  else return true
  return false
}
