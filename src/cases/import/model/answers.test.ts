import { describe, expect, it } from 'vitest'
import { isProblem, readWorkbook, type Workbook } from '#platform/pure/sheet/index.ts'
import {
  applyAnswers,
  answersFromXlsx,
  answersToXlsx,
  dryRun,
  findTables,
  groupQuestions,
  overrideFrom,
  profileFrom,
  type AnswerWords,
} from './index.ts'
import { codes, csv, LIST, today, tried } from './lists.test-support.ts'

function onlyTable(book: Workbook): ReturnType<typeof findTables>[number]['tables'][number] {
  const [table] = findTables(book).flatMap((s) => s.tables)
  if (table === undefined) throw new Error('no table')
  return table
}

describe('matching', () => {
  it('shows columns with examples, and a saved profile wins over the header', async () => {
    const book = await csv(LIST)
    const table = onlyTable(book)
    expect(table.columns.map((c) => [c.field, c.sure])).toEqual([
      ['number', 'sure'],
      ['name', 'sure'],
      ['sex', 'sure'],
      ['birth', 'sure'],
      ['guardian', 'sure'],
      ['nik', 'sure'],
    ])
    expect(table.columns[1]?.examples).toEqual(['Anoa Sirih', 'Walet Jahe', 'Rusa Talas'])
    const profile = profileFrom(
      table.table,
      table.columns.map((c) => (c.field === 'guardian' ? { ...c, field: 'notes' as const } : c)),
    )
    const override = overrideFrom(profile, table.table)
    if (override === null) throw new Error('no override')
    const run = dryRun(book, { today, asOf: today, matching: new Map([[table.table.id, override]]) })
    expect(run.rows[2]?.children).toMatchObject([{ notes: [{ value: 'Ibu Tapir Sirih' }] }])
    expect(run.rows[2]?.children[0]).not.toHaveProperty('guardian')
    const others = findTables(await csv('Nama;Umur;L/P\nAnoa;5;L\n')).flatMap((s) => s.tables)
    expect(others.map((o) => overrideFrom(profile, o.table))).toEqual([null])
  })
})

const words: AnswerWords = {
  sheet: 'Pertanyaan',
  headings: ['', 'Baris', 'Nama', 'Pertanyaan', 'Tertulis', 'Pilihan', 'Jawaban', 'Isi'],
  question: (code) => code,
  choice: (c) => `<${c}>`,
}

describe('questions and answers', () => {
  it('are gathered, the largest group first, and answered in one stroke', async () => {
    const run = await tried(LIST)
    const groups = groupQuestions(run)
    expect(groups[0]).toMatchObject({
      code: 'nik-damaged',
      field: 'nik',
      count: 2,
      recommended: 'leave-empty',
      examples: ['9,90102E+15'],
    })
    const after = applyAnswers(run, [
      { code: 'nik-damaged', field: 'nik', choice: 'leave-empty' },
      { code: 'sex-missing', field: 'sex', choice: 'female' },
      { code: 'impossible-date', field: 'birth', choice: 'set', value: '30 Juni 2016' },
      { code: 'duplicate', field: 'row', choice: 'same-child' },
    ])
    expect(after.rows.map((r) => r.decision)).toEqual(['skip', 'skip', 'import', 'import', 'import', 'reject', 'skip'])
    expect(after.rows[3]?.children[0]?.sex).toMatchObject({ value: 'female', raw: '-' })
    expect(after.rows[4]?.children[0]?.birth).toMatchObject({
      value: { precision: 'day', value: '2016-06-30' },
      raw: '31/06/2016',
    })
  })
  it('an answer for one row leaves the others open, and nonsense answers nothing', async () => {
    const run = await tried(LIST)
    const one = applyAnswers(run, [
      { code: 'nik-damaged', field: 'nik', choice: 'leave-empty', rows: [{ sheet: 'daftar.csv', row: 4 }] },
    ])
    expect(codes(one)).toEqual(['4:sex-missing', '5:impossible-date', '5:nik-damaged', '6:duplicate'])
    expect(
      codes(applyAnswers(run, [{ code: 'impossible-date', field: 'birth', choice: 'set', value: 'entah' }])),
    ).toEqual(codes(run))
    // However it came: what is longer than anybody types is not read.
    const nik = (value: string) =>
      codes(applyAnswers(run, [{ code: 'nik-damaged', field: 'nik', choice: 'set', value }]))
    expect(nik('9901020304050607')).not.toEqual(codes(run))
    expect(nik(`9901020304050607${' '.repeat(1_000)}`)).toEqual(codes(run))
  })
  it('travel as a spreadsheet and come back', async () => {
    const run = await tried(LIST)
    const sheet = await readWorkbook(await answersToXlsx(run, words), 'tanya.xlsx')
    if (isProblem(sheet)) throw new Error(sheet.problem)
    const rows = sheet.sheets[0]?.rows ?? []
    expect(rows).toHaveLength(6)
    const { writeTable } = await import('#platform/pure/sheet/index.ts')
    const filled = rows.map((r, i) => [
      ...r.slice(0, 6).map((c) => c?.text ?? ''),
      ['', '<female>', '<leave-empty>', '', '', '<other-child>'][i] ?? '',
      i === 3 ? '30/06/2016' : '',
    ])
    const answers = await answersFromXlsx(await writeTable('Pertanyaan', filled, []), words)
    if ('problem' in answers) throw new Error(answers.problem)
    const after = applyAnswers(run, answers)
    expect(codes(after)).toEqual(['5:nik-damaged'])
    expect(after.rows[5]?.sameAs).toBeUndefined()
  })
})
