import type { Call } from '#platform/pure/client.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import { type Entry, readEntryText } from '../../file/entry.ts'
import { kinds } from '../../kinds.ts'
import { openUnsent } from '../../outbox/contract.ts'
import { MOST_BYTES, portionsOf, readUnsentFile } from '../../outbox/model/unsent-file.ts'
import type { ItemLabel, OutboxItem, Written } from './outbox.ts'

/** One entry of a file of unsent work, opened for its writer. */
export type FoundEntry = {
  readonly entry: Entry
  readonly label: ItemLabel
  /** Whether its writer was ever signed in on the device that it names. */
  readonly knownDevice: boolean
}

/** What stands in a file of unsent work. */
export type FoundFile = {
  /** In the order of writing; without those that lie in the outbox of this device already. */
  readonly own: readonly FoundEntry[]
  readonly here: number
  readonly ofAnother: number
  readonly gone: number
  readonly unreadable: number
}

/**
 * Looks into a file of unsent work. `here`: ids in the outbox of this device. Null when it is no such file. Nothing is kept; rejects as
 * `api` does.
 */
export async function lookInto(text: string, api: Call, here: ReadonlySet<string>): Promise<FoundFile | null> {
  const entries = text.length > MOST_BYTES ? null : readUnsentFile(text)
  if (entries === null) return null
  const waiting = entries.filter(({ id }) => !here.has(id))
  const opened: AnswerOf<typeof openUnsent>['entries'] = []
  for (const portion of portionsOf(waiting))
    opened.push(...(await api(openUnsent, { body: { entries: [...portion] } })).entries)
  const own = opened.flatMap((one) => {
    const entry = one.outcome === 'own' ? entryOf(one.text) : null
    return one.outcome !== 'own' || entry === null ? [] : [{ ...one, entry }]
  })
  const count = (outcome: string) => opened.filter((one) => one.outcome === outcome).length
  const all = own.map(({ entry }) => entry)
  return {
    own: own.map(({ entry, child, knownDevice }) => ({ entry, knownDevice, label: labelOf(entry, child, all) })),
    here: entries.length - waiting.length,
    ofAnother: count('of-another'),
    gone: count('gone'),
    // What is spelt otherwise than by a device of ours would be sent with other bytes than it was written with.
    unreadable: opened.length - own.length - count('of-another') - count('gone'),
  }
}

function entryOf(text: string): Entry | null {
  const entry = readEntryText(text)
  return entry !== null && JSON.stringify(entry) === text ? entry : null
}

type Child = { readonly file: string; readonly alias: string; readonly code: string } | null

/** What the item will say of the child: as the office knows it, or as it is registered in the same file. */
function labelOf(entry: Entry, child: Child, all: readonly Entry[]): ItemLabel {
  const file = child?.file ?? fileIn(entry, all)
  const place = file === entry.stream || entry.data['file'] === file ? {} : { file }
  if (child !== null) return { alias: child.alias, code: child.code, ...place }
  const registered = all.find(({ stream, kind }) => stream === file && kind === 'registered')
  const text = (name: string): string => {
    const value = registered?.data[name]
    return typeof value === 'string' ? value : ''
  }
  return { alias: text('alias'), code: text('code'), ...place }
}

/** The file that a stream belongs to, as far as entries of the same stream say it. */
function fileIn(entry: Entry, all: readonly Entry[]): string {
  const said = [entry, ...all.filter(({ stream }) => stream === entry.stream)].map(({ data }) => data['file'])
  return said.find((file) => typeof file === 'string') ?? entry.stream
}

/** The entry as it goes into the outbox. */
export function writtenOf({ entry }: FoundEntry): Written {
  return { entry, opens: kinds.find(entry.kind)?.opens !== undefined && entry.base[0] === 0 }
}

/** The entry as an item would show it, before it is one. */
export function asItem({ entry, label }: FoundEntry, person: string): OutboxItem {
  const { id, stream, refs, at } = entry
  const plain = { order: 0, id, person, stream, refs, opens: false, answeredAt: null, code: null }
  return { ...plain, writtenAt: Date.parse(at), state: 'queued', entry, label, text: JSON.stringify(entry) }
}
