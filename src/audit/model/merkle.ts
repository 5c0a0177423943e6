import { type Bytes, concat, equalBytes } from '#platform/pure/bytes/index.ts'

/**
 * The Merkle tree of RFC 6962 section 2.1 (SHA-256; leaf prefix 0x00, node prefix 0x01), as an accumulator that needs only the
 * roots of the perfect subtrees, and proofs from the stored nodes of those. Known answers: `test/vectors/formats/merkle.json`.
 */
export type Sha256 = (bytes: Uint8Array) => Bytes

/** The first `size` leaves, as the roots of their perfect subtrees, largest first. */
export type Range = { readonly size: number; readonly hashes: readonly Bytes[] }

/** The hash over leaves [index · 2^level, (index + 1) · 2^level): it never changes, so it can be stored. */
export type Node = { readonly level: number; readonly index: number; readonly hash: Bytes }

/** Looks a stored node up; throws when there is none (a bug or a broken store). */
export type NodeAt = (level: number, index: number) => Bytes

export const EMPTY: Range = Object.freeze({ size: 0, hashes: Object.freeze([]) })

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** The hash of a leaf's bytes, which no inner node can have. */
export function leafHash(sha256: Sha256, leaf: Uint8Array): Bytes {
  return sha256(concat(LEAF, leaf))
}

function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Bytes {
  return sha256(concat(NODE, left, right))
}

/** One more leaf hash. `nodes` are the perfect subtrees that it completes, the leaf (level 0) first: what a store keeps. */
export function append(sha256: Sha256, range: Range, leaf: Bytes): { range: Range; nodes: readonly Node[] } {
  const hashes = [...range.hashes]
  const nodes: Node[] = [{ level: 0, index: range.size, hash: leaf }]
  let hash = leaf
  for (let level = 1, index = range.size; index % 2 === 1; level++) {
    index = (index - 1) / 2
    hash = nodeHash(sha256, taken(hashes.pop()), hash)
    nodes.push({ level, index, hash })
  }
  return { range: { size: range.size + 1, hashes: [...hashes, hash] }, nodes }
}

/** The tree head; of an empty tree SHA-256 of nothing. */
export function root(sha256: Sha256, range: Range): Bytes {
  const last = range.hashes.at(-1)
  if (last === undefined) return sha256(new Uint8Array(0))
  return range.hashes.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last)
}

/** Largest power of two smaller than `size` (≥ 2): where RFC 6962 splits. */
function split(size: number): number {
  let k = 1
  while (2 * k < size) k *= 2
  return k
}

/** Hash over leaves [start, start + size), where `start` is a multiple of a power of two ≥ size. */
function subtree(sha256: Sha256, nodes: NodeAt, start: number, size: number): Bytes {
  const level = Math.round(Math.log2(size))
  if (2 ** level === size) return nodes(level, start / size)
  const k = split(size)
  return nodeHash(sha256, subtree(sha256, nodes, start, k), subtree(sha256, nodes, start + k, size - k))
}

/** Audit path of leaf `index` in the tree of `size` leaves (RFC 6962 section 2.1.1). */
export function inclusionProof(sha256: Sha256, nodes: NodeAt, index: number, size: number): readonly Bytes[] {
  if (!(index >= 0 && index < size)) throw new RangeError('inclusion: index')
  const path = (m: number, start: number, n: number): Bytes[] => {
    if (n === 1) return []
    const k = split(n)
    return m < k
      ? [...path(m, start, k), subtree(sha256, nodes, start + k, n - k)]
      : [...path(m - k, start + k, n - k), subtree(sha256, nodes, start, k)]
  }
  return path(index, 0, size)
}

/** Proof that the tree of `to` leaves continues that of `from` (RFC 6962 section 2.1.2); empty when from is 0 or equal. */
export function consistencyProof(sha256: Sha256, nodes: NodeAt, from: number, to: number): readonly Bytes[] {
  if (!(from >= 0 && from <= to)) throw new RangeError('consistency: sizes')
  const proof = (m: number, start: number, n: number, whole: boolean): Bytes[] => {
    if (m === n) return whole ? [] : [subtree(sha256, nodes, start, n)]
    const k = split(n)
    return m <= k
      ? [...proof(m, start, k, whole), subtree(sha256, nodes, start + k, n - k)]
      : [...proof(m - k, start + k, n - k, false), subtree(sha256, nodes, start, k)]
  }
  return from === 0 ? [] : proof(from, 0, to, true)
}

/** Whether `leaf` (a leaf hash) is number `index` of the tree with this size and root (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(
  sha256: Sha256,
  claim: { leaf: Uint8Array; index: number; size: number; root: Uint8Array; proof: readonly Uint8Array[] },
): boolean {
  let [fn, sn, hash] = [claim.index, claim.size - 1, claim.leaf]
  if (!(Number.isSafeInteger(fn) && Number.isSafeInteger(sn) && fn >= 0 && fn <= sn)) return false
  for (const step of claim.proof) {
    if (sn === 0) return false
    const left = fn % 2 === 1 || fn === sn
    hash = left ? nodeHash(sha256, step, hash) : nodeHash(sha256, hash, step)
    if (left) [fn, sn] = skipEven(fn, sn)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(hash, claim.root)
}

/** A claim that the tree (to, toRoot) continues the tree (from, fromRoot). */
export type Consistency = {
  readonly from: number
  readonly to: number
  readonly fromRoot: Uint8Array
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether such a claim holds (RFC 9162 section 2.1.4.2). */
export function verifyConsistency(sha256: Sha256, claim: Consistency): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to)) return false
  if (from === 0) return proof.length === 0 && equalBytes(fromRoot, sha256(new Uint8Array(0)))
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot)
  return continues(sha256, claim)
}

function continues(sha256: Sha256, { from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  let [fn, sn] = [from - 1, to - 1]
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)]
  const [first, ...rest] = fn === 0 ? [fromRoot, ...proof] : proof // fn = 0: `from` is a power of two, its root is itself a node
  if (first === undefined) return false
  let [fr, sr] = [first, first]
  for (const step of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha256, step, fr)
      sr = nodeHash(sha256, step, sr)
      ;[fn, sn] = skipEven(fn, sn)
    } else sr = nodeHash(sha256, sr, step)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equalBytes(fr, fromRoot) && equalBytes(sr, toRoot)
}

/** Up to the next level at which this node is a right child (or the leftmost one). */
function skipEven(fn: number, sn: number): [number, number] {
  return fn % 2 === 1 || fn === 0 ? [fn, sn] : skipEven(fn / 2, half(sn))
}

const half = (n: number) => Math.floor(n / 2)

function taken(hash: Bytes | undefined): Bytes {
  if (hash === undefined) throw new RangeError('range: hashes do not fit its size')
  return hash
}
