import { kinds } from '../kinds.ts'
import type { Accepted, Attachment, Entry } from './entry.ts'
import { foldAll } from './fold.ts'
import { EMPTY_STATE, type StreamState } from './state.ts'

/** Streams for tests, of the invented world: ids are counted, clocks are set by hand. */
export const uuid = (n: number): string => `0a000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const SARI = uuid(1)
export const BAYU = uuid(2)
export const WIRA = uuid(3)
export const MAWAR = uuid(4)
export const BULAN = uuid(10)

export const day = (value: string) => ({ precision: 'day', value }) as const

export type Writing = {
  readonly by?: string
  /** Defaults to the writer's own. */
  readonly device?: string
  /** What the writer had seen; all of the stream unless said. */
  readonly base?: number
  readonly at?: string
  readonly refs?: readonly string[]
  readonly kv?: number
  readonly files?: Attachment[]
  /** Microseconds; an hour after `at` unless said. */
  readonly receivedAt?: number
}

const HOUR = 3_600_000

export function entryOf(
  id: number,
  stream: string,
  kind: string,
  data: Record<string, unknown>,
  w: Writing,
  n: number,
): Entry {
  const by = w.by ?? SARI
  return {
    v: 1,
    id: uuid(id),
    stream,
    kind,
    kv: w.kv ?? kinds.find(kind)?.kv ?? 1,
    by,
    device: w.device ?? `${by.slice(0, -2)}9${by.slice(-1)}`,
    n,
    at: w.at ?? '2026-11-20T10:00:00+07:00',
    base: [w.base ?? 0, '0'.repeat(64)],
    refs: [...(w.refs ?? [])],
    rules: '',
    files: w.files ?? [],
    salt: 'A'.repeat(44),
    data,
  }
}

/** A stream that one writes to, entry by entry. */
export function streamFor(number: number) {
  const stream = uuid(number * 1000)
  const accepted: Accepted[] = []
  const counters = new Map<string, number>()
  return {
    id: stream,
    accepted,
    /** Appends an entry and gives its id. */
    write(kind: string, data: Record<string, unknown>, w: Writing = {}): string {
      const seq = accepted.length + 1
      const device = w.device ?? w.by ?? SARI
      const n = (counters.get(device) ?? 0) + 1
      counters.set(device, n)
      const entry = entryOf(number * 1000 + seq, stream, kind, data, { base: seq - 1, ...w }, n)
      accepted.push({ entry, seq, receivedAt: w.receivedAt ?? (Date.parse(entry.at) + HOUR) * 1000 })
      return entry.id
    },
    state: (): StreamState => foldAll(kinds, EMPTY_STATE, accepted),
  }
}

/** A registration, for streams that must begin with one. */
export const KANCIL = {
  alias: 'Kancil',
  code: 'AWN-4K7M',
  sex: 'female',
  birth: { precision: 'year', value: '2012', estimated: true },
  came: 'own',
  occurred: day('2026-08-12'),
} as const

/** Makes everything below immutable, so that a fold that writes into what it was given throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}
