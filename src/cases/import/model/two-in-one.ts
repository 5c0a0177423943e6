/** Columns whose header names two things: "HP/NIK", "Nama Wali & No HP", "Nama / NIK". Each cell says by its digits and letters what it holds. */
import type { Cell } from '#platform/pure/sheet/index.ts'
import { shapeOf } from './content.ts'
import { clip, tidy } from './text.ts'
import type { ColumnMatch, Field } from './types.ts'

export type Piece = { readonly field: Field; readonly cell: Cell }

const NUMBERS: ReadonlySet<Field> = new Set<Field>(['phone', 'nik'])
const WORDS: ReadonlySet<Field> = new Set<Field>(['name', 'guardian', 'village', 'address'])
const BOTH = /[/&+,;\n]|\b(dan|and)\b/i
/** A telephone or identity number with what people put between its digits. */
const DIGITS = /\+?\d[\d\s.-]{6,}\d/g

/** The fields of one cell. One, as it stands, unless the header names two and no other column has the second. */
export function piecesOf(match: ColumnMatch, cell: Cell, columns: readonly ColumnMatch[]): readonly Piece[] {
  const whole = [{ field: match.field, cell }]
  if (!(NUMBERS.has(match.field) || WORDS.has(match.field)) || !BOTH.test(match.header)) return whole
  const named = [match.field, ...match.alternatives.filter((f) => !columns.some((c) => c.field === f))]
  const [number, other] = named.filter((f) => NUMBERS.has(f))
  if (number === undefined) return whole
  if (other !== undefined) return [{ field: kindOfNumber(cell) ?? match.field, cell }]
  const words = named.find((f) => WORDS.has(f))
  return words === undefined || cell.kind !== 'text' ? whole : apart(number, words, cell)
}

function kindOfNumber(cell: Cell): Field | null {
  const shape = shapeOf(cell)
  return shape === 'nik' ? 'nik' : shape === 'phone' || shape === 'digits' ? 'phone' : null
}

/** "Ibu Tapir Sirih (080000012345)" to its letters and its digits. */
function apart(number: Field, words: Field, cell: Cell): readonly Piece[] {
  const digits = clip(cell.text).match(DIGITS) ?? []
  const rest = tidy(
    clip(cell.text)
      .replace(DIGITS, ' ')
      .replace(/\(\s*\)/g, ' '),
  )
    .replace(/\b(no\.?\s*)?(hp|telp|wa|nik)\b\s*[.:]*/gi, ' ')
    .replace(/^[\s/,;:.–-]+|[\s/,;:.(–-]+$/g, '')
  const read: Piece[] = []
  if (/\p{L}{2}/u.test(rest)) read.push({ field: words, cell: { ...cell, text: tidy(rest) } })
  if (digits.length > 0 || read.length === 0)
    read.push({ field: number, cell: digits.length > 0 ? { ...cell, text: digits.join(' / ') } : cell })
  return read
}
