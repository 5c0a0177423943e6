/** What can be wrong with an export. Every kind has a sentence in `sentences.ts`. */
export type Kind =
  | 'file-missing' // a file of the export is not there
  | 'file-cut' // it ends in the middle of something
  | 'export-unsigned' // export.note or log.vkey is not that of a key we trust
  | 'count-differs' // the export has more or less than its note says
  | 'waiting-differs' // leaves that are not in the log yet are not those that the note says
  | 'leaf-malformed'
  | 'leaf-unsigned' // leaves after the last checkpoint
  | 'stream-out-of-place' // streams are not in order, or the records of one do not stand together
  | 'entry-out-of-place' // numbers with a gap, twice, or in another order
  | 'head-differs' // a head is not the hash of its record
  | 'entry-missing' // a leaf names an entry that is not there
  | 'named-head-differs' // a leaf names another head for an entry
  | 'entry-without-leaf' // nothing in the log accounts for the end of a stream
  | 'checkpoint-malformed' // no note of this log, or not signed by its key
  | 'checkpoint-out-of-place'
  | 'checkpoint-beyond-log' // it counts more leaves than there are
  | 'checkpoint-root-differs' // another tree than the leaves make
  | 'checkpoint-missing' // somebody holds a copy of one that the export has not
  | 'copy-malformed'
  | 'copy-beyond-log' // the log was cut after this copy was made
  | 'copy-root-differs' // the log was changed, or signed anew, after this copy was made
  | 'log-forked' // two checkpoints of one size, both signed, say different things
  | 'proof-malformed'
  | 'proof-differs' // the leaf is not in the tree that the checkpoint signs

export type Finding = {
  readonly kind: Kind
  readonly stream?: string
  /** Number of the entry, place of the leaf (from 0), size of the checkpoint, or place of the file on the command line (from 1). */
  readonly n?: number
  readonly file?: string
}

export type Report = (finding: Finding) => void

/** As many as a person reads; one change near the beginning of a log makes every later checkpoint wrong. */
const KEPT = 1000

/** Gathers findings: the first thousand, and how many there were. */
export function gather(): { readonly report: Report; readonly kept: readonly Finding[]; readonly count: () => number } {
  const kept: Finding[] = []
  let count = 0
  const report = (finding: Finding) => {
    count += 1
    if (kept.length < KEPT) kept.push(finding)
  }
  return { report, kept, count: () => count }
}
