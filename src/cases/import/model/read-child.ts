/** From a parsed entry to the children it describes, each fact with its source, and to the questions only a person can answer. */
import { checkChild } from './check-child.ts'
import { fact, type Findings, type ReadContext } from './fact.ts'
import { first, type ParsedEntry } from './parse-entry.ts'
import { readChildBirth, readChildNik, readSexes } from './read-own.ts'
import { readShared } from './read-shared.ts'
import { plain, tidy } from './text.ts'
import type { ChildReading, Fact, Question } from './types.ts'
import { UNKNOWN } from './words.table.ts'

export type EntryReading = { readonly children: readonly ChildReading[]; readonly questions: readonly Question[] }

/** Reads all children of an entry. `fill` is the colour of the row, if it has one. */
export function readChildren(p: ParsedEntry, context: ReadContext, fill: string | undefined): EntryReading {
  const found: Findings = { marks: new Set(p.name.marks), questions: [] }
  const several = p.name.names.length > 1
  const shared = readShared(p, context, fill, found)
  if (several && p.name.familyNameShared) found.questions.push({ code: 'siblings-family-name', field: 'name' })
  const sexes = readSexes(p, context, found)
  const alias = several ? null : aliasOf(p)
  const children = p.name.names.map((name, i) => {
    const own: Findings = { marks: new Set(found.marks), questions: found.questions }
    const birth = readChildBirth(p, i, context, own)
    const nik = readChildNik(p, i, own)
    const child: Omit<ChildReading, 'marks'> = {
      ...shared,
      name: fact(p.entry, first(p.entry, 'name'), name),
      sex: sexes[i] ?? fact(p.entry, null, 'unknown'),
      birth,
      ...(nik !== null && { nik }),
      ...(alias !== null && { alias }),
    }
    found.questions.push(...checkChild(p, child, i, context.asOf, own.marks))
    return { ...child, marks: [...own.marks].sort() }
  })
  if (p.name.names[0] === null) found.questions.push({ code: 'name-missing', field: 'name' })
  if (first(p.entry, 'name')?.cell.struck === true) found.questions.push({ code: 'row-struck', field: 'row' })
  return { children, questions: withoutRepeats(found.questions) }
}

function aliasOf(p: ParsedEntry): Fact<string> | null {
  const at = first(p.entry, 'alias')
  if (at !== null && !UNKNOWN.has(plain(at.cell.text))) return fact(p.entry, at, tidy(at.cell.text))
  return p.name.alias === undefined ? null : fact(p.entry, first(p.entry, 'name'), p.name.alias)
}

function withoutRepeats(questions: readonly Question[]): readonly Question[] {
  const seen = new Set<string>()
  return questions.filter((q) => {
    const key = `${q.code}|${q.field}|${q.child ?? ''}`
    return seen.has(key) ? false : seen.add(key) !== undefined
  })
}
