/** The list of the look's pictures: four sheets, ten columns, 5,012 rows. */
import type { Column, FoundSheet, ReadList } from '../types.ts'

const FILE = 'Data anak 2019\u2060–\u20602026.xlsx'

const column = (
  at: number,
  header: string,
  field: Column['field'],
  examples: readonly string[],
  filled: number,
  sure: Column['sure'] = 'sure',
): Column => ({
  column: at,
  letters: 'ABCDEFGHIJ'.charAt(at),
  header,
  field,
  sure,
  examples: [...examples],
  alternatives: [],
  filled,
})

const COLUMNS: readonly Column[] = [
  column(0, 'NO', 'number', ['1', '2'], 4_866),
  column(1, 'NAMA ANAK', 'name', ['MERAK CEMARA', 'Tupai  pandan'], 5_002),
  column(2, 'L/P', 'sex', ['LK', 'pr', 'Laki2'], 4_998),
  column(3, 'TEMPAT, TGL LHR', 'birthplaceAndBirth', ['Embun, 12 Mei 2011', '± 12 th'], 4_851, 'nearly'),
  column(4, 'UMUR', 'age', ['9 th', '8 bln'], 4_377),
  column(5, 'NIK', 'nik', ['9,90102E+15'], 4_120, 'nearly'),
  column(6, 'DESA', 'village', ['Sungai Madu'], 5_010),
  column(7, 'ORTU / WALI', 'guardian', ['Ibu Kenanga'], 4_620),
  column(8, 'HP', 'phone', ['800000431'], 3_918),
  column(9, 'KET', 'notes', ['pndh', 'map biru'], 812, 'choose'),
]

const sheet = (name: string, role: FoundSheet['role'], rows: number, over: Partial<FoundSheet> = {}): FoundSheet => ({
  name,
  role,
  rows,
  hidden: false,
  hiddenRows: 0,
  comments: 0,
  headerRows: [],
  top: [],
  tables: [],
  colours: {},
  ...over,
})

export const LIST: ReadList = {
  file: FILE,
  size: 812_000,
  format: 'xlsx',
  ignored: ['macros'],
  asOf: '2026-10-31',
  sheets: [
    sheet('Register', 'caseload', 4_866, {
      headerRows: [4, 5],
      comments: 12,
      colours: { C6EFCE: 'closed' },
      top: [
        ['DATA ANAK DAMPINGAN KABUPATEN AWAN', '', '', '', '', ''],
        ['keadaan 31 Oktober 2026', '', '', '', '', ''],
        ['', '', '', '', '', ''],
        ['NO', 'NAMA ANAK', 'L/P', 'TEMPAT,', 'UMUR', 'NIK'],
        ['', '', '', 'TGL LHR', '', ''],
        ['1', 'MERAK CEMARA', 'pr', 'Embun, 12 Mei 2011', '', '9,90102E+15'],
        ['2', 'Tupai  pandan', 'LK', '± 12 th', '12 th', ''],
      ],
      tables: [{ id: '0:3:5', firstRow: 6, lastRow: 4_871, columns: [...COLUMNS] }],
    }),
    sheet('Tambahan 2026', 'caseload', 146, { headerRows: [1] }),
    sheet('REKAP', 'summary', 0),
    sheet('Sheet3', 'legend', 0, { hidden: true }),
  ],
  fileQuestions: [{ code: 'sex-coding', sheet: 'Register', field: 'sex', params: { codes: 'P' } }],
  villages: [
    { village: 'Sungai Madu', rows: 2_010 },
    { village: 'Bukit Rusa', rows: 1_120 },
  ],
}

/** A list in which every column is sure and nothing is asked. */
export const SURE_LIST: ReadList = {
  ...LIST,
  ignored: [],
  fileQuestions: [{ code: 'as-of-unknown' }],
  sheets: LIST.sheets.slice(0, 1).map((one) => ({
    ...one,
    tables: one.tables.map((table) => ({
      ...table,
      columns: table.columns.map((of) => ({ ...of, sure: 'sure' as const })),
    })),
  })),
}
