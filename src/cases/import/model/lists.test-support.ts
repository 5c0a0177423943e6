/** Lists of invented children for the tests of the engine: as separated text, or cell by cell. */
import { utf8 } from '#platform/pure/bytes/index.ts'
import { isProblem, readWorkbook, type Cell, type Row, type Sheet, type Workbook } from '#platform/pure/sheet/index.ts'
import { dryRun, type ChildReading, type DryRun } from './index.ts'

export const today = '2025-09-30'

/** A workbook of one sheet from lines separated by semicolons. Throws when it cannot be read. */
export const csv = (text: string): Promise<Workbook> =>
  readWorkbook(utf8(text), 'daftar.csv').then((b) => {
    if (isProblem(b)) throw new Error(b.problem)
    return b
  })

export const tried = async (text: string): Promise<DryRun> => dryRun(await csv(text), { today, asOf: today })

/** A workbook of several sheets, each given by its name and lines separated by semicolons; every cell is text. */
export const bookOf = (sheets: Readonly<Record<string, string>>): Workbook => ({
  name: 'daftar.xlsx',
  format: 'xlsx',
  date1904: false,
  ignored: [],
  sheets: Object.entries(sheets).map(([name, lines]) => sheetOf(name, lines)),
})

export const sheetOf = (name: string, lines: string): Sheet => ({
  name,
  hidden: false,
  rows: lines.split('\n').map((line): Row => line.split(';').map(textCell)),
  merges: [],
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
})

const textCell = (text: string): Cell | null => (text === '' ? null : { kind: 'text', text })

export const triedBook = (sheets: Readonly<Record<string, string>>): DryRun =>
  dryRun(bookOf(sheets), { today, asOf: today })

export const kinds = (run: DryRun): string[] => run.rows.map((r) => `${r.row}:${r.kind}`)
export const codes = (run: DryRun): string[] => run.rows.flatMap((r) => r.questions.map((q) => `${r.row}:${q.code}`))
export const childrenOf = (run: DryRun): ChildReading[] => run.rows.flatMap((r) => r.children)

/** Day, month or year of birth as far as it was read; the precision where there is none. */
export const births = (run: DryRun): string[] =>
  childrenOf(run).map(({ birth: { value } }) => ('value' in value ? value.value : value.precision))
export const sexes = (run: DryRun): string[] => childrenOf(run).map((c) => c.sex.value)

/** A short list with one of each: a clear row, an unknown sex, an impossible date, lost digits, a duplicate, a sum. */
export const LIST = `Kecamatan : Teluk Awan;;;;;
No;Nama Anak;L/P;Tgl Lahir;Nama Wali;NIK
1;Anoa Sirih;L;12/05/2015;Ibu Tapir Sirih;9901011205151234
2;Walet Jahe;-;2014;Ibu Tapir Jahe;9,90102E+15
3;Rusa Talas;P;31/06/2016;Bapak Paus Talas;9,90102E+15
4;Anoa Sirih;L;12/05/2015;Ibu Tapir Sirih;9901011205151234
;Jumlah;4;;;
`
