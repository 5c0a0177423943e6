import { compareText } from '#platform/pure/compare-text.ts'
import type { PartialDate } from '#platform/pure/partial-date.ts'
import type { Accepted, Attachment, Entry } from '../file/entry.ts'
import { assertionsOf } from '../file/facts.ts'
import { type Standings, standingsOf } from '../file/standings.ts'
import type { Kind, Sentence } from '../file/kind.ts'
import type { Message, Param } from '../file/message.ts'
import { same } from '../file/same.ts'
import type { Source } from '../file/schemas.ts'
import type { StreamKind, StreamState } from '../file/state.ts'
import { kinds } from '../kinds.ts'
import { dayOfReceipt, occurredOr, sortDay, writtenDay } from './days.ts'
import { partsOf } from './facts.ts'
import type { SeenStream } from './sight.ts'
import { type Waiting, waitingOf } from './waiting.ts'

/** A fact that an entry said. */
export type FactChange = {
  readonly name: string
  /** Catalogue key of its name. */
  readonly label: string
  /** What stood before for its writer: none, one, or the values of a conflict. */
  readonly before: readonly (readonly Param[])[]
  readonly after: readonly Param[]
}

/** One entry of the story. */
export type StoryItem = {
  readonly id: string
  readonly stream: string
  readonly streamKind: StreamKind
  readonly seq: number
  /** When it happened, as exactly as it was said. */
  readonly day: PartialDate
  /** Where it stands among days; ISO day, month or year. */
  readonly sortDay: string
  /** ISO day on which it was written, when that is another day than it happened. */
  readonly written: string | null
  /** ISO day on which the office received it, when that is a later day than it was written: written without network. */
  readonly late: string | null
  /** Microseconds since the epoch. */
  readonly receivedAt: number
  readonly kind: string
  /** The small word above the title: catalogue key. */
  readonly label: string
  readonly mark: Kind['mark']
  readonly title: Message
  readonly lines: readonly Message[]
  /** Own words of the writer; for a correction the reason. Null when there are none. */
  readonly text: string | null
  /** The child's own words. */
  readonly quote: string | null
  readonly facts: readonly FactChange[]
  readonly by: string
  readonly device: string
  /** Entries it corrects, answers or settles. */
  readonly refs: readonly string[]
  /** Set when it was taken back: by which entry, by whom, on which ISO day. */
  readonly retracted: {
    readonly id: string
    readonly by: string
    readonly day: string
    readonly reason: Message
  } | null
  readonly files: readonly Attachment[]
  readonly source: Source | null
  /** A referral that still waits, on the entry that sent it. */
  readonly waiting: Waiting | null
}

/** The story of these streams, what happened last first. Needs their entries; a stream without them adds nothing. */
export function timeline(streams: readonly SeenStream[], today: string): readonly StoryItem[] {
  return streams.flatMap((stream) => itemsOf(stream, today)).toSorted(lastFirst)
}

function lastFirst(a: StoryItem, b: StoryItem): number {
  // A month stands after its days, a year after its months: "\uffff" closes what is not known.
  const key = ({ sortDay: day }: StoryItem) => day.padEnd(10, '\uffff')
  return compareText(key(b), key(a)) || b.receivedAt - a.receivedAt || b.seq - a.seq || compareText(b.id, a.id)
}

function itemsOf(stream: SeenStream, today: string): readonly StoryItem[] {
  const entries = stream.entries ?? []
  const takenBack = retractionsOf(stream.state, entries)
  const standings = standingsIn(stream.state)
  return entries.map((accepted) => {
    const item = itemOf(stream, accepted, standings, takenBack.get(accepted.entry.id) ?? null)
    return accepted.entry.kind === 'referral-sent'
      ? { ...item, waiting: waitingOf(stream.id, stream.state, today) }
      : item
  })
}

function itemOf(
  stream: SeenStream,
  { entry, seq, receivedAt }: Accepted,
  standings: (name: string) => Standings,
  retracted: StoryItem['retracted'],
): StoryItem {
  const said = saidBy(entry)
  const written = writtenDay(entry.at)
  const received = dayOfReceipt(receivedAt, entry.at)
  const { id, kind, by, device, refs, files } = entry
  return {
    id,
    kind,
    by,
    device,
    refs,
    files,
    seq,
    receivedAt,
    retracted,
    stream: stream.id,
    streamKind: stream.kind,
    waiting: null,
    day: said.day,
    label: said.label,
    mark: said.mark,
    source: said.source,
    ...tellingOf(said.sentence),
    sortDay: sortDay(said.day, entry.at),
    written: 'value' in said.day && said.day.value === written ? null : written,
    late: received > written ? received : null,
    facts: changesOf(standings, entry, said.sentence.facts ?? {}),
  }
}

/** What the entry says; one whose kind this reader does not know yet is shown as being there, without content. */
function saidBy(entry: Entry) {
  const known = kinds.trusted(entry)
  if (known === null) {
    const unknown: Sentence = { key: 'unknown' }
    const mark: Kind['mark'] = 'held'
    return { sentence: unknown, mark, label: 'story.kind.unknown', day: occurredOr({}, entry.at), source: null }
  }
  const { kind, data } = known
  return {
    sentence: kind.sentence(data),
    mark: kind.mark,
    label: `story.kind.${kind.name}`,
    day: occurredOr(data, entry.at),
    source: (data['source'] as Source | undefined) ?? null,
  }
}

function tellingOf({ key, params, lines, text, quote }: Sentence) {
  return {
    title: inStory({ key, ...(params === undefined ? {} : { params }) }),
    lines: (lines ?? []).map(inStory),
    text: text ?? null,
    quote: quote ?? null,
  }
}

const inStory = ({ key, params }: Message): Message => ({
  key: `story.${key}`,
  ...(params === undefined ? {} : { params }),
})

/** What was said of each fact of a stream and not taken back, sorted out at most once a fact. */
function standingsIn(state: StreamState): (name: string) => Standings {
  const known = new Map<string, Standings>()
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found
    const standings = standingsOf(assertionsOf(state, name))
    known.set(name, standings)
    return standings
  }
}

function changesOf(
  standings: (name: string) => Standings,
  entry: Entry,
  facts: Readonly<Record<string, unknown>>,
): readonly FactChange[] {
  const writer = { base: entry.base[0], device: entry.device, n: entry.n }
  return Object.entries(facts).flatMap(([name, value]) => {
    if (value === undefined) return []
    const stood = standings(name).seenBy(writer)
    const before = stood.filter((one) => !same(one.value, value)).map((one) => partsOf(name, one.value))
    return [{ name, label: `fact.${name}`, before, after: partsOf(name, value) }]
  })
}

/** For each entry that is taken back, the taking-back that holds. */
function retractionsOf(state: StreamState, entries: readonly Accepted[]) {
  const byId = new Map(entries.map(({ entry }) => [entry.id, entry]))
  const found = new Map<string, NonNullable<StoryItem['retracted']>>()
  for (const [id, refs] of Object.entries(state.retractions)) {
    const entry = byId.get(id)
    if (entry === undefined || state.retracted.includes(id)) continue
    const reason = { key: `story.retracted.${String(entry.data['reason'])}` }
    for (const ref of refs) found.set(ref, { id, by: entry.by, day: writtenDay(entry.at), reason })
  }
  return found
}
