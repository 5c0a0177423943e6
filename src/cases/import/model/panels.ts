/** Lists that stand side by side in one sheet: the same header words come again further right, and each list is read by itself. */
import type { Row, Sheet } from '#platform/pure/sheet/index.ts'
import { fieldOfHeader } from './headers.ts'
import type { Field } from './types.ts'

/** Columns of one list, both ends included. */
export type Panel = { readonly from: number; readonly to: number }

/** What two lists of children must have in common beside the name. */
const COMMON: ReadonlySet<Field> = new Set<Field>([
  'sex',
  'birth',
  'birthplaceAndBirth',
  'age',
  'village',
  'guardian',
  'nik',
])

/** The lists of one header block from left to right; empty where there is but one. */
export function panelsOf(headers: readonly string[]): readonly Panel[] {
  const fields = headers.map((h) => (h === '' ? undefined : fieldOfHeader(h)?.field))
  const starts = fields.flatMap((field, c) => (field === 'name' ? startOf(headers, fields, c) : []))
  if (starts.length < 2) return []
  const panels = starts.map((from, i) => ({ from: i === 0 ? 0 : from, to: (starts[i + 1] ?? headers.length) - 1 }))
  const [first, ...others] = panels.map(({ from, to }) => new Set(fields.slice(from, to + 1)))
  const alike = others.every((other) => [...COMMON].some((f) => first?.has(f) === true && other.has(f)))
  return first !== undefined && alike ? panels : []
}

/** A list begins with its running numbers, or behind a column without heading; a second name inside a list does neither. */
function startOf(headers: readonly string[], fields: readonly (Field | undefined)[], name: number): readonly number[] {
  const before = fields.slice(0, name).lastIndexOf('number')
  const numbered = before >= 0 && !fields.slice(before, name).includes('name') && name - before <= 3
  if (numbered) return [before]
  return name === 0 || headers[name - 1] === '' || !fields.slice(0, name).includes('name') ? [name] : []
}

/** The sheet as if nothing but one list stood in it. */
export function viewOf(sheet: Sheet, panel: Panel | undefined): Sheet {
  if (panel === undefined) return sheet
  const inside = (c: number): boolean => c >= panel.from && c <= panel.to
  return {
    ...sheet,
    rows: sheet.rows.map((row): Row => row.map((cell, c) => (inside(c) ? cell : null))),
    merges: sheet.merges.filter((m) => inside(m.left) && inside(m.right)),
  }
}
