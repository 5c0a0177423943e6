import { myDevices, type Context, type Route, route, type Run } from '#access/server/index.ts'
import type { Actor } from '#access/index.ts'
import { type Bytes, fromBase64, fromUtf8, utf8 } from '#platform/pure/bytes/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { KeyError, type EpochKeys } from '#platform/server/keys/index.ts'
import type { Transaction } from '#platform/server/db/database.ts'
import { type Entry, readEntry } from '../file/entry.ts'
import { factValue } from '../file/facts.ts'
import { openUnsent } from '../outbox/contract.ts'
import { unsentAad, type UnsentEntry } from '../outbox/model/unsent-file.ts'
import { openSummary, unwrapKey } from './sealed.ts'
import { appendOpen, summariesOf } from './store.ts'

export type UnsentDeps = {
  readonly keys: EpochKeys
  /** Opens what was sealed to this instance; throws `KeyError('open-failed')`. */
  readonly openSealed: (sealed: Uint8Array, aad: Uint8Array) => Promise<Bytes>
}

type Opened = AnswerOf<typeof openUnsent>['entries'][number]
type Own = { readonly entry: Entry; readonly text: string }

/** The route of a file of unsent work. */
export function unsentRoutes(deps: UnsentDeps): readonly Route[] {
  return [route(openUnsent, async ({ body }, run) => ({ entries: await openAll(deps, run, body.entries) }))]
}

/**
 * Opens entries for the person who is signed in: those that name them as the writer, where they could still be taken. Whoever holds the
 * public key can make such a file, so nothing is believed of it but what `append` will judge once more. Streams are named by the file,
 * not by a look at them: the leaf names none.
 */
async function openAll(deps: UnsentDeps, run: Run<Actor>, entries: readonly UnsentEntry[]): Promise<readonly Opened[]> {
  // Before the transaction: it asks the database nothing.
  const opened = await Promise.all(entries.map((entry) => openOne(deps, entry)))
  return run(async (context) => {
    const { tx, actor } = context
    const own = opened.flatMap((one) => (one === null || one.entry.by !== actor.person ? [] : [one]))
    const [devices, places] = [await devicesOf(tx), await placesOf(deps, context, own)]
    const answer = entries.map(({ id }, i): Opened => {
      const one = opened[i] ?? null
      if (one === null) return { id, outcome: 'unreadable' }
      if (one.entry.by !== actor.person) return { id, outcome: 'of-another' }
      const place = places.get(one.entry.stream)
      if (place === undefined) return { id, outcome: 'gone' }
      return { id, outcome: 'own', text: one.text, knownDevice: devices.has(one.entry.device), child: place.child }
    })
    return { answer }
  })
}

/** The entry as it was written; null when it does not open, or is not the one that the file says. */
async function openOne({ openSealed }: UnsentDeps, { id, stream, sealed }: UnsentEntry): Promise<Own | null> {
  try {
    const bytes = await openSealed(fromBase64(sealed), utf8(unsentAad(id)))
    const entry = readEntry(bytes)
    return entry?.id === id && entry.stream === stream ? { entry, text: fromUtf8(bytes) } : null
  } catch (error) {
    if (error instanceof KeyError || error instanceof SyntaxError) return null
    throw error
  }
}

/** The devices on which the person has ever been signed in. */
async function devicesOf(tx: Transaction): Promise<ReadonlySet<string>> {
  return new Set((await tx.run(myDevices)).map(({ device_id }) => device_id))
}

type Place = { readonly child: { readonly file: string; readonly alias: string; readonly code: string } | null }

/** The streams to which the person could write now, or could once; a stream that is erased or was never theirs is not among them. */
async function placesOf(
  { keys }: UnsentDeps,
  { tx }: Context<Actor>,
  own: readonly Own[],
): Promise<ReadonlyMap<string, Place>> {
  const streams = [...new Set(own.map(({ entry }) => entry.stream))].toSorted() // in one order: each is locked until the end
  const rows = await Promise.all(streams.map((stream) => tx.run(appendOpen, [stream, []])))
  const open = streams.flatMap((stream, i) => {
    const row = rows[i]?.[0]
    return row === undefined || row.mode === 'denied'
      ? []
      : [{ stream, file: row.mode === 'append' ? row.file_id : null }]
  })
  const files = [...new Set(open.flatMap(({ file }) => file ?? []))]
  const children = new Map(
    (files.length === 0 ? [] : await tx.run(summariesOf, [files])).map((row) => {
      const state = openSummary(unwrapKey(keys, row.stream_id, row), row.seq, row.sealed)
      const text = (name: string): string => {
        const value = factValue(state, name)
        return typeof value === 'string' ? value : ''
      }
      return [row.stream_id, { file: row.stream_id, alias: text('alias'), code: text('code') }] as const
    }),
  )
  return new Map(open.map(({ stream, file }) => [stream, { child: children.get(file ?? '') ?? null }]))
}
