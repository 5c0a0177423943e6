/** Readings of a row: which fact a field shows, and where a row stands. Pure. */
import type { Child, Field, Group, Question, TriedRow } from './types.ts'

export type Fact = { readonly value: unknown; readonly raw: string; readonly header?: string | undefined }

/** The fact of a child that stands under a field; an age is shown by the birth that follows from it. */
export function factOf(child: Child, field: Field | 'row'): Fact | undefined {
  switch (field) {
    case 'phone':
      return child.phones[0]
    case 'notes':
      return child.notes[0]
    case 'birth':
    case 'age':
    case 'birthplaceAndBirth':
      return child.birth
    case 'row':
      return child.name
    default:
      return own(child, field)
  }
}

function own(child: Child, field: Field): Fact | undefined {
  const facts: Readonly<Record<string, unknown>> = child
  // Every other field that a child has holds one fact.
  return facts[field] as Fact | undefined
}

type Place = Pick<TriedRow, 'sheet' | 'row' | 'column'>

/** Where a row stands, as answers name it. */
export const refOf = ({ sheet, row, column }: Place, child?: number) => ({
  sheet,
  row,
  ...(column === undefined ? {} : { column }),
  ...(child === undefined ? {} : { child }),
})

/** The question of a row that its group asks. */
export const questionOf = (row: TriedRow, { code, field }: Pick<Group, 'code' | 'field'>): Question | undefined =>
  row.questions.find((one) => one.code === code && one.field === field)

/** A colour of a cell, as spreadsheets write it. */
export const isColour = (field: Field | 'row', raw: string): boolean => field === 'status' && /^[0-9A-F]{6}$/i.test(raw)
