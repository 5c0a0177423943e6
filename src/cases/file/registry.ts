import type { Entry } from './entry.ts'
import type { Kind } from './kind.ts'

/** The kinds that a reader knows. */
export type Registry = {
  readonly kinds: readonly Kind[]
  find(name: string): Kind | null
  /** The entry's data, brought up to the newest version and checked; null when it is not what its kind says. */
  dataOf(entry: Entry): Record<string, unknown> | null
}

/** A registry of kinds; a name that stands twice is a bug. */
export function registryOf(kinds: readonly Kind[]): Registry {
  const byName = new Map<string, Kind>()
  for (const kind of kinds) {
    if (byName.has(kind.name)) throw new Error(`kind ${kind.name} is declared twice`)
    byName.set(kind.name, kind)
  }
  const find = (name: string) => byName.get(name) ?? null
  return {
    kinds,
    find,
    dataOf(entry) {
      const kind = find(entry.kind)
      if (kind === null || entry.kv > kind.kv) return null
      const parsed = kind.schema.safeParse(upcast(kind, entry.kv, entry.data))
      return parsed.success ? (parsed.data as Record<string, unknown>) : null
    },
  }
}

function upcast(kind: Kind, from: number, data: Record<string, unknown>): Record<string, unknown> {
  let current = data
  for (let version = from; version < kind.kv; version++) {
    const step = kind.upcast?.[version]
    if (step === undefined) throw new Error(`kind ${kind.name}: no way from version ${version}`)
    current = step(current)
  }
  return current
}
