/** What kind of thing a cell holds, judged by the cell alone. Columns are recognised, and checked, by what most of their cells are. */
import type { Cell } from '#platform/pure/sheet/index.ts'
import { parseDate } from './read-date.ts'
import { plain } from './text.ts'
import type { Field } from './types.ts'
import { DITTO, RELATIONS, SEX, STATUS, UNKNOWN } from './words.table.ts'

export type Shape =
  | 'none'
  | 'sex'
  | 'date'
  | 'year'
  | 'age'
  | 'phone'
  | 'nik'
  | 'small'
  | 'digits'
  | 'relation'
  | 'honorific'
  | 'status'
  /** A village with its ward, a street. */
  | 'address'
  /** A place and a date. */
  | 'placed'
  | 'text'

const RULES = { asOf: '2099-12-31', ages: false, date1904: false }
const HONORIFIC = /^(ibu|bapak|bpk|bp|pak|bu|ny|tn|hj|h|mr|mrs|ms|nenek|kakek)\b\.?\s+\p{L}/u

const ADDRESS =
  /^(desa|ds|kel|kelurahan|dusun|dsn|jl|jln|jalan|gg|gang|rt|rw|kampung|kp|nagari|jorong|komplek|perum|lingkungan)\b\.?\s*[\p{L}\d]|\b(rt|rw)[\s.:]*\d/u

/** Every cell is looked at by several rules; its shape is the same for all. */
const known = new WeakMap<Cell, Shape>()

/** `none` for empty cells and words that mean unknown. */
export function shapeOf(cell: Cell | null | undefined): Shape {
  if (cell == null || cell.kind === 'error') return 'none'
  const before = known.get(cell)
  if (before !== undefined) return before
  const shape = judgeShape(cell)
  known.set(cell, shape)
  return shape
}

function judgeShape(cell: Cell): Shape {
  if (cell.day !== undefined) return cell.text === '0' ? 'none' : 'date'
  if (cell.text.length > 200) return 'text'
  const text = plain(cell.text)
  if (UNKNOWN.has(text) || DITTO.has(text)) return 'none'
  if (/^[\d\s.,+\-()'/e]+$/.test(text)) return numberShape(text)
  return wordShape(text)
}

function numberShape(text: string): Shape {
  if (/^\d{1,2}$/.test(text)) return 'small'
  if (/^\d([.,]\d+)?e\+?\d+$/.test(text)) return /e\+?1[0-4]$/.test(text) ? 'digits' : 'nik'
  if (/^(19|20)\d{2}$/.test(text)) return 'year'
  const digits = text.replace(/\D/g, '')
  if (digits.length === 16) return 'nik'
  const parsed = parseDate({ kind: 'text', text }, RULES)
  if (parsed.form === 'numeric' || parsed.form === 'impossible' || (parsed.form === 'fixed' && digits.length !== 5))
    return 'date'
  return /^(\+|00)?(62|0?8)\d{5,}$/.test(text.replace(/[^\d+]/g, '')) || /^0\d{7,}/.test(digits) ? 'phone' : 'digits'
}

function wordShape(text: string): Shape {
  const word = text.replace(/[.\s]+$/, '')
  if (SEX[word] !== undefined || /^(l|p|lk|pr|m|f)\s*\/\s*(l|p|lk|pr|m|f)$/.test(word)) return 'sex'
  if (RELATIONS.has(word)) return 'relation'
  if (HONORIFIC.test(text)) return 'honorific'
  if (ADDRESS.test(text)) return 'address'
  return (
    (/\d/.test(text) ? datedShape(text) : null) ??
    (text.length < 40 && STATUS.some(([, p]) => p.test(text)) ? 'status' : 'text')
  )
}

/** Words with digits: a date, an age, or a number with a remark. */
function datedShape(text: string): Shape | null {
  const parsed = parseDate({ kind: 'text', text }, RULES)
  if (parsed.form === 'fixed') return parsed.date.precision === 'age' ? 'age' : 'date'
  if (parsed.form === 'numeric' || parsed.form === 'impossible') return 'date'
  if (isPlaced(text)) return 'placed'
  const digits = text.replace(/[\s-]/g, '')
  if (/\d{16}/.test(digits)) return 'nik'
  return /\d{7,}/.test(digits) ? 'phone' : null
}

/** "Hutan Cermin, 10 Juni 2020". */
function isPlaced(text: string): boolean {
  const rest = /^\p{L}[\p{L} .'’-]{1,40}\s*[,/]\s*(\S.*)$/u.exec(text)?.[1]
  if (rest === undefined) return false
  const { form } = parseDate({ kind: 'text', text: rest }, RULES)
  return form === 'fixed' || form === 'numeric' || form === 'impossible'
}

const FITTING: Partial<Record<Field, readonly Shape[]>> = {
  sex: ['sex'],
  birth: ['date', 'year', 'age', 'small'],
  age: ['age', 'small'],
  phone: ['phone', 'digits'],
  nik: ['nik'],
  registered: ['date'],
  guardianRelation: ['relation'],
  status: ['status'],
}

/** Fields whose cells can be told by their shape. */
export const isTyped = (field: Field): boolean => FITTING[field] !== undefined

/** Whether a shape can stand in a field; text fields take everything. */
export const fits = (field: Field, shape: Shape): boolean =>
  shape === 'none' || (FITTING[field]?.includes(shape) ?? true)

export type Profile = {
  readonly counts: ReadonlyMap<Shape, number>
  readonly total: number
  readonly values: ReadonlyMap<string, number>
  /** Up to three different texts as they stand in the file. */
  readonly examples: readonly string[]
}

/** Counts the shapes and different values of a column's cells. */
export function profileOf(cells: Iterable<Cell | null | undefined>): Profile {
  const counts = new Map<Shape, number>()
  const values = new Map<string, number>()
  const examples: string[] = []
  let total = 0
  for (const cell of cells) {
    const shape = shapeOf(cell)
    if (shape === 'none' || cell == null) continue
    total++
    counts.set(shape, (counts.get(shape) ?? 0) + 1)
    const key = plain(cell.text)
    if (examples.length < 3 && !values.has(key)) examples.push(cell.day ?? cell.text)
    values.set(key, (values.get(key) ?? 0) + 1)
  }
  return { counts, total, values, examples }
}

/** Share of a column's cells that can stand in a field; 1 for an empty column. */
export function fitShare(field: Field, p: Profile): number {
  const shapes = FITTING[field]
  if (shapes === undefined || p.total === 0) return 1
  return shapes.reduce((n, s) => n + (p.counts.get(s) ?? 0), 0) / p.total
}

/** How well a column's content alone fits a field, 0 to 1; `seen` are values that the field held elsewhere in the sheet. */
export function contentScore(field: Field, p: Profile, seen: ReadonlyMap<Field, ReadonlySet<string>>): number {
  if (p.total === 0) return 0
  const share = (...shapes: readonly Shape[]): number =>
    shapes.reduce((n, s) => n + (p.counts.get(s) ?? 0), 0) / p.total
  switch (field) {
    case 'sex':
      return share('sex')
    case 'nik':
      return share('nik')
    case 'phone':
      return share('phone')
    case 'birth':
      return share('date', 'year', 'age') + share('small') * 0.4
    case 'registered':
      return share('date') * 0.9
    case 'age':
      return share('age') + share('small') * 0.5
    case 'guardianRelation':
      return share('relation')
    case 'status':
      return share('status')
    case 'guardian':
      return Math.max(share('honorific'), overlap(p, seen.get('guardian')) * 0.9)
    case 'village':
      return Math.max(overlap(p, seen.get(field)), villageShare(p))
    case 'subdistrict':
      return overlap(p, seen.get(field))
    case 'name':
      return share('text') * Math.min(1, p.values.size / p.total) * nameLikeShare(p)
    default:
      return 0
  }
}

function overlap(p: Profile, known: ReadonlySet<string> | undefined): number {
  if (known === undefined || known.size === 0) return 0
  let n = 0
  for (const [value, count] of p.values) if (known.has(value)) n += count
  return n / p.total
}

/** "Desa Kabut Biru" says by itself what it is. */
function villageShare(p: Profile): number {
  let n = 0
  for (const [value, count] of p.values)
    if (/^(desa|ds|kelurahan|nagari|gampong|kampung)\b\.?\s*\p{L}/u.test(value)) n += count
  return n / p.total
}

function nameLikeShare(p: Profile): number {
  let n = 0
  for (const [value, count] of p.values) if (isNameLike(value)) n += count
  return n / p.total
}

/** Words of letters, of one person or of several between signs. Each is looked at by itself: one pattern for all would try every split. */
export const isNameLike = (text: string): boolean => {
  const t = text.trim().replace(/(^|\s)\(?\d{1,2}[.)]\s*(?=\p{L})/gu, '$1')
  return (
    t.split(/[/&,;+]/).every((one) => /^\p{L}[\p{L}\p{M}'’`.“”"()\- ]*$/u.test(one.trim())) &&
    t.split(/\s+/).length <= 12 &&
    t.replace(/[^\p{L}]/gu, '').length >= 2
  )
}
