/** The guardian's name, and how she is related to the child where the same cell says so. */
import { clip, nameCase, plain, tidy } from './text.ts'
import { RELATIONS, UNKNOWN } from './words.table.ts'

export type GuardianReading = { readonly name?: string; readonly relation?: string }

/** "Ibu Pelikan Beringin (bibi)", "Ibu Pelikan / bibi", "bibi: Ibu Pelikan". The title before a name stays part of it. */
export function readGuardian(raw: string): GuardianReading {
  if (UNKNOWN.has(plain(raw))) return {}
  const text = tidy(clip(raw))
  for (const { pattern, name, relation } of SHAPES) {
    const found = pattern.exec(text)
    const word = found?.[relation] ?? ''
    if (RELATIONS.has(plain(word))) return named(found?.[name] ?? '', tidy(word))
  }
  return RELATIONS.has(plain(text)) ? { relation: text } : named(text, undefined)
}

/** Where name and relation stand in one cell. */
const SHAPES = [
  { pattern: /^(.*?)\s*\(([^)]*)\)$/, name: 1, relation: 2 },
  { pattern: /^(.*?)\s*[/,;–]\s*([^/,;–]+)$/, name: 1, relation: 2 },
  { pattern: /^(.*?)\s+-\s+([^-]+)$/, name: 1, relation: 2 },
  { pattern: /^([^:]+)\s*:\s*(.+)$/, name: 2, relation: 1 },
] as const

function named(name: string, relation: string | undefined): GuardianReading {
  const text = nameCase(tidy(name)).text
  return { ...(text === '' ? {} : { name: text }), ...(relation === undefined || relation === '' ? {} : { relation }) }
}
