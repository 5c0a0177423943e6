import { columnLetters } from '#platform/pure/sheet/index.ts'
import type { DryRun, RowResult } from '../model/index.ts'
import type { Owners } from './settings.ts'

/** One row of a list that becomes files: usually one child, more where brothers and sisters share a row. */
export type PlannedRow = {
  readonly row: RowResult
  /** Header words by column letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly children: readonly { readonly key: string; readonly owner: string }[]
}

/** Stable name of a child's place in the list: sheet number, row, column letters, child. Says nothing of the child. */
export function rowKey(sheet: number, row: RowResult, child: number): string {
  return `${sheet}:${row.row}:${row.column ?? ''}:${child}`
}

/** Who is responsible for a child, by its village as it was read. */
export function ownerFor(owners: Owners, village: string | undefined, me: string): string {
  switch (owners.rule) {
    case 'me':
      return me
    case 'person':
      return owners.person
    case 'village':
      return owners.villages.find((one) => sameVillage(one.village, village))?.person ?? owners.others
    default:
      return owners satisfies never
  }
}

function sameVillage(a: string, b: string | undefined): boolean {
  return b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase()
}

/** Every person that a rule may make responsible. */
export function namedOwners(owners: Owners): readonly string[] {
  if (owners.rule === 'me') return []
  if (owners.rule === 'person') return [owners.person]
  return [...new Set([owners.others, ...owners.villages.map(({ person }) => person)])]
}

/** Rows that become files, in the order of the list; without those that are files already. */
export function planOf(run: DryRun, owners: Owners, me: string, done: ReadonlySet<string>): readonly PlannedRow[] {
  const sheets = new Map(run.sheets.map((sheet, i) => [sheet.name, i]))
  const headers = run.sheets.map((sheet) =>
    Object.fromEntries(
      sheet.tables.flatMap(({ columns }) =>
        columns.map(({ column, header }) => [columnLetters(column), header] as const),
      ),
    ),
  )
  return run.rows.flatMap((row) => {
    const sheet = sheets.get(row.sheet) ?? 0
    if (row.decision !== 'import' || row.children.length === 0) return []
    const children = row.children.map((child, i) => ({
      key: rowKey(sheet, row, i),
      owner: ownerFor(owners, child.village?.value, me),
    }))
    // A row is stored whole or not at all.
    return done.has(children[0]?.key ?? '') ? [] : [{ row, headers: headers[sheet] ?? {}, children }]
  })
}

/** How many files these rows become. */
export function filesIn(rows: readonly PlannedRow[]): number {
  return rows.reduce((sum, { children }) => sum + children.length, 0)
}
