import type { Transaction } from '#platform/server/db/database.ts'
import type { EpochKeys } from '#platform/server/keys/index.ts'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { factValue } from '../../file/facts.ts'
import type { StreamState } from '../../file/state.ts'
import { openSummary, unwrapKey } from '../../server/sealed.ts'
import { allSummaries, grantedHeads, type SummaryRow, summariesOf } from '../../server/store.ts'
import { type ExistingChild, type Fact, likenessOf } from '../model/index.ts'

/** What a list may show of a file that a row may be about. */
export type LikeFile = { readonly file: string; readonly alias: string; readonly code: string }
export type Existing = { readonly children: readonly ExistingChild[]; readonly files: ReadonlyMap<string, LikeFile> }

const MANY = 200
/** Summaries opened before other requests get their turn. */
const BREATH = 250

/**
 * The children whose files the importer may open, as the engine compares them, without those that this import has made itself.
 * Names are compared in this process and nowhere else; files that the importer may not open are not among them.
 */
export async function existingChildren(keys: EpochKeys, tx: Transaction, own: ReadonlySet<string>): Promise<Existing> {
  const heads = (await tx.run(grantedHeads, [['case', 'identity']])).filter(({ file_id }) => !own.has(file_id))
  if (heads.length === 0) return { children: [], files: new Map() }
  const rows = heads.length > MANY ? await tx.run(allSummaries) : await tx.run(summariesOf, [heads.map(({ id }) => id)])
  const states = await openAll(keys, rows, new Set(heads.map(({ id }) => id)))
  const files = new Map<string, LikeFile>()
  const children: ExistingChild[] = []
  for (const [file, streams] of Map.groupBy(heads, (head) => head.file_id)) {
    const main = states.get(file)
    const identity = states.get(streams.find(({ kind }) => kind === 'identity')?.id ?? '')
    if (main === undefined || identity === undefined) continue
    children.push({ ref: file, ...likenessOf(readingOf(main, identity)) })
    files.set(file, { file, alias: text(main, 'alias') ?? '', code: text(main, 'code') ?? '' })
  }
  return { children, files }
}

async function openAll(keys: EpochKeys, rows: readonly SummaryRow[], wanted: ReadonlySet<string>) {
  const states = new Map<string, StreamState>()
  let opened = 0
  for (const row of rows) {
    if (!wanted.has(row.stream_id)) continue
    states.set(row.stream_id, openSummary(unwrapKey(keys, row.stream_id, row), row.seq, row.sealed))
    if (++opened % BREATH === 0) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return states
}

function text(state: StreamState, name: string): string | undefined {
  const value = factValue(state, name)
  return typeof value === 'string' ? value : undefined
}

/** A file in the shape of a reading, as far as it is compared. */
function readingOf(main: StreamState, identity: StreamState): Parameters<typeof likenessOf>[0] {
  const sex = text(main, 'sex')
  const place = factValue(main, 'place') as { village?: string } | undefined
  const guardian = text(identity, 'guardianName')
  return {
    name: fact(text(identity, 'trueName') ?? null),
    sex: fact(sex === 'male' || sex === 'female' ? sex : 'unknown'),
    birth: fact((factValue(main, 'birth') as PartialDate | undefined) ?? { precision: 'unknown' }),
    phones: ((factValue(identity, 'phones') as readonly string[] | undefined) ?? []).map(fact),
    nik: fact(text(identity, 'nik') ?? null),
    ...(place?.village === undefined ? {} : { village: fact(place.village) }),
    ...(guardian === undefined ? {} : { guardian: fact(guardian) }),
    notes: [],
    others: [],
    marks: [],
  }
}

const fact = <T>(value: T): Fact<T> => ({ value, raw: '', source: { sheet: '', row: 0, raw: '' } })
