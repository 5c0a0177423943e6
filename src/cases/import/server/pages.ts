import type { AnswerOf, BodyOf } from '#platform/pure/contract.ts'
import type { readImportRows } from '../contract.ts'
import type { RowResult } from '../model/index.ts'
import { isLeftOut, leftOutKind, rowOf, type Shown } from './view.ts'

const PAGE = 50

/** A page of rows. Pure. */
export function pageOf(shown: Shown, asked: BodyOf<typeof readImportRows>): AnswerOf<typeof readImportRows> {
  const rows = rowsFor(shown, asked)
  return { rows: rows.slice(asked.from, asked.from + PAGE).map((row) => rowOf(shown, row)), total: rows.length }
}

function rowsFor({ run, groups }: Shown, { show, group, kind }: BodyOf<typeof readImportRows>): readonly RowResult[] {
  switch (show) {
    case 'files':
      return run.rows.filter(({ decision }) => decision === 'import')
    case 'left-out':
      return run.rows.filter((row) => isLeftOut(row) && (kind === undefined || leftOutKind(row) === kind))
    case 'questions': {
      const refs = groups.find(({ id }) => id === group)?.rows
      const wanted = refs === undefined ? null : new Set(refs.map(place))
      return run.rows.filter(
        (row) => row.decision === 'question' && (group === undefined || wanted?.has(place(row)) === true),
      )
    }
    default:
      return show satisfies never
  }
}

const place = (at: { sheet: string; row: number; column?: string }): string =>
  `${at.sheet}\n${at.row}\n${at.column ?? ''}`
