/** What each row of a table is: a child, or one of the many things that stand between and below children. */
import type { Cell, Row } from '#platform/pure/sheet/index.ts'
import { isNameLike, shapeOf, type Shape } from './content.ts'
import { filled, isBlank, isNumbering } from './find-tables.ts'
import { NO_PLACES, placeNamed, type Places } from './known-places.ts'
import { subdistrictIn, villageIn } from './read-place.ts'
import { sexIn } from './surroundings.ts'
import { clip, plain } from './text.ts'
import type { ColumnMatch, Field, RowKind } from './types.ts'
import { CARRIED, EXAMPLE, LEGEND, SEX, SIGNATURE, TOTAL, UNKNOWN } from './words.table.ts'

type Footer = 'none' | 'total' | 'signature' | 'legend'
export type Classified = { readonly row: number; readonly kind: RowKind }

type Facts = {
  readonly row: number
  readonly cells: readonly { readonly column: number; readonly cell: Cell }[]
  readonly named: boolean
  readonly numbered: boolean
  /** How many things one writes about a child stand in their columns. */
  readonly points: number
}

const POINTS: ReadonlyMap<Field, readonly Shape[]> = new Map<Field, readonly Shape[]>([
  ['sex', ['sex', 'small']],
  ['birth', ['date', 'year', 'age', 'small']],
  ['birthplaceAndBirth', ['placed', 'date', 'text', 'year', 'age']],
  ['age', ['age', 'small', 'date']],
  ['nik', ['nik', 'digits']],
  ['phone', ['phone', 'digits']],
  ['guardian', ['honorific', 'text', 'relation']],
  ['registered', ['date']],
  ['guardianRelation', ['relation']],
  ['village', ['text', 'address']],
  ['address', ['text', 'address']],
])

/** Classifies the rows `from`..`to` (0-based, inclusive) under the given columns. */
export function classifyRows(
  rows: readonly Row[],
  from: number,
  to: number,
  columns: readonly ColumnMatch[],
  places: Places = NO_PLACES,
): readonly Classified[] {
  const facts: Facts[] = []
  for (let r = from; r <= to; r++) facts.push(factsOf(rows[r] ?? [], r, columns))
  const strong = facts.filter(isStrong)
  const lastStrong = strong[strong.length - 1]?.row ?? -1
  const numbers = strong.filter((f) => f.numbered).length > strong.length * 0.5
  let footer: Footer = 'none'
  return facts.map((f) => {
    const kind = isPlaceAlone(f, places) ? 'section' : kindOf(f, rows[f.row], footer, f.row < lastStrong, numbers)
    if (kind === 'child' || kind === 'section') footer = 'none'
    else if (kind === 'total' || kind === 'signature' || kind === 'legend') footer = kind
    return { row: f.row, kind }
  })
}

function factsOf(row: Row, index: number, columns: readonly ColumnMatch[]): Facts {
  let named = false
  let numbered = false
  let points = 0
  for (const m of columns) {
    const cell = row[m.column]
    if (cell == null || cell.text.trim() === '') continue
    if (m.field === 'name') named = cell.kind === 'text' && isNameLike(cell.text) && !UNKNOWN.has(plain(cell.text))
    else if (m.field === 'number') numbered = /^\d{1,5}\s*[a-z]?\.?$/i.test(cell.text.trim())
    else if (m.tick !== undefined || isPoint(m.field, cell)) points++
  }
  return { row: index, cells: filled(row), named, numbered, points }
}

/** A number beside a name is only a code of sex when it can be one. */
function isPoint(field: Field, cell: Cell): boolean {
  const shape = shapeOf(cell)
  if (field === 'sex' && shape === 'small') return /^[0-39]$/.test(cell.text.trim())
  return POINTS.get(field)?.includes(shape) === true
}

const isStrong = (f: Facts): boolean =>
  (f.named && f.points >= 2 && f.cells.length >= 3) ||
  (f.points >= 4 && !f.cells.some(({ cell }) => TOTAL.test(plain(cell.text))))

function kindOf(f: Facts, row: Row | undefined, footer: Footer, moreBelow: boolean, numbers: boolean): RowKind {
  if (isBlank(row)) return 'blank'
  if (isNumbering(row) && !f.named) return 'header'
  const texts = f.cells.filter(({ cell }) => cell.kind === 'text').map(({ cell }) => plain(clip(cell.text)))
  if (isExample(texts)) return 'example'
  if (isTotal(texts, f, footer)) return 'total'
  if (isStrong(f)) return 'child'
  const closing = closingKind(texts, f, footer)
  if (closing !== null) return closing
  if (isSection(texts, f)) return 'section'
  return isWeakChild(f, moreBelow, numbers) ? 'child' : 'note'
}

/** Little is written, but more than a remark: no child is left out because its row is nearly empty. */
function isWeakChild(f: Facts, moreBelow: boolean, numbers: boolean): boolean {
  if (f.named && (f.points >= 1 || f.numbered)) return true
  if (f.points >= 2) return f.numbered || moreBelow || !numbers
  return f.named && moreBelow && !numbers && f.cells.length === 1
}

const isExample = (texts: readonly string[]): boolean =>
  texts.slice(0, 3).some((t) => EXAMPLE.test(t)) ||
  texts.some((t) => /^(nama lengkap|full name|nama anak|child name|tgl\/bln\/thn|dd\/mm\/yyyy)$/.test(t))

function isTotal(texts: readonly string[], f: Facts, footer: Footer): boolean {
  const first = texts[0] ?? ''
  if (CARRIED.test(first) && !f.numbered) return true
  if (texts.slice(0, 2).some((t) => TOTAL.test(t))) return !(f.named && f.points >= 3 && !TOTAL.test(first))
  return isSexCount(texts, f) || (footer === 'total' && !f.numbered && goesOnCounting(texts, f))
}

/** "Laki-laki  16". */
const isSexCount = (texts: readonly string[], f: Facts): boolean =>
  texts.length === 1 &&
  f.cells.length > 1 &&
  f.cells.length <= 4 &&
  SEX[(texts[0] ?? '').replace(/[.:\s]+$/, '')] !== undefined

/** Below "Jumlah": numbers alone, "Kabut Biru  12", or a line of a recapitulation with a word and nothing but small numbers. */
function goesOnCounting(texts: readonly string[], f: Facts): boolean {
  const others = f.cells.filter(({ cell }) => !/^[\d.,]{1,6}%?$/.test(cell.text.trim())).length
  if (f.cells.length >= 2 && others === 1) return true
  return others === 0 || (f.cells.length <= 3 && f.points < 2 && texts.length >= 1 && others < f.cells.length)
}

function closingKind(texts: readonly string[], f: Facts, footer: Footer): RowKind | null {
  if (f.numbered && f.named) return null
  const some = (test: (text: string) => boolean): boolean => texts.some(test)
  const few = f.cells.length
  if (few <= 6 && some((t) => LEGEND.test(t))) return 'legend'
  if (few > 4) return null
  if (some((t) => SIGNATURE.test(t) || isPlaceAndDate(t))) return 'signature'
  if (few <= 3 && footer === 'signature' && f.points < 2) return 'signature'
  return footer === 'legend' || some((t) => /^[\p{L}\d]{1,3}\s*[=:]\s*\p{L}/u.test(t)) ? 'legend' : null
}

const isPlaceAndDate = (text: string): boolean => /^[\p{L} ]+,\s*\d{1,2}\s+\p{L}+\s+\d{4}$/u.test(text)

/** Nothing in the row but the name of a place. */
function isPlaceAlone(f: Facts, places: Places): boolean {
  const [only, more] = f.cells
  return only !== undefined && more === undefined && Object.keys(placeNamed(only.cell.text, places)).length > 0
}

/** A line over a group of children: a village, a subdistrict, or "Laki-laki". */
function isSection(texts: readonly string[], f: Facts): boolean {
  const text = texts.join(' ')
  if (f.cells.length > 2 || texts.length === 0 || f.points > 1) return false
  const heading = (texts[0] ?? '').replace(/^[a-z0-9ivx]{1,4}[.)]\s*/, '').replace(/[:\s]+$/, '')
  return (
    SEX[heading] !== undefined ||
    sexIn([text]) !== undefined ||
    villageIn(text) !== undefined ||
    subdistrictIn(text) !== undefined ||
    /^(posko|wilayah|bulan|tahun|triwulan|periode|sumber|dari|data dari|lanjutan|sambungan|halaman|hal\.|kelompok|kategori|golongan|balita|batita|remaja|usia|umur|kelas|tahap|gelombang|angkatan|semester|rt|rw|dusun|blok|posyandu|group|age group|class)\b/.test(
      heading,
    )
  )
}
