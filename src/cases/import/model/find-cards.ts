/**
 * Cards: labels down the side and values beside them. One card per sheet, cards below each other, cards side by side,
 * or one label column with a child in every column to the right of it.
 */
import { columnLetters, type Cell, type Sheet } from '#platform/pure/sheet/index.ts'
import { blocksOf, type Block } from './card-blocks.ts'
import type { Label } from './card-labels.ts'
import { filled } from './find-tables.ts'
import type { Context, Entry, Field, Located, RowKind } from './types.ts'

export type Cards = {
  readonly entries: readonly Entry[]
  readonly kinds: ReadonlyMap<number, RowKind>
  /** Cells that hold a label and nothing else, as `A4`. */
  readonly labels: ReadonlySet<string>
}

/** Null when the sheet has no cards. `context` is what the sheet's name and titles say. */
export function cardsOf(sheet: Sheet, context: Context): Cards | null {
  const blocks = blocksOf(sheet)
  if (blocks.length === 0) return null
  const many = blocks.length > 1
  const entries = blocks.flatMap((block) =>
    entriesOfBlock(sheet, block, many && blocks.some((b) => b !== block && b.column !== block.column), blocks, context),
  )
  if (entries.length === 0) return null
  const first = Math.min(...blocks.map((b) => b.labels[0]?.row ?? 0))
  const kinds = new Map<number, RowKind>()
  sheet.rows.forEach((row, r) => {
    if (filled(row).length > 0) kinds.set(r, r < first ? 'title' : 'label')
  })
  const alone = blocks.flatMap((b) => b.labels).filter((l) => l.inline === undefined)
  const labels = alone.map((l) => `${columnLetters(l.column)}${l.row + 1}`)
  return { entries, kinds, labels: new Set(labels) }
}

function entriesOfBlock(
  sheet: Sheet,
  block: Block,
  sideBySide: boolean,
  all: readonly Block[],
  context: Context,
): readonly Entry[] {
  const columns = valueColumns(sheet, block)
  const inline = block.labels.filter((l) => l.inline !== undefined).length >= 3
  if (inline || columns.length <= 1) {
    const entry = entryAt(sheet, block, null, context)
    const column = columns[0] ?? block.column
    return entry === null
      ? []
      : [
          sideBySide
            ? {
                ...entry,
                column: columnLetters(column),
                ...(all.filter((b) => b.column === block.column).length === 1 ? { byColumn: true as const } : {}),
              }
            : entry,
        ]
  }
  return columns.flatMap((column) => {
    const entry = entryAt(sheet, block, column, context)
    const alone = all.filter((b) => b.column === block.column).length === 1
    return entry === null
      ? []
      : [{ ...entry, column: columnLetters(column), ...(alone ? { byColumn: true as const } : {}) }]
  })
}

/** Columns right of the labels that are filled for at least a third of the fullest one's labels; colons are no values. */
function valueColumns(sheet: Sheet, block: Block): readonly number[] {
  const counts = new Map<number, number>()
  for (const label of block.labels.filter((l) => l.column === block.column)) {
    for (const { column, cell } of filled(sheet.rows[label.row])) {
      if (column > block.column && column < block.until(block.column) && cell.text.trim() !== ':')
        counts.set(column, (counts.get(column) ?? 0) + 1)
    }
  }
  const most = Math.max(0, ...counts.values())
  return [...counts]
    .filter(([, n]) => n >= 2 && n >= most / 3)
    .map(([c]) => c)
    .sort((a, b) => a - b)
}

/** `column` null: the value is whatever stands next to its label. */
function entryAt(sheet: Sheet, block: Block, column: number | null, context: Context): Entry | null {
  const cells = new Map<Field, Located[]>()
  const all: Located[] = []
  for (const label of block.labels) {
    const found = valueOf(sheet, block, label, column)
    if (found === null) {
      all.push(...commentsAt(sheet, block, label, column))
      continue
    }
    const located: Located = { ...found, match: { ...label.match, column: found.column } }
    all.push(located)
    cells.set(label.field, [...(cells.get(label.field) ?? []), located])
  }
  const nameRow = block.labels.find((l) => l.field === 'name')?.row ?? block.labels[0]?.row ?? 0
  const present = [...cells.keys()].filter((f) => f !== 'number' && f !== 'other')
  if (present.length < 2) return null
  const hidden = sheet.hidden || (column !== null && sheet.hiddenColumns.has(column))
  return { sheet: sheet.name, row: nameRow, cells: onlyFirst(cells), all, hidden, context, scope: 'cards' }
}

function valueOf(
  sheet: Sheet,
  block: Block,
  label: Label,
  column: number | null,
): { cell: Cell; row: number; column: number } | null {
  if (label.inline !== undefined && column === null)
    return { cell: { kind: 'text', text: label.inline }, row: label.row, column: label.column }
  const cells = filled(sheet.rows[label.row]).filter(
    (f) => f.column > label.column && f.column < block.until(label.column) && f.cell.text.trim() !== ':',
  )
  const at = column === null ? cells[0] : cells.find((f) => f.column === column)
  if (at === undefined) return null
  const text =
    column === null && cells.length > 1 && at.cell.kind === 'text'
      ? cells.map((f) => f.cell.text).join(' ')
      : at.cell.text
  const cell = at.cell.kind === 'text' ? { ...at.cell, text: text.replace(/^\s*:\s*/, '') } : at.cell
  return { cell, row: label.row, column: at.column }
}

/** A remark on a cell that is itself empty. */
function commentsAt(sheet: Sheet, block: Block, label: Label, column: number | null): readonly Located[] {
  return (sheet.rows[label.row] ?? []).flatMap((cell, c) => {
    const mine = column === null ? c > label.column && c < block.until(label.column) : c === column
    return mine && cell?.comment !== undefined
      ? [{ cell, row: label.row, column: c, match: { ...label.match, column: c } }]
      : []
  })
}

const MULTIPLE: ReadonlySet<Field> = new Set<Field>(['phone', 'notes', 'other', 'number', 'address'])

/** A second value for a field that holds one becomes a column without a field. */
function onlyFirst(cells: ReadonlyMap<Field, readonly Located[]>): ReadonlyMap<Field, readonly Located[]> {
  const out = new Map<Field, readonly Located[]>()
  const rest: Located[] = [...(cells.get('other') ?? [])]
  for (const [field, list] of cells) {
    if (MULTIPLE.has(field)) {
      if (field !== 'other') out.set(field, list)
      continue
    }
    const sorted = [...list].sort(
      (a, b) => Number(a.match.relation !== undefined) - Number(b.match.relation !== undefined),
    )
    out.set(field, sorted.slice(0, 1))
    rest.push(...sorted.slice(1))
  }
  if (rest.length > 0) out.set('other', rest)
  return out
}
