/** What every child of a row has for itself: sex, birth date, identity number. */
import type { PartialDate } from '#platform/pure/partial-date.ts'
import type { OrderPolicy } from './date-order.ts'
import { fact, type Findings, type ReadContext } from './fact.ts'
import { first, list, type BirthPart, type ParsedEntry } from './parse-entry.ts'
import { readBirth } from './read-birth.ts'
import type { NikReading } from './read-nik.ts'
import { readSex, type SexReading } from './read-sex.ts'
import type { Fact, Located, Sex } from './types.ts'

/** One per child. One sex written for several children holds for twins, with a question; for others it is unknown whose it is. */
export function readSexes(p: ParsedEntry, context: ReadContext, found: Findings): readonly Fact<Sex>[] {
  const { names, twins } = p.name
  const at = list(p.entry, 'sex').find((l) => l.match.tick === undefined) ?? first(p.entry, 'sex')
  const forAll = (sex: Sex): readonly Fact<Sex>[] => names.map(() => fact(p.entry, at, sex))
  if (p.ticked !== null) return forAll(p.ticked)
  const coding = context.inferences.coding(p)
  const reads = p.sexes.map((text) => readSex(text, coding))
  const only = reads[0]
  if (only === undefined && p.entry.context.sex !== undefined) {
    found.marks.add('sex-from-heading')
    return forAll(p.entry.context.sex)
  }
  if (names.length > 1 && reads.length === 1 && only?.kind === 'read') {
    found.questions.push({ code: 'siblings-one-sex', field: 'sex' })
    return forAll(twins ? only.sex : 'unknown')
  }
  return names.map((_, i) =>
    oneSex(p, at, (reads.length === names.length ? reads[i] : only) ?? { kind: 'missing' }, i, found),
  )
}

function oneSex(p: ParsedEntry, at: Located | null, read: SexReading, i: number, found: Findings): Fact<Sex> {
  if (read.kind === 'read') return fact(p.entry, at, read.sex)
  const nik = read.kind === 'code-changed' ? nikOf(p, i)?.birth?.sex : undefined
  if (nik !== undefined) {
    found.marks.add('sex-from-identity-number')
    return fact(p.entry, at, nik)
  }
  const code = SEX_QUESTIONS[read.kind]
  if (code !== null) found.questions.push({ code, field: 'sex', ...which(p, i), params: { how: read.kind } })
  return fact<Sex>(p.entry, at, 'unknown')
}

/** A code that nobody explains is asked about once for the whole sheet. */
const SEX_QUESTIONS: Readonly<Record<Exclude<SexReading['kind'], 'read'>, string | null>> = {
  missing: 'sex-missing',
  'choice-left': 'sex-missing',
  unreadable: 'sex-unreadable',
  'code-unknown': null,
  'code-changed': 'sex-coding-changed',
}

/** Which child a question is about, where a row holds several. */
const which = (p: ParsedEntry, i: number): { child?: number } => (p.name.names.length > 1 ? { child: i } : {})

export function readChildBirth(p: ParsedEntry, i: number, context: ReadContext, found: Findings): Fact<PartialDate> {
  const part = p.births.length === p.name.names.length ? p.births[i] : p.births[0]
  if (isSharedBirth(p)) {
    found.questions.push({ code: 'siblings-one-birth', field: 'birth' })
    return fact<PartialDate>(p.entry, p.birthCell, { precision: 'unknown' })
  }
  const doubt = context.inferences.doubt(p)
  const read =
    doubt === null
      ? readBirth(part?.parsed ?? null, {
          asOf: context.asOf,
          policy: context.inferences.order(p, 'birth'),
          nik: nikOf(p, i)?.birth ?? null,
          age: p.age,
        })
      : readBirth(doubt, { asOf: context.asOf, policy: BOTH_ORDERS, nik: null, age: null })
  for (const mark of read.marks) found.marks.add(mark)
  for (const q of read.questions) found.questions.push({ ...q, ...which(p, i) })
  return read.fromAge === true
    ? fact(p.entry, p.ageCell, read.date)
    : fact(p.entry, p.birthCell, read.date, rawBirth(p, part))
}

const BOTH_ORDERS: OrderPolicy = { order: 'conflict', basis: 'evidence' }

/** One date for several children who are no twins. */
const isSharedBirth = (p: ParsedEntry): boolean =>
  p.name.names.length > 1 && p.births.length === 1 && !p.name.twins && p.births[0]?.parsed.form !== 'unknown'

/** The number of one child; none where one number stands for several. */
const nikOf = (p: ParsedEntry, i: number): NikReading | null =>
  p.niks.length === p.name.names.length ? (p.niks[i] ?? null) : null

const rawBirth = (p: ParsedEntry, part: BirthPart | undefined): string => part?.raw ?? p.birthCell?.cell.text ?? ''

/** Null when there is no cell for it. A number written once for several children is nobody's. */
export function readChildNik(p: ParsedEntry, i: number, found: Findings): Fact<string | null> | null {
  const at = first(p.entry, 'nik')
  if (at === null || at.cell.text.trim() === '') return null
  if (p.niks.length < p.name.names.length) {
    if (p.niks[0] !== null) found.questions.push({ code: 'siblings-one-nik', field: 'nik' })
    return fact(p.entry, at, null)
  }
  const nik = nikOf(p, i)
  if (nik === null) return fact(p.entry, at, null)
  for (const mark of nik.marks) found.marks.add(mark)
  if (nik.question !== undefined) found.questions.push({ ...nik.question, field: 'nik', ...which(p, i) })
  return fact(p.entry, at, nik.value)
}
