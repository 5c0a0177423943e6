/** Answers to the questions of a dry run. An answer changes readings and decisions, never the raw text beside them. */
import { isDay, type PartialDate } from '#platform/pure/partial-date.ts'
import { statusOf } from './legends.ts'
import { refOf, type Choice } from './questions.ts'
import { parseDate } from './read-date.ts'
import { readNik } from './read-nik.ts'
import { readPhones } from './read-phone.ts'
import { plain, tidy } from './text.ts'
import type { ChildReading, Decision, DryRun, Field, Question, RowRef, RowResult, Sex } from './types.ts'
import { SEX } from './words.table.ts'

export type Answer = {
  readonly code: string
  readonly field: Field | 'row'
  readonly choice: Choice
  /** With `set`: what stands instead, as a person types it. */
  readonly value?: string
  /** The rows it is given for; absent: every row with this code and field. */
  readonly rows?: readonly RowRef[]
}

/** Characters of a value that somebody types; what is longer is no value, and reading it could take long. */
const LONGEST = 500

const sameRef = (a: RowRef, b: RowRef): boolean =>
  a.sheet === b.sheet && a.row === b.row && a.column === b.column && (a.child ?? 0) === (b.child ?? 0)

/** Applies answers in their order. An answer that cannot be read as a value of its field leaves the question open. */
export function applyAnswers(run: DryRun, answers: readonly Answer[]): DryRun {
  const index = new Map<string, Answer[]>()
  for (const a of answers) index.set(`${a.code}|${a.field}`, [...(index.get(`${a.code}|${a.field}`) ?? []), a])
  return { ...run, rows: run.rows.map((row) => (row.questions.length === 0 ? row : answerRow(row, index, run.asOf))) }
}

function answerRow(row: RowResult, index: ReadonlyMap<string, readonly Answer[]>, asOf: string): RowResult {
  let current = row
  const open: Question[] = []
  for (const q of row.questions) {
    const fitting = (index.get(`${q.code}|${q.field}`) ?? []).filter(
      (a) => a.rows === undefined || a.rows.some((r) => sameRef(r, refOf(row, q))),
    )
    const answer = fitting[fitting.length - 1]
    const next = answer === undefined ? null : applyOne(current, q, answer, asOf)
    if (next === null) open.push(q)
    else current = next
  }
  return { ...current, questions: open, decision: decide(current.decision, open) }
}

const decide = (decision: Decision, open: readonly Question[]): Decision =>
  decision === 'reject' ? 'reject' : open.length > 0 ? 'question' : 'import'

function applyOne(row: RowResult, q: Question, answer: Answer, asOf: string): RowResult | null {
  switch (answer.choice) {
    case 'keep':
      return row
    case 'leave-out':
    case 'same-child':
      return { ...row, decision: 'reject' }
    case 'other-child':
      return withoutSameAs(row)
    case 'first':
      return setDay(row, q, q.alternatives?.[0])
    case 'second':
      return setDay(row, q, q.alternatives?.[1])
    case 'male':
    case 'female':
      return changeChildren(row, q, (c) => ({
        ...c,
        sex: { ...c.sex, value: answer.choice === 'male' ? 'male' : 'female' },
      }))
    case 'leave-empty':
      return changeChildren(row, q, (c) => emptied(c, q.field))
    case 'set':
      return answer.value === undefined || answer.value.length > LONGEST ? null : setValue(row, q, answer.value, asOf)
  }
}

function withoutSameAs(row: RowResult): RowResult {
  const { sameAs: _, ...rest } = row
  return rest
}

function changeChildren(
  row: RowResult,
  q: Question,
  change: (c: ChildReading) => ChildReading | null,
): RowResult | null {
  const changed = row.children.map((c, i) => (q.child === undefined || q.child === i ? change(c) : c))
  const children = changed.filter((c) => c !== null)
  return children.length === row.children.length ? { ...row, children } : null
}

function setDay(row: RowResult, q: Question, day: string | undefined): RowResult | null {
  if (day === undefined || !isDay(day)) return null
  return changeChildren(row, q, (c) => withDate(c, q.field, { precision: 'day', value: day }))
}

function withDate(c: ChildReading, field: Field | 'row', date: PartialDate): ChildReading | null {
  if (field === 'registered')
    return c.registered === undefined ? null : { ...c, registered: { ...c.registered, value: date } }
  return { ...c, birth: { ...c.birth, value: date } }
}

function emptied(c: ChildReading, field: Field | 'row'): ChildReading {
  switch (field) {
    case 'sex':
      return { ...c, sex: { ...c.sex, value: 'unknown' } }
    case 'birth':
    case 'age':
      return { ...c, birth: { ...c.birth, value: { precision: 'unknown' } } }
    case 'name':
      return { ...c, name: { ...c.name, value: null } }
    case 'phone':
      return { ...c, phones: [] }
    case 'nik':
      return c.nik === undefined ? c : { ...c, nik: { ...c.nik, value: null } }
    case 'status':
      return c.status === undefined ? c : { ...c, status: { ...c.status, value: 'unknown' } }
    case 'registered':
      return c.registered === undefined ? c : { ...c, registered: { ...c.registered, value: { precision: 'unknown' } } }
    default:
      return c
  }
}

/** Reads what a person typed by the rules of the sheet itself: day before month, ages from the day of the list. */
function setValue(row: RowResult, q: Question, value: string, asOf: string): RowResult | null {
  const read = READERS[q.field]
  return read === undefined ? null : changeChildren(row, q, (c) => read(c, value, asOf))
}

type Reader = (c: ChildReading, value: string, asOf: string) => ChildReading | null

const READERS: Partial<Record<Field | 'row', Reader>> = {
  name: (c, value) => (tidy(value) === '' ? null : { ...c, name: { ...c.name, value: tidy(value) } }),
  sex: (c, value) => {
    const sex: Sex | undefined = SEX[plain(value)]
    return sex === undefined ? null : { ...c, sex: { ...c.sex, value: sex } }
  },
  birth: (c, value, asOf) => typedDate(c, 'birth', value, asOf),
  registered: (c, value, asOf) => typedDate(c, 'registered', value, asOf),
  nik: (c, value) => {
    const nik = readNik({ kind: 'text', text: value })
    return nik?.value == null || c.nik === undefined ? null : { ...c, nik: { ...c.nik, value: nik.value } }
  },
  phone: (c, value) => {
    const { numbers, question } = readPhones({ kind: 'text', text: value })
    if (numbers.length === 0 || question !== undefined || c.phoneRaw === undefined) return null
    const { raw, source } = c.phoneRaw
    return { ...c, phones: numbers.map((n) => ({ value: n, raw, source })) }
  },
  status: (c, value) => {
    const status = statusOf(value)
    return status === null || c.status === undefined ? null : { ...c, status: { ...c.status, value: status } }
  },
}

function typedDate(c: ChildReading, field: 'birth' | 'registered', value: string, asOf: string): ChildReading | null {
  const parsed = parseDate({ kind: 'text', text: value }, { asOf, ages: field === 'birth', date1904: false })
  if (parsed.form === 'fixed') return withDate(c, field, parsed.date)
  if (parsed.form !== 'numeric' || parsed.second > 12) return null
  const two = (n: number): string => String(n).padStart(2, '0')
  return withDate(c, field, { precision: 'day', value: `${parsed.year}-${two(parsed.second)}-${two(parsed.first)}` })
}
