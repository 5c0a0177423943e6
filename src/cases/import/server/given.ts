import type { Answer, QuestionGroup, RowRef } from '../model/index.ts'
import type { KeptAnswer } from './answering.ts'

/** An answer that holds: how many questions of one group it answers, and since when. */
export type Given = {
  readonly answer: KeptAnswer
  readonly count: number
  /** Microseconds since the epoch. */
  readonly at: number | null
  readonly about: QuestionGroup
}

/**
 * The answers that hold, by group of the questions as they were before any answer. `open` are the groups that are still asked: an
 * answer that could not be read as a value is not among those that hold. Pure.
 */
export function givenOf(
  base: readonly QuestionGroup[],
  open: readonly QuestionGroup[],
  answers: readonly KeptAnswer[],
): readonly Given[] {
  if (answers.length === 0) return []
  const asked = new Set(open.flatMap((group) => group.rows.map((ref) => questionKey(group, ref))))
  const fitting = answers.map((answer, index) => ({ answer, index, rows: rowsOf(answer) })).toReversed()
  const found = new Map<string, Given & { readonly index: number }>()
  for (const group of base) {
    for (const ref of group.rows) {
      const key = questionKey(group, ref)
      if (asked.has(key)) continue
      const last = fitting.find(({ answer, rows }) => fits(answer, group) && (rows === null || rows.has(refKey(ref))))
      if (last !== undefined) count(found, group, last)
    }
  }
  return [...found.values()].toSorted((a, b) => a.index - b.index)
}

function count(
  found: Map<string, Given & { readonly index: number }>,
  about: QuestionGroup,
  { answer, index }: { readonly answer: KeptAnswer; readonly index: number },
): void {
  const key = JSON.stringify([about.id, answer.choice, answer.value])
  const before = found.get(key)
  const at = Math.max(before?.at ?? 0, answer.at ?? 0)
  const first = Math.min(before?.index ?? index, index)
  found.set(key, { answer, about, index: first, count: (before?.count ?? 0) + 1, at: at === 0 ? null : at })
}

/** How many questions these answers were given for and have not closed. Pure. */
export function stillOpen(answers: readonly Answer[], open: readonly QuestionGroup[]): number {
  const found = answers.flatMap((answer) => {
    const rows = rowsOf(answer)
    return open
      .filter((group) => fits(answer, group))
      .flatMap((group) =>
        group.rows.filter((ref) => rows === null || rows.has(refKey(ref))).map((ref) => questionKey(group, ref)),
      )
  })
  return new Set(found).size
}

/** The rows of a group whose question is not open any more. Pure. */
export function answeredRows(base: QuestionGroup, open: QuestionGroup | undefined): readonly RowRef[] {
  const asked = new Set(open?.rows.map(refKey))
  return base.rows.filter((ref) => !asked.has(refKey(ref)))
}

const fits = (answer: Answer, { code, field }: QuestionGroup) => answer.code === code && answer.field === field
const rowsOf = ({ rows }: Answer) => (rows === undefined ? null : new Set(rows.map(refKey)))
const refKey = ({ sheet, row, column, child }: RowRef) => `${sheet}\n${row}\n${column ?? ''}\n${child ?? 0}`
const questionKey = ({ code, field }: QuestionGroup, ref: RowRef) => `${code}\n${field}\n${refKey(ref)}`
