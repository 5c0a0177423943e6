import { hash } from 'node:crypto'

/**
 * The Merkle tree of RFC 6962, section 2.1. A hash is a string of 32 characters, one for each byte ("binary"): Node makes those in half
 * the time that it needs for a buffer.
 */
export type Hash = string

export const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'binary')
export const base64 = (bytes: Hash): string => Buffer.from(bytes, 'binary').toString('base64')

/** 0x01 ‖ left ‖ right, written over for each node. */
const NODE = Buffer.alloc(65, 1)

function node(left: Hash, right: Hash): Hash {
  NODE.write(left, 1, 'latin1')
  NODE.write(right, 33, 'latin1')
  return sha256(NODE)
}

/** A tree that grows by one leaf at a time and keeps one hash for each level only, so that it may grow for ever. */
export class Tree {
  size = 0
  /** Roots of the perfect subtrees, the largest first. */
  readonly #peaks: Hash[] = []

  /** `leaf` is the hash of 0x00 ‖ the leaf. */
  add(leaf: Hash): void {
    let top = leaf
    for (let n = this.size; n % 2 === 1; n = (n - 1) / 2) top = node(this.#peaks.pop() ?? '', top)
    this.#peaks.push(top)
    this.size += 1
  }

  /** Of an empty tree the hash of nothing. */
  root(): Hash {
    const last = this.#peaks.at(-1)
    if (last === undefined) return sha256(new Uint8Array(0))
    return this.#peaks.slice(0, -1).reduceRight((right, left) => node(left, right), last)
  }
}

/** The root that a proof leads to (RFC 9162, section 2.1.3.2); null when it does not fit a leaf of this place in a tree of this size. */
export function rootByProof(leaf: Hash, index: number, size: number, proof: readonly Hash[]): Hash | null {
  let [fn, sn, top] = [index, size - 1, leaf]
  if (!(fn >= 0 && fn <= sn)) return null
  for (const step of proof) {
    if (sn === 0) return null
    if (fn % 2 === 1 || fn === sn) {
      top = node(step, top)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else top = node(top, step)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 ? top : null
}
