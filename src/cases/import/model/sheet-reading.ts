/** What is read of one sheet. */
import type { Sheet } from '#platform/pure/sheet/index.ts'
import type { ColumnMatch, Entry, FileQuestion, RowKind, SheetRole, Table } from './types.ts'

export type SheetReading = {
  readonly sheet: Sheet
  readonly role: SheetRole
  readonly tables: readonly MatchedTable[]
  readonly entries: readonly Entry[]
  /** Kind of every row that is not wholly outside the sheet's content. */
  readonly kinds: ReadonlyMap<number, RowKind>
  readonly questions: readonly FileQuestion[]
  /** Cells that are labels of cards, as `A4`. */
  readonly labels?: ReadonlySet<string>
}

export type MatchedTable = { readonly table: Table; readonly columns: readonly ColumnMatch[] }

export const hiddenQuestion = (sheet: Sheet): readonly FileQuestion[] =>
  sheet.hidden ? [{ code: 'hidden-sheet', sheet: sheet.name }] : []
