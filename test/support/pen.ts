import { randomBytes, randomUUID } from 'node:crypto'
import { appendEntries } from '#cases/contract.ts'
import { composeEntry, NO_BASE } from '#cases/file/compose.ts'
import type { Attachment, Entry } from '#cases/file/entry.ts'
import { kinds } from '#cases/kinds.ts'
import type { TestPerson } from './application.ts'

const random = (n: number) => new Uint8Array(randomBytes(n))

/** Writes entries as a device would: counts per stream, stands on the head it saw last. */
export function penOf(person: TestPerson) {
  const counters = new Map<string, number>()
  const heads = new Map<string, readonly [number, string]>()

  function write(
    stream: string,
    kind: string,
    data: Record<string, unknown>,
    refs: readonly string[] = [],
    files: readonly Attachment[] = [],
  ): Entry {
    const n = (counters.get(stream) ?? 0) + 1
    counters.set(stream, n)
    const place = { stream, n, base: heads.get(stream) ?? NO_BASE }
    const kv = kinds.find(kind)?.kv ?? 1
    return composeEntry(random, new Date().toISOString(), { by: person.id, device: person.device }, place, {
      kind,
      kv,
      data,
      refs,
      files,
    })
  }

  async function send(...entries: readonly Entry[]) {
    const items = entries.map((entry) => ({ stream: entry.stream, id: entry.id, text: JSON.stringify(entry) }))
    const { results } = await person.call(appendEntries, { body: { entries: items } })
    for (const [i, result] of results.entries()) {
      const stream = entries[i]?.stream
      if (result.outcome === 'accepted' && stream !== undefined) heads.set(stream, [result.seq, result.head])
    }
    return results
  }

  return {
    write,
    send,
    /** What this device has seen of a stream. */
    sees: (stream: string, base: readonly [number, string]) => heads.set(stream, base),
    /** Registers a child with a true name; the case stream, which is also the file's id, and the identity stream. */
    async register(alias: string, trueName = `${alias} Beringin`) {
      const [file, identity] = [randomUUID(), randomUUID()]
      const results = await send(
        write(file, 'registered', {
          alias,
          code: 'AWN-4K7M',
          sex: 'female',
          birth: { precision: 'year', value: '2013' },
          came: 'own',
          occurred: { precision: 'day', value: '2026-08-12' },
          identity,
        }),
        write(identity, 'identity-set', { file, facts: { trueName, phones: ['08000001234'] } }),
      )
      return { file, identity, results }
    },
  }
}
