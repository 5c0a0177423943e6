import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { compare, readCopies } from './checkpoints.ts'
import { eachLine, linesOf } from './files.ts'
import { type Finding, gather, type Report } from './findings.ts'
import { isSigned, type Key, parseKey, parseNote } from './note.ts'
import { checkStreams, type StreamsVerdict } from './streams.ts'
import { base64, sha256, Tree } from './tree.ts'
import { streamsBeside } from './two-at-once.ts'

export type Asked = {
  /** Signed notes that were copied out of the reach of whoever keeps the log. */
  readonly copies: readonly string[]
  /** Keys of the log that are known otherwise than from the export; none: the one in the export is believed. */
  readonly keys: readonly Key[]
  readonly witnesses: readonly Key[]
  /** How many of the witnesses must have cosigned. */
  readonly quorum: number
}

export type Verdict = {
  readonly findings: readonly Finding[]
  /** All that was found; `findings` holds the first thousand of each half. */
  readonly found: number
  readonly counted: {
    readonly leaves: number
    readonly waiting: number
    readonly entries: number
    readonly streams: number
    readonly checkpoints: number
    readonly copies: number
  }
  /** Leaves [0, provenTo) are fixed by a copied checkpoint. */
  readonly provenTo: number
  /** Leaves [0, witnessedTo) are fixed by a copied checkpoint that enough witnesses have cosigned. */
  readonly witnessedTo: number
  /** When the export was made, by its own word. */
  readonly at: string
}

const FILES = ['log.vkey', 'export.note', 'leaves.jsonl', 'waiting.jsonl', 'heads.bin', 'checkpoints.jsonl'] as const
const NOTHING = { leaves: 0, waiting: 0, entries: 0, streams: 0, checkpoints: 0, copies: 0 }

/** From this size of leaves.jsonl on, a second thread is worth its start. */
const LARGE = 16 * 1024 * 1024

/**
 * Checks an export from its first byte to its last, in two halves that know nothing of each other: is the log the one that was signed, and do
 * the streams agree with the log. Files are read in portions; memory holds a few words for each stream.
 */
export function checkExport(directory: string, asked: Asked): Verdict {
  const missing = FILES.filter((file) => !existsSync(join(directory, file)))
  if (missing.length > 0) {
    const findings = missing.map((file): Finding => ({ kind: 'file-missing', file }))
    return { findings, found: missing.length, counted: NOTHING, provenTo: 0, witnessedTo: 0, at: '' }
  }
  const isLarge = statSync(join(directory, 'leaves.jsonl')).size >= LARGE
  const streams = isLarge ? streamsBeside(directory) : () => checkStreams(directory)
  return checkLog(directory, asked, streams)
}

/** The first half; `streams` gives the second when it is needed. */
function checkLog(directory: string, asked: Asked, streams: () => StreamsVerdict): Verdict {
  const { report, kept, count } = gather()
  const read = (file: (typeof FILES)[number]) => readFileSync(join(directory, file))
  const keys = trusted(read('log.vkey').toString(), asked.keys, report)
  const about = readAbout(read('export.note').toString(), keys, report)
  const copies = readCopies(asked.copies, keys, asked.witnesses, report)
  const stored = linesOf(join(directory, 'checkpoints.jsonl'))
  const side = compare(stored, copies, { keys, quorum: asked.quorum, report })

  const tree = new Tree()
  const root = () => base64(tree.root())
  side.at(0, root)
  eachLine(join(directory, 'leaves.jsonl'), (buffer, start, end) => {
    buffer[start - 1] = 0
    tree.add(sha256(buffer.subarray(start - 1, end)))
    side.at(tree.size, root)
  })
  const { to: provenTo, witnessedTo, count: checkpoints } = side.end(tree.size)

  const { findings, found, waiting, entries, ...rest } = streams()
  const counted = { leaves: tree.size, waiting, entries, streams: rest.streams, checkpoints, copies: copies.length }
  if (about !== null) {
    if (base64(sha256(read('waiting.jsonl'))) !== about.waitingHash) report({ kind: 'waiting-differs' })
    for (const [file, what] of COUNTED) if (counted[what] !== about[what]) report({ kind: 'count-differs', file })
  }
  return {
    findings: [...kept, ...findings],
    found: count() + found,
    counted,
    provenTo,
    witnessedTo,
    at: about?.at ?? '',
  }
}

const COUNTED = [
  ['leaves.jsonl', 'leaves'],
  ['waiting.jsonl', 'waiting'],
  ['heads.bin', 'entries'],
  ['checkpoints.jsonl', 'checkpoints'],
] as const

/** The keys that may have signed: those known otherwise, or else the export's own. */
function trusted(vkey: string, known: readonly Key[], report: Report): readonly Key[] {
  const own = vkey.endsWith('\n') ? parseKey(vkey.slice(0, -1)) : null
  const isKnown = known.length === 0 || known.some(({ name, id }) => name === own?.name && id === own.id)
  if (own === null || !isKnown) report({ kind: 'export-unsigned', file: 'log.vkey' })
  return known.length > 0 || own === null ? known : [own]
}

const ABOUT = new RegExp(
  String.raw`^lindung/log-export/1\n(\S+)\nat (\S+)\nleaves (\d+)\nwaiting (\d+) (\S+)\nheads (\d+)\ncheckpoints (\d+)\n$`,
)

/** What the export says of itself, signed by the log's key. */
function readAbout(text: string, keys: readonly Key[], report: Report) {
  const note = parseNote(text)
  const [, origin, at = '', leaves, waiting, waitingHash, entries, checkpoints] = ABOUT.exec(note?.text ?? '') ?? []
  if (note === null || !isSigned(note, keys) || !keys.some(({ name }) => name === origin)) {
    report({ kind: 'export-unsigned', file: 'export.note' })
    return null
  }
  return {
    at,
    leaves: Number(leaves),
    waiting: Number(waiting),
    waitingHash,
    entries: Number(entries),
    checkpoints: Number(checkpoints),
  }
}
