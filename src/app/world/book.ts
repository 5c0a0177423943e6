import type { Actor } from '#access/index.ts'
import { type Leaf, leafBytes } from '#audit/index.ts'
import {
  type Attachment,
  composeEntry,
  EMPTY_STATE,
  type Entry,
  kinds,
  NO_BASE,
  NO_HEAD,
  type StreamKind,
  type StreamState,
} from '#cases/index.ts'
import { judge, type Taken } from '#cases/server/index.ts'
import { fromUtf8, isoFromMicros, newUuid4, newUuid7, toBase64, toHex } from '#platform/pure/bytes/index.ts'
import { sha256 } from '#platform/server/keys/index.ts'
import { dayOf, momentOf, type Moment } from './calendar.ts'
import { createGrants, type Grants } from './grants.ts'
import type { Chance } from './seeded.ts'

/** Who writes in the invented world, on which device. */
export type Writer = Pick<Actor, 'person' | 'name' | 'device' | 'memberships'>

/** A stream as it will lie in the database, still in clear. */
export type Stream = {
  readonly id: string
  readonly file: string
  readonly kind: StreamKind
  state: StreamState
  readonly entries: Taken[]
}

/** Entries of a writer whose grant had ended: they wait for the present owner. */
export type SetAside = {
  readonly stream: string
  readonly entry: Entry
  readonly text: string
  readonly received: number
}

export type LeafLine = {
  readonly at: number
  readonly actor: string
  readonly op: string
  readonly streams: readonly string[]
  readonly body: string
}

/** An attachment that an entry announced; `arrived: false`: the text is there, the picture is still on a device without network. */
export type Paper = { readonly file: Attachment; readonly bytes: Uint8Array<ArrayBuffer>; readonly arrived: boolean }

export type How = {
  /** When it arrived, if not a few seconds after it was written. */
  readonly received?: Moment
  readonly refs?: readonly string[]
  /** What the writer had seen: a sequence number. Default: everything. */
  readonly saw?: number
  /** Another device of the same person. */
  readonly device?: string
  readonly files?: Entry['files']
}

/** Files in memory, written entry by entry through the same judge as `append`. Throws when an entry is refused: the story is wrong. */
export type Book = {
  readonly streams: ReadonlyMap<string, Stream>
  readonly grants: Grants
  readonly aside: readonly SetAside[]
  readonly leaves: readonly LeafLine[]
  readonly papers: readonly Paper[]
  /** An attachment with a key of its own, to be announced by an entry. */
  attach(bytes: Uint8Array<ArrayBuffer>, type: string, arrived?: boolean): Attachment
  write(by: Writer, stream: string, kind: string, data: Record<string, unknown>, when: Moment, how?: How): Entry
  /** An entry of somebody who has lost sight of the file meanwhile. */
  writeLate(by: Writer, stream: string, kind: string, data: Record<string, unknown>, when: Moment, how?: How): Entry
  /** Somebody looked: a leaf, as the request wrapper leaves one. */
  look(by: Writer, op: string, streams: readonly string[], when: Moment): void
}

/** Where a stream stands before its first entry. */
const NOTHING = { kind: null, seq: 0, state: EMPTY_STATE }

/** Between writing on a device and arriving at the server, in the network that the invented world has. */
const ON_THE_WAY = 2_400_000

export function createBook(chance: Chance): Book {
  const streams = new Map<string, Stream>()
  const ofFile = new Map<string, string[]>()
  const counters = new Map<string, number>()
  const grants = createGrants()
  const aside: SetAside[] = []
  const leaves: LeafLine[] = []
  const papers: Paper[] = []

  function compose(
    by: Writer,
    stream: string,
    kind: string,
    data: Record<string, unknown>,
    when: Moment,
    how: How,
  ): Entry {
    const device = how.device ?? by.device
    const n = (counters.get(`${stream} ${device}`) ?? 0) + 1
    counters.set(`${stream} ${device}`, n)
    const kv = kinds.find(kind)?.kv ?? 1
    const place = { stream, n, base: baseOf(streams.get(stream), how.saw) }
    const what = { kind, kv, data, refs: how.refs ?? [], files: how.files ?? [] }
    return composeEntry(chance.bytes, when.at, { by: by.person, device }, place, what)
  }

  function leaf(by: Writer, op: string, concerns: Leaf['concerns'], at: number): void {
    const id = newUuid7(() => Math.floor(at / 1000), chance.bytes)
    const whole: Leaf = { v: 1, id, at: isoFromMicros(at), actor: by.person, op, outcome: 'ok', concerns }
    leaves.push({
      at,
      actor: by.person,
      op,
      streams: concerns.map(({ stream }) => stream),
      body: fromUtf8(leafBytes(whole)),
    })
  }

  function accept(by: Writer, entry: Entry, arrived: number): void {
    const before = streams.get(entry.stream)
    const last = before?.entries.at(-1)
    const received = Math.max(arrived, last?.receivedAt ?? 0)
    const giver = { person: by.person, memberships: by.memberships, at: received }
    const actor: Actor = { ...by, device: entry.device, language: 'id', session: entry.device }
    const standing = {
      stream: entry.stream,
      ...(before === undefined ? NOTHING : { kind: before.kind, seq: before.state.seq, state: before.state }),
      head: last?.head ?? NO_HEAD,
      receivedAt: received,
      reasons: grants.reasons(entry.stream, giver),
      known: [],
    }
    const judged = judge(standing, [{ id: entry.id, text: JSON.stringify(entry) }], actor, dayOf(received))
    const [taken] = judged.taken
    if (taken === undefined)
      throw new Error(`${entry.kind} in the story of ${by.name}: ${JSON.stringify(judged.results)}`)
    const stream = before ?? open(entry, giver)
    stream.state = judged.state
    stream.entries.push(taken)
    grants.apply(stream.id, judged.grants, giver, ofFile.get(stream.file) ?? [])
    leaf(by, 'entries.append', [{ stream: stream.id, seq: taken.seq, head: toHex(taken.head) }], received)
  }

  function open(entry: Entry, by: { person: string; memberships: Actor['memberships']; at: number }): Stream {
    const kind = kinds.find(entry.kind)?.opens
    if (kind === undefined) throw new Error(`${entry.kind} opens no stream`)
    const file = kind === 'case' || kind === 'import' ? entry.stream : String(entry.data['file'])
    const stream: Stream = { id: entry.stream, file, kind, state: EMPTY_STATE, entries: [] }
    streams.set(stream.id, stream)
    grants.open(stream.id, kind, file, by)
    ofFile.set(file, [...(ofFile.get(file) ?? []), stream.id])
    return stream
  }

  const arrival = (when: Moment, how: How) => how.received?.micros ?? when.micros + ON_THE_WAY

  return {
    streams,
    grants,
    aside,
    leaves,
    papers,
    attach(bytes, type, arrived = true) {
      const [id, key] = [newUuid4(chance.bytes), toBase64(chance.bytes(32))]
      const file = { id, size: bytes.length, type, sha256: toHex(sha256(bytes)), key }
      papers.push({ file, bytes, arrived })
      return file
    },
    write(by, stream, kind, data, when, how = {}) {
      const entry = compose(by, stream, kind, data, when, how)
      accept(by, entry, arrival(when, how))
      return entry
    },
    writeLate(by, stream, kind, data, when, how = {}) {
      const entry = compose(by, stream, kind, data, when, how)
      aside.push({ stream, entry, text: JSON.stringify(entry), received: arrival(when, how) })
      return entry
    },
    look: (by, op, seen, when) =>
      leaf(
        by,
        op,
        seen.map((stream) => concernOf(stream, streams.get(stream))),
        when.micros,
      ),
  }
}

/** A moment some minutes after another one. */
export const later = (when: Moment, minutes: number): Moment => momentOf(when.micros / 1000 + minutes * 60_000)

function baseOf(stream: Stream | undefined, saw: number | undefined): readonly [number, string] {
  const seen = saw === undefined ? stream?.entries.at(-1) : stream?.entries[saw - 1]
  return seen === undefined ? NO_BASE : [seen.seq, toHex(seen.head)]
}

function concernOf(id: string, stream: Stream | undefined) {
  const last = stream?.entries.at(-1)
  return last === undefined ? { stream: id } : { stream: id, seq: last.seq, head: toHex(last.head) }
}
