/** First pass over an entry: every cell read alone. What codes and date orders mean is settled afterwards, from all entries together. */
import { readAgeCell, type AgeReading } from './read-age.ts'
import { parseDate, type DateRules, type ParsedDate } from './read-date.ts'
import { readName, type NameReading } from './read-name.ts'
import { readNik, type NikReading } from './read-nik.ts'
import { clip, plain, tidy } from './text.ts'
import type { Entry, Field, Located, Sex } from './types.ts'
import { APPROXIMATE, UNKNOWN } from './words.table.ts'

export type BirthPart = { readonly parsed: ParsedDate; readonly raw: string }

export type ParsedEntry = {
  readonly entry: Entry
  readonly name: NameReading
  /** One part per child, or one for all; empty when there is no birth cell. */
  readonly births: readonly BirthPart[]
  readonly birthCell: Located | null
  readonly birthplace: string | null
  readonly age: AgeReading | null
  readonly ageCell: Located | null
  readonly niks: readonly (NikReading | null)[]
  readonly registered: ParsedDate | null
  /** One text per child, or one for all. */
  readonly sexes: readonly string[]
  readonly ticked: Sex | null
}

export const first = (entry: Entry, field: Field): Located | null => entry.cells.get(field)?.[0] ?? null
export const list = (entry: Entry, field: Field): readonly Located[] => entry.cells.get(field) ?? []

/** Reads an entry's cells. `rules.ages` is set here: a bare number is an age in a birth column. */
export function parseEntry(entry: Entry, asOf: string, date1904: boolean): ParsedEntry {
  const rules: DateRules = { asOf, ages: true, date1904 }
  const named = first(entry, 'name')?.cell
  const name = readName(named === undefined || named.kind === 'error' ? '' : named.text, linesBeside(entry))
  const count = name.names.length
  const birth = birthOf(entry, rules, count)
  const nik = first(entry, 'nik')
  const registered = first(entry, 'registered')
  const ages = ageOf(entry, asOf)
  return {
    entry,
    name,
    ...birth,
    ...(birth.births.length === 0 ? swappedBirth(entry, rules, birth) : {}),
    ...ages,
    niks:
      nik === null
        ? []
        : partsFor(nik.cell.text, count).map((text) =>
            readNik(text === nik.cell.text ? nik.cell : { kind: 'text', text }),
          ),
    registered: registered === null ? null : parseDate(registered.cell, { ...rules, ages: false }),
    sexes: sexesOf(entry, count),
    ticked: tickedSex(entry),
  }
}

/** In how many lines the cells are written that each child has for itself. */
const linesBeside = (entry: Entry): readonly number[] =>
  (['sex', 'birth', 'birthplaceAndBirth', 'age', 'nik'] as const).flatMap((field) =>
    list(entry, field).map(
      (l) =>
        clip(l.cell.text)
          .split('\n')
          .filter((line) => line.trim() !== '').length,
    ),
  )

type Birth = Pick<ParsedEntry, 'births' | 'birthCell' | 'birthplace'>

function birthOf(entry: Entry, rules: DateRules, count: number): Birth {
  const both = first(entry, 'birthplaceAndBirth')
  const place = first(entry, 'birthplace')
  const placeText = place === null || UNKNOWN.has(plain(place.cell.text)) ? null : tidy(place.cell.text)
  const birth = first(entry, 'birth')
  if (birth !== null || both === null)
    return {
      births: birth === null ? [] : birthParts(birth, birth.cell.text, rules, count),
      birthCell: birth,
      birthplace: placeText,
    }
  const split = splitPlace(both, rules)
  return {
    births: split.date === '' ? [] : birthParts(both, split.date, rules, count),
    birthCell: both,
    birthplace: split.place ?? placeText,
  }
}

/** A date that stands in the age column of a list that has no other. */
function swappedBirth(entry: Entry, rules: DateRules, birth: Birth): Partial<Birth> {
  const age = first(entry, 'age')
  if (age === null || birth.births.length > 0) return {}
  const parsed = parseDate(age.cell, { ...rules, ages: false })
  const isDate =
    parsed.form === 'numeric' ||
    parsed.form === 'impossible' ||
    (parsed.form === 'fixed' && parsed.date.precision !== 'age')
  return isDate ? { births: [{ parsed, raw: age.cell.text }], birthCell: age } : {}
}

function birthParts(at: Located, text: string, rules: DateRules, count: number): readonly BirthPart[] {
  const whole = text === at.cell.text ? parseDate(at.cell, rules) : parseDate({ kind: 'text', text }, rules)
  if (
    count > 1 &&
    (whole.form === 'unreadable' ||
      (whole.form === 'fixed' && whole.date.precision === 'year') ||
      (whole.form === 'fixed' && whole.date.precision === 'age'))
  ) {
    const parts = partsFor(text, count)
    const parsed = parts.map((part) => ({ parsed: parseDate({ kind: 'text', text: part }, rules), raw: part }))
    if (parts.length === count && parsed.every((p) => p.parsed.form !== 'unreadable')) return parsed
  }
  return [{ parsed: whole, raw: text }]
}

/** "Hutan Cermin, 10 Juni 2020": the place ends at the first comma, or where the date begins. */
function splitPlace(at: Located, rules: DateRules): { place: string | null; date: string } {
  const text = clip(at.cell.text)
  if (at.cell.day !== undefined || UNKNOWN.has(plain(text)) || parseDate(at.cell, rules).form !== 'unreadable')
    return { place: null, date: text }
  const comma = /^([^,/;\n]*?)\s*[,/;\n]\s*(.*)$/s.exec(text)
  if (comma !== null && !/\d/.test(comma[1] ?? ''))
    return { place: placeName(comma[1] ?? ''), date: (comma[2] ?? '').trim() }
  const start = text.search(/[±~≈]|\d|\b(kira|sekitar|lebih kurang|kurang lebih|umur|usia|tahun|thn|th)\b/i)
  return start > 0
    ? { place: placeName(text.slice(0, start).replace(/[\s,:-]+$/, '')), date: text.slice(start).trim() }
    : { place: placeName(text), date: '' }
}

const placeName = (text: string): string | null =>
  UNKNOWN.has(plain(text)) || APPROXIMATE.test(plain(text)) ? null : tidy(text)

function ageOf(entry: Entry, asOf: string): Pick<ParsedEntry, 'age' | 'ageCell'> {
  const cell = first(entry, 'age')
  if (cell === null || cell.cell.kind === 'error' || cell.cell.day !== undefined) return { age: null, ageCell: cell }
  const unit = cell.match.months === true && /^\s*\d+\s*$/.test(cell.cell.text) ? ' bln' : ''
  return { age: readAgeCell(cell.cell.text + unit, asOf), ageCell: cell }
}

function sexesOf(entry: Entry, count: number): readonly string[] {
  const cell = list(entry, 'sex').find((l) => l.match.tick === undefined)
  if (cell === undefined) return []
  if (count < 2) return [cell.cell.text]
  const parts = clip(cell.cell.text)
    .split(/\s*(?:[/,;&+\n]|\bdan\b|\band\b)\s*/i)
    .filter((p) => p.trim() !== '')
  return parts.length === count ? parts : [cell.cell.text]
}

function tickedSex(entry: Entry): Sex | null {
  const ticks = list(entry, 'sex').filter((l) => l.match.tick !== undefined && isTicked(plain(l.cell.text)))
  return ticks.length === 1 ? (ticks[0]?.match.tick ?? null) : null
}

/** An x is a tick here, and unknown elsewhere. */
const isTicked = (text: string): boolean =>
  text === 'x' || !(UNKNOWN.has(text) || /^(0|false|salah|tidak|no|n|t|bukan)$/.test(text))

/** The parts of a cell that is shared by `count` children, or the whole cell. */
export function partsFor(text: string, count: number): readonly string[] {
  if (count < 2) return [text]
  for (const separator of [
    /\s+\/\s+|\n/,
    /\s*[;&]\s*|\s+(?:dan|and)\s+/i,
    /\s*,\s*(?:(?:dan|and)\s+)?/i,
    /\s*[,;&]\s*|\s+(?:dan|and)\s+/i,
    /\s*\/\s*/,
  ]) {
    const parts = text
      .split(separator)
      .map((p) => p.trim())
      .filter((p) => p !== '')
    if (parts.length === count) return parts
  }
  return [text]
}
