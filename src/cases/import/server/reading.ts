import { isProblem, readWorkbook, type Sheet, type SheetProblem, type Workbook } from '#platform/pure/sheet/index.ts'
import {
  dryRun,
  type DryRun,
  type DryRunOptions,
  type ExistingChild,
  type Field,
  headerSignature,
} from '../model/index.ts'
import type { Columns, ImportSettings } from './settings.ts'

/** A file to read, with what was said of it; plain data, so that it can be handed to another thread. */
export type ReadingTask = {
  readonly bytes: Uint8Array
  readonly name: string
  readonly today: string
  readonly asOf: string | null
  readonly columns: Columns
  readonly order: ImportSettings['order']
  readonly sexCodes: ImportSettings['sexCodes']
  readonly existing: readonly ExistingChild[]
}

/** The first rows of a sheet as they stand, for a person to recognise it. */
export type SheetGlance = {
  readonly name: string
  readonly top: readonly (readonly string[])[]
  readonly comments: number
  /** Table id to column number to how many rows hold something there. */
  readonly filled: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** What was read. Nothing in it is a class or a function. */
export type Reading = {
  readonly run: DryRun
  readonly format: Workbook['format']
  readonly ignored: Workbook['ignored']
  readonly glances: readonly SheetGlance[]
  /** Words of the header row by table: what a remembered matching is found by. */
  readonly signatures: Readonly<Record<string, string>>
}

export type ReadingProblem = SheetProblem['problem'] | 'too-heavy' | 'no-children'

const TOP_ROWS = 8
const TOP_COLUMNS = 14
const TOP_TEXT = 80

/** Reads a file and tries every row of it. Pure; seconds of work for thousands of rows, so it runs in a thread of its own. */
export async function readTask(task: ReadingTask): Promise<Reading | { readonly problem: ReadingProblem }> {
  const workbook = await readWorkbook(task.bytes, task.name)
  if (isProblem(workbook)) return workbook
  const run = dryRun(workbook, optionsOf(task))
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]))
  return {
    run,
    format: workbook.format,
    ignored: workbook.ignored,
    glances: run.sheets.map((found) => glanceOf(found, sheets.get(found.name))),
    signatures: Object.fromEntries(
      run.sheets.flatMap(({ tables }) => tables.map(({ table }) => [table.id, headerSignature(table)])),
    ),
  }
}

function optionsOf({ today, asOf, columns, order, sexCodes, existing }: ReadingTask): DryRunOptions {
  const overrides = Object.entries(columns).map(
    ([table, of]) =>
      [table, new Map<number, Field>(Object.entries(of).map(([at, field]) => [Number(at), field]))] as const,
  )
  return {
    today,
    existing,
    matching: new Map(overrides),
    settled: { ...(order === null ? {} : { order }), sex: new Map(Object.entries(sexCodes)) },
    ...(asOf === null ? {} : { asOf }),
  }
}

function glanceOf(found: DryRun['sheets'][number], sheet: Sheet | undefined): SheetGlance {
  const rows = sheet?.rows ?? []
  return {
    name: found.name,
    top: rows
      .slice(0, TOP_ROWS)
      .map((row) => row.slice(0, TOP_COLUMNS).map((cell) => (cell?.text ?? '').slice(0, TOP_TEXT))),
    comments: rows.reduce((sum, row) => sum + row.filter((cell) => cell?.comment !== undefined).length, 0),
    filled: Object.fromEntries(
      found.tables.map(({ table, columns }) => {
        const inside = rows.slice(table.firstRow, table.lastRow + 1)
        const count = (at: number) => inside.reduce((sum, row) => sum + ((row[at]?.text ?? '') === '' ? 0 : 1), 0)
        return [table.id, Object.fromEntries(columns.map(({ column }) => [column, count(column)]))]
      }),
    ),
  }
}
