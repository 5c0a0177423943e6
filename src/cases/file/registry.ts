import type { Entry } from './entry.ts'
import type { Kind } from './kind.ts'

type Data = Record<string, unknown>

/** The kinds that a reader knows. */
export type Registry = {
  readonly kinds: readonly Kind[]
  find(name: string): Kind | null
  /** The data of an entry that somebody sends, brought up to the newest version and checked; null when it is not what its kind says. */
  dataOf(entry: Entry): Data | null
  /**
   * Kind and data of an entry that was accepted: brought up, not checked again (it was, when it was appended, and `kind@version` never
   * changes). Null when this reader does not know the kind or the version.
   */
  trusted(entry: Entry): { readonly kind: Kind; readonly data: Data } | null
}

/** A registry of kinds. A name that stands twice and a version without a way up are bugs. */
export function registryOf(kinds: readonly Kind[]): Registry {
  const byName = new Map<string, Kind>()
  for (const kind of kinds) {
    if (byName.has(kind.name)) throw new Error(`kind ${kind.name} is declared twice`)
    for (let version = 1; version < kind.kv; version++)
      if (kind.upcast?.[version] === undefined) throw new Error(`kind ${kind.name}: no way up from version ${version}`)
    byName.set(kind.name, kind)
  }
  const find = (name: string): Kind | null => byName.get(name) ?? null
  const knownAt = (name: string, kv: number): Kind | null => {
    const kind = byName.get(name)
    return kind === undefined || kv > kind.kv ? null : kind
  }
  return {
    kinds,
    find,
    dataOf(entry) {
      const kind = knownAt(entry.kind, entry.kv)
      if (kind === null) return null
      const data = broughtUp(kind, entry.kv, entry.data)
      // A schema checks and changes nothing, so that what is folded is what was written.
      return kind.schema.safeParse(data).success ? data : null
    },
    trusted(entry) {
      const kind = knownAt(entry.kind, entry.kv)
      return kind === null ? null : { kind, data: broughtUp(kind, entry.kv, entry.data) }
    },
  }
}

function broughtUp(kind: Kind, from: number, data: Data): Data {
  let current = data
  for (let version = from; version < kind.kv; version++) current = kind.upcast?.[version]?.(current) ?? current
  return current
}
