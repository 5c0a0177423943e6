import type pg from 'pg'
import { toBase64, utf8 } from '#platform/pure/bytes/index.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { append, EMPTY, inclusionProof, type NodeAt } from '../model/merkle.ts'
import { findCheckpoint, findLeaf, leafHashes } from './store-verify.ts'

/** `file` is a C2SP tlog-proof; `index` the leaf's place among the `size` leaves of the checkpoint in it. */
export type LeafProof = { readonly file: string; readonly index: number; readonly size: number }

/**
 * A small file that proves one leaf to whoever has the log's key (`docs/formats.md`, section 15): against the last checkpoint, or against
 * the one over `size` leaves that somebody holds. In the caller's transaction. Answers why there is none:
 * `leaf` no such leaf is in the log; `checkpoint` none over so many leaves; `later` the leaf came after that checkpoint.
 */
export async function proveLeaf(
  client: pg.Client,
  id: string,
  size?: number,
): Promise<LeafProof | 'leaf' | 'checkpoint' | 'later'> {
  const leaf = await findLeaf(client, id)
  if (leaf === undefined) return 'leaf'
  const checkpoint = await findCheckpoint(client, size)
  if (checkpoint === undefined) return 'checkpoint'
  if (leaf.index >= checkpoint.size) return 'later'
  const hashes = await pathOf(leafHashes(client, checkpoint.size), leaf.index, checkpoint.size)
  const lines = [
    'c2sp.org/tlog-proof@v1',
    `extra ${toBase64(utf8(leaf.body))}`,
    `index ${leaf.index}`,
    ...hashes.map(toBase64),
    '',
  ]
  return { file: `${lines.join('\n')}\n${checkpoint.note}`, index: leaf.index, size: checkpoint.size }
}

/** The path of a leaf, in one pass over the hashes that keeps only the nodes which it needs. */
export async function pathOf(
  leaves: AsyncIterable<Uint8Array>,
  index: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  const wanted = new Map<string, Uint8Array | undefined>()
  const place = (level: number, at: number) => `${level} ${at}`
  const note: NodeAt = (level, at) => {
    wanted.set(place(level, at), undefined)
    return new Uint8Array(32)
  }
  inclusionProof(sha256, note, index, size)
  let range = EMPTY
  for await (const leaf of leaves) {
    const { range: next, nodes } = append(sha256, range, new Uint8Array(leaf))
    range = next
    for (const { level, index: at, hash } of nodes) if (wanted.has(place(level, at))) wanted.set(place(level, at), hash)
  }
  const nodeAt: NodeAt = (level, at) => {
    const hash = wanted.get(place(level, at))
    if (hash === undefined) throw new RangeError('inclusion: the log has fewer leaves than its checkpoint')
    return new Uint8Array(hash)
  }
  return inclusionProof(sha256, nodeAt, index, size)
}
