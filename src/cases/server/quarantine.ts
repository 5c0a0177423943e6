import { type Actor, todayOf } from '#access/index.ts'
import type { Context, Outcome } from '#access/server/index.ts'
import { fromUtf8, utf8 } from '#platform/pure/bytes/index.ts'
import type { AnswerOf, BodyOf } from '#platform/pure/contract.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import type { decideQuarantine, LeftOutBecause, readOwnLate } from '../contract.ts'
import { readEntry } from '../file/entry.ts'
import { factValue } from '../file/facts.ts'
import type { StreamKind } from '../file/state.ts'
import { type AppendDeps, commitValues, keyOf, standingOf } from './append.ts'
import { type EntryResult, judge, type Sent } from './judge.ts'
import { openEntry, openSummary, unwrapKey } from './sealed.ts'
import {
  appendCommit,
  appendOpen,
  lateAwaited,
  leaveAside,
  ownLate,
  type OwnLateRow,
  quarantined,
  summariesOf,
} from './store.ts'

/** Late entries that wait for a decision. A writer sees that their own wait, but not the content of a file they have left. */
export async function readItems(deps: AppendDeps, { tx, actor }: Context) {
  const rows = await tx.run(quarantined, [null])
  const theirs = rows.filter(({ by }) => by !== actor.person)
  const childOf = await childrenOf(deps, tx, [...new Set(theirs.flatMap(({ file_id }) => file_id ?? []))])
  const missing = theirs.length === 0 ? [] : await tx.run(lateAwaited, [theirs.map(({ id }) => id)])
  return rows.map((row) => {
    const { id, stream_id, by, received, file_id, kind } = row
    const own = by === actor.person
    const child = own || file_id === null ? undefined : childOf.get(file_id)
    return {
      id,
      stream: stream_id,
      by,
      receivedAt: received,
      text: own ? null : openItem(deps, row),
      // A column whose check names exactly these kinds.
      child: child === undefined || file_id === null ? null : { file: file_id, kind: kind as StreamKind, ...child },
      awaited: missing.filter((one) => one.late_id === id).map((one) => one.id),
    }
  })
}

/** Alias and code of these files, from their sealed summaries. */
async function childrenOf({ keys }: AppendDeps, tx: Transaction, files: readonly string[]) {
  const rows = files.length === 0 ? [] : await tx.run(summariesOf, [files])
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return new Map(
    rows.map((row) => {
      const state = openSummary(unwrapKey(keys, row.stream_id, row), row.seq, row.sealed)
      return [row.stream_id, { alias: text(factValue(state, 'alias')), code: text(factValue(state, 'code')) }]
    }),
  )
}

type Item = {
  id: string
  stream_id: string
  sealed: Buffer | null
  key_id: string | null
  epoch: number | null
  wrapped: Buffer | null
}

function openItem({ keys }: AppendDeps, { id, stream_id, sealed, key_id, epoch, wrapped }: Item): string | null {
  if (sealed === null || key_id === null || epoch === null || wrapped === null) return null
  return fromUtf8(openEntry(unwrapKey(keys, stream_id, { key_id, epoch, wrapped }), { seq: 0, id }, sealed))
}

/** The owner's decision. What is written by taking it in stands in the leaf with its head. */
export async function decideItem(
  deps: AppendDeps,
  context: Context,
  id: string,
  decision: BodyOf<typeof decideQuarantine>,
): Promise<Outcome<{ result: EntryResult | null }>> {
  if (!decision.take) {
    return { answer: { result: null }, concerns: [{ stream: await leaveOut(context, id, decision.because) }] }
  }
  const { stream, result } = await takeIn(deps, context, id)
  const written = result.outcome === 'accepted' ? { seq: result.seq, head: result.head } : {}
  return { answer: { result }, concerns: [{ stream, ...written }] }
}

/** Leaves the entry out: it stays sealed where it was set aside, and no operation opens it any more. Answers with its stream. */
async function leaveOut({ tx }: Context, id: string, because: LeftOutBecause): Promise<string> {
  const [row] = await tx.run(leaveAside, [id, because])
  if (row?.stream == null) throw new Problem('not-found')
  return row.stream
}

/**
 * What became of one's own late entries. Their writer has left the file, so they learn who decided, when, and one word why, and nothing
 * of what the file says. The stream stands in the leaf once a decision is told, not at every question whether there is one.
 */
export async function readOwn({ tx }: Context, ids: readonly string[]): Promise<Outcome<AnswerOf<typeof readOwnLate>>> {
  const rows = await tx.run(ownLate, [ids])
  const decided = rows.filter(({ decided_at }) => decided_at !== null)
  return {
    answer: { items: rows.map(stateOf) },
    concerns: [...new Set(decided.map(({ stream_id }) => stream_id))].map((stream) => ({ stream })),
  }
}

function stateOf({ id, decided_at, decided_by, taken, left_because }: OwnLateRow) {
  if (decided_at === null || decided_by === null) return { id, state: 'waiting' } as const
  const told = { id, by: decided_by, at: decided_at.toISOString() }
  if (taken === true) return { ...told, state: 'taken' } as const
  // A column whose check names exactly these words; empty where it was left out before there was one.
  return { ...told, state: 'left-out', because: (left_because ?? 'unsaid') as LeftOutBecause } as const
}

/** What became of an entry that was set aside, and of which stream. */
type Decided = { readonly stream: string; readonly result: EntryResult }

/** Takes the entry into the story as its author wrote it: same bytes, same hash, under the author's name. */
async function takeIn(deps: AppendDeps, { tx, actor }: Context, id: string): Promise<Decided> {
  const [row] = await tx.run(quarantined, [id])
  const text = row === undefined || row.by === actor.person ? null : openItem(deps, row)
  const entry = text === null ? null : readEntry(utf8(text))
  if (row === undefined || text === null || entry === null) throw new Problem('not-found')
  // Judged as its author would be, with the rights of who takes it in: what the file no longer allows stays out.
  const author: Actor = { ...actor, person: entry.by, device: entry.device }
  return { stream: row.stream_id, result: await takeInto(deps, tx, row.stream_id, { id, text }, author) }
}

async function takeInto(
  deps: AppendDeps,
  tx: Transaction,
  stream: string,
  sent: Sent,
  author: Actor,
): Promise<EntryResult> {
  const [opened] = await tx.run(appendOpen, [stream, [sent.id]])
  if (opened?.mode !== 'append') throw new Problem('not-found')
  const key = keyOf(deps, stream, opened)
  const today = todayOf(author, deps.now())
  const judged = judge(standingOf(stream, opened, key), [sent], author, today)
  const [result] = judged.results
  if (result === undefined) throw new Problem('not-found')
  // Who may open the file is decided by who works on it now, and not by a word of somebody who has left it.
  if (judged.grants.length > 0) return { id: sent.id, outcome: 'refused', code: 'not-yours-to-write' }
  if (judged.taken.length > 0) void tx.run(appendCommit, commitValues(stream, opened.seq, key, judged, sent.id))
  return result
}
