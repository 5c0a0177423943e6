import type { Accepted, Entry } from './entry.ts'
import type { Effect, Kind, Refusal, Writer } from './kind.ts'
import type { Registry } from './registry.ts'
import { type Assertion, type ItemTally, RECENT_ITEMS, standing, type Step, type StreamState } from './state.ts'

/**
 * The fold: the state of a stream from its accepted entries, on server and device by the same code.
 * An entry of a kind or version that this reader does not know changes nothing but the sequence number.
 */
export function fold(registry: Registry, state: StreamState, accepted: Accepted): StreamState {
  const draft = thaw(state)
  apply(registry, draft, accepted)
  return draft
}

/** Folds many at once: the copy is made once. */
export function foldAll(registry: Registry, state: StreamState, all: Iterable<Accepted>): StreamState {
  const draft = thaw(state)
  for (const accepted of all) apply(registry, draft, accepted)
  return draft
}

/** Why an entry may not be appended now, or null. Facts and observations are never refused; only a step can be. */
export function refusalOf(registry: Registry, state: StreamState, entry: Entry, writer: Writer): Refusal | null {
  const kind = registry.find(entry.kind)
  if (kind === null || kind.kv < entry.kv) return 'unknown-kind'
  const data = registry.dataOf(entry)
  if (data === null) return 'bad-data'
  if ((kind.refs ?? 0) > entry.refs.length) return 'refs-missing'
  if (!kind.may(writer, data)) return 'not-yours-to-write'
  const effect = kind.effect(data, entry.by)
  if (effect.do === 'step' && !effect.from.includes(standing(state, effect.item)?.to ?? null))
    return `step.${kind.name}`
  return kind.refuse?.(state, data, writer, entry.refs) ?? null
}

type Draft = {
  v: 1
  seq: number
  facts: Record<string, Assertion[]>
  steps: Record<string, Step[]>
  items: Record<string, ItemTally>
  retracted: string[]
  counters: Record<string, number>
}

function thaw(state: StreamState): Draft {
  const lists = <T>(of: Readonly<Record<string, readonly T[]>>): Record<string, T[]> =>
    Object.fromEntries(Object.entries(of).map(([name, list]) => [name, [...list]]))
  return {
    v: 1,
    seq: state.seq,
    facts: lists(state.facts),
    steps: lists(state.steps),
    items: { ...state.items },
    retracted: [...state.retracted],
    counters: { ...state.counters },
  }
}

function apply(registry: Registry, draft: Draft, { entry, seq }: Accepted): void {
  draft.seq = seq
  draft.counters[entry.device] = Math.max(draft.counters[entry.device] ?? 0, entry.n)
  const kind = registry.find(entry.kind)
  const data = kind === null ? null : registry.dataOf(entry)
  if (kind === null || data === null) return
  perform(draft, kind.effect(data, entry.by), entry, seq, occurredOf(data), kind)
}

function perform(draft: Draft, effect: Effect, entry: Entry, seq: number, occurred: string, kind: Kind): void {
  switch (effect.do) {
    case 'set':
      return say(draft, effect.facts, entry, seq, occurred, 'set')
    case 'amend':
      return say(draft, effect.facts, entry, seq, occurred, effect.how)
    case 'add': {
      const before = draft.items[effect.item]
      const recent = [...(before?.recent ?? []), { id: entry.id, occurred }]
        .toSorted((a, b) => a.occurred.localeCompare(b.occurred))
        .slice(-RECENT_ITEMS)
      draft.items[effect.item] = { count: (before?.count ?? 0) + 1, recent }
      return
    }
    case 'step': {
      const step = { to: effect.to, id: entry.id, seq, by: entry.by, at: entry.at, occurred, with: effect.with ?? {} }
      ;(draft.steps[effect.item] ??= []).push(step)
      return say(draft, effect.facts ?? {}, entry, seq, occurred, 'set')
    }
    case 'retract':
      draft.retracted.push(...entry.refs)
      return
    default:
      throw new Error(`kind ${kind.name}: an effect that nobody performs: ${String(effect satisfies never)}`)
  }
}

function say(
  draft: Draft,
  facts: Readonly<Record<string, unknown>>,
  entry: Entry,
  seq: number,
  occurred: string,
  how: Assertion['how'],
): void {
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined) continue
    ;(draft.facts[name] ??= []).push({
      id: entry.id,
      seq,
      by: entry.by,
      device: entry.device,
      n: entry.n,
      base: entry.base[0],
      occurred,
      at: entry.at,
      value,
      refs: entry.refs,
      how,
    })
  }
}

/** The first day on which it may have happened; empty when the data does not say. Partial dates sort by what is known. */
function occurredOf(data: Record<string, unknown>): string {
  const occurred = data['occurred']
  if (typeof occurred === 'string') return occurred
  if (typeof occurred !== 'object' || occurred === null) return ''
  const { value } = occurred as { value?: unknown }
  return typeof value === 'string' ? value : ''
}
