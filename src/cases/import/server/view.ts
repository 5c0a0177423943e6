import type { z } from 'zod'
import { columnLetters } from '#platform/pure/sheet/index.ts'
import { isoFromMicros } from '#platform/pure/bytes/index.ts'
import type { AnswerOf } from '#platform/pure/contract.ts'
import type { readImport, tryImport } from '../contract.ts'
import type * as shapes from '../shapes.ts'
import { rawOf, type ChildReading, type DryRun, type Fact, type QuestionGroup, type RowResult } from '../model/index.ts'
import type { KeptAnswer } from './answering.ts'
import type { LikeFile } from './existing.ts'
import { givenOf } from './given.ts'
import { rowKey } from './plan.ts'
import type { Reading } from './reading.ts'
import { samplesOf } from './samples.ts'
import type { RunRow } from './store.ts'

export type TriedRow = z.output<typeof shapes.triedRow>
type ReadList = AnswerOf<typeof readImport>['list']
type TriedList = AnswerOf<typeof tryImport>['tried']

const iso = (time: Date | null): string | null => time?.toISOString() ?? null

export function stateOf(run: RunRow): z.output<typeof shapes.importState> {
  return {
    import: run.import_id,
    state: run.state,
    total: run.total,
    done: run.done,
    questions: run.questions,
    leftOut: run.left_out,
    startedAt: run.started_at.toISOString(),
    confirmedAt: iso(run.confirmed_at),
    finishedAt: iso(run.finished_at),
    undoUntil: iso(run.undo_until),
    purgeAt: run.purge_at.toISOString(),
    interrupted:
      run.interrupted_at === null ? null : { at: run.interrupted_at.toISOString(), from: run.resumed_from ?? 0 },
  }
}

/** What stands in the list. */
export function readListOf({ run, glances, format, ignored }: Reading, size: number): ReadList {
  const rows = Map.groupBy(
    run.rows.filter((row) => row.children.length > 0),
    (row) => row.sheet,
  )
  return {
    file: run.file,
    size,
    format,
    ignored: [...ignored],
    asOf: run.asOf,
    fileQuestions: run.fileQuestions.map((one) => ({ ...one })),
    villages: villagesOf(run),
    sheets: run.sheets.map((sheet, i) => ({
      name: sheet.name,
      role: sheet.role,
      hidden: sheet.hidden,
      hiddenRows: sheet.hiddenRows.length,
      comments: glances[i]?.comments ?? 0,
      headerRows: [...sheet.headerRows],
      rows: rows.get(sheet.name)?.length ?? 0,
      top: (glances[i]?.top ?? []).map((line) => [...line]),
      colours: { ...sheet.colours },
      tables: sheet.tables.map(({ table, columns }) => ({
        id: table.id,
        firstRow: table.firstRow + 1,
        lastRow: table.lastRow + 1,
        columns: columns.map(({ column, header, field, sure, examples, alternatives }) => ({
          column,
          letters: columnLetters(column),
          header,
          field,
          sure,
          examples: [...examples],
          alternatives: [...alternatives],
          filled: glances[i]?.filled[table.id]?.[column] ?? 0,
        })),
      })),
    })),
  }
}

function villagesOf(run: DryRun): ReadList['villages'] {
  const counts = new Map<string, number>()
  for (const row of run.rows)
    for (const { village } of row.children)
      if (village !== undefined) counts.set(village.value, (counts.get(village.value) ?? 0) + 1)
  return [...counts].map(([village, rows]) => ({ village, rows })).toSorted((a, b) => b.rows - a.rows)
}

/** A list with its answers, as the screens need it. */
export type Shown = {
  readonly run: DryRun
  readonly groups: readonly QuestionGroup[]
  /** As it was before any answer. */
  readonly base: { readonly run: DryRun; readonly groups: readonly QuestionGroup[] }
  readonly answers: readonly KeptAnswer[]
  readonly files: ReadonlyMap<string, LikeFile>
  readonly done: ReadonlyMap<string, string>
}

/** The dry run in one view: counts, groups with a few rows each, samples. */
export function triedListOf(shown: Shown): TriedList {
  const { run, groups } = shown
  const index = indexOf(run)
  const bySheet = run.sheets.map(({ name }) => ({
    sheet: name,
    ...countsOf(run.rows.filter((row) => row.sheet === name)),
  }))
  const { files, questions, leftOut } = countsOf(run.rows)
  return {
    counts: {
      rows: run.rows.filter((row) => row.decision !== 'skip' || isLeftOut(row)).length,
      files,
      questions,
      leftOut,
    },
    bySheet: bySheet.filter((one) => one.files + one.questions + one.leftOut > 0),
    groups: groups.map((group) => groupOf(shown, index, group)),
    given: givenShown(shown),
    samples: samplesOf(run),
    leftOut: [...Map.groupBy(run.rows.filter(isLeftOut), leftOutKind)]
      .map(([kind, of]) => ({ kind, rows: of.length }))
      .toSorted((a, b) => b.rows - a.rows),
    closed: run.rows
      .filter((row) => row.decision === 'import')
      .reduce((sum, row) => sum + row.children.filter(({ status }) => status?.value === 'closed').length, 0),
  }
}

function givenShown(shown: Shown): TriedList['given'] {
  const { base, groups, answers } = shown
  const before = { ...shown, run: base.run }
  const index = indexOf(base.run)
  return givenOf(base.groups, groups, answers).map(({ answer: { code, field, choice, value }, count, at, about }) => ({
    code,
    field,
    choice,
    count,
    at: at === null ? null : isoFromMicros(at),
    about: groupOf(before, index, about),
    ...(value === undefined ? {} : { value }),
  }))
}

/** Rows that somebody may look for: an empty row and the header itself are missed by nobody. */
export function isLeftOut({ decision, kind }: RowResult): boolean {
  return decision === 'reject' || (decision === 'skip' && kind !== 'blank' && kind !== 'header')
}

/** Why a row is left out: what it is, or `answered` when a person has said so. */
export const leftOutKind = ({ decision, kind }: RowResult): string => (decision === 'reject' ? 'answered' : kind)

/** Files that will be or were made, rows that wait, rows left out. */
export function countsOf(rows: readonly RowResult[]) {
  return {
    files: rows.reduce((sum, row) => sum + (row.decision === 'import' ? row.children.length : 0), 0),
    questions: rows.filter(({ decision }) => decision === 'question').length,
    leftOut: rows.filter(isLeftOut).length,
  }
}

const refKey = (ref: { sheet: string; row: number; column?: string | undefined }): string =>
  `${ref.sheet}\n${ref.row}\n${ref.column ?? ''}`

/** Rows of a list by their place. */
export function indexOf(run: DryRun): ReadonlyMap<string, RowResult> {
  return new Map(run.rows.map((row) => [refKey(row), row]))
}

function groupOf(
  shown: Shown,
  index: ReadonlyMap<string, RowResult>,
  group: QuestionGroup,
): TriedList['groups'][number] {
  const rows = group.rows.slice(0, 3).flatMap((ref) => {
    const row = index.get(refKey(ref))
    const question = row?.questions.find(
      (one) => one.code === group.code && one.field === group.field && (one.child ?? 0) === (ref.child ?? 0),
    )
    if (row === undefined || question === undefined) return []
    const { other, like: file } = besideOf(shown, index, row)
    return [
      {
        row: rowOf(shown, row),
        question: {
          ...question,
          raw: rawOf(row, question),
          ...(question.alternatives === undefined ? {} : { alternatives: [...question.alternatives] }),
        },
        ...(other === undefined ? {} : { other }),
        ...(file === undefined ? {} : { file }),
      },
    ]
  })
  const { id, code, field, count, examples, options, recommended } = group
  return {
    group: id,
    code,
    field,
    count,
    examples: [...examples],
    options: [...options],
    ...(recommended === undefined ? {} : { recommended }),
    rows: rows as TriedList['groups'][number]['rows'],
  }
}

/** What a row is compared to: another row of the list, or a file. */
export function besideOf(
  shown: Pick<Shown, 'run' | 'done' | 'files'>,
  index: ReadonlyMap<string, RowResult>,
  row: RowResult,
): { readonly other?: TriedRow; readonly like?: LikeFile } {
  const other = row.sameAs === undefined ? undefined : index.get(refKey(row.sameAs))
  const like = row.questions.map(({ params }) => shown.files.get(String(params?.['ref'] ?? ''))).find(Boolean)
  return {
    ...(other === undefined ? {} : { other: rowOf(shown, other) }),
    ...(like === undefined ? {} : { like }),
  }
}

/** One row for a screen: readings with their raw text. */
export function rowOf({ run, done }: Pick<Shown, 'run' | 'done'>, row: RowResult): TriedRow {
  const sheet = run.sheets.findIndex(({ name }) => name === row.sheet)
  const files = row.children.flatMap((_, child) => done.get(rowKey(sheet, row, child)) ?? [])
  const [file] = files
  const { kind, decision, hidden, column, questions, sameAs, cells } = row
  const shown = {
    sheet: row.sheet,
    row: row.row,
    kind,
    decision,
    children: row.children.map(childOf),
    questions: questions.map((question) => ({ ...question, raw: rawOf(row, question) })),
    cells,
    ...(column === undefined ? {} : { column }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(sameAs === undefined ? {} : { sameAs }),
    ...(file === undefined ? {} : { file, files }),
  }
  // The engine's lists are readonly, which the shape on the wire cannot say.
  return shown as unknown as TriedRow
}

function childOf(child: ChildReading) {
  const { phones, notes, marks } = child
  const single = SINGLE.flatMap((name) => {
    const fact = child[name]
    return fact === undefined ? [] : [[name, factOf(fact)] as const]
  })
  return { ...Object.fromEntries(single), phones: phones.map(factOf), notes: notes.map(factOf), marks }
}

const SINGLE = [
  'name',
  'alias',
  'sex',
  'birth',
  'birthplace',
  'village',
  'subdistrict',
  'guardian',
  'guardianRelation',
  'nik',
  'registered',
  'status',
] as const

function factOf({ value, raw, source }: Fact<unknown>) {
  return {
    value,
    raw,
    ...(source.column === undefined ? {} : { column: source.column }),
    ...(source.header === undefined ? {} : { header: source.header }),
  }
}
