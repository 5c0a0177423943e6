import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, concat, toHex, u32 } from '#platform/pure/bytes/index.ts'
import {
  append,
  consistencyProof,
  EMPTY,
  inclusionProof,
  leafHash,
  type NodeAt,
  type Range,
  root,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'

const sha = (bytes: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(bytes).digest())

/** RFC 6962 section 2.1, word for word. */
function naive(leaves: readonly Uint8Array[]): Bytes {
  if (leaves.length === 0) return sha(new Uint8Array(0))
  if (leaves.length === 1) return sha(concat(Uint8Array.of(0), leaves[0]!))
  const k = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1)
  return sha(concat(Uint8Array.of(1), naive(leaves.slice(0, k)), naive(leaves.slice(k))))
}

function build(leaves: readonly Uint8Array[]): { ranges: Range[]; at: NodeAt } {
  const store = new Map<string, Bytes>()
  const ranges = [EMPTY]
  for (const leaf of leaves) {
    const { range, nodes } = append(sha, ranges.at(-1)!, leafHash(sha, leaf))
    ranges.push(range)
    for (const { level, index, hash } of nodes) store.set(`${level}/${index}`, hash)
  }
  return { ranges, at: (level, index) => store.get(`${level}/${index}`)! }
}

const leavesOf = (n: number) => Array.from({ length: n }, (_, i) => u32(i))

describe('tree', () => {
  it('has the roots of the naive tree at every size', () => {
    const leaves = leavesOf(130)
    const { ranges } = build(leaves)
    for (let n = 0; n <= leaves.length; n++) expect(toHex(root(sha, ranges[n]!))).toBe(toHex(naive(leaves.slice(0, n))))
  })
  it('proves every leaf in every tree, and nothing else', () => {
    const leaves = leavesOf(40)
    const { ranges, at } = build(leaves)
    for (let size = 1; size <= leaves.length; size++) {
      for (let index = 0; index < size; index++) {
        const claim = {
          leaf: leafHash(sha, leaves[index]!),
          index,
          size,
          root: root(sha, ranges[size]!),
          proof: inclusionProof(sha, at, index, size),
        }
        expect(verifyInclusion(sha, claim)).toBe(true)
        expect(verifyInclusion(sha, { ...claim, leaf: leafHash(sha, u32(999)) })).toBe(false)
        if (size > 1) {
          expect(verifyInclusion(sha, { ...claim, index: (index + 1) % size })).toBe(false)
          expect(verifyInclusion(sha, { ...claim, proof: claim.proof.slice(1) })).toBe(false)
        }
        expect(verifyInclusion(sha, { ...claim, proof: [...claim.proof, claim.leaf] })).toBe(false)
      }
    }
  })
  it('proves that every tree continues every smaller one, and no other', () => {
    const leaves = leavesOf(40)
    const { ranges, at } = build(leaves)
    const roots = ranges.map((range) => root(sha, range))
    for (let to = 0; to <= leaves.length; to++) {
      for (let from = 0; from <= to; from++) {
        const claim = {
          from,
          to,
          fromRoot: roots[from]!,
          toRoot: roots[to]!,
          proof: consistencyProof(sha, at, from, to),
        }
        expect(verifyConsistency(sha, claim)).toBe(true)
        expect(verifyConsistency(sha, { ...claim, fromRoot: sha(u32(1)) })).toBe(false)
        if (from > 0) expect(verifyConsistency(sha, { ...claim, toRoot: sha(u32(1)) })).toBe(false)
        expect(verifyConsistency(sha, { ...claim, proof: [...claim.proof, sha(u32(2))] })).toBe(false)
        if (claim.proof.length > 0)
          expect(verifyConsistency(sha, { ...claim, proof: claim.proof.slice(0, -1) })).toBe(false)
      }
    }
  })
  it('a changed step of a proof is noticed, at large sizes too', () => {
    const leaves = leavesOf(3000)
    const { ranges, at } = build(leaves)
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 3000 }), fc.nat(), fc.nat(), (size, i, j) => {
        const [index, from] = [i % size, 1 + (j % (size - 1))]
        const [old, now] = [root(sha, ranges[from]!), root(sha, ranges[size]!)]
        const path = inclusionProof(sha, at, index, size)
        const steps = consistencyProof(sha, at, from, size)
        const leaf = leafHash(sha, leaves[index]!)
        expect(verifyInclusion(sha, { leaf, index, size, root: now, proof: path })).toBe(true)
        expect(
          verifyInclusion(sha, { leaf, index, size, root: now, proof: path.with(j % path.length, sha(u32(7))) }),
        ).toBe(false)
        expect(verifyConsistency(sha, { from, to: size, fromRoot: old, toRoot: now, proof: steps })).toBe(true)
        expect(
          verifyConsistency(sha, {
            from,
            to: size,
            fromRoot: old,
            toRoot: now,
            proof: steps.with(i % steps.length, sha(u32(7))),
          }),
        ).toBe(false)
      }),
    )
  })
  it('refuses sizes that make no sense', () => {
    const { at } = build(leavesOf(3))
    expect(() => inclusionProof(sha, at, 3, 3)).toThrow(RangeError)
    expect(() => consistencyProof(sha, at, 4, 3)).toThrow(RangeError)
    expect(() => append(sha, { size: 1, hashes: [] }, sha(u32(1)))).toThrow(RangeError)
    const nothing = { leaf: sha(u32(1)), index: 0, size: 0, root: sha(u32(1)), proof: [] }
    expect(verifyInclusion(sha, nothing)).toBe(false)
    expect(verifyInclusion(sha, { ...nothing, index: -1, size: 1 })).toBe(false)
  })
})
