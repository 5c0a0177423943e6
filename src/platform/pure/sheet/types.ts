/** A workbook as a person sees it: sheets of cells with what is written, coloured and remarked. Nothing of the file format is left. */

export type CellKind = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error'

export type Cell = {
  readonly kind: CellKind
  /** What stands in the file, untouched: a number in its shortest form, a date as its serial number. Never null; '' when empty. */
  readonly text: string
  /** ISO day of a real date cell. */
  readonly day?: string
  readonly formula?: true
  /** Colour of the cell, as a key to compare: `RRGGBB`, or a theme colour. White and none are absent. */
  readonly fill?: string
  readonly comment?: string
  readonly struck?: true
}

/** A rectangle that shows one cell; 0-based, both ends included. */
export type Merge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }

export type Row = readonly (Cell | null)[]

export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  /** 0-based; row n of the file is `rows[n - 1]`. */
  readonly rows: readonly Row[]
  readonly merges: readonly Merge[]
  /** 0-based rows the office has hidden. */
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
}

export type Workbook = {
  readonly name: string
  readonly format: 'xlsx' | 'xls' | 'csv'
  readonly date1904: boolean
  readonly sheets: readonly Sheet[]
  readonly encoding?: string
  readonly separator?: string
  /** Things that were in the file and were left alone. */
  readonly ignored: readonly ('macros' | 'external-links' | 'pictures')[]
}

/** Why a file cannot be read; nothing of it is kept. */
export type SheetProblem = {
  readonly problem:
    | 'empty'
    | 'too-large'
    | 'too-large-inflated'
    | 'too-many-cells'
    | 'broken'
    | 'entities'
    | 'encrypted'
    | 'not-a-workbook'
}

/** Whether a file could not be read. */
export const isProblem = (x: Workbook | SheetProblem): x is SheetProblem => 'problem' in x

/** `0` → `A`, `27` → `AB`. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
