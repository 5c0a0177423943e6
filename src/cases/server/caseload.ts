import type { Context, Outcome } from '#access/server/index.ts'
import type { BodyOf, AnswerOf } from '#platform/pure/contract.ts'
import { todayIn } from '#platform/pure/partial-date.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { readCaseload } from '../contract.ts'
import { factValue } from '../file/facts.ts'
import type { StreamKind, StreamState } from '../file/state.ts'
import type { GrantReason } from '../file/kind.ts'
import { caseRow, type SeenStream } from '../view.ts'
import { arrangeCaseload } from './arrange.ts'
import { openSummary, unwrapKey } from './sealed.ts'
import { allSummaries, grantedHeads, type HeadRow, type SummaryRow, summariesOf } from './store.ts'

type Asked = BodyOf<typeof readCaseload>
type Answer = AnswerOf<typeof readCaseload>

export type Caseload = {
  /** One page of the files that the person works on. */
  read(context: Context, asked: Asked): Promise<Outcome<Answer>>
  /** Forgets opened summaries: of an erased stream, or all. */
  forget(stream?: string): void
}

const PAGE = 50
/** Opened summaries kept in memory. They are plaintext: the number is bounded, and erasure empties it. */
const KEPT = 20_000
/** Above this many unopened summaries the whole granted set is read at once. */
const MANY = 200

type Kept = { readonly seq: number; readonly state: StreamState }

/** The caseload from sealed summaries: asks which streams are granted, opens what it has not opened before, sorts in memory. */
export function createCaseload(deps: { readonly keys: EpochKeys; readonly now: () => Date }): Caseload {
  const kept = new Map<string, Kept>()

  function keep(row: SummaryRow): void {
    kept.delete(row.stream_id)
    kept.set(row.stream_id, {
      seq: row.seq,
      state: openSummary(unwrapKey(deps.keys, row.stream_id, row), row.seq, row.sealed),
    })
    if (kept.size > KEPT) for (const oldest of kept.keys()) return void kept.delete(oldest)
  }

  async function openAll(tx: Transaction, heads: readonly HeadRow[]): Promise<void> {
    const missing = heads.filter(({ id, seq }) => kept.get(id)?.seq !== seq)
    if (missing.length === 0) return
    const rows =
      missing.length > MANY ? await tx.run(allSummaries) : await tx.run(summariesOf, [missing.map(({ id }) => id)])
    const wanted = new Set(missing.map(({ id }) => id))
    for (const row of rows) if (wanted.has(row.stream_id)) keep(row)
  }

  /** Opened streams of each file on which the person works. */
  async function filesOf(tx: Transaction): Promise<readonly (readonly SeenStream[])[]> {
    const heads = await tx.run(grantedHeads, [['case', 'referral']])
    await openAll(tx, heads)
    return [...Map.groupBy(heads, (head) => head.file_id).values()].map((streams) =>
      streams.flatMap(({ id, kind, reasons }) => {
        const state = kept.get(id)?.state
        // Kinds and reasons come from columns whose checks name exactly these.
        return state === undefined ? [] : [{ id, kind: kind as StreamKind, state, reasons: reasons as GrantReason[] }]
      }),
    )
  }

  /** Files of the caseload whose true name holds the text. The name is compared here and does not leave the server. */
  async function byTrueName(tx: Transaction, search: string): Promise<ReadonlySet<string>> {
    if (search.length < 3) return new Set()
    const heads = await tx.run(grantedHeads, [['identity']])
    await openAll(tx, heads)
    const plain = foldText(search)
    const found = heads.filter(({ id }) => {
      const state = kept.get(id)?.state
      const name = state === undefined ? undefined : factValue(state, 'trueName')
      return typeof name === 'string' && foldText(name).includes(plain)
    })
    return new Set(found.map(({ file_id }) => file_id))
  }

  return {
    async read({ tx, actor }, asked) {
      const today = todayIn(actor.memberships[0]?.zone ?? 'UTC', deps.now())
      const files = await filesOf(tx)
      const byName = await byTrueName(tx, asked.search)
      const rows = files.flatMap((streams) => caseRow(streams, today) ?? [])
      const { page, total, counts } = arrangeCaseload(rows, asked, byName, actor.language, PAGE)
      const concerns = page.map(({ file }) => ({ stream: file, ...seqOf(kept.get(file)) }))
      const found = page.filter(({ file }) => byName.has(file)).map(({ file }) => file)
      return { answer: { rows: [...page], total, counts, byName: found }, concerns }
    },
    forget(stream) {
      if (stream === undefined) kept.clear()
      else kept.delete(stream)
    },
  }
}

/** A summary's head is not at hand in a list: the leaf says how far was read. */
function seqOf(one: Kept | undefined): { seq?: number } {
  return one === undefined ? {} : { seq: one.seq }
}

/** Text for comparing names: no case, no accents. */
function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
