/** What the cells of one child say against each other. */
import { addYears, ageOn, rangeOf, type PartialDate } from '#platform/pure/partial-date.ts'
import type { NikDate } from './date-order.ts'
import type { NikReading } from './read-nik.ts'
import type { ParsedEntry } from './parse-entry.ts'
import type { ChildReading, Mark, Question } from './types.ts'

/** Questions about contradictions; small differences that need no answer become marks. */
export function checkChild(
  p: ParsedEntry,
  child: Omit<ChildReading, 'marks'>,
  index: number,
  asOf: string,
  marks: Set<Mark>,
): readonly Question[] {
  const several = p.name.names.length > 1
  const which = several ? { child: index } : {}
  const found: Question[] = []
  const birth = child.birth.value
  if (!several) found.push(...againstAge(p, birth, asOf, marks))
  const nik = p.niks.length === p.name.names.length ? (p.niks[index] ?? null) : null
  found.push(...againstNik(nik, child, asOf).map((q) => ({ ...q, ...which })))
  found.push(...againstRegistration(child, asOf))
  return found
}

function againstAge(p: ParsedEntry, birth: PartialDate, asOf: string, marks: Set<Mark>): readonly Question[] {
  if (p.age === null || birth.precision === 'age') return []
  const ages = ageOn(birth, asOf)
  if (ages === null) return []
  const spread = p.age.date.plusMinus ?? 0
  const low = p.age.date.years - spread
  const high = p.age.date.years + spread
  if (high >= ages.min && low <= ages.max) return []
  if (high + 1 >= ages.min && low - 1 <= ages.max) {
    marks.add('age-differs-by-one')
    return []
  }
  return [
    {
      code: 'age-contradicts-birth',
      field: 'birth',
      fields: ['birth', 'age'],
      params: { stated: p.age.date.years, from: ages.min, to: ages.max },
    },
  ]
}

function againstNik(nik: NikReading | null, child: Omit<ChildReading, 'marks'>, asOf: string): readonly Question[] {
  if (nik?.birth === undefined || nik.value === null) return []
  const found: Question[] = []
  const sex = child.sex.value
  if (sex !== 'unknown' && sex !== nik.birth.sex)
    found.push({ code: 'nik-contradicts-sex', field: 'nik', fields: ['nik', 'sex'] })
  if (!nikFitsBirth(nik.birth, child.birth.value, asOf))
    found.push({ code: 'nik-contradicts-birth', field: 'nik', fields: ['nik', 'birth'] })
  return found
}

/** A day must be the same day, a month the same month; an estimate may be off by a year. */
function nikFitsBirth(nik: NikDate, birth: PartialDate, asOf: string): boolean {
  if (birth.precision === 'unknown') return true
  if (birth.precision === 'day' || (birth.precision === 'month' && birth.plusMinus === undefined))
    return agreesInDigits(nik, birth.value)
  const range = rangeOf(birth)
  if (range === null) return true
  const day = dayInCentury(nik, asOf)
  const slack = birth.precision === 'year' && birth.estimated === undefined ? 0 : 1
  return day >= addYears(range.earliest, -slack) && day <= addYears(range.latest, slack)
}

function agreesInDigits(nik: NikDate, value: string): boolean {
  const [year, month, day] = [Number(value.slice(2, 4)), Number(value.slice(5, 7)), value.slice(8)]
  return year === nik.year && month === nik.month && (day === '' || Number(day) === nik.day)
}

const two = (n: number): string => String(n).padStart(2, '0')
const dayInCentury = (nik: NikDate, asOf: string): string =>
  `${nik.year + (nik.year + 2000 > Number(asOf.slice(0, 4)) ? 1900 : 2000)}-${two(nik.month)}-${two(nik.day)}`

function againstRegistration(child: Omit<ChildReading, 'marks'>, asOf: string): readonly Question[] {
  const registered = child.registered === undefined ? null : rangeOf(child.registered.value)
  if (registered === null) return []
  if (registered.earliest > asOf)
    return [{ code: 'registered-in-future', field: 'registered', params: { read: registered.earliest } }]
  const birth = child.birth.value.precision === 'day' ? rangeOf(child.birth.value) : null
  return birth !== null && registered.latest < birth.earliest
    ? [{ code: 'registered-before-birth', field: 'registered', fields: ['registered', 'birth'] }]
    : []
}
