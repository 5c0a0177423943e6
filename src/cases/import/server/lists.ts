import { type Actor, todayOf } from '#access/index.ts'
import type { Run } from '#access/server/index.ts'
import { Problem } from '#platform/pure/problem.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { toHex, utf8 } from '#platform/pure/bytes/index.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import { kinds } from '../../kinds.ts'
import { openEntries } from '../../server/read.ts'
import { trustedEntry } from '../../file/entry.ts'
import type { Field } from '../model/index.ts'
import { NOTHING_SAID, type SheetReader } from './reader.ts'
import type { Reading } from './reading.ts'
import type { Columns } from './settings.ts'
import { begin, concern, getRun, type StreamDeps } from './stream.ts'
import { findProfile, findRun, firstEntries, listRuns, saveProfile, type RunRow } from './store.ts'

export type ListDeps = StreamDeps & { readonly reader: SheetReader }

/**
 * Takes a list in. Two transactions: one that says whether the person may, one that stores; in between the file arrives and is read
 * in its own thread, and no connection waits for it. What cannot be read is not kept.
 */
export async function takeList(
  deps: ListDeps,
  run: Run<Actor>,
  importId: string,
  receive: () => Promise<{ readonly name: string; readonly bytes: Uint8Array }>,
): Promise<RunRow> {
  const { today, before } = await run(async ({ tx, actor }) => ({
    answer: { today: todayOf(actor, deps.now()), before: (await tx.run(findRun, [importId]))[0] },
    concerns: concern(importId),
  }))
  if (before !== undefined) return before
  const { name, bytes } = await receive()
  const reading = await readOrRefuse(deps, run, { name, bytes, today })
  return run(async (context) => {
    const columns = await rememberedColumns(context.tx, reading)
    const said = [
      readEntryOf(reading, name, bytes.length, today, columns !== null),
      ...(columns === null ? [] : [matched(columns)]),
    ]
    const began = await begin(deps, context, importId, bytes, said)
    return { answer: await getRun(context.tx, importId), concerns: began ?? concern(importId) }
  })
}

/** A file that cannot be read leaves the leaf of a refusal, and nothing else. */
async function readOrRefuse(
  deps: ListDeps,
  run: Run<Actor>,
  { name, bytes, today }: { readonly name: string; readonly bytes: Uint8Array; readonly today: string },
): Promise<Reading> {
  const refuse = (problem: Problem) =>
    run(async () => {
      await Promise.resolve()
      throw problem
    })
  try {
    const reading = await deps.reader.read({ bytes, name, today, ...NOTHING_SAID })
    if (reading.run.rows.every((row) => row.children.length === 0))
      throw new Problem('unreadable-file', { reason: 'no-children' })
    return reading
  } catch (error) {
    if (error instanceof Problem) await refuse(error)
    throw error
  }
}

function readEntryOf(reading: Reading, file: string, size: number, today: string, remembered: boolean) {
  const rows = Map.groupBy(
    reading.run.rows.filter((row) => row.children.length > 0),
    (row) => row.sheet,
  )
  const sheets = reading.run.sheets.map(({ name, role, hidden }) => ({
    name,
    role,
    hidden,
    rows: rows.get(name)?.length ?? 0,
  }))
  return { kind: 'import-read', data: { file, size, asOf: today, sheets, ...(remembered ? { remembered } : {}) } }
}

const matched = (columns: Columns) => ({ kind: 'import-matched', data: { columns } })

/** Columns that the team has matched before under the very same headers; null when there are none. */
async function rememberedColumns(tx: Transaction, { signatures }: Reading): Promise<Columns | null> {
  const hashes = Object.entries(signatures).map(([table, words]) => [table, signatureHash(words)] as const)
  if (hashes.length === 0) return null
  const rows = await tx.run(findProfile, [hashes.map(([, hash]) => hash)])
  const known = new Map(rows.map((row) => [toHex(row.signature), row.fields]))
  const found = hashes.flatMap(([table, hash]) => {
    const fields = known.get(toHex(hash))
    return fields === undefined ? [] : [[table, fields as Readonly<Record<string, Field>>] as const]
  })
  return found.length === 0 ? null : Object.fromEntries(found)
}

/** Remembers the columns of a list for the person's team: column numbers and fields, under the hash of the header's words. */
export async function rememberColumns(
  tx: Transaction,
  actor: Actor,
  { run, signatures }: Reading,
  said: Columns,
): Promise<void> {
  const team = actor.memberships.find(({ role }) => role === 'caseworker' || role === 'supervisor')?.team
  if (team === undefined) return
  for (const { table, columns } of run.sheets.flatMap(({ tables }) => tables)) {
    const words = signatures[table.id]
    if (words === undefined || table.headers.length === 0) continue
    const fields = Object.fromEntries(columns.map(({ column, field }) => [column, said[table.id]?.[column] ?? field]))
    await tx.run(saveProfile, [team, signatureHash(words), JSON.stringify(fields)])
  }
}

const signatureHash = (words: string): Buffer => Buffer.from(sha256(utf8(`lindung/import-header/1\n${words}`)))

/** One's imports with the names of their lists, where those are still kept. */
export async function listImports(deps: Pick<StreamDeps, 'keys'>, tx: Transaction) {
  const [runs, firsts] = await Promise.all([tx.run(listRuns), tx.run(firstEntries)])
  const names = new Map(
    firsts.flatMap((row) =>
      openEntries(deps, [row]).map(({ text }) => {
        const entry = trustedEntry(utf8(text))
        const name = kinds.find(entry.kind) === null ? undefined : entry.data['file']
        return [row.stream_id, typeof name === 'string' ? name : null] as const
      }),
    ),
  )
  return runs.map((run) => ({ run, file: names.get(run.import_id) ?? null }))
}
