/** What the children of one row have in common: places, guardian, telephone, registration, status, notes. */
import type { PartialDate } from '#platform/pure/partial-date.ts'
import { fact, type Findings, type ReadContext } from './fact.ts'
import { statusOf } from './legends.ts'
import { first, list, type ParsedEntry } from './parse-entry.ts'
import { settleOrder } from './read-birth.ts'
import { readGuardian } from './read-guardian.ts'
import { readPhones } from './read-phone.ts'
import { readPlaces } from './read-places.ts'
import { sexKey } from './read-sex.ts'
import { plain, tidy } from './text.ts'
import type { ChildReading, Entry, Fact, Field, Located, Status } from './types.ts'
import { UNKNOWN } from './words.table.ts'

type Shared = Omit<ChildReading, 'name' | 'sex' | 'birth' | 'nik' | 'marks' | 'alias'>

const isKnown = (at: Located | null): at is Located => at !== null && !UNKNOWN.has(plain(at.cell.text))

export function readShared(p: ParsedEntry, context: ReadContext, fill: string | undefined, found: Findings): Shared {
  const { entry } = p
  const guardian = guardianCell(entry)
  const registered = readRegistered(p, context, found)
  const status = readStatus(p, context, fill, found)
  if (entry.hidden) found.marks.add('hidden')
  askAboutErrors(entry, found)
  return {
    ...readPlaces(entry, context.legend.places, found),
    ...readGuardians(entry, guardian),
    ...readNumbers(entry, found),
    ...(registered !== null && { registered }),
    ...(status !== null && { status }),
    ...(p.birthplace !== null && { birthplace: fact(entry, p.birthCell ?? first(entry, 'birthplace'), p.birthplace) }),
    notes: readNotes(p, found),
    others: othersOf(p, guardian),
  }
}

function askAboutErrors(entry: Entry, found: Findings): void {
  for (const field of ['village', 'guardian', 'subdistrict'] as const) {
    const at = first(entry, field)
    if (at?.cell.kind === 'error')
      found.questions.push({ code: 'formula-error', field, params: { value: at.cell.text } })
  }
}

const GUARDIAN_ORDER = [undefined, 'ibu', 'ayah'] as const

/** The guardian's own column, else the mother's, else the father's. */
function guardianCell(entry: Entry): Located | null {
  const cells = list(entry, 'guardian').filter(isKnown)
  const rank = (l: Located): number => GUARDIAN_ORDER.findIndex((r) => r === l.match.relation)
  return [...cells].sort((a, b) => rank(a) - rank(b))[0] ?? null
}

function readGuardians(entry: Entry, at: Located | null): { guardian?: Fact<string>; guardianRelation?: Fact<string> } {
  const cell = first(entry, 'guardianRelation')
  const read = at === null || at.cell.kind === 'error' ? {} : readGuardian(at.cell.text)
  const written = isKnown(cell) ? tidy(cell.cell.text) : undefined
  const relation = written ?? read.relation ?? (read.name === undefined ? undefined : at?.match.relation)
  return {
    ...(read.name !== undefined && { guardian: fact(entry, at, read.name) }),
    ...(relation !== undefined && { guardianRelation: fact(entry, written === undefined ? at : cell, relation) }),
  }
}

function readNumbers(entry: Entry, found: Findings): Pick<ChildReading, 'phones' | 'phoneRaw'> {
  const cells = list(entry, 'phone')
  const phones: Fact<string>[] = []
  for (const at of cells) {
    const read = readPhones(at.cell)
    for (const mark of read.marks) found.marks.add(mark)
    if (read.question !== undefined) found.questions.push({ ...read.question, field: 'phone' })
    if (at.carried === true) found.marks.add('carried-down')
    phones.push(...read.numbers.map((n) => fact(entry, at, n)))
  }
  const [at] = cells
  return {
    phones,
    ...(at !== undefined && { phoneRaw: fact(entry, at, null, cells.map((c) => c.cell.text).join(' / ')) }),
  }
}

function readRegistered(p: ParsedEntry, context: ReadContext, found: Findings): Fact<PartialDate> | null {
  const at = first(p.entry, 'registered')
  const parsed = p.registered
  if (at === null || parsed === null || parsed.form === 'unknown') return null
  if (parsed.form === 'fixed') return fact(p.entry, at, parsed.date)
  if (parsed.form !== 'numeric') {
    found.questions.push({
      code: parsed.form === 'impossible' ? 'registered-impossible' : 'registered-unreadable',
      field: 'registered',
    })
    return fact<PartialDate>(p.entry, at, { precision: 'unknown' })
  }
  const settled = settleOrder(
    parsed,
    { asOf: context.asOf, policy: context.inferences.order(p, 'registered'), nik: null, age: null },
    'registered',
  )
  found.questions.push(...settled.questions)
  for (const mark of settled.marks) if (mark.includes('month')) found.marks.add(`registered-${mark}`)
  return fact(p.entry, at, settled.date)
}

function readStatus(
  p: ParsedEntry,
  context: ReadContext,
  fill: string | undefined,
  found: Findings,
): Fact<Status> | null {
  const at = first(p.entry, 'status')
  if (!isKnown(at)) return statusFromColour(p, context, fill, found)
  const status = context.legend.status.get(sexKey(at.cell.text)) ?? statusOf(at.cell.text)
  if (status === null) found.questions.push({ code: 'status-unreadable', field: 'status' })
  return fact(p.entry, at, status ?? 'unknown')
}

/** Where a legend gives colours a status, a row without colour is active; of a row of several children nobody says whom it means. */
function statusFromColour(
  p: ParsedEntry,
  context: ReadContext,
  fill: string | undefined,
  found: Findings,
): Fact<Status> | null {
  const { colours } = context.legend
  if (![...colours.values()].some((c) => c.status !== null)) return null
  if (fill === undefined) return p.name.names.length > 1 ? null : fact<Status>(p.entry, null, 'active', '')
  const meaning = colours.get(fill)
  if (meaning === undefined)
    found.questions.push({ code: 'colour-not-in-legend', field: 'status', params: { colour: fill } })
  else found.marks.add('status-from-colour')
  return fact<Status>(p.entry, null, meaning?.status ?? 'unknown', fill)
}

function readNotes(p: ParsedEntry, found: Findings): readonly Fact<string>[] {
  const { entry } = p
  const notes = list(entry, 'notes')
    .filter(isKnown)
    .map((at) => fact(entry, at, at.cell.text.trim()))
  if (p.name.note !== undefined) notes.push(fact(entry, first(entry, 'name'), p.name.note))
  for (const at of entry.all) {
    if (at.cell.comment === undefined) continue
    found.marks.add('note-from-comment')
    notes.push(fact(entry, at, at.cell.comment, at.cell.comment))
  }
  return notes
}

const KEPT_RAW: ReadonlySet<Field> = new Set<Field>(['other', 'number', 'address'])

/** Cells without a field of their own, other guardians than the one taken, and what stood unreadable where a birth date belongs. */
function othersOf(p: ParsedEntry, guardian: Located | null): readonly Fact<string>[] {
  const kept = p.entry.all.filter(
    (l) => KEPT_RAW.has(l.match.field) || (l.match.field === 'guardian' && l.column !== guardian?.column),
  )
  const unread =
    p.birthCell !== null && p.age !== null && p.births[0]?.parsed.form === 'unreadable' ? [p.birthCell] : []
  return [...kept, ...unread].filter((l) => l.cell.text !== '').map((l) => fact(p.entry, l, l.cell.text))
}
