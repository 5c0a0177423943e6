import type { Entry } from '../../file/entry.ts'

/** Sequence number and head of a stream. */
export type Head = readonly [seq: number, head: string]

/** What this device has seen of each stream: what the next entry stands on, and how far this device has counted there. */
export type Bases = {
  readonly of: (stream: string) => { readonly head: Head | null; readonly counter: number }
  /** A stream was fetched. An older answer that arrives late changes nothing. */
  readonly saw: (stream: string, head: Head, counters: Readonly<Record<string, number>>) => void
  /** One's own entry was accepted at `head`. */
  readonly accepted: (entry: Pick<Entry, 'stream' | 'n'>, head: Head) => void
}

/** Keeps it in memory: after a reload the file is fetched before anything is written into it. */
export function createBases(device: string): Bases {
  const known = new Map<string, { head: Head | null; counter: number }>()
  const of = (stream: string) => known.get(stream) ?? { head: null, counter: 0 }
  return {
    of,
    saw(stream, head, counters) {
      const before = of(stream)
      if (before.head !== null && before.head[0] > head[0]) return
      known.set(stream, { head, counter: Math.max(counters[device] ?? 0, before.counter) })
    },
    accepted({ stream, n }, head) {
      const before = of(stream)
      // Where somebody else's entry came between, the writer has not seen it: they still stand where they stood.
      const next = head[0] === (before.head?.[0] ?? 0) + 1
      known.set(stream, { head: next ? head : before.head, counter: Math.max(n, before.counter) })
    },
  }
}
