/** Facts with their source, and what reading them brought to light. */
import { columnLetters } from '#platform/pure/sheet/index.ts'
import type { Inferences } from './inferences.ts'
import type { Legend } from './legends.ts'
import type { Entry, Fact, Located, Mark, Question, Source } from './types.ts'

/** What all entries of a sheet share: the day of the list, what codes and orders mean. */
export type ReadContext = { readonly asOf: string; readonly inferences: Inferences; readonly legend: Legend }

/** Collected while an entry is read. */
export type Findings = { readonly marks: Set<Mark>; readonly questions: Question[] }

/** A value read from a cell (`at`), or from the surroundings when there is none. */
export const fact = <T>(entry: Entry, at: Located | null, value: T, raw = at?.cell.text ?? ''): Fact<T> => ({
  value,
  raw,
  source: sourceOf(entry, at, raw),
})

function sourceOf(entry: Entry, at: Located | null, raw: string): Source {
  if (at === null) return { sheet: entry.sheet, row: entry.row + 1, raw }
  const { header } = at.match
  return {
    sheet: entry.sheet,
    row: at.row + 1,
    raw,
    column: columnLetters(at.column),
    ...(header !== '' && { header }),
  }
}
