import { type Actor, todayOf } from '#access/index.ts'
import type { Context } from '#access/server/index.ts'
import type { Concern } from '#audit/index.ts'
import { isoFromMicros, newUuid4, toHex, type RandomBytes, utf8 } from '#platform/pure/bytes/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import { type EpochKeys, newKey, open, seal } from '#platform/server/keys/index.ts'
import { composeEntry, NO_BASE } from '../../file/compose.ts'
import { entryText, trustedEntry } from '../../file/entry.ts'
import { kinds } from '../../kinds.ts'
import { commitValues, keyOf, standingOf } from '../../server/append.ts'
import { judge, type Judged } from '../../server/judge.ts'
import { openEntries } from '../../server/read.ts'
import { type StreamKey, unwrapKey } from '../../server/sealed.ts'
import { appendCommit, appendOpen, entriesAfter, makeStream } from '../../server/store.ts'
import { type ImportSettings, settingsOf } from './settings.ts'
import { findRun, findSheet, type RunRow, startRun } from './store.ts'

export type StreamDeps = { readonly keys: EpochKeys; readonly random: RandomBytes; readonly now: () => Date }

/** An import as its importer may open it. */
export type OpenImport = { readonly run: RunRow; readonly settings: ImportSettings; readonly seq: number }

/** What an audit leaf says of an import that was looked at. */
export const concern = (importId: string): readonly Concern[] => [{ stream: importId }]

/** What was said of an import: when it was saved, and what the leaf says of it, so that the log accounts for the end of the stream. */
export type Saying = { readonly savedAt: string; readonly concerns: readonly Concern[] }

/** One's own import with what was said of it; or the problem that tells nothing of another's. An ended one has nothing to open. */
export async function getImport(deps: StreamDeps, tx: Transaction, importId: string): Promise<OpenImport> {
  const run = await getRun(tx, importId)
  const entries = openEntries(deps, await tx.run(entriesAfter, [importId, 0]))
  if (entries.length === 0) throw new Problem('not-found')
  const settings = settingsOf(
    entries.map(({ text, receivedAt }) => {
      const { kind, data } = trustedEntry(utf8(text))
      return { kind, data, receivedAt }
    }),
  )
  return { run, settings, seq: entries.at(-1)?.seq ?? 0 }
}

/** One's own import, ended or not; the same problem for another's as for none. */
export async function getRun(tx: Transaction, importId: string): Promise<RunRow> {
  const [run] = await tx.run(findRun, [importId])
  if (run === undefined) throw new Problem('not-found')
  return run
}

/** Writes what the importer says into the import stream. Nothing is said of an import that has ended. */
export async function say(
  deps: StreamDeps,
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  importId: string,
  ...said: readonly { readonly kind: string; readonly data: Record<string, unknown> }[]
): Promise<Saying> {
  const [opened] = await tx.run(appendOpen, [importId, []])
  if (opened?.mode !== 'append') throw new Problem('not-found')
  const key = keyOf(deps, importId, opened)
  const standing = standingOf(importId, opened, key)
  const base = [opened.seq, toHex(opened.head)] as const
  const sent = write(deps, actor, importId, said, { base, n: standing.state.counters[actor.device] ?? 0 })
  const judged = judge(standing, sent, actor, todayOf(actor, deps.now()))
  refuseBad(judged.results)
  await tx.run(appendCommit, commitValues(importId, opened.seq, key, judged, null))
  return { savedAt: isoFromMicros(opened.received), concerns: wroteIn(importId, judged) }
}

/** The end of a stream that was written in just now. */
export function wroteIn(stream: string, { taken }: Pick<Judged, 'taken'>): readonly Concern[] {
  const last = taken.at(-1)
  return last === undefined ? [{ stream }] : [{ stream, seq: last.seq, head: toHex(last.head) }]
}

/** Makes the import stream with its first entries and keeps the raw file under its key; what the leaf says, or null when it was there before. */
export async function begin(
  deps: StreamDeps,
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  importId: string,
  bytes: Uint8Array,
  said: readonly { readonly kind: string; readonly data: Record<string, unknown> }[],
): Promise<readonly Concern[] | null> {
  const [opened] = await tx.run(appendOpen, [importId, []])
  if (opened === undefined || opened.mode === 'denied' || opened.mode === 'quarantine') throw new Problem('not-found')
  if (opened.mode === 'append') return null
  const key: StreamKey = { stream: importId, keyId: newUuid4(deps.random), key: newKey() }
  const standing = { ...standingOf(importId, opened, key), reasons: ['importer'] as const }
  const judged = judge(
    standing,
    write(deps, actor, importId, said, { base: NO_BASE, n: 0 }),
    actor,
    todayOf(actor, deps.now()),
  )
  refuseBad(judged.results)
  const { wrapped, epoch } = deps.keys.wrap(key.keyId, key.key)
  await tx.run(makeStream, [importId, importId, 'import', key.keyId, epoch, Buffer.from(wrapped)])
  await tx.run(appendCommit, commitValues(importId, 0, key, judged, null))
  await tx.run(startRun, [importId, Buffer.from(seal(key.key, bytes, sheetAad(importId, key.keyId)))])
  return wroteIn(importId, judged)
}

function write(
  deps: StreamDeps,
  actor: Actor,
  stream: string,
  said: readonly { readonly kind: string; readonly data: Record<string, unknown> }[],
  from: { readonly base: readonly [number, string]; readonly n: number },
) {
  const at = deps.now().toISOString()
  return said.map(({ kind, data }, i) => {
    const place = { stream, base: from.base, n: from.n + i + 1 }
    const what = { kind, kv: kinds.find(kind)?.kv ?? 1, data }
    const entry = composeEntry(deps.random, at, { by: actor.person, device: actor.device }, place, what)
    return { id: entry.id, text: entryText(entry) }
  })
}

function refuseBad(results: ReturnType<typeof judge>['results']): void {
  const refused = results.find(({ outcome }) => outcome !== 'accepted')
  if (refused !== undefined)
    throw new Problem('bad-input', { reason: 'code' in refused ? refused.code : refused.outcome })
}

/** The raw file as it came. */
export async function openSheet(
  deps: Pick<StreamDeps, 'keys'>,
  tx: Transaction,
  importId: string,
): Promise<Uint8Array> {
  const [row] = await tx.run(findSheet, [importId])
  if (row === undefined) throw new Problem('not-found')
  const { key, keyId } = unwrapKey(deps.keys, importId, row)
  return open(key, row.sealed, sheetAad(importId, keyId))
}

/** Associated data of a sealed list: it opens only as the list of this import (docs/formats.md). */
function sheetAad(importId: string, keyId: string): Uint8Array {
  return utf8(`lindung/import-sheet/1\n${importId}\n${keyId}`)
}
