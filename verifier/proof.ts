import type { Asked } from './check.ts'
import { readCheckpoint, readCopies } from './checkpoints.ts'
import { type Finding, gather } from './findings.ts'
import { aboutLeaf } from './leaf.ts'
import { fromBase64 } from './note.ts'
import { base64, rootByProof, sha256 } from './tree.ts'

/** A small file that proves one leaf (https://c2sp.org/tlog-proof): the leaf is its extra data, the rest leads to a checkpoint. */
export const PROOF = 'c2sp.org/tlog-proof@v1\n'

export type ProofVerdict = {
  readonly findings: readonly Finding[]
  readonly leaf: { readonly at: string; readonly id: string; readonly op: string } | null
  readonly index: number
  readonly size: number
  /** Whether the checkpoint in the proof is one of the copied ones. */
  readonly isCopied: boolean
  /** How many of the witnesses have cosigned that checkpoint, here or in a copy. */
  readonly witnesses: number
}

const SHAPE = /^c2sp\.org\/tlog-proof@v1\nextra (\S+)\nindex (0|[1-9]\d{0,15})\n((?:\S+\n)*)\n([\s\S]+)$/

/** Checks a proof alone, without the export: the leaf is well formed, it leads to the root, the log has signed it. */
export function checkProof(text: string, asked: Asked): ProofVerdict {
  const { report, kept } = gather()
  const read = readProof(text, asked)
  if (read === null) {
    report({ kind: 'proof-malformed' })
    return { findings: kept, leaf: null, index: 0, size: 0, isCopied: false, witnesses: 0 }
  }
  const { bytes, leaf, index, hashes, checkpoint } = read
  const root = rootByProof(sha256(Buffer.concat([Buffer.of(0), bytes])), index, checkpoint.size, hashes)
  if (root === null || base64(root) !== checkpoint.root) report({ kind: 'proof-differs' })

  const copies = readCopies(asked.copies, asked.keys, asked.witnesses, report)
  const copy = copies.find(({ size }) => size === checkpoint.size)
  if (copy !== undefined && copy.root !== checkpoint.root) report({ kind: 'log-forked', n: copy.size })
  const witnesses = new Set([...checkpoint.witnesses, ...(copy?.witnesses ?? [])]).size
  return { findings: kept, leaf, index, size: checkpoint.size, isCopied: copy !== undefined, witnesses }
}

/** The parts of a proof; null when one of them is not what it should be. */
function readProof(text: string, { keys, witnesses }: Asked) {
  const [, extra = '', index, steps = '', note = ''] = SHAPE.exec(text) ?? []
  const bytes = fromBase64(extra)
  const leaf = bytes === null ? null : aboutLeaf(bytes.toString('latin1'))
  const checkpoint = readCheckpoint(note, keys, witnesses)
  const proof = steps.split('\n').slice(0, -1).map(fromBase64)
  if (bytes === null || leaf === null || checkpoint === null) return null
  const hashes = proof.flatMap((hash) => (hash?.length === 32 ? [hash.toString('latin1')] : []))
  return hashes.length === proof.length ? { bytes, leaf, checkpoint, hashes, index: Number(index) } : null
}
