import type { Transaction } from '#platform/server/db/database.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { GrantReason } from '../file/kind.ts'
import type { StreamKind, StreamState } from '../file/state.ts'
import { type CaseRow, caseRow, type SeenStream } from '../view.ts'
import { openSummary, unwrapKey } from './sealed.ts'
import { type HeadLines, summariesOf } from './store.ts'

/** A row of a caseload, with how far its case stream was read. */
export type Listed = { readonly row: CaseRow; readonly seq: number }

/** A stream of a list, from a line of `cases.my_heads`. */
export type Head = {
  readonly id: string
  readonly file: string
  readonly kind: string
  readonly seq: number
  readonly reasons: string
}

/** Opened summaries and finished rows, so that a list opens and computes only what is new in it. */
export type CaseloadRows = {
  /** Hashes of long lists whose rows are all known. */
  known(): readonly string[]
  /** Rows of all files in the list, for this day; null when its text did not travel and it was forgotten meanwhile. */
  rowsOf(tx: Transaction, list: HeadLines, today: string): Promise<readonly Listed[] | null>
  /** States of these streams, as far as they are granted. */
  statesOf(tx: Transaction, heads: readonly Head[]): Promise<ReadonlyMap<string, StreamState>>
  /** Forgets a stream and the rows it is in, or everything. */
  forget(stream?: string): void
}

// All of these are plaintext in memory: each is bounded, and erasure empties them.
const KEPT_STATES = 10_000
const KEPT_ROWS = 20_000
/** Long lists kept whole, by their hash. */
const KEPT_LISTS = 20
/** Readers of one file who see it differently, such as owner and supervisor. */
const VARIANTS = 3

type Kept = { readonly seq: number; readonly state: StreamState }
type Row = { readonly lines: string; readonly today: string; readonly listed: Listed | null }
/** The lines stay, so that the rows can be made anew on another day. */
type List = { readonly lines: string; readonly today: string; readonly rows: readonly Listed[] }

/** Rows and states in the memory of this process; nothing of them is stored. */
export function createCaseloadRows(deps: { readonly keys: EpochKeys }): CaseloadRows {
  const states = new Map<string, Kept>()
  const rows = new Map<string, readonly Row[]>()
  const lists = new Map<string, List>()

  async function statesOf(tx: Transaction, heads: readonly Head[]): Promise<ReadonlyMap<string, StreamState>> {
    const found = new Map<string, StreamState>()
    const missing: string[] = []
    for (const { id, seq } of heads) {
      const kept = states.get(id)
      if (kept?.seq === seq) found.set(id, kept.state)
      else missing.push(id)
    }
    for (const row of missing.length === 0 ? [] : await tx.run(summariesOf, [missing])) {
      const state = openSummary(unwrapKey(deps.keys, row.stream_id, row), row.seq, row.sealed)
      keep(states, KEPT_STATES, row.stream_id, { seq: row.seq, state })
      found.set(row.stream_id, state)
    }
    return found
  }

  function knownRow(file: string, lines: string, today: string): Row | undefined {
    return rows.get(file)?.find((one) => one.lines === lines && one.today === today)
  }

  function compute(lines: string, today: string, opened: ReadonlyMap<string, StreamState>): Row {
    const streams = lines.split('\n').flatMap((line): readonly SeenStream[] => {
      const { id, kind, reasons } = headOf(line)
      const state = opened.get(id)
      if (state === undefined) return []
      // Kinds and reasons come from columns whose checks name exactly these.
      return [{ id, kind: kind as StreamKind, state, reasons: reasons.split(',') as GrantReason[] }]
    })
    const row = caseRow(streams, today)
    const seq = streams.find(({ kind }) => kind === 'case')?.state.seq ?? 0
    // A copy: a piece of a long text keeps the whole of it in memory.
    return { lines: Buffer.from(lines).toString(), today, listed: row === null ? null : { row, seq } }
  }

  async function build(tx: Transaction, lines: string, today: string): Promise<readonly Listed[]> {
    const files = linesByFile(lines)
    const unknown = [...files].filter(([file, of]) => knownRow(file, of, today) === undefined)
    const heads = unknown.flatMap(([, of]) => of.split('\n').map(headOf))
    const opened = await statesOf(tx, heads)
    const fresh = new Map(unknown.map(([file, of]) => [file, compute(of, today, opened)]))
    for (const [file, row] of fresh) {
      const others = (rows.get(file) ?? []).filter((one) => one.today === today && one.lines !== row.lines)
      keep(rows, KEPT_ROWS, file, [row, ...others].slice(0, VARIANTS))
    }
    return [...files].flatMap(([file, of]) => (fresh.get(file) ?? knownRow(file, of, today))?.listed ?? [])
  }

  return {
    statesOf,
    known: () => [...lists.keys()],
    async rowsOf(tx, { hash, lines }, today) {
      const list = hash === null ? undefined : lists.get(hash)
      if (list?.today === today) return list.rows
      const text = lines ?? list?.lines
      if (text === undefined) return null
      const rows = await build(tx, text, today)
      if (hash !== null) keep(lists, KEPT_LISTS, hash, { lines: text, today, rows })
      return rows
    },
    forget(stream) {
      lists.clear()
      if (stream === undefined) {
        states.clear()
        rows.clear()
        return
      }
      states.delete(stream)
      for (const [file, all] of rows)
        if (file === stream || all.some(({ lines }) => lines.includes(stream))) rows.delete(file)
    },
  }
}

/** Keeps a value as the newest; lets the oldest go when there are too many. */
function keep<T>(map: Map<string, T>, most: number, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > most) for (const oldest of map.keys()) return void map.delete(oldest)
}

/** `cases.my_heads` writes them: two ids of 36 characters, then words. */
export function headOf(line: string): Head {
  const [id = '', file = '', kind = '', seq = '', reasons = ''] = line.split(' ')
  return { id, file, kind, seq: Number(seq), reasons }
}

/** The lines of each file. */
function linesByFile(lines: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const line of lines.split('\n')) {
    const file = line.slice(37, 73)
    const before = files.get(file)
    files.set(file, before === undefined ? line : `${before}\n${line}`)
  }
  return files
}
