/** A dry run as plain data, in the shape of `test/vectors/sheets/*.truth.json`. */
import { rangeOf, type PartialDate } from '#platform/pure/partial-date.ts'
import { columnLetters } from '#platform/pure/sheet/index.ts'
import type { ChildReading, DryRun, Fact, Field, Question, RowResult, SameAs, SheetResult } from './types.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

/** `why` turns a question into a sentence; the engine has none. */
export function reportOf(run: DryRun, why: (code: string, params: Question['params']) => string): JsonObject {
  const beside = new Set(run.rows.filter((r) => r.byColumn === true).map((r) => placeKey(r.sheet, r.column)))
  return {
    file: run.file,
    as_of: run.asOf,
    sheets: run.sheets.map(sheetReport),
    file_questions: run.fileQuestions.map((q) => ({
      code: q.code,
      why: why(q.code, q.params),
      ...(q.sheet === undefined ? {} : { sheet: q.sheet }),
      ...(q.field === undefined ? {} : { field: snake(q.field) }),
      ...(q.params === undefined ? {} : { params: { ...q.params } }),
    })),
    counts: countsOf(run),
    rows: run.rows.map((r) => rowReport(r, why, beside)),
  }
}

/** Children who stand side by side are named by their column alone. */
const placeKey = (sheet: string, column: string | undefined): string => `${sheet}|${column ?? ''}`

function countsOf(run: DryRun): JsonObject {
  const of = (decision: string): number => run.rows.filter((r) => r.decision === decision).length
  const withChildren = run.rows.filter((r) => r.children.length > 0)
  return {
    child_rows: withChildren.length,
    children: withChildren.reduce((n, r) => n + r.children.length, 0),
    import: of('import'),
    question: of('question'),
    reject: of('reject'),
    skip: of('skip'),
  }
}

const FIELD_NAMES: Partial<Record<Field | 'row', string>> = {
  guardianRelation: 'guardian_relation',
  birthplaceAndBirth: 'birthplace, birth',
  villageAndSubdistrict: 'village, subdistrict',
}
const snake = (field: Field | 'row'): string => FIELD_NAMES[field] ?? field

function sheetReport(s: SheetResult): JsonObject {
  const columns: Record<string, Json> = {}
  for (const { columns: matches } of s.tables.slice(0, 1))
    for (const m of matches)
      if (m.field !== 'number' && (m.header !== '' || m.field !== 'other'))
        columns[columnLetters(m.column)] = snake(m.field)
  return {
    name: s.name,
    role: s.role,
    hidden: s.hidden,
    hidden_rows: s.hiddenRows,
    header_rows: s.headerRows,
    ...(s.firstRow === undefined ? {} : { first_row: s.firstRow }),
    columns,
    tables: s.tables.map(({ table, columns: matches }) => ({
      header_rows: table.headerRows.map((r) => r + 1),
      first_row: table.firstRow + 1,
      columns: matches.map((m) => ({
        column: columnLetters(m.column),
        header: m.header,
        field: snake(m.field),
        sure: m.sure,
      })),
    })),
    ...(s.colours === undefined ? {} : { colours: { ...s.colours } }),
    ...(s.codes === undefined ? {} : { codes: { ...s.codes } }),
  }
}

function rowReport(
  r: RowResult,
  why: (code: string, params: Question['params']) => string,
  beside: ReadonlySet<string>,
): JsonObject {
  return {
    sheet: r.sheet,
    ...(r.byColumn === true ? {} : { row: r.row }),
    ...(r.column === undefined ? {} : { column: r.column }),
    kind: r.kind,
    decision: r.decision,
    ...(r.hidden === true ? { hidden: true } : {}),
    children: r.children.map(childReport),
    questions: r.questions.map((q) => ({
      code: q.code,
      why: why(q.code, q.params),
      field: snake(q.field),
      ...(q.fields === undefined ? {} : { fields: q.fields.map(snake) }),
      ...(q.child === undefined ? {} : { child: q.child }),
      ...(q.alternatives === undefined ? {} : { alternatives: q.alternatives }),
      ...(q.params === undefined ? {} : { params: { ...q.params } }),
    })),
    ...(r.sameAs === undefined ? {} : { same_as: sameReport(r.sameAs, beside) }),
    cells: { ...r.cells },
  }
}

function sameReport(same: SameAs, beside: ReadonlySet<string>): JsonObject {
  const { row, ...rest } = same
  return beside.has(placeKey(same.sheet, same.column)) ? rest : { row, ...rest }
}

function text(key: string, f: Fact<string | null> | undefined): JsonObject {
  return f === undefined || f.value === null
    ? {}
    : { [key]: f.value, ...(f.raw === f.value ? {} : { [`${key}_raw`]: f.raw }) }
}

function childReport(c: ChildReading): JsonObject {
  const phones = c.phones.map((p) => p.value)
  return {
    name: c.name.value,
    name_raw: c.name.raw,
    sex: c.sex.value,
    sex_raw: c.sex.raw,
    birth: dateReport(c.birth),
    ...text('alias', c.alias),
    ...text('birthplace', c.birthplace),
    ...text('village', c.village),
    ...text('subdistrict', c.subdistrict),
    ...text('guardian', c.guardian),
    ...text('guardian_relation', c.guardianRelation),
    ...(c.phoneRaw === undefined
      ? {}
      : { phone: phones.length > 1 ? phones : (phones[0] ?? null), phone_raw: c.phoneRaw.raw }),
    ...(c.nik === undefined ? {} : { nik: c.nik.value, nik_raw: c.nik.raw }),
    ...(c.registered === undefined
      ? {}
      : {
          registered: 'value' in c.registered.value ? c.registered.value.value : null,
          registered_raw: c.registered.raw,
        }),
    ...(c.status === undefined
      ? {}
      : { status: c.status.value, ...(c.status.raw === '' ? {} : { status_raw: c.status.raw }) }),
    ...(c.notes.length === 0 ? {} : { notes: c.notes.map((n) => n.value) }),
    ...(c.others.length === 0 ? {} : { others: c.others.map((o) => ({ header: o.source.header ?? '', raw: o.raw })) }),
    marks: c.marks,
  }
}

function dateReport(f: Fact<PartialDate>): JsonObject {
  const d = f.value
  const range = rangeOf(d)
  return {
    value: 'value' in d ? d.value : null,
    precision: d.precision === 'unknown' ? 'none' : d.precision,
    estimated: d.precision === 'age' || ('estimated' in d && d.estimated === true),
    earliest: range?.earliest ?? null,
    latest: range?.latest ?? null,
    raw: f.raw,
  }
}
