import type { Actor } from '#access/index.ts'
import type { Context, Outcome } from '#access/server/index.ts'
import { fromUtf8, utf8 } from '#platform/pure/bytes/index.ts'
import { todayIn } from '#platform/pure/partial-date.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import { readEntry } from '../file/entry.ts'
import { type AppendDeps, commitValues, keyOf, standingOf } from './append.ts'
import { type EntryResult, judge, type Sent } from './judge.ts'
import { openEntry, unwrapKey } from './sealed.ts'
import { appendCommit, appendOpen, leaveAside, quarantined } from './store.ts'

/** Late entries that wait for a decision. A writer sees that their own wait, but not the content of a file they have left. */
export async function readItems(deps: AppendDeps, { tx, actor }: Context) {
  const rows = await tx.run(quarantined, [null])
  return rows.map((row) => ({
    id: row.id,
    stream: row.stream_id,
    by: row.by,
    receivedAt: row.received,
    text: row.by === actor.person ? null : openItem(deps, row),
  }))
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
  take: boolean,
): Promise<Outcome<{ result: EntryResult | null }>> {
  if (!take) {
    await leaveOut(context, id)
    return { answer: { result: null } }
  }
  const { stream, result } = await takeIn(deps, context, id)
  const written = result.outcome === 'accepted' ? { seq: result.seq, head: result.head } : {}
  return { answer: { result }, concerns: [{ stream, ...written }] }
}

/** Leaves the entry out; it stays in the record that it was decided, without content for anybody. */
async function leaveOut(context: Context, id: string): Promise<void> {
  const [row] = await context.tx.run(leaveAside, [id])
  if (row?.left_out !== true) throw new Problem('not-found')
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
  const today = todayIn(author.memberships[0]?.zone ?? 'UTC', deps.now())
  const judged = judge(standingOf(stream, opened, key), [sent], author, today)
  const [result] = judged.results
  if (result === undefined) throw new Problem('not-found')
  if (judged.taken.length > 0) void tx.run(appendCommit, commitValues(stream, opened.seq, key, judged, sent.id))
  return result
}
