import { newUuid7, type RandomBytes, toBase64 } from '#platform/pure/bytes/index.ts'
import { type Attachment, type Entry, entrySchema } from './entry.ts'

/** Who writes, on which device. */
export type Author = { readonly by: string; readonly device: string }

/** Where the writer stands: the stream, what was seen of it, and the next counter of this device on it. */
export type Place = { readonly stream: string; readonly base: readonly [seq: number, head: string]; readonly n: number }

/** What is written. */
export type What = {
  readonly kind: string
  readonly kv: number
  readonly data: Record<string, unknown>
  readonly refs?: readonly string[]
  readonly files?: readonly Attachment[]
}

export const NO_BASE: readonly [number, string] = [0, '0'.repeat(64)]

/** Makes an entry. `at` is the device's clock as ISO with offset; its milliseconds also order the id. Throws on what is no entry. */
export function composeEntry(random: RandomBytes, at: string, author: Author, place: Place, what: What): Entry {
  return entrySchema.parse({
    v: 1,
    id: newUuid7(() => Date.parse(at), random),
    stream: place.stream,
    kind: what.kind,
    kv: what.kv,
    by: author.by,
    device: author.device,
    n: place.n,
    at,
    base: place.base,
    refs: what.refs ?? [],
    rules: '',
    files: what.files ?? [],
    salt: toBase64(random(32)),
    data: what.data,
  })
}
