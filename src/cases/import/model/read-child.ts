/** From a parsed entry to the children it describes, each fact with its source, and to the questions only a person can answer. */
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { columnLetters } from '#platform/pure/sheet/index.ts'
import { checkChild } from './check-child.ts'
import type { Inferences } from './inferences.ts'
import { statusOf, type Legend } from './legends.ts'
import { first, list, type ParsedEntry } from './parse-entry.ts'
import { readBirth, settleOrder } from './read-birth.ts'
import { readGuardian } from './read-guardian.ts'
import { readPhones } from './read-phone.ts'
import { readAddress, readBoth, readSubdistrict, readVillage, type PlaceReading } from './read-place.ts'
import { readSex, sexKey } from './read-sex.ts'
import { plain, tidy } from './text.ts'
import type { ChildReading, Entry, Fact, Field, Located, Mark, Question, Sex, Source, Status } from './types.ts'
import { UNKNOWN } from './words.ts'

export type ReadContext = { readonly asOf: string; readonly inferences: Inferences; readonly legend: Legend }
export type EntryReading = { readonly children: readonly ChildReading[]; readonly questions: readonly Question[] }

type Shared = Omit<ChildReading, 'name' | 'sex' | 'birth' | 'nik' | 'marks' | 'alias'>

const sourceOf = (entry: Entry, at: Located | null, raw: string): Source => ({
  sheet: entry.sheet,
  row: (at?.row ?? entry.row) + 1,
  raw,
  ...(at === null
    ? {}
    : { column: columnLetters(at.column), ...(at.match.header === '' ? {} : { header: at.match.header }) }),
})
const fact = <T>(entry: Entry, at: Located | null, value: T, raw = at?.cell.text ?? ''): Fact<T> => ({
  value,
  raw,
  source: sourceOf(entry, at, raw),
})

/** Reads all children of an entry. `fill` is the colour of the row, if it has one. */
export function readChildren(p: ParsedEntry, context: ReadContext, fill: string | undefined): EntryReading {
  const marks = new Set<Mark>(p.name.marks)
  const questions: Question[] = []
  const count = p.name.names.length
  const shared = readShared(p, context, fill, marks, questions)
  if (count > 1 && p.name.familyNameShared) questions.push({ code: 'siblings-family-name', field: 'name' })
  const sexes = readSexes(p, context, marks, questions)
  const children = p.name.names.map((name, i) => {
    const own = new Set(marks)
    const birth = readChildBirth(p, i, context, own, questions)
    const nik = readChildNik(p, i, own, questions)
    const alias = aliasOf(p)
    const child: Omit<ChildReading, 'marks'> = {
      ...shared,
      name: nameFact(p, name),
      sex: sexes[i] ?? fact(p.entry, null, 'unknown'),
      birth,
      ...(nik === null ? {} : { nik }),
      ...(alias === null || count > 1 ? {} : { alias }),
    }
    questions.push(...checkChild(p, child, i, context.asOf, own))
    return { ...child, marks: [...own].sort() }
  })
  if (p.name.names[0] === null) questions.push({ code: 'name-missing', field: 'name' })
  return { children, questions: withoutRepeats(questions) }
}

function nameFact(p: ParsedEntry, name: string | null): Fact<string | null> {
  return fact(p.entry, first(p.entry, 'name'), name)
}

function aliasOf(p: ParsedEntry): Fact<string> | null {
  const at = first(p.entry, 'alias')
  if (at !== null && !UNKNOWN.has(plain(at.cell.text))) return fact(p.entry, at, tidy(at.cell.text))
  return p.name.alias === undefined ? null : fact(p.entry, first(p.entry, 'name'), p.name.alias)
}

/** What brothers and sisters of one row have in common. */
function readShared(
  p: ParsedEntry,
  context: ReadContext,
  fill: string | undefined,
  marks: Set<Mark>,
  questions: Question[],
): Shared {
  const { entry } = p
  const places = readPlaces(entry, marks)
  const guardian = readGuardians(entry)
  const phones = list(entry, 'phone').map((at) => ({ at, read: readPhones(at.cell) }))
  for (const { at, read } of phones) {
    read.marks.forEach((m) => marks.add(m))
    if (read.question !== undefined) questions.push({ ...read.question, field: 'phone' })
    if (at.carried === true) marks.add('carried-down')
  }
  const numbers = phones.flatMap(({ at, read }) => read.numbers.map((n) => fact(entry, at, n)))
  const registered = readRegistered(p, context, marks, questions)
  const status = readStatus(p, context, fill, marks, questions)
  if (entry.hidden) marks.add('hidden')
  for (const at of [first(entry, 'village'), first(entry, 'guardian'), first(entry, 'subdistrict')]) {
    if (at?.cell.kind === 'error')
      questions.push({ code: 'formula-error', field: at.match.field, params: { value: at.cell.text } })
  }
  return {
    ...places,
    ...guardian,
    phones: numbers,
    ...(phones[0] === undefined
      ? {}
      : { phoneRaw: fact(entry, phones[0].at, null, phones.map((x) => x.at.cell.text).join(' / ')) }),
    ...(registered === null ? {} : { registered }),
    ...(status === null ? {} : { status }),
    ...(p.birthplace === null
      ? {}
      : { birthplace: fact(entry, p.birthCell ?? first(entry, 'birthplace'), p.birthplace) }),
    notes: readNotes(p, marks),
    others: entry.all
      .filter((l) => l.match.field === 'other' || l.match.field === 'number' || l.match.field === 'address')
      .map((l) => fact(entry, l, l.cell.text))
      .filter((f) => f.raw !== ''),
  }
}

function readPlaces(entry: Entry, marks: Set<Mark>): { village?: Fact<string>; subdistrict?: Fact<string> } {
  const readers: readonly (readonly [Field, (raw: string) => PlaceReading])[] = [
    ['village', readVillage],
    ['villageAndSubdistrict', readBoth],
    ['address', readAddress],
  ]
  let village: Fact<string> | undefined
  let subdistrict: Fact<string> | undefined
  const own = first(entry, 'subdistrict')
  if (own !== null) {
    const read = readSubdistrict(own.cell.text)
    if (read !== undefined) subdistrict = fact(entry, own, read)
    if (own.carried === true) marks.add('subdistrict-carried-down')
  }
  for (const [field, read] of readers) {
    const at = first(entry, field)
    if (at === null || at.cell.kind === 'error') continue
    const place = read(at.cell.text)
    if (village === undefined && place.village !== undefined) {
      village = fact(entry, at, place.village)
      if (at.carried === true) marks.add('village-carried-down')
    }
    if (subdistrict === undefined && place.subdistrict !== undefined) subdistrict = fact(entry, at, place.subdistrict)
  }
  const { context } = entry
  if (village === undefined && context.village !== undefined)
    village = surrounding(entry, context.village, 'village-from-heading', marks)
  if (subdistrict === undefined && context.subdistrict !== undefined)
    subdistrict = surrounding(entry, context.subdistrict, 'subdistrict-from-heading', marks)
  return { ...(village === undefined ? {} : { village }), ...(subdistrict === undefined ? {} : { subdistrict }) }
}

function surrounding(entry: Entry, value: string, mark: Mark, marks: Set<Mark>): Fact<string> {
  marks.add(mark)
  return fact(entry, null, value, value)
}

function readGuardians(entry: Entry): { guardian?: Fact<string>; guardianRelation?: Fact<string> } {
  const at = first(entry, 'guardian')
  const relationCell = first(entry, 'guardianRelation')
  const read = at === null || at.cell.kind === 'error' ? {} : readGuardian(at.cell.text)
  const written =
    relationCell === null || UNKNOWN.has(plain(relationCell.cell.text)) ? undefined : tidy(relationCell.cell.text)
  const relation = written ?? read.relation ?? (read.name === undefined ? undefined : at?.match.relation)
  return {
    ...(read.name === undefined ? {} : { guardian: fact(entry, at, read.name) }),
    ...(relation === undefined
      ? {}
      : { guardianRelation: fact(entry, written === undefined ? at : relationCell, relation) }),
  }
}

function readRegistered(
  p: ParsedEntry,
  context: ReadContext,
  marks: Set<Mark>,
  questions: Question[],
): Fact<PartialDate> | null {
  const at = first(p.entry, 'registered')
  if (at === null || p.registered === null || p.registered.form === 'unknown') return null
  const parsed = p.registered
  if (parsed.form === 'unreadable') return unreadableRegistered(p.entry, at, questions, 'registered-unreadable')
  if (parsed.form === 'impossible') return unreadableRegistered(p.entry, at, questions, 'registered-impossible')
  if (parsed.form === 'fixed') return fact(p.entry, at, parsed.date)
  const settled = settleOrder(
    parsed,
    { asOf: context.asOf, policy: context.inferences.order(p, 'registered'), nik: null, age: null },
    'registered',
  )
  questions.push(...settled.questions)
  settled.marks.filter((m) => m.includes('month')).forEach((m) => marks.add(`registered-${m}`))
  return fact(p.entry, at, settled.date)
}

function unreadableRegistered(entry: Entry, at: Located, questions: Question[], code: string): Fact<PartialDate> {
  questions.push({ code, field: 'registered' })
  return fact<PartialDate>(entry, at, { precision: 'unknown' })
}

function readStatus(
  p: ParsedEntry,
  context: ReadContext,
  fill: string | undefined,
  marks: Set<Mark>,
  questions: Question[],
): Fact<Status> | null {
  const { legend } = context
  const at = first(p.entry, 'status')
  if (at !== null && !UNKNOWN.has(plain(at.cell.text))) {
    const status = legend.status.get(sexKey(at.cell.text)) ?? statusOf(at.cell.text)
    if (status === null) questions.push({ code: 'status-unreadable', field: 'status' })
    return fact(p.entry, at, status ?? 'unknown')
  }
  const aboutStatus = [...legend.colours.values()].some((c) => c.status !== null)
  if (!aboutStatus) return null
  if (fill === undefined) return p.name.names.length > 1 ? null : fact<Status>(p.entry, null, 'active', '')
  const meaning = legend.colours.get(fill)
  if (meaning === undefined) questions.push({ code: 'colour-not-in-legend', field: 'status', params: { colour: fill } })
  else marks.add('status-from-colour')
  return fact<Status>(p.entry, null, meaning?.status ?? 'unknown', fill)
}

function readNotes(p: ParsedEntry, marks: Set<Mark>): readonly Fact<string>[] {
  const { entry } = p
  const notes = list(entry, 'notes')
    .filter((at) => !UNKNOWN.has(plain(at.cell.text)))
    .map((at) => fact(entry, at, at.cell.text.trim()))
  if (p.name.note !== undefined) notes.push(fact(entry, first(entry, 'name'), p.name.note))
  for (const at of entry.all) {
    if (at.cell.comment === undefined) continue
    marks.add('note-from-comment')
    notes.push(fact(entry, at, at.cell.comment, at.cell.comment))
  }
  return notes
}

function readSexes(
  p: ParsedEntry,
  context: ReadContext,
  marks: Set<Mark>,
  questions: Question[],
): readonly Fact<Sex>[] {
  const count = p.name.names.length
  const at = list(p.entry, 'sex').find((l) => l.match.tick === undefined) ?? first(p.entry, 'sex')
  const of = (sex: Sex, raw = at?.cell.text ?? ''): Fact<Sex> => fact(p.entry, at, sex, raw)
  if (p.ticked !== null) return p.name.names.map(() => of(p.ticked ?? 'unknown'))
  const coding = context.inferences.coding(p)
  const reads = p.sexes.map((text) => ({ text, read: readSex(text, coding) }))
  if (reads.length === 0 && p.entry.context.sex !== undefined) {
    marks.add('sex-from-heading')
    return p.name.names.map(() => of(p.entry.context.sex ?? 'unknown'))
  }
  if (count > 1 && reads.length === 1 && reads[0]?.read.kind === 'read') {
    questions.push({ code: 'siblings-one-sex', field: 'sex' })
    const sex: Sex = p.name.twins ? reads[0].read.sex : 'unknown'
    return p.name.names.map(() => of(sex))
  }
  const one =
    reads.length === count
      ? reads
      : p.name.names.map(() => reads[0] ?? { text: '', read: { kind: 'missing' as const } })
  return one.map(({ read }, i) => {
    if (read.kind === 'read') return of(read.sex)
    if (read.kind !== 'code-unknown')
      questions.push({
        code: read.kind === 'unreadable' ? 'sex-unreadable' : 'sex-missing',
        field: 'sex',
        ...(count > 1 ? { child: i } : {}),
        params: { how: read.kind },
      })
    return of('unknown')
  })
}

function readChildBirth(
  p: ParsedEntry,
  i: number,
  context: ReadContext,
  marks: Set<Mark>,
  questions: Question[],
): Fact<PartialDate> {
  const count = p.name.names.length
  const part = p.births.length === count ? p.births[i] : p.births[0]
  const unclear = count > 1 && p.births.length === 1 && !p.name.twins && part?.parsed.form !== 'unknown'
  if (unclear) {
    questions.push({ code: 'siblings-one-birth', field: 'birth' })
    return fact<PartialDate>(p.entry, p.birthCell, { precision: 'unknown' })
  }
  const read = readBirth(part?.parsed ?? null, {
    asOf: context.asOf,
    policy: context.inferences.order(p, 'birth'),
    nik: p.niks.length === count ? (p.niks[i]?.birth ?? null) : null,
    age: p.age,
  })
  read.marks.forEach((m) => marks.add(m))
  read.questions.forEach((q) => questions.push(count > 1 ? { ...q, child: i } : q))
  const at = read.fromAge === true ? p.ageCell : p.birthCell
  return fact(
    p.entry,
    at,
    read.date,
    read.fromAge === true ? (p.ageCell?.cell.text ?? '') : (part?.raw ?? p.birthCell?.cell.text ?? ''),
  )
}

function readChildNik(p: ParsedEntry, i: number, marks: Set<Mark>, questions: Question[]): Fact<string | null> | null {
  const at = first(p.entry, 'nik')
  const count = p.name.names.length
  if (at === null || at.cell.text.trim() === '') return null
  if (count > 1 && p.niks.length === 1) {
    if (p.niks[0] === null) return null
    questions.push({ code: 'siblings-one-nik', field: 'nik' })
    return fact(p.entry, at, null)
  }
  const nik = p.niks[i] ?? null
  nik?.marks.forEach((m) => marks.add(m))
  if (nik?.question !== undefined) questions.push({ ...nik.question, field: 'nik', ...(count > 1 ? { child: i } : {}) })
  return fact(p.entry, at, nik?.value ?? null)
}

function withoutRepeats(questions: readonly Question[]): readonly Question[] {
  const seen = new Set<string>()
  return questions.filter((q) => {
    const key = `${q.code}|${q.field}|${q.child ?? ''}`
    return seen.has(key) ? false : seen.add(key) !== undefined
  })
}
