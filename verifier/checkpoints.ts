import type { Report } from './findings.ts'
import { type Checkpoint, isSigned, type Key, parseCheckpoint, parseNote } from './note.ts'

/** The checkpoint in a note that one of the log's keys has signed, and which of the witnesses have cosigned it; null when it is none. */
export function readCheckpoint(
  text: string,
  keys: readonly Key[],
  witnesses: readonly Key[] = [],
): (Checkpoint & { readonly witnesses: readonly string[] }) | null {
  const note = parseNote(text)
  const checkpoint = note === null ? null : parseCheckpoint(note.text)
  if (note === null || checkpoint === null || !isSigned(note, keys)) return null
  if (!keys.some(({ name }) => name === checkpoint.origin)) return null
  const seenBy = witnesses.filter((witness) =>
    note.signatures.some(({ name, id }) => name === witness.name && id === witness.id),
  )
  if (!seenBy.every((witness) => isSigned(note, [witness]))) return null
  return { ...checkpoint, witnesses: seenBy.map(({ id }) => id) }
}

/** A checkpoint that was copied out of the reach of whoever keeps the log. */
export type Copy = {
  readonly size: number
  readonly root: string
  readonly witnesses: Set<string>
  /** Whether the export has it too. */
  stored: boolean
}

/** All copies, the shortest log first. Copies of one size are one copy, with all their witnesses; if their roots differ, the log is forked. */
export function readCopies(
  notes: readonly string[],
  keys: readonly Key[],
  witnesses: readonly Key[],
  report: Report,
): readonly Copy[] {
  const copies = new Map<number, Copy>()
  for (const [place, note] of notes.entries()) {
    const read = readCheckpoint(note, keys, witnesses)
    if (read === null) {
      report({ kind: 'copy-malformed', n: place + 1 })
      continue
    }
    const known = copies.get(read.size)
    if (known === undefined) copies.set(read.size, { ...read, witnesses: new Set(read.witnesses), stored: false })
    else if (known.root !== read.root) report({ kind: 'log-forked', n: read.size })
    else for (const one of read.witnesses) known.witnesses.add(one)
  }
  return [...copies.values()].toSorted((a, b) => a.size - b.size)
}

/** What follows from the copies: up to which leaf they prove the log, and up to which leaf enough witnesses have seen it. */
export type Proven = { readonly to: number; readonly witnessedTo: number }

/**
 * Holds the checkpoints of the export and the copies beside the growing tree. `at` is called with every size, from 0 on; `end` after the last.
 * As every root is computed from the leaves, equal roots prove that each checkpoint continues the one before.
 */
export function compare(
  stored: Iterator<string>,
  copies: readonly Copy[],
  { keys, quorum, report }: { readonly keys: readonly Key[]; readonly quorum: number; readonly report: Report },
) {
  let [to, witnessedTo, signedTo, count, place] = [0, 0, -1, 0, 0]
  let next: Checkpoint | null = null
  next = read()

  function read(): Checkpoint | null {
    for (let line = stored.next(); line.done !== true; line = stored.next()) {
      count += 1
      const checkpoint = readCheckpoint(textOf(line.value), keys)
      if (checkpoint === null) report({ kind: 'checkpoint-malformed', n: count })
      else if (checkpoint.size <= signedTo || checkpoint.size <= (next?.size ?? -1))
        report({ kind: 'checkpoint-out-of-place', n: checkpoint.size })
      else return checkpoint
    }
    return null
  }

  function judgeStored(checkpoint: Checkpoint, root: string): void {
    signedTo = checkpoint.size
    const copy = copies[place]
    if (checkpoint.root !== root) report({ kind: 'checkpoint-root-differs', n: checkpoint.size })
    if (copy?.size !== checkpoint.size) return
    copy.stored = true
    if (copy.root !== checkpoint.root) report({ kind: 'log-forked', n: checkpoint.size })
  }

  function judgeCopy(copy: Copy, root: string): void {
    if (!copy.stored) report({ kind: 'checkpoint-missing', n: copy.size })
    if (copy.root !== root) {
      report({ kind: 'copy-root-differs', n: copy.size })
      return
    }
    to = copy.size
    if (copy.witnesses.size >= quorum) witnessedTo = copy.size
  }

  return {
    /** `root` is asked for only where there is something to compare. */
    at(size: number, root: () => string): void {
      if (next?.size !== size && copies[place]?.size !== size) return
      const computed = root()
      if (next?.size === size) {
        judgeStored(next, computed)
        next = read()
      }
      const copy = copies[place]
      if (copy?.size !== size) return
      judgeCopy(copy, computed)
      place += 1
    },
    end(size: number): Proven & { readonly count: number } {
      if (signedTo < size && size > 0) report({ kind: 'leaf-unsigned', n: Math.max(signedTo, 0) })
      for (; next !== null; next = read()) report({ kind: 'checkpoint-beyond-log', n: next.size })
      for (const copy of copies.slice(place)) report({ kind: 'copy-beyond-log', n: copy.size })
      return { to, witnessedTo, count }
    },
  }
}

/** A line of checkpoints.jsonl is a JSON string in its one spelling; another spelling would be another file that says the same. */
export function textOf(line: string): string {
  try {
    const text: unknown = JSON.parse(line)
    return typeof text === 'string' && JSON.stringify(text) === line ? text : ''
  } catch {
    return ''
  }
}
