/** Labels on cards: "Nama", "Tgl Lahir :", "1.2 Desa", or with the value in the same cell. */
import type { Cell } from '#platform/pure/sheet/index.ts'
import { isHeaderText, matchHeader } from './headers.ts'
import { clip, tidy } from './text.ts'
import type { ColumnMatch, Field } from './types.ts'

export type Label = {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly field: Field
  readonly match: ColumnMatch
  readonly inline?: string
}

/** The label of a cell; several where a whole card stands in one cell, line by line. */
export function labelsOf(cell: Cell, row: number, column: number): readonly Label[] {
  const lines = cell.kind === 'text' ? clip(cell.text).split('\n') : []
  const whole = lines.map((text) => labelOf({ kind: 'text', text }, row, column)).filter((l) => l?.inline !== undefined)
  const several = whole.length >= 3 ? whole : [labelOf(cell, row, column)]
  return several.filter((l) => l !== null)
}

/** A printed choice, ticked: a value. */
const TICKED = /[☐☑☒□✓✔√]|\[\s*[xv]?\s*\]|\(\s*[xv]?\s*\)/i

function labelOf(cell: Cell, row: number, column: number): Label | null {
  if (cell.kind !== 'text' || TICKED.test(cell.text)) return null
  const inline = /^([^:]{2,40}?)\s*:\s*(\S[\s\S]*)$/.exec(cell.text)
  const text = tidy((inline?.[1] ?? cell.text).replace(/[\s:.]+$/, '').replace(/^[a-z0-9]{1,2}[.)]\s+/i, ''))
  if (!isHeaderText(text)) return null
  const found = matchHeader(text)
  if (found === null) return null
  const match: ColumnMatch = {
    column,
    header: text,
    field: found.field,
    sure: found.strong ? 'sure' : 'nearly',
    examples: [],
    alternatives: found.others,
    ...(found.relation === undefined ? {} : { relation: found.relation }),
    ...(found.order === undefined ? {} : { order: found.order }),
  }
  return { row, column, text, field: found.field, match, ...(inline?.[2] === undefined ? {} : { inline: inline[2] }) }
}
