/** The guardian's name, and how she is related to the child where the same cell says so. */
import { nameCase, plain, tidy } from './text.ts'
import { RELATIONS, UNKNOWN } from './words.ts'

export type GuardianReading = { readonly name?: string; readonly relation?: string }

/** "Ibu Pelikan Beringin (bibi)", "Ibu Pelikan / bibi", "bibi: Ibu Pelikan". The title before a name stays part of it. */
export function readGuardian(raw: string): GuardianReading {
  if (UNKNOWN.has(plain(raw))) return {}
  const text = tidy(raw)
  const behind = /^(.*?)\s*(?:\(([^)]*)\)|[/,;–]\s*([^/,;–]+)|\s-\s*([^-]+))$/.exec(text)
  const word = plain(behind?.[2] ?? behind?.[3] ?? behind?.[4] ?? '')
  if (behind?.[1] !== undefined && RELATIONS.has(word))
    return named(behind[1], tidy(behind[2] ?? behind[3] ?? behind[4] ?? ''))
  const before = /^([^:]+)\s*:\s*(.+)$/.exec(text)
  if (before?.[1] !== undefined && before[2] !== undefined && RELATIONS.has(plain(before[1])))
    return named(before[2], tidy(before[1]))
  return RELATIONS.has(plain(text)) ? { relation: text } : named(text, undefined)
}

function named(name: string, relation: string | undefined): GuardianReading {
  const text = nameCase(tidy(name)).text
  return { ...(text === '' ? {} : { name: text }), ...(relation === undefined || relation === '' ? {} : { relation }) }
}
