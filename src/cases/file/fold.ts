import type { Accepted, Entry } from './entry.ts'
import type { Effect, Kind, Refusal, Writer } from './kind.ts'
import type { Registry } from './registry.ts'
import { refusedForRoom, ROOM, type Room } from './room.ts'
import {
  type Assertion,
  byDay,
  type ItemTally,
  RECENT_ITEMS,
  standing,
  type Step,
  type StreamKind,
  type StreamState,
} from './state.ts'

/**
 * The fold: the state of a stream from its accepted entries, on server and device by the same code.
 * An entry of a kind or version that this reader does not know changes nothing but the sequence number and the device's counter.
 * The state given is left as it was; the new one shares with it whatever the entry did not touch.
 * Entries must come in order of `seq`; one that does not is a bug and throws.
 */
export function fold(registry: Registry, state: StreamState, accepted: Accepted): StreamState {
  return foldAll(registry, state, [accepted])
}

/** Folds many at once: what is touched is copied once. */
export function foldAll(registry: Registry, state: StreamState, all: Iterable<Accepted>): StreamState {
  const draft = thaw(state)
  for (const accepted of all) apply(registry, draft, accepted)
  const { v, seq, kind, facts, steps, items, retractions, counters } = draft
  // Nothing that an entry does asks for it, so that many are sorted out once.
  const retracted = draft.takenBack ? retractedBy(retractions) : state.retracted
  return { v, seq, kind, facts, steps, items, retracted, retractions, counters }
}

/**
 * Why an entry may not be appended now, or null. Facts and observations are never refused for what the file's state is, unless there is
 * no room left for them; only a step is. The other refusals are about the writer, the stream or the shape of the data, and hold whatever
 * the state.
 */
export function refusalOf(
  registry: Registry,
  state: StreamState,
  entry: Entry,
  writer: Writer,
  room: Room = ROOM,
): Refusal | null {
  const kind = registry.find(entry.kind)
  if (kind === null || kind.kv < entry.kv) return 'unknown-kind'
  const data = registry.dataOf(entry)
  if (data === null) return 'bad-data'
  const effect = kind.effect(data, entry.by)
  return (
    refusedStream(kind, state, writer) ??
    refusedWriter(kind, data, entry, writer) ??
    refusedForRoom(room, state, effect) ??
    refusedStep(kind, state, effect) ??
    kind.refuse?.(state, data, writer, entry.refs) ??
    null
  )
}

function refusedWriter(kind: Kind, data: Record<string, unknown>, entry: Entry, writer: Writer): Refusal | null {
  if ((kind.refs ?? 0) > new Set(entry.refs).size) return 'refs-missing'
  return kind.may(writer, data) ? null : 'not-yours-to-write'
}

function refusedStream(kind: Kind, state: StreamState, writer: Writer): Refusal | null {
  if (state.seq === 0) return kind.opens === undefined ? 'no-such-stream' : null
  if (state.kind !== null && !kind.streams.includes(state.kind)) return 'wrong-stream'
  return writer.reasons.length === 0 ? 'not-yours-to-write' : null
}

function refusedStep(kind: Kind, state: StreamState, effect: Effect): Refusal | null {
  if (effect.do !== 'step') return null
  return effect.from.includes(standing(state, effect.item)?.to ?? null) ? null : `step.${kind.name}`
}

type Draft = {
  v: 1
  seq: number
  kind: StreamKind | null
  facts: Record<string, readonly Assertion[]>
  steps: Record<string, readonly Step[]>
  items: Record<string, ItemTally>
  retractions: Record<string, readonly string[]>
  counters: Record<string, number>
  /** Whether something was taken back, or given back, by this draft. */
  takenBack: boolean
  /** Lists made by this draft, which nobody else holds yet. */
  own: Set<readonly unknown[]>
}

function thaw(state: StreamState): Draft {
  return {
    ...state,
    facts: { ...state.facts },
    steps: { ...state.steps },
    items: { ...state.items },
    retractions: { ...state.retractions },
    counters: { ...state.counters },
    takenBack: false,
    own: new Set(),
  }
}

function push<T>(draft: Draft, lists: Record<string, readonly T[]>, name: string, one: T): void {
  const list = lists[name]
  if (list !== undefined && draft.own.has(list)) {
    // The draft made this list itself, a moment ago, as a mutable one.
    ;(list as T[]).push(one)
    return
  }
  const copy = list === undefined ? [one] : [...list, one]
  draft.own.add(copy)
  Object.assign(lists, { [name]: copy })
}

function apply(registry: Registry, draft: Draft, { entry, seq }: Accepted): void {
  if (seq <= draft.seq) throw new Error(`fold: entry ${seq} after ${draft.seq}`)
  const opening = draft.seq === 0
  Object.assign(draft, { seq })
  draft.counters[entry.device] = Math.max(draft.counters[entry.device] ?? 0, entry.n)
  const known = registry.trusted(entry)
  if (known === null) return
  const { kind, data } = known
  if (opening) Object.assign(draft, { kind: kind.opens ?? null })
  perform(draft, kind.effect(data, entry.by), { entry, seq, occurred: occurredOf(data) })
}

/** An entry at its place, and the day it tells of. */
type Placed = { readonly entry: Entry; readonly seq: number; readonly occurred: string }

function perform(draft: Draft, effect: Effect, placed: Placed): void {
  switch (effect.do) {
    case 'set':
      return say(draft, effect.facts, placed, 'set')
    case 'amend':
      return say(draft, effect.facts, placed, effect.how)
    case 'add':
      return add(draft, effect, placed)
    case 'step':
      push(draft, draft.steps, effect.item, stepOf(effect, placed))
      return effect.facts === undefined ? undefined : say(draft, effect.facts, placed, 'set')
    case 'retract':
      draft.retractions[placed.entry.id] = placed.entry.refs
      Object.assign(draft, { takenBack: true })
      return
    default:
      throw new Error(`an effect that nobody performs: ${String(effect satisfies never)}`)
  }
}

function add(draft: Draft, effect: Effect & { do: 'add' }, { entry, seq, occurred }: Placed): void {
  const item = { id: entry.id, seq, by: entry.by, occurred, ...(effect.as === undefined ? {} : { as: effect.as }) }
  const before = draft.items[effect.item]
  const recent = [...(before?.recent ?? []), item].toSorted(byDay).slice(-RECENT_ITEMS)
  draft.items[effect.item] = { count: (before?.count ?? 0) + 1, recent }
}

function stepOf(effect: Effect & { do: 'step' }, { entry, seq, occurred }: Placed): Step {
  const { id, by, at, device, n, base } = entry
  const step = { to: effect.to, id, seq, by, at, occurred, base: base[0], device, n, with: effect.with ?? {} }
  return effect.rests === undefined ? step : { ...step, rests: effect.rests }
}

function say(
  draft: Draft,
  facts: Readonly<Record<string, unknown>>,
  { entry, seq, occurred }: Placed,
  how: Assertion['how'],
): void {
  const { id, by, device, n, at, refs } = entry
  const base = entry.base[0]
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined) continue
    push(draft, draft.facts, name, { id, seq, by, device, n, base, occurred, at, value, refs, how })
  }
}

/**
 * Ids taken back by a retraction that was not itself taken back. Each is looked at once, whoever wrote them and however many name each
 * other: first those that nobody took back, then what they took back. Of a circle, which nobody writes in good faith, none holds.
 */
function retractedBy(retractions: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const named = new Map(
    Object.entries(retractions).map(([id, refs]) => [id, new Set(refs.filter((ref) => ref !== id))]),
  )
  const undecided = new Map<string, number>()
  for (const ref of [...named.values()].flatMap((refs) => [...refs]))
    if (named.has(ref)) undecided.set(ref, (undecided.get(ref) ?? 0) + 1)
  const taken = new Set<string>()
  const decided = new Set([...named.keys()].filter((id) => !undecided.has(id)))
  // A set gives out what is added while it is gone through.
  for (const id of decided) {
    const holds = !taken.has(id)
    for (const ref of named.get(id) ?? []) {
      if (holds) taken.add(ref)
      undecided.set(ref, (undecided.get(ref) ?? 0) - 1)
      if (named.has(ref) && (holds || undecided.get(ref) === 0)) decided.add(ref)
    }
  }
  return [...taken].toSorted()
}

/** The first day on which it may have happened; empty when the data does not say. Partial dates sort by what is known. */
function occurredOf(data: Record<string, unknown>): string {
  const occurred = data['occurred']
  if (typeof occurred !== 'object' || occurred === null) return ''
  const { value } = occurred as { value?: unknown }
  return typeof value === 'string' ? value : ''
}
