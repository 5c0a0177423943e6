/**
 * Cards: labels down the side and values beside them. One card per sheet, cards below each other, cards side by side,
 * or one label column with a child in every column to the right of it.
 */
import { columnLetters, type Cell, type Sheet } from '#platform/pure/sheet/index.ts'
import { filled } from './find-tables.ts'
import { headerWords, isHeaderText, matchGroupedHeader, matchHeader } from './headers.ts'
import { clip, tidy } from './text.ts'
import type { ColumnMatch, Context, Entry, Field, Located, RowKind } from './types.ts'
import { GUARDIAN_GROUP } from './words.table.ts'

type Label = {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly field: Field
  readonly match: ColumnMatch
  readonly inline?: string
}
/** `until`: the next column of labels, per column of labels; what stands before it may be a value. */
type Block = {
  readonly labels: readonly Label[]
  readonly column: number
  readonly until: (column: number) => number
}

export type Cards = {
  readonly entries: readonly Entry[]
  readonly kinds: ReadonlyMap<number, RowKind>
  readonly labelColumns: readonly number[]
  readonly fields: Readonly<Record<string, Field>>
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
  const fields: Record<string, Field> = {}
  for (const label of blocks[0]?.labels ?? []) fields[label.text] = label.field
  return { entries, kinds, labelColumns: [...new Set(blocks.map((b) => b.column))], fields }
}

/** Blocks of at least three different labels, among them a name, in one column. */
function blocksOf(sheet: Sheet): readonly Block[] {
  const byColumn = new Map<number, Label[]>()
  sheet.rows.forEach((row, r) => {
    for (const { cell, column } of filled(row)) {
      const labels = labelsOf(cell, r, column)
      if (labels.length > 0) byColumn.set(column, [...(byColumn.get(column) ?? []), ...labels])
    }
  })
  const columns = [...byColumn]
    .filter(([c, labels]) => isLabelColumn(labels) && isMostlyLabels(sheet, c, labels))
    .map(([c]) => c)
    .sort((a, b) => a - b)
  const beside = columns.length === 0 ? [] : pairColumns(sheet, byColumn, columns)
  const all = [...columns, ...beside].sort((a, b) => a - b)
  const until = (column: number): number => all.find((c) => c > column) ?? Infinity
  return columns.flatMap((column, i) => {
    const span = { after: columns[i - 1] ?? -1, column, until: columns[i + 1] ?? Infinity }
    const own = splitBlocks(withGroups(sheet, byColumn.get(column) ?? [], span)).filter(isLabelColumn)
    const pairs = beside
      .filter((c) => c > column && c < (columns[i + 1] ?? Infinity))
      .flatMap((c) => byColumn.get(c) ?? [])
    return own.map((labels, n) => ({
      labels: [...labels, ...pairs.filter((p) => isWithin(p.row, labels, own[n + 1]))],
      column,
      until,
    }))
  })
}

const isWithin = (row: number, labels: readonly Label[], next: readonly Label[] | undefined): boolean =>
  row >= (labels[0]?.row ?? 0) && row < (next?.[0]?.row ?? Infinity)

/** Columns of further labels of the same card: a second pair of label and value in its rows. */
function pairColumns(
  sheet: Sheet,
  byColumn: ReadonlyMap<number, readonly Label[]>,
  main: readonly number[],
): readonly number[] {
  const rows = new Set(main.flatMap((c) => byColumn.get(c) ?? []).map((l) => l.row))
  const filledIn = (c: number): number => [...rows].filter((r) => (sheet.rows[r]?.[c]?.text ?? '').trim() !== '').length
  return [...byColumn]
    .filter(
      ([c, labels]) =>
        c > (main[0] ?? 0) &&
        !main.includes(c) &&
        new Set(labels.map((l) => l.field)).size >= 2 &&
        labels.every((l) => l.field !== 'name') &&
        labels.filter((l) => rows.has(l.row)).length >= Math.max(labels.length, filledIn(c)) * 0.8,
    )
    .map(([c]) => c)
}

const isLabelColumn = (labels: readonly Label[]): boolean => {
  const fields = new Set(labels.map((l) => l.field).filter((f) => f !== 'other' && f !== 'number'))
  return fields.size >= 3 && fields.has('name')
}

/** Among the filled cells of the column, from the first label to the last, most are labels; a child's own column has only a few such words. */
function isMostlyLabels(sheet: Sheet, column: number, labels: readonly Label[]): boolean {
  const from = labels[0]?.row ?? 0
  const to = labels[labels.length - 1]?.row ?? -1
  const cells = sheet.rows.slice(from, to + 1).filter((row) => (row[column]?.text ?? '').trim() !== '').length
  return labels.length >= cells * 0.5
}

/** The label of a cell; several where a whole card stands in one cell, line by line. */
function labelsOf(cell: Cell, row: number, column: number): readonly Label[] {
  const lines = cell.kind === 'text' ? clip(cell.text).split('\n') : []
  const whole = lines.map((text) => labelOf({ kind: 'text', text }, row, column)).filter((l) => l?.inline !== undefined)
  const several = whole.length >= 3 ? whole : [labelOf(cell, row, column)]
  return several.filter((l) => l !== null)
}

function labelOf(cell: Cell, row: number, column: number): Label | null {
  if (cell.kind !== 'text') return null
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

/** The columns of one card: its labels stand in `column`, other cards' labels in `after` and `until`. */
type Span = { readonly after: number; readonly column: number; readonly until: number }

const cellsIn = (sheet: Sheet, row: number, { after, until }: Span): ReturnType<typeof filled> =>
  filled(sheet.rows[row]).filter((f) => f.column > after && f.column < until)

/** "WALI" alone over "Nama" and "No. HP": the labels below speak of the guardian. */
function withGroups(sheet: Sheet, labels: readonly Label[], span: Span): readonly Label[] {
  let group = ''
  const valueless = (l: { row: number; inline?: string }): boolean =>
    l.inline === undefined &&
    cellsIn(sheet, l.row, span).filter((f) => f.column > span.column && f.cell.text.trim() !== ':').length === 0
  return headingsAndLabels(sheet, labels, span).flatMap((item) => {
    if (item.label === null) {
      group = item.text
      return []
    }
    const label = item.label
    if (
      valueless(label) &&
      label.field === 'name' &&
      /data|identitas|biodata|profil|child|anak/i.test(label.text) &&
      !/nama|name/i.test(label.text)
    ) {
      group = ''
      return []
    }
    if (valueless(label) && (label.field === 'guardian' || label.field === 'other')) {
      group = label.text
      return []
    }
    if (group === '' || !GUARDIAN_GROUP.test(headerWords(group))) return [label]
    const grouped = matchGroupedHeader(group, label.text)
    return grouped === null
      ? [label]
      : [
          {
            ...label,
            field: grouped.field,
            match: { ...label.match, field: grouped.field, header: `${group} ${label.text}` },
          },
        ]
  })
}

/** Labels in order, with the lines between them that carry no value and end or begin a group ("DATA ANAK", "WALI"). */
function headingsAndLabels(
  sheet: Sheet,
  labels: readonly Label[],
  span: Span,
): readonly { label: Label | null; text: string }[] {
  const rows = new Map<number, Label[]>()
  for (const l of labels) rows.set(l.row, [...(rows.get(l.row) ?? []), l])
  const from = labels[0]?.row ?? 0
  const to = labels[labels.length - 1]?.row ?? -1
  const out: { label: Label | null; text: string }[] = []
  for (let r = from; r <= to; r++) {
    const here = rows.get(r)
    const cells = cellsIn(sheet, r, span)
    if (here !== undefined) out.push(...here.map((label) => ({ label, text: label.text })))
    else if (isHeading(cells, span.column))
      out.push({ label: null, text: cells.map(({ cell }) => cell.text).join(' ') })
  }
  return out
}

/** A line that stands alone, at the labels or left of them, perhaps with its number in a cell of its own. */
const isHeading = (cells: ReturnType<typeof filled>, column: number): boolean =>
  cells.length > 0 &&
  cells.every((c) => c.column <= column) &&
  cells.filter(({ cell }) => !/^[a-z\d]{1,4}[.)]?$/i.test(cell.text.trim())).length === 1

/** A new card begins where the first label of the block, or the name, comes again. */
function splitBlocks(labels: readonly Label[]): readonly (readonly Label[])[] {
  const blocks: Label[][] = []
  for (const label of labels) {
    const current = blocks[blocks.length - 1]
    const again =
      current !== undefined &&
      ((label.text === current[0]?.text && label.field === current[0].field) ||
        (label.field === 'name' && current.some((l) => l.field === 'name')))
    if (current === undefined || again) blocks.push([label])
    else current.push(label)
  }
  return blocks
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
