import { type Bytes, equalBytes, toHex, type Uuid } from '#platform/pure/bytes/index.ts'
import type { Sha256 } from './merkle.ts'
import type { EntryRow, Evidence, Finding, FindingKind, Report, Rows, Tools, Verdict } from './verdict.ts'
import { judgeCheckpoints, readCheckpoints } from './verify-checkpoints.ts'
import { type NamedHeads, walkLeaves } from './verify-leaves.ts'

/**
 * Verification of everything that an outsider can verify without a key: heads of every stream, leaves, checkpoints, and the copies
 * of checkpoints kept outside the database. It takes plain rows; who reads them, in one snapshot, stands elsewhere.
 */

/** Everything is sound up to the end, or at least nothing is wrong with what can be proved. */
export function isSound(verdict: Verdict): boolean {
  return verdict.findings.every(({ kind }) => kind === 'end-not-provable')
}

/** Findings in the order of discovery; none of an edit, deletion, re-order, cut or re-signing before the last copy goes unnoticed. */
export async function verify(evidence: Evidence, tools: Tools): Promise<Verdict> {
  const findings: Finding[] = []
  const report = (kind: FindingKind, where: string) => findings.push({ kind, where })

  const stored = readCheckpoints('checkpoint', evidence.checkpoints, evidence, tools.verifyEd25519, report)
  const copies = readCheckpoints('copy', evidence.copies, evidence, tools.verifyEd25519, report)
  const sizes = new Set([...stored, ...copies].map(({ size }) => size))
  const log = await walkLeaves(evidence.leaves, sizes, tools.sha256, report)
  const provenTo = judgeCheckpoints(stored, copies, log, report)
  const { entries, streams } = await walkEntries(evidence.entries, log.named, tools, report)

  if (provenTo < log.size + log.waiting || evidence.copies.length === 0)
    report('end-not-provable', `leaves from ${provenTo}`)
  const counted = {
    entries,
    streams,
    leaves: log.size,
    waiting: log.waiting,
    checkpoints: stored.length,
    copies: copies.length,
  }
  return { findings, counted, provenTo }
}

const NO_HEAD = new Uint8Array(32)

async function walkEntries(rows: Rows<EntryRow>, named: NamedHeads, tools: Tools, report: Report) {
  let [entries, streams] = [0, 0]
  let last: Pick<EntryRow, 'stream' | 'seq' | 'head'> | undefined
  const seen = new Set<Uuid>()
  for await (const row of rows) {
    if (row.stream !== last?.stream) {
      endStream(last, named, report)
      if (seen.has(row.stream)) throw new RangeError('verify: entries are not ordered by stream')
      seen.add(row.stream)
      last = undefined
      streams++
    }
    judgeEntry(row, last, named, tools, report)
    last = row
    entries++
  }
  endStream(last, named, report)
  for (const [stream, { last: seq }] of named)
    if (!seen.has(stream) && seq > 0) report('entry-missing', `${stream}/${seq}`)
  return { entries, streams }
}

function judgeEntry(
  row: EntryRow,
  before: Pick<EntryRow, 'seq' | 'head'> | undefined,
  named: NamedHeads,
  { sha256, headPreimage, entryPreimage }: Tools,
  report: Report,
): void {
  const where = `${row.stream}/${row.seq}`
  if (row.seq !== (before?.seq ?? 0) + 1) report('entry-out-of-place', where)
  const head = hashOf(sha256, () => headPreimage({ ...row, previous: before?.head ?? NO_HEAD }))
  if (head === undefined || !equalBytes(head, row.head)) report('head-differs', where)
  const wanted = named.get(row.stream)?.heads.get(row.seq)
  if (wanted !== undefined && wanted !== toHex(row.head)) report('named-head-differs', where)
  if (row.opened !== undefined && !equalBytes(sha256(entryPreimage(row.opened)), row.entryHash))
    report('content-differs', where)
}

function endStream(last: Pick<EntryRow, 'stream' | 'seq'> | undefined, named: NamedHeads, report: Report): void {
  if (last === undefined) return
  const known = named.get(last.stream)?.last ?? 0
  if (known < last.seq) report('entry-without-leaf', `${last.stream}/${last.seq}`)
  if (known > last.seq) report('entry-missing', `${last.stream}/${known}`)
}

/** `undefined` when a changed row has no preimage at all (a hash of another width, a negative time). */
function hashOf(sha256: Sha256, preimage: () => Bytes): Bytes | undefined {
  try {
    return sha256(preimage())
  } catch {
    return undefined
  }
}
