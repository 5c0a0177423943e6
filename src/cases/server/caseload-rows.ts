import type { Transaction } from '#platform/server/db/database.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { StreamState } from '../file/state.ts'
import { type CaseRow, caseRow, type SeenStream } from '../view.ts'
import { type Head, headsOf, recordId, recordsByFile } from './head-records.ts'
import { openSummary, unwrapKey } from './sealed.ts'
import { type HeadRecords, summariesOf } from './store.ts'

/** A row of a caseload, with how far its case stream was read. */
export type Listed = { readonly row: CaseRow; readonly seq: number }

/** Opened summaries and finished rows, so that a list opens and computes only what is new in it. */
export type CaseloadRows = {
  /** Hashes of long lists whose rows are all known. */
  known(): readonly string[]
  /** Rows of all files in the list, for this day; null when its records did not travel and it was forgotten meanwhile. */
  rowsOf(tx: Transaction, list: HeadRecords, today: string): Promise<readonly Listed[] | null>
  /** States of these streams, as far as they are granted. */
  statesOf(tx: Transaction, heads: readonly Head[]): Promise<ReadonlyMap<string, StreamState>>
  /** Forgets a stream and the rows it is in, or everything. */
  forget(stream?: string): void
}

// Rows and states are plaintext in memory: each is bounded, and erasure empties them.
const KEPT_STATES = 10_000
const KEPT_ROWS = 20_000
/** Long lists kept whole, by their hash. */
const KEPT_LISTS = 20
/** Readers of one file who see it differently, such as owner and supervisor. */
const VARIANTS = 3
/** Summaries asked for at once: the first list of a supervisor has thousands. */
const PORTION = 200

type Kept = { readonly seq: number; readonly state: StreamState }
type Row = { readonly records: string; readonly today: string; readonly listed: Listed | null }
/** The records stay, so that the rows can be made anew on another day. */
type List = { readonly records: string; readonly today: string; readonly rows: readonly Listed[] }
type States = ReadonlyMap<string, StreamState>

/** Rows and states in the memory of this process; nothing of them is stored. */
export function createCaseloadRows(deps: { readonly keys: EpochKeys }): CaseloadRows {
  const states = new Map<string, Kept>()
  const rows = new Map<string, readonly Row[]>()
  const lists = new Map<string, List>()

  async function open(tx: Transaction, ids: readonly string[], each: (id: string, kept: Kept) => void) {
    for (const row of ids.length === 0 ? [] : await tx.run(summariesOf, [ids])) {
      const state = openSummary(unwrapKey(deps.keys, row.stream_id, row), row.seq, row.sealed)
      each(row.stream_id, { seq: row.seq, state })
    }
  }

  async function statesOf(tx: Transaction, heads: readonly Head[]): Promise<States> {
    const found = new Map<string, StreamState>()
    const missing = heads.filter(({ id, seq }) => states.get(id)?.seq !== seq).map(({ id }) => id)
    for (const { id } of heads) {
      const kept = states.get(id)
      if (kept !== undefined) found.set(id, kept.state)
    }
    for (let at = 0; at < missing.length; at += PORTION) {
      await open(tx, missing.slice(at, at + PORTION), (id, kept) => {
        keep(states, KEPT_STATES, id, kept)
        found.set(id, kept.state)
      })
    }
    return found
  }

  function knownRow(file: string, records: string, today: string): Row | undefined {
    return rows.get(file)?.find((one) => one.records === records && one.today === today)
  }

  function keepRow(file: string, records: string, heads: readonly Head[], today: string, opened: States): Row {
    const streams = heads.flatMap(({ id, kind, reasons }): readonly SeenStream[] => {
      const state = opened.get(id)
      return state === undefined ? [] : [{ id, kind, state, reasons }]
    })
    const row = caseRow(streams, today)
    const seq = streams.find(({ kind }) => kind === 'case')?.state.seq ?? 0
    // A copy: a piece of a long text keeps the whole of it in memory.
    const made = { records: Buffer.from(records).toString(), today, listed: row === null ? null : { row, seq } }
    const others = (rows.get(file) ?? []).filter((one) => one.today === today && one.records !== records)
    keep(rows, KEPT_ROWS, file, [made, ...others].slice(0, VARIANTS))
    return made
  }

  /** The states are let go with the portion: a row is a twentieth of them, and is made again only when its file has changed. */
  async function build(tx: Transaction, records: string, today: string): Promise<readonly Listed[]> {
    const files = [...recordsByFile(records)]
    const unknown = files.filter(([file, of]) => knownRow(file, of, today) === undefined)
    const fresh = new Map<string, Row>()
    for (let at = 0; at < unknown.length; at += PORTION) {
      const portion = unknown.slice(at, at + PORTION).map(([file, of]) => ({ file, of, heads: headsOf(of) }))
      const opened = new Map<string, StreamState>()
      const ids = portion.flatMap(({ heads }) => heads.map(({ id }) => id))
      await open(tx, ids, (id, { state }) => opened.set(id, state))
      for (const { file, of, heads } of portion) fresh.set(file, keepRow(file, of, heads, today, opened))
    }
    return files.flatMap(([file, of]) => (fresh.get(file) ?? knownRow(file, of, today))?.listed ?? [])
  }

  return {
    statesOf,
    known: () => [...lists.keys()],
    async rowsOf(tx, { hash, records }, today) {
      const list = hash === null ? undefined : lists.get(hash)
      if (list?.today === today) return list.rows
      const whole = records ?? list?.records
      if (whole === undefined) return null
      const made = await build(tx, whole, today)
      if (hash !== null) keep(lists, KEPT_LISTS, hash, { records: whole, today, rows: made })
      return made
    },
    forget(stream) {
      lists.clear()
      if (stream === undefined) {
        states.clear()
        rows.clear()
        return
      }
      states.delete(stream)
      const id = recordId(stream)
      for (const [file, all] of rows) if (all.some(({ records }) => records.includes(id))) rows.delete(file)
    },
  }
}

/** Keeps a value as the newest; lets the oldest go when there are too many. */
function keep<T>(map: Map<string, T>, most: number, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > most) for (const oldest of map.keys()) return void map.delete(oldest)
}
