import { openRecords } from './files.ts'
import type { Report } from './findings.ts'
import { sha256 } from './tree.ts'

/**
 * The heads of all streams (docs/formats.md, sections 2 and 15): records of 96 bytes, ordered by stream, then number:
 * stream (16) ‖ u64 seq ‖ u64 received_at ‖ entry_hash (32) ‖ head (32).
 */
const WIDTH = 96
const HEAD = 64

type Stream = {
  /** The record of its first entry. */
  readonly first: number
  /** How many entries it has. */
  length: number
  /** The last entry that a leaf accounts for. */
  named: number
}

export type Heads = {
  readonly entries: number
  readonly streams: number
  /** A leaf names this head for this entry. */
  readonly name: (stream: string, seq: number, head: string) => void
  /** After the last leaf: what no leaf accounts for. */
  readonly end: () => void
  readonly close: () => void
}

/** Reads the whole file once and chains every stream anew. In memory remains a few words for each stream, none for an entry. */
export function openHeads(path: string, report: Report): Heads {
  const records = openRecords(path, WIDTH)
  const streams = new Map<string, Stream>()
  if (!records.isWhole) report({ kind: 'file-cut', file: 'heads.bin' })

  // "lindung/head/1\n" (15) ‖ stream ‖ seq ‖ received_at ‖ entry_hash (64) ‖ previous head (32)
  const preimage = Buffer.alloc(15 + HEAD + 32)
  preimage.write('lindung/head/1\n', 'latin1')
  let [id, last]: [string, Stream | undefined] = ['', undefined]
  for (let n = 0; n < records.count; n += 1) {
    const record = records.at(n)
    const hex = record.toString('hex', 0, 16)
    if (hex !== id) {
      if (hex < id) report({ kind: 'stream-out-of-place', stream: uuid(hex) })
      id = hex
      last = { first: n, length: 0, named: 0 }
      preimage.fill(0, 15 + HEAD)
      streams.set(uuid(hex), last)
    }
    if (last === undefined) continue
    last.length += 1
    const seq = record.readUInt32BE(16) * 2 ** 32 + record.readUInt32BE(20)
    if (seq !== last.length) report({ kind: 'entry-out-of-place', stream: uuid(hex), n: last.length })
    record.copy(preimage, 15, 0, HEAD)
    if (sha256(preimage) !== record.toString('latin1', HEAD))
      report({ kind: 'head-differs', stream: uuid(hex), n: last.length })
    record.copy(preimage, 15 + HEAD, HEAD)
  }

  return {
    entries: records.count,
    streams: streams.size,
    close: records.close,
    name(stream, seq, head) {
      const known = streams.get(stream)
      if (known === undefined || seq > known.length) {
        report({ kind: 'entry-missing', stream, n: seq })
        return
      }
      if (records.headOf(known.first + seq - 1) !== head) report({ kind: 'named-head-differs', stream, n: seq })
      if (seq > known.named) known.named = seq
    },
    end() {
      for (const [stream, { length, named }] of streams)
        if (named < length) report({ kind: 'entry-without-leaf', stream, n: length })
    },
  }
}

const uuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
