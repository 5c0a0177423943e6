/** Which labels belong to one card: down one column, with further pairs of label and value beside. */
import type { Sheet } from '#platform/pure/sheet/index.ts'
import { labelsOf, type Label } from './card-labels.ts'
import { filled } from './find-tables.ts'
import { headerWords, matchGroupedHeader } from './headers.ts'
import type { Field } from './types.ts'
import { GUARDIAN_GROUP } from './words.table.ts'

/** `until`: the next column of labels, per column of labels; what stands before it may be a value. */
export type Block = {
  readonly labels: readonly Label[]
  readonly column: number
  readonly until: (column: number) => number
}

/** Cards from left to right, and down. */
export function blocksOf(sheet: Sheet): readonly Block[] {
  const byColumn = ofGuardians(grouped(sheet, labelsByColumn(sheet)))
  const mains = mainColumns(sheet, byColumn)
  const beside = mains.length === 0 ? [] : pairColumns(sheet, byColumn, mains)
  const all = [...mains, ...beside].sort((a, b) => a - b)
  const until = (column: number): number => all.find((c) => c > column) ?? Infinity
  return mains.flatMap((column, i) => {
    const own = splitBlocks(byColumn.get(column) ?? [])
    const pairs = beside
      .filter((c) => c > column && c < (mains[i + 1] ?? Infinity))
      .flatMap((c) => byColumn.get(c) ?? [])
    return own.flatMap((labels, n) => {
      const whole = [...labels, ...pairs.filter((p) => isWithin(p.row, labels, own[n + 1]))]
      return isCard(whole) ? [{ labels: whole, column, until }] : []
    })
  })
}

/** Every column of labels under its own headings. */
function grouped(sheet: Sheet, byColumn: Labelled): Labelled {
  const columns = [...byColumn.keys()].sort((a, b) => a - b)
  const labelled = new Set([...byColumn.values()].flat().map((l) => l.row))
  return new Map(
    columns.map((column, i) => {
      const span = { after: columns[i - 1] ?? -1, column, until: columns[i + 1] ?? Infinity, labelled }
      return [column, withGroups(sheet, byColumn.get(column) ?? [], span)]
    }),
  )
}

const OWN: ReadonlySet<Field> = new Set<Field>(['sex', 'birth', 'birthplaceAndBirth', 'age'])

/** Right of a child's labels: "Nama", "Hubungan", "HP" and nothing that is the child's own. They speak of the guardian, heading or not. */
function ofGuardians(byColumn: Labelled): Labelled {
  const columns = [...byColumn].sort(([a], [b]) => a - b)
  return new Map(
    columns.map(([column, labels], i) => {
      const fields = fieldsIn(labels)
      const left = columns
        .slice(0, i)
        .some(([, before]) => isBeside(labels, before) && [...fieldsIn(before)].some((f) => OWN.has(f)))
      const guardians = left && fields.has('guardianRelation') && ![...fields].some((f) => OWN.has(f))
      return [column, guardians ? labels.map(asGuardian) : labels]
    }),
  )
}

/** Most labels stand in rows between those of the other column. */
function isBeside(labels: readonly Label[], other: readonly Label[]): boolean {
  const rows = new Set(other.map((l) => l.row))
  return labels.filter((l) => rows.has(l.row)).length >= labels.length * 0.5
}

const asGuardian = (label: Label): Label =>
  label.field === 'name' ? { ...label, field: 'guardian', match: { ...label.match, field: 'guardian' } } : label

type Labelled = ReadonlyMap<number, readonly Label[]>

/** Columns of labels. A word directly behind a label, or behind its colon, is its value: "Hubungan", "ibu". */
function labelsByColumn(sheet: Sheet): Labelled {
  const like = new Map<number, Label[]>()
  const cells = sheet.rows.map((row, r) =>
    filled(row).map(({ cell, column }) => {
      const labels = labelsOf(cell, r, column)
      if (labels.length > 0) like.set(column, [...(like.get(column) ?? []), ...labels])
      return { column, labels, colon: cell.text.trim() === ':' }
    }),
  )
  const columns = new Set([...like].filter(([c, labels]) => areLabels(sheet, c, labels)).map(([c]) => c))
  const byColumn = new Map<number, Label[]>()
  for (const row of cells) {
    let asked = -1
    for (const { column, labels, colon } of row) {
      const own = column === asked || !columns.has(column) ? [] : labels
      if (own.length > 0) byColumn.set(column, [...(byColumn.get(column) ?? []), ...own])
      asked = own.some((l) => l.inline === undefined) || colon ? column + 1 : -1
    }
  }
  return new Map([...byColumn].filter(([c, labels]) => areLabels(sheet, c, labels)))
}

/** Several in one cell count as well: a whole card may stand in one. */
const areLabels = (sheet: Sheet, column: number, labels: readonly Label[]): boolean =>
  labels.length >= 2 && isMostlyLabels(sheet, column, labels)

/** Columns in which cards begin: with the name, and enough else in the same column or in pairs beside. */
function mainColumns(sheet: Sheet, byColumn: Labelled): readonly number[] {
  return [...byColumn]
    .filter(([c, labels]) => {
      if (!labels.some((l) => l.field === 'name')) return false
      if (isCard(labels)) return true
      const pairs = pairColumns(sheet, byColumn, [c]).flatMap((p) => byColumn.get(p) ?? [])
      return labels.length >= 2 && fieldsIn([...labels, ...pairs]).size >= LEAST_PAIRED
    })
    .map(([c]) => c)
    .sort((a, b) => a - b)
}

/** Labels in two columns are a card only where they say more: in lists such words stand beside each other as well. */
const LEAST_PAIRED = 4

/** Columns of further labels of the same card: a second pair of label and value in its rows. */
function pairColumns(sheet: Sheet, byColumn: Labelled, mains: readonly number[]): readonly number[] {
  const inCard = (row: number): boolean => mains.some((c) => (sheet.rows[row]?.[c]?.text ?? '').trim() !== '')
  return [...byColumn]
    .filter(([c, labels]) => {
      if (c <= (mains[0] ?? 0) || mains.includes(c) || labels.some((l) => l.field === 'name')) return false
      const rows = new Set(labels.map((l) => l.row))
      if (rows.size < 2 || new Set(labels.map((l) => l.field)).size < 2) return false
      return [...rows].filter(inCard).length >= rows.size * 0.8
    })
    .map(([c]) => c)
}

const fieldsIn = (labels: readonly Label[]): ReadonlySet<Field> =>
  new Set(labels.map((l) => l.field).filter((f) => f !== 'other' && f !== 'number'))

/** A name and at least two of the things one writes about a child. */
const isCard = (labels: readonly Label[]): boolean => {
  const fields = fieldsIn(labels)
  return fields.size >= 3 && fields.has('name')
}

const isWithin = (row: number, labels: readonly Label[], next: readonly Label[] | undefined): boolean =>
  row >= (labels[0]?.row ?? 0) && row < (next?.[0]?.row ?? Infinity)

/** Among the filled cells of the column, from the first label to the last, most are labels; a child's own column has only a few such words. */
function isMostlyLabels(sheet: Sheet, column: number, labels: readonly Label[]): boolean {
  const from = labels[0]?.row ?? 0
  const to = labels[labels.length - 1]?.row ?? -1
  const cells = sheet.rows.slice(from, to + 1).filter((row) => (row[column]?.text ?? '').trim() !== '').length
  return labels.length >= cells * 0.5
}

/** The columns of one card: its labels stand in `column`, other labels in `after` and `until`. A row with a label is no heading. */
type Span = {
  readonly after: number
  readonly column: number
  readonly until: number
  readonly labelled: ReadonlySet<number>
}

const cellsIn = (
  sheet: Sheet,
  row: number,
  { after, until }: Pick<Span, 'after' | 'until'>,
): ReturnType<typeof filled> => filled(sheet.rows[row]).filter((f) => f.column > after && f.column < until)

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
    if (valueless(label) && isGuardianHeading(sheet, label)) {
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

/** "WALI", "Data Orang Tua": words of a heading only, and no colon that asks for a value. */
const isGuardianHeading = (sheet: Sheet, label: Label): boolean =>
  HEADING_WORDS.test(headerWords(label.text)) &&
  !/:/.test(
    `${sheet.rows[label.row]?.[label.column]?.text ?? ''}${sheet.rows[label.row]?.[label.column + 1]?.text ?? ''}`,
  )

const HEADING_WORDS =
  /^((data|identitas|biodata|profil|info|informasi|tentang|keterangan|dan|atau|and|or|orang|tua|orangtua|wali|pengasuh|ortu|ayah|ibu|bapak|keluarga|guardian|guardians|parent|parents|caregiver|family|anak|child|information|details) ?)+$/

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
    else if (!span.labelled.has(r) && isHeading(cells, span.column))
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
