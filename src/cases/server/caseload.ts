import { todayOf } from '#access/index.ts'
import type { Context, Outcome } from '#access/server/index.ts'
import type { BodyOf, AnswerOf } from '#platform/pure/contract.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { readCaseload } from '../contract.ts'
import { factValue } from '../file/facts.ts'
import { arrangeCaseload } from './arrange.ts'
import { createCaseloadRows, type Listed } from './caseload-rows.ts'
import { headsOf } from './head-records.ts'
import { type HeadRecords, headRecords } from './store.ts'

type Asked = BodyOf<typeof readCaseload>
type Answer = AnswerOf<typeof readCaseload>
/** Granted streams, as `prepare` asks for them. */
export type CaseloadHeads = readonly HeadRecords[]

export type Caseload = {
  /** Asks which streams are granted; shares the network wait with the look-up of the session. */
  prepare(tx: Transaction): Promise<CaseloadHeads>
  /** One page of the files that the person works on. */
  read(context: Context, asked: Asked, prepared: CaseloadHeads): Promise<Outcome<Answer>>
  /** Forgets opened summaries: of an erased stream, or all. */
  forget(stream?: string): void
}

const PAGE = 50
/** Kinds of streams that a row is made of. */
const LISTED = ['case', 'referral']

/** The caseload from sealed summaries: asks which streams are granted, opens what it has not opened before, sorts in memory. */
export function createCaseload(deps: { readonly keys: EpochKeys; readonly now: () => Date }): Caseload {
  const known = createCaseloadRows(deps)

  /** Files of the caseload whose true name holds the text. The name is compared here and does not leave the server. */
  async function byTrueName(tx: Transaction, search: string): Promise<ReadonlySet<string>> {
    if (search.length < 3) return new Set()
    const [list] = await tx.run(headRecords, [['identity'], []])
    const heads = list?.records == null ? [] : headsOf(list.records)
    const states = await known.statesOf(tx, heads)
    const plain = foldText(search)
    const found = heads.filter(({ id }) => {
      const state = states.get(id)
      const name = state === undefined ? undefined : factValue(state, 'trueName')
      return typeof name === 'string' && foldText(name).includes(plain)
    })
    return new Set(found.map(({ file }) => file))
  }

  /** The list with its text, whatever is known of it. */
  async function whole(tx: Transaction, today: string): Promise<readonly Listed[]> {
    const [list] = await tx.run(headRecords, [LISTED, []])
    return list === undefined ? [] : ((await known.rowsOf(tx, list, today)) ?? [])
  }

  return {
    prepare: (tx) => tx.run(headRecords, [LISTED, known.known()]),
    async read({ tx, actor }, asked, [list]) {
      const today = todayOf(actor, deps.now())
      const listed = list === undefined ? [] : ((await known.rowsOf(tx, list, today)) ?? (await whole(tx, today)))
      const byName = await byTrueName(tx, asked.search)
      const { page, total, counts } = arrangeCaseload(listed, asked, byName, actor.language, PAGE)
      // A summary's head is not at hand in a list: the leaf says how far was read.
      const concerns = page.map(({ row, seq }) => ({ stream: row.file, seq }))
      const rows = page.map(({ row }) => row)
      const found = rows.filter(({ file }) => byName.has(file)).map(({ file }) => file)
      return { answer: { rows, total, counts, byName: found }, concerns }
    },
    forget: (stream) => known.forget(stream),
  }
}

/** Text for comparing names: no case, no accents. */
function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
