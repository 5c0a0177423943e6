/** The Indonesian identity number (NIK): sixteen digits, of which 7 to 12 are the birth date with 40 added to a girl's day. */
import type { Cell } from '#platform/pure/sheet/index.ts'
import type { NikDate } from './date-order.ts'
import { clip, plain } from './text.ts'
import type { Mark } from './types.ts'
import { UNKNOWN } from './words.table.ts'

export type NikReading = {
  readonly value: string | null
  readonly marks: readonly Mark[]
  readonly question?: {
    readonly code: 'nik-damaged' | 'nik-length' | 'nik-unreadable' | 'nik-implausible'
    readonly params: Readonly<Record<string, string>>
  }
  /** Legible even where the last digits are lost. */
  readonly birth?: NikDate & { readonly sex: 'male' | 'female' }
}

/** Null when the cell holds no number at all ("-", "belum ada"). */
export function readNik(cell: Pick<Cell, 'kind' | 'text'>): NikReading | null {
  const text = plain(clip(cell.text)).replace(/^['`]+/, '')
  if (UNKNOWN.has(text)) return null
  if (/^\d([.,]\d+)?e\s*\+?\s*\d+$/.test(text))
    return { value: null, marks: [], question: { code: 'nik-damaged', params: { how: 'scientific' } } }
  const compact = text
    .replace(/^nik\s*[:.]?\s*/, '')
    .replace(/\.0+$/, '')
    .replace(/[\s.\-/_]/g, '')
  const digits = compact.replace(/o/g, '0').replace(/[il]/g, '1')
  if (!/^\d+$/.test(digits)) return { value: null, marks: [], question: { code: 'nik-unreadable', params: {} } }
  if (/^0+$/.test(digits)) return null
  if (cell.kind === 'number' && digits.length >= 16) {
    return { value: null, marks: [], question: { code: 'nik-damaged', params: { how: 'number' } }, ...embedded(digits) }
  }
  if (digits.length !== 16)
    return { value: null, marks: [], question: { code: 'nik-length', params: { digits: String(digits.length) } } }
  const birth = embedded(digits)
  const marks = digits === compact ? [] : ['letter-for-digit']
  return birth.birth === undefined
    ? { value: digits, marks, question: { code: 'nik-implausible', params: {} } }
    : { value: digits, marks, ...birth }
}

function embedded(digits: string): { birth?: NikDate & { sex: 'male' | 'female' } } {
  const written = Number(digits.slice(6, 8))
  const day = written > 40 ? written - 40 : written
  const month = Number(digits.slice(8, 10))
  if (day < 1 || day > 31 || month < 1 || month > 12) return {}
  return { birth: { day, month, year: Number(digits.slice(10, 12)), sex: written > 40 ? 'female' : 'male' } }
}
