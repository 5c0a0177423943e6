import { toHex, type Uuid } from '#platform/pure/bytes/index.ts'
import { type Leaf, parseLeaf } from './leaf.ts'
import { append, EMPTY, leafHash, root, type Sha256 } from './merkle.ts'
import type { LeafRow, Report, Rows } from './verdict.ts'

/** Per stream: the last entry that a leaf accounts for, and every head that a leaf names. */
export type NamedHeads = ReadonlyMap<Uuid, { readonly last: number; readonly heads: ReadonlyMap<number, string> }>

export type WalkedLog = {
  readonly size: number
  /** Leaves that the sequencer has not placed yet. */
  readonly waiting: number
  /** Root (hex) at each asked size that the log reaches. */
  readonly roots: ReadonlyMap<number, string>
  readonly named: NamedHeads
}

/** One pass over the leaves: the tree's roots at `sizes`, and the heads that leaves name. */
export async function walkLeaves(
  leaves: Rows<LeafRow>,
  sizes: ReadonlySet<number>,
  sha256: Sha256,
  report: Report,
): Promise<WalkedLog> {
  const named = new Map<Uuid, { last: number; heads: Map<number, string> }>()
  const roots = new Map<number, string>()
  let range = EMPTY
  let waiting = 0
  const keepRoot = () => {
    if (sizes.has(range.size)) roots.set(range.size, toHex(root(sha256, range)))
  }
  keepRoot()
  for await (const row of leaves) {
    const where = row.index === null ? `waiting leaf ${waiting++}` : `leaf ${row.index}`
    if (row.index !== null) {
      if (row.index !== range.size || waiting > 0) report('leaf-out-of-place', where)
      range = append(sha256, range, leafHash(sha256, row.bytes)).range
      keepRoot()
    }
    nameHeads(row.bytes, where, named, report)
  }
  return { size: range.size, waiting, roots, named }
}

function nameHeads(
  bytes: Uint8Array,
  where: string,
  named: Map<Uuid, { last: number; heads: Map<number, string> }>,
  report: Report,
): void {
  const leaf = leafOf(bytes)
  if (leaf === undefined) {
    report('leaf-malformed', where)
    return
  }
  for (const { stream, seq, head } of leaf.concerns) {
    if (seq === undefined || head === undefined) continue
    const known = named.get(stream) ?? { last: 0, heads: new Map<number, string>() }
    const before = known.heads.get(seq)
    if (before !== undefined && before !== head) report('named-head-differs', `${stream}/${seq}`)
    known.heads.set(seq, before ?? head)
    known.last = Math.max(known.last, seq)
    named.set(stream, known)
  }
}

function leafOf(bytes: Uint8Array): Leaf | undefined {
  try {
    return parseLeaf(bytes)
  } catch {
    return undefined
  }
}
