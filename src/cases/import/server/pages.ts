import type { AnswerOf, BodyOf } from '#platform/pure/contract.ts'
import type { readImportRows } from '../contract.ts'
import type { RowRef, RowResult } from '../model/index.ts'
import { answeredRows } from './given.ts'
import { besideOf, indexOf, isLeftOut, leftOutKind, rowOf, type Shown } from './view.ts'

const PAGE = 50

/** A page of rows, those of a pair with the other one. Pure. */
export function pageOf(given: Shown, asked: BodyOf<typeof readImportRows>): AnswerOf<typeof readImportRows> {
  // A question that has its answer is shown as it was asked.
  const shown = asked.show === 'answered' ? { ...given, run: given.base.run } : given
  const rows = rowsFor(shown, asked)
  const index = indexOf(shown.run)
  const page = rows.slice(asked.from, asked.from + PAGE)
  return {
    rows: page.map((row) => ({ ...rowOf(shown, row), ...besideOf(shown, index, row) })),
    total: rows.length,
  }
}

function rowsFor(
  { run, groups, base }: Shown,
  { show, group, kind }: BodyOf<typeof readImportRows>,
): readonly RowResult[] {
  const open = groups.find(({ id }) => id === group)
  switch (show) {
    case 'files':
      return run.rows.filter(({ decision }) => decision === 'import')
    case 'left-out':
      return run.rows.filter((row) => isLeftOut(row) && (kind === undefined || leftOutKind(row) === kind))
    case 'questions': {
      const waiting = run.rows.filter(({ decision }) => decision === 'question')
      return group === undefined ? waiting : at(waiting, open?.rows ?? [])
    }
    case 'answered': {
      const whole = base.groups.find(({ id }) => id === group)
      return whole === undefined ? [] : at(run.rows, answeredRows(whole, open))
    }
    default:
      return show satisfies never
  }
}

function at(rows: readonly RowResult[], refs: readonly RowRef[]): readonly RowResult[] {
  const wanted = new Set(refs.map(place))
  return rows.filter((row) => wanted.has(place(row)))
}

const place = (at: { sheet: string; row: number; column?: string }): string =>
  `${at.sheet}\n${at.row}\n${at.column ?? ''}`
