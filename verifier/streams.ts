import { basename, join } from 'node:path'
import { eachLine } from './files.ts'
import { type Finding, gather, type Report } from './findings.ts'
import { openHeads } from './heads.ts'
import { type Naming, readLeaf } from './leaf.ts'

export type StreamsVerdict = {
  readonly findings: readonly Finding[]
  readonly found: number
  readonly entries: number
  readonly streams: number
  readonly waiting: number
}

/** The second half: every leaf is a leaf, every stream chains, and the heads that leaves name are those of the streams. Needs no key. */
export function checkStreams(directory: string): StreamsVerdict {
  const { report, kept, count } = gather()
  const heads = openHeads(join(directory, 'heads.bin'), report)
  const leaves = readLeaves(join(directory, 'leaves.jsonl'), 0, heads.name, report)
  const waiting = readLeaves(join(directory, 'waiting.jsonl'), leaves, heads.name, report)
  heads.end()
  heads.close()
  return { findings: kept, found: count(), entries: heads.entries, streams: heads.streams, waiting }
}

/** Answers how many lines there were; `first` is the place of the first in the log. */
function readLeaves(path: string, first: number, named: Naming, report: Report): number {
  let count = 0
  const isWhole = eachLine(path, (buffer, start, end) => {
    if (!readLeaf(buffer.toString('latin1', start, end), named)) report({ kind: 'leaf-malformed', n: first + count })
    count += 1
  })
  if (!isWhole) report({ kind: 'file-cut', file: basename(path) })
  return count
}
