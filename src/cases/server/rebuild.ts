import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { inTransaction } from '#platform/server/db/owner.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import { wakeAt } from '../deadlines.ts'
import { type Accepted, trustedEntry } from '../file/entry.ts'
import { foldAll } from '../file/fold.ts'
import type { GrantChange } from '../file/kind.ts'
import { EMPTY_STATE, type StreamState } from '../file/state.ts'
import { kinds } from '../kinds.ts'
import { openEntry, openSummaryText, sealSummaryText, type StreamKey, unwrapKey } from './sealed.ts'
import { type GrantRow, type ReplayRow, replayRows, storeSummaries, type SummaryToStore } from './store-rebuild.ts'

/** What a replay of every stream found. Streams are named by id, never by what is in them. */
export type Rebuilt = {
  readonly streams: number
  readonly entries: number
  /** Summary or wake-up differed from the replay, or was missing; written anew. */
  readonly repaired: readonly string[]
  /** A grant that does not follow from the entries. Nothing is changed: a person looks. */
  readonly grants: readonly string[]
  /** Streams that cannot be opened: their key is missing, or bytes were changed. `lindung verify` says which. */
  readonly unreadable: readonly string[]
}

/**
 * Replays every stream from its first entry and compares what is stored with what follows: summaries, wake-ups, grants. What differs is
 * written anew, sealed; with `all` everything is. Runs beside the application: `reading` holds one snapshot, `writing` stores.
 */
export async function rebuild(
  { reading, writing, keys }: { readonly reading: pg.Client; readonly writing: pg.Client; readonly keys: EpochKeys },
  { all = false } = {},
): Promise<Rebuilt> {
  const found = { streams: 0, entries: 0, repaired: [] as string[], grants: [] as string[], unreadable: [] as string[] }
  let waiting: SummaryToStore[] = []
  let storing: Promise<void> = Promise.resolve()
  // One portion is stored while the next is replayed.
  const flush = async (atLeast: number) => {
    if (waiting.length < Math.max(atLeast, 1)) return
    await storing
    storing = storeSummaries(writing, waiting)
    storing.catch(() => undefined) // seen by the next flush, or at the end
    waiting = []
  }
  await inTransaction(
    reading,
    async () => {
      for await (const rows of wholeStreams(reading)) {
        const [first] = rows
        if (first === undefined) continue
        found.streams += 1
        found.entries += rows.length
        const replayed = replay(keys, rows)
        if (replayed === null) {
          found.unreadable.push(first.stream_id)
          continue
        }
        const { key, state, holders } = replayed
        if (!grantsFollow(holders, first.grants ?? [])) found.grants.push(first.stream_id)
        const text = JSON.stringify(state)
        const isSame = sameAsStored(key, state, text, first)
        if (!isSame) found.repaired.push(first.stream_id)
        if (!isSame || all) {
          const { seq } = state
          const sealed = sealSummaryText(key, seq, text)
          waiting.push({ stream: first.stream_id, seq, sealed, wakeAt: wakeAt(state) })
        }
        await flush(500)
      }
    },
    'isolation level repeatable read read only',
  )
  await flush(1)
  await storing
  return found
}

/** The rows of each stream together. */
async function* wholeStreams(client: pg.Client): AsyncGenerator<readonly ReplayRow[]> {
  let held: ReplayRow[] = []
  for await (const rows of replayRows(client)) {
    for (const row of rows) {
      if (row.seq === 1 && held.length > 0) {
        yield held
        held = []
      }
      held.push(row)
    }
  }
  if (held.length > 0) yield held
}

type Replayed = { readonly key: StreamKey; readonly state: StreamState; readonly holders: Holders }

/** Null for a stream that does not open; a fold that fails is a bug of ours, and throws. */
function replay(keys: EpochKeys, rows: readonly ReplayRow[]): Replayed | null {
  const opened = openRows(keys, rows)
  if (opened === null) return null
  const state = foldAll(kinds, EMPTY_STATE, opened.accepted)
  return { key: opened.key, state, holders: holdersOf(opened.accepted, state) }
}

function openRows(keys: EpochKeys, rows: readonly ReplayRow[]) {
  const [first] = rows
  if (first === undefined || first.key_id === null || first.epoch === null || first.wrapped === null) return null
  try {
    const key = unwrapKey(keys, first.stream_id, { key_id: first.key_id, epoch: first.epoch, wrapped: first.wrapped })
    const accepted = rows.map(({ seq, id, received, sealed }): Accepted => {
      if (sealed === null) throw new Error('no content')
      return { entry: trustedEntry(openEntry(key, { seq, id }, sealed)), seq, receivedAt: received }
    })
    return { key, accepted }
  } catch {
    return null // what exactly is wrong is for `verify` to say
  }
}

function sameAsStored(key: StreamKey, state: StreamState, text: string, stored: ReplayRow): boolean {
  if (stored.summary === null || stored.summary_seq !== state.seq) return false
  const wake = wakeAt(state)
  const hour = wake === null ? null : Math.floor(Date.parse(wake) / 3_600_000) * 3_600_000
  if ((stored.wake_at?.getTime() ?? null) !== hour) return false
  try {
    const before = openSummaryText(key, state.seq, stored.summary)
    // The order of names may differ: an append continues from the stored state, a replay from nothing.
    return before === text || isDeepStrictEqual(JSON.parse(before), JSON.parse(text))
  } catch {
    return false
  }
}

/** Who should hold the stream, as its entries say. `owner` null: it is the file's. */
type Holders = {
  owner: string | null
  offered: string | null
  shared: { readonly team: string; readonly until?: string } | null
}

function holdersOf(accepted: readonly Accepted[], state: StreamState): Holders {
  const holders: Holders = { owner: state.steps['handling']?.[0]?.with['owner'] ?? null, offered: null, shared: null }
  for (const { entry } of accepted) {
    const known = kinds.trusted(entry)
    for (const change of known?.kind.grants?.(known.data, state) ?? []) applyChange(holders, change, entry.by)
  }
  return holders
}

function applyChange(holders: Holders, change: GrantChange, by: string): void {
  if (change.do === 'share') holders.shared = change
  else if (change.do === 'unshare') holders.shared = null
  else if (change.do === 'offer') holders.offered = change.person
  else {
    if (change.do === 'accept') holders.owner = by
    holders.offered = null
  }
}

function grantsFollow({ owner, offered, shared }: Holders, grants: readonly GrantRow[]): boolean {
  const holding = (reason: string) =>
    grants.filter((one) => one.reason === reason).map(({ person, team }) => person ?? team)
  const team =
    shared !== null && (shared.until === undefined || Date.parse(shared.until) > Date.now()) ? [shared.team] : []
  return (
    (owner === null || isDeepStrictEqual(holding('owner'), [owner])) &&
    isDeepStrictEqual(holding('pending-owner'), offered === null ? [] : [offered]) &&
    isDeepStrictEqual(holding('referral'), team)
  )
}
