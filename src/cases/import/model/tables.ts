/** The second step of an import on a screen: which sheets list children, where their headers stand, what their columns mean. */
import type { Workbook } from '#platform/pure/sheet/index.ts'
import type { Override } from './match-columns.ts'
import { readSheets } from './read-sheets.ts'
import type { ColumnMatch, SheetRole, Table } from './types.ts'

export type FoundSheet = {
  readonly name: string
  readonly role: SheetRole
  readonly hidden: boolean
  readonly children: number
  readonly tables: readonly { readonly table: Table; readonly columns: readonly ColumnMatch[] }[]
}

/** Every sheet of the workbook, also those from which nothing is imported. */
export function findTables(
  workbook: Workbook,
  matching: ReadonlyMap<string, Override> = new Map(),
): readonly FoundSheet[] {
  return readSheets(workbook, matching).map((r) => ({
    name: r.sheet.name,
    role: r.role,
    hidden: r.sheet.hidden,
    children: r.entries.length,
    tables: r.tables,
  }))
}
