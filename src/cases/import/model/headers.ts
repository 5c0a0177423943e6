/** Header words to fields: what a header cell says, with the group heading above it. */
import type { DateOrder, DatePart, Field, NamePart, Sex } from './types.ts'
import { clip, headerKey, plain } from './text.ts'
import {
  DATE_PARTS,
  GUARDIAN_GROUP,
  HEADER_ABBREVIATIONS,
  HEADER_FILLERS,
  HEADER_RULES,
  IN_MONTHS,
  IN_YEARS,
  NAME_PARTS,
  SEX,
} from './words.table.ts'

export type HeaderMatch = {
  readonly field: Field
  readonly strong: boolean
  readonly relation?: string
  readonly order?: DateOrder
  readonly tick?: Sex
  readonly part?: DatePart
  readonly months?: true
  readonly namePart?: NamePart
  /** Other rules that fit as well, in order. */
  readonly others: readonly Field[]
}

const VOCABULARY: ReadonlySet<string> = new Set([
  ...HEADER_FILLERS,
  ...HEADER_RULES.flatMap((r) => r.pattern.source.replace(/\\[a-zA-Z]/g, ' ').match(/[a-z#]+/g) ?? []),
])

/** The words of a header, written out; "TglLahir" and "NIKAnak" are two each. */
export const headerWords = (text: string): string =>
  headerKey(
    text.replace(/(\p{Ll})(\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu, (_, a, b, c) =>
      c === undefined ? `${a} ${b}` : `${c} `,
    ),
  )
    .split(' ')
    .map((word) => HEADER_ABBREVIATIONS[word] ?? word)
    .join(' ')

/** "umur 15 th" is a value, whatever its words. */
const AN_AGE = /^\D{0,12}\d{1,2}\s*(tahun|thn|th|bulan|bln|years?|yrs?)\.?$/i

const cache = new Map<string, boolean>()

/** True when the cell is made of header words: it could head a column or label a line of a card. */
export function isHeaderText(text: string): boolean {
  if (text.length > 70 || text === '' || AN_AGE.test(text)) return false
  const known = cache.get(text)
  if (known !== undefined) return known
  const result = judgeHeaderText(text)
  if (cache.size > 20_000) cache.clear()
  cache.set(text, result)
  return result
}

function judgeHeaderText(text: string): boolean {
  const key = headerWords(text)
  const strange = strangeWords(key)
  if (key === '' || strange > key.split(' ').length * 0.34) return false
  const match = matchRule(key)
  return match !== null && (strange === 0 || match.strong)
}

const strangeWords = (key: string): number => key.split(' ').filter((w) => !VOCABULARY.has(w) && !/^\d$/.test(w)).length

/** A header text without any word that might be a name, or a place. */
export const isPureHeader = (text: string): boolean => isHeaderText(text) && strangeWords(headerWords(text)) === 0

function matchRule(key: string): HeaderMatch | null {
  const fits = HEADER_RULES.filter((r) => r.pattern.test(key))
  const first = fits[0]
  if (first === undefined) return null
  return {
    field: first.field,
    strong: first.strong === true,
    ...(first.relation === undefined ? {} : { relation: first.relation }),
    others: [...new Set(fits.slice(1).map((r) => r.field))].filter((f) => f !== first.field),
  }
}

/** What one header cell says, alone. */
export function matchHeader(whole: string): HeaderMatch | null {
  const text = clip(whole)
  const match = coded(headerWords(text)) ?? matchRule(headerWords(withoutHint(text))) ?? matchRule(headerWords(text))
  if (match === null) return null
  const order = orderHint(text)
  const months = match.field === 'age' && IN_MONTHS.test(headerWords(text)) && !IN_YEARS.test(headerWords(text))
  const namePart = match.field === 'name' ? NAME_PARTS.find(([, p]) => p.test(headerWords(text)))?.[0] : undefined
  return {
    ...match,
    ...(order === null ? {} : { order }),
    ...(months ? { months } : {}),
    ...(namePart === undefined ? {} : { namePart }),
  }
}

const CODED: ReadonlySet<Field> = new Set<Field>(['sex', 'village', 'subdistrict', 'status'])

/** "Kode Desa", "Kode JK": codes that a legend may explain. */
function coded(key: string): HeaderMatch | null {
  const rest = /^(?:kode|code|kd)(?: of)? (.+)$/.exec(key)?.[1]
  const match = rest === undefined ? null : matchRule(rest)
  return match !== null && CODED.has(match.field) ? { ...match, strong: false } : null
}

/** A bracket that only explains how to fill the column in. */
const withoutHint = (text: string): string => text.replace(/[([].*?[)\]]/g, ' ')

/** What a header cell says below a group heading ("Wali" over "Nama" and "Hub."). */
export function matchGroupedHeader(group: string, text: string): HeaderMatch | null {
  if (group === '' || text === '') return matchHeader(group + text)
  const special = tickOf(group, text) ?? ofPlaceAndBirth(group, text) ?? partOf(group, text)
  if (special !== null) return special
  const alone = matchHeader(text)
  if (alone === null) return matchHeader(`${text} ${group}`) ?? matchHeader(group)
  const key = headerWords(group)
  return GUARDIAN_GROUP.test(key) && !/\banak\b|\bchild/.test(key) ? ofGuardian(group, alone) : alone
}

/** What a header text of `Table.headers` says: group and own text are separated by line breaks. */
export function fieldOfHeader(header: string): HeaderMatch | null {
  const parts = header.split('\n')
  return parts.length < 2
    ? matchHeader(header)
    : matchGroupedHeader(parts.slice(0, -1).join(' '), parts[parts.length - 1] ?? '')
}

const ONLY_CHILD: ReadonlySet<Field> = new Set<Field>(['nik', 'birth', 'age', 'sex'])

/** What a header means below a heading about the guardian. */
function ofGuardian(group: string, match: HeaderMatch): HeaderMatch {
  if (match.field === 'name') return { ...match, field: 'guardian', strong: true, ...relationOfGroup(group) }
  return ONLY_CHILD.has(match.field) ? { ...match, field: 'other' } : match
}

function relationOfGroup(group: string): { relation?: string } {
  const relation = matchHeader(group)?.relation
  return relation === undefined ? {} : { relation }
}

function tickOf(group: string, text: string): HeaderMatch | null {
  if (matchHeader(group)?.field !== 'sex') return null
  const sex = SEX[plain(text).replace(/\.$/, '')]
  return sex === undefined ? null : { field: 'sex', strong: true, tick: sex, others: [] }
}

/** "Tempat" and "Tgl" below "TTL". */
function ofPlaceAndBirth(group: string, text: string): HeaderMatch | null {
  if (matchHeader(group)?.field !== 'birthplaceAndBirth') return null
  if (/\b(tempat|kota|place)\b/.test(headerWords(text))) return { field: 'birthplace', strong: true, others: [] }
  return partOf('lahir', text)
}

const DATES: ReadonlySet<Field> = new Set<Field>(['birth', 'registered'])

/** "Tgl", "Bln" or "Thn" below a heading about a date. */
function partOf(group: string, text: string): HeaderMatch | null {
  const field = matchHeader(group)?.field
  const part = DATE_PARTS.find(([, pattern]) => pattern.test(headerWords(text)))?.[0]
  return field === undefined || part === undefined || !DATES.has(field)
    ? null
    : { field, strong: true, part, others: [] }
}

/** "(mm/dd/yyyy)", "(bln/tgl/thn)", "dd-mm-yy": the order that a header prints for its dates. */
export function orderHint(text: string): DateOrder | null {
  const t = plain(text)
  if (
    /\b(dd?|tgl|tanggal|hari|day|hh)\s*[/.\- ]\s*(mm?m?|bln|bulan|month|bb)\s*[/.\- ]\s*(y+|thn|th|tahun|year|t+)\b/.test(
      t,
    )
  )
    return 'day-first'
  if (
    /\b(mm?|bln|bulan|month|bb)\s*[/.\- ]\s*(dd?|tgl|tanggal|hari|day|hh)\s*[/.\- ]\s*(y+|thn|th|tahun|year|t+)\b/.test(
      t,
    )
  )
    return 'month-first'
  return null
}
