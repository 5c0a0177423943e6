/** Legends: what colours and codes mean, wherever an office has written it: under the list, above it, beside it, or on a sheet of its own. */
import type { Cell, Row, Sheet } from '#platform/pure/sheet/index.ts'
import { filled } from './find-tables.ts'
import { placeCodesIn, type PlaceCodes } from './place-codes.ts'
import { sexKey } from './read-sex.ts'
import { clip, headerKey, plain } from './text.ts'
import type { Sex, Status } from './types.ts'
import { LEGEND, SEX, STATUS } from './words.table.ts'

export type Legend = {
  /** Colour key to meaning; a meaning that is no status is kept as text. */
  readonly colours: ReadonlyMap<string, { readonly status: Status | null; readonly text: string }>
  readonly sex: ReadonlyMap<string, Sex>
  readonly status: ReadonlyMap<string, Status>
  readonly places: PlaceCodes
}

export const NO_LEGEND: Legend = { colours: new Map(), sex: new Map(), status: new Map(), places: new Map() }

export const statusOf = (text: string): Status | null =>
  STATUS.find(([, pattern]) => pattern.test(plain(clip(text))))?.[0] ?? null

const sexWord = (text: string): Sex | null => {
  const word = plain(text).replace(/[.\s]+$/, '')
  return word.length > 2 ? (SEX[word] ?? null) : null
}

/** Rows below a heading that may still be its legend. */
const MOST_LINES = 12

const isHeading = (text: string): boolean =>
  LEGEND.test(plain(text)) ||
  /^(kode |ket\.? |keterangan )?(status|st|jk|jenis kelamin|sex|gender)\s*[:=]/.test(plain(text))

type Draft = {
  colours: Map<string, { status: Status | null; text: string }>
  sex: Map<string, Sex>
  status: Map<string, Status>
}

/** Reads the legends of the rows that hold no child. `headerTexts` may carry codes too: "JK (1=L, 2=P)". `villages`: short texts in columns of villages. */
export function legendOf(
  sheet: Sheet,
  isListRow: (row: number) => boolean,
  headerTexts: readonly string[],
  villages: ReadonlySet<string> = new Set(),
): Legend {
  const draft: Draft = { colours: new Map(), sex: new Map(), status: new Map() }
  let sinceHeading = Infinity
  sheet.rows.forEach((row, r) => {
    if (isListRow(r)) return
    const cells = filled(row)
    sinceHeading = cells.some(({ cell }) => isHeading(cell.text)) ? 0 : sinceHeading + 1
    addColours(draft, row, sinceHeading <= MOST_LINES)
    addRow(draft, row, sinceHeading <= MOST_LINES)
    for (const cell of row) if (cell?.comment !== undefined) addInline(draft, cell.comment)
  })
  for (const text of headerTexts) addInline(draft, text)
  return { ...draft, places: placeCodesIn(sheet, isListRow, villages) }
}

/** The codes of sex that one row explains. */
export function sexCodesIn(row: Row): ReadonlyMap<string, Sex> {
  const draft: Draft = { colours: new Map(), sex: new Map(), status: new Map() }
  addRow(draft, row, false)
  return draft.sex
}

function addRow(draft: Draft, row: Row, underHeading: boolean): void {
  const cells = filled(row)
  addPairs(
    draft,
    cells.map((c) => c.cell),
  )
  for (const { cell } of cells) {
    addInline(draft, cell.text)
    if (underHeading) addSpaced(draft, cell.text)
  }
}

function addColours(draft: Draft, row: Row, underHeading: boolean): void {
  row.forEach((cell, c) => {
    if (cell?.fill === undefined || draft.colours.has(cell.fill)) return
    const text = (cell.text.trim() === '' ? textBehind(row, c) : cell.text).trim()
    if (text === '' || text.length >= 60) return
    const status = statusOf(text)
    if (status !== null || (underHeading && !LEGEND.test(plain(text)))) draft.colours.set(cell.fill, { status, text })
  })
}

const textBehind = (row: Row, column: number): string =>
  row.slice(column + 1).find((n) => n !== null && n.text.trim() !== '')?.text ?? ''

/** A code in one cell and its meaning in the next. */
function addPairs(draft: Draft, cells: readonly Cell[]): void {
  for (let i = 0; i + 1 < cells.length; i++) {
    const code = (cells[i]?.text ?? '').replace(/[=:]\s*$/, '')
    let meaning = cells[i + 1]?.text ?? ''
    if (/^[=:]$/.test(meaning.trim())) meaning = cells[i + 2]?.text ?? ''
    addCode(draft, code, meaning.replace(/^\s*[=:]\s*/, ''))
  }
}

/** "1 = laki-laki, 2 = perempuan" inside one text. */
function addInline(draft: Draft, text: string): void {
  if (text.length > 400 || !/[=:→(]|\b\d\s*[-.)]\s*\p{L}/u.test(text)) return
  for (const { pattern, code, meaning } of INLINE) {
    for (const m of text.matchAll(pattern)) addCode(draft, m[code] ?? '', m[meaning] ?? '')
  }
  for (const m of text.matchAll(LETTERS)) setSex(draft, m[1] ?? m[4] ?? '', m[2] ?? m[3] ?? '')
}

/** "1=L", "P: 2": a letter that means a sex beside a digit. */
const LETTERS = /(?<![\p{L}\d])(?:(\d)\s*[=:]\s*(lk|pr|[lpmf])|(lk|pr|[lpmf])\s*[=:]\s*(\d))(?![\p{L}\d])/giu

/** "Status: 1 aktif", "2 selesai": a number and a word, in a legend. */
function addSpaced(draft: Draft, text: string): void {
  const found = /^(?:[^:=\d]{0,30}[:=]\s*)?(\d{1,2})\s+(\p{L}[\p{L}\s/-]{2,30})$/u.exec(text.trim())
  if (found !== null) addCode(draft, found[1] ?? '', found[2] ?? '')
}

function setSex(draft: Draft, digit: string, letter: string): void {
  const sex = SEX[letter.toLowerCase()]
  if (sex !== undefined && !draft.sex.has(digit)) draft.sex.set(digit, sex)
}

const INLINE = [
  {
    pattern: /(?<![\p{L}\d])([\p{L}\d]{1,3})\s*(?:=|:|→|->|–|-|\)|\.)\s*([\p{L}][\p{L}\s-]*[\p{L}])/gu,
    code: 1,
    meaning: 2,
  },
  { pattern: /([\p{L}-]{3,})\s*(?:=|→|->)\s*([\p{L}\d]{1,3})(?![\p{L}\d])/gu, code: 2, meaning: 1 },
  // "Laki-laki (1)"
  { pattern: /([\p{L}-]{3,})\s*\(\s*([\p{L}\d]{1,2})\s*\)/gu, code: 2, meaning: 1 },
] as const

function addCode(draft: Draft, code: string, meaning: string): void {
  const key = sexKey(code)
  if (key === '' || key.length > 3 || /\s/.test(key)) return
  const words = plain(meaning)
  const sex = sexWord(words) ?? sexWord(words.split(' ')[0] ?? '')
  if (sex !== null && !draft.sex.has(key)) draft.sex.set(key, sex)
  const status = sex === null && words.length < 40 ? statusOf(words) : null
  if (status !== null && !draft.status.has(key)) draft.status.set(key, status)
}

/** A sheet of nothing but codes and meanings serves the whole workbook. */
export const isLegendSheet = (sheet: Sheet): boolean =>
  /^(kode|legend|legenda|keterangan|ket|codes?|key|kamus|petunjuk|referensi|ref|master|arti)\b/.test(
    headerKey(sheet.name),
  ) || sheet.rows.slice(0, 4).some((row) => row.some((c) => c !== null && LEGEND.test(plain(c.text))))

/** A sheet's own legend first, then the workbook's. */
export function mergeLegends(own: Legend, shared: readonly Legend[]): Legend {
  const all = [own, ...shared]
  const merge = <K, V>(pick: (l: Legend) => ReadonlyMap<K, V>): Map<K, V> => {
    const out = new Map<K, V>()
    for (const l of all) for (const [k, v] of pick(l)) if (!out.has(k)) out.set(k, v)
    return out
  }
  return {
    colours: merge((l) => l.colours),
    sex: merge((l) => l.sex),
    status: merge((l) => l.status),
    places: merge((l) => l.places),
  }
}
