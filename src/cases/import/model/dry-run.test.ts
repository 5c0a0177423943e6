import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  columnLetters,
  isProblem,
  readWorkbook,
  type Cell,
  type Sheet,
  type Workbook,
} from '#platform/pure/sheet/index.ts'
import {
  applyAnswers,
  answersFromXlsx,
  answersToXlsx,
  dryRun,
  findTables,
  groupQuestions,
  likenessOf,
  overrideFrom,
  profileFrom,
  type AnswerWords,
  type DryRun,
} from './index.ts'

const today = '2025-09-30'
const csv = (text: string): Promise<Workbook> =>
  readWorkbook(new TextEncoder().encode(text), 'daftar.csv').then((b) => {
    if (isProblem(b)) throw new Error(b.problem)
    return b
  })
const tried = async (text: string): Promise<DryRun> => dryRun(await csv(text), { today, asOf: today })
const kinds = (run: DryRun): string[] => run.rows.map((r) => `${r.row}:${r.kind}`)
const codes = (run: DryRun): string[] => run.rows.flatMap((r) => r.questions.map((q) => `${r.row}:${q.code}`))

const LIST = `Kecamatan : Teluk Awan;;;;;
No;Nama Anak;L/P;Tgl Lahir;Nama Wali;NIK
1;Anoa Sirih;L;12/05/2015;Ibu Tapir Sirih;9901011205151234
2;Walet Jahe;-;2014;Ibu Tapir Jahe;9,90102E+15
3;Rusa Talas;P;31/06/2016;Bapak Paus Talas;9,90102E+15
4;Anoa Sirih;L;12/05/2015;Ibu Tapir Sirih;9901011205151234
;Jumlah;4;;;
`

describe('a list', () => {
  it('is read row by row, each fact with its source', async () => {
    const run = await tried(LIST)
    expect(kinds(run)).toEqual(['1:title', '2:header', '3:child', '4:child', '5:child', '6:child', '7:total'])
    expect(codes(run)).toEqual(['4:sex-missing', '4:nik-damaged', '5:impossible-date', '5:nik-damaged', '6:duplicate'])
    const child = run.rows[2]?.children[0]
    expect(child?.subdistrict?.value).toBe('Teluk Awan')
    expect(child?.birth).toEqual({
      value: { precision: 'day', value: '2015-05-12' },
      raw: '12/05/2015',
      source: { sheet: 'daftar.csv', row: 3, column: 'D', header: 'Tgl Lahir', raw: '12/05/2015' },
    })
    expect(run.rows[5]?.sameAs).toEqual({ sheet: 'daftar.csv', row: 3, certainty: 'same' })
  })
  it('tells siblings and namesakes from duplicates', async () => {
    const run = await tried(`Nama;L/P;Tgl Lahir;Desa;Wali
Anoa Sirih;L;12/05/2015;Air Mimpi;Ibu Tapir Sirih
Walet Sirih;L;12/05/2015;Air Mimpi;Ibu Tapir Sirih
Anoa Sirih;P;12/05/2015;Air Mimpi;Ibu Tapir Sirih
Anoa Sirih;L;12/05/2016;Air Mimpi;Ibu Tapir Sirih
Anoa Sirih;L;12/05/2015;Kabut Biru;Ibu Hiu Randu
Anoa Sirieh;L;12/05/2015;Air Mimpi;Ibu Tapir Sirih
`)
    expect(codes(run)).toEqual(['7:duplicate'])
    expect(run.rows[6]?.sameAs?.certainty).toBe('probable')
  })
  it('reads sections, ditto marks and legends', async () => {
    const run = await tried(`No;Nama;JK;Umur;Desa;Wali;Status
A. DESA KABUT BIRU;;;;;;
1;Anoa Sirih;1;12 th;sda;Ibu Tapir Sirih;1
2;Walet Jahe;2;9;sda;idem;2
Keterangan: JK 1=Laki-laki 2=Perempuan;;;;;;
Status: 1=aktif 2=selesai;;;;;;
`)
    const [a, b] = run.rows.filter((r) => r.children.length > 0).map((r) => r.children[0])
    expect([a?.sex.value, a?.village?.value, a?.status?.value]).toEqual(['male', 'Kabut Biru', 'active'])
    expect([b?.sex.value, b?.guardian?.value, b?.status?.value]).toEqual(['female', 'Ibu Tapir Sirih', 'closed'])
    expect(run.fileQuestions).toEqual([])
  })
  it('asks once for a code nobody explains, and takes the answer', async () => {
    const text = 'Nama;JK;Tgl Lahir\nAnoa Sirih;1;12 Mei 2015\nWalet Jahe;2;3 Mei 2016\nRusa Talas;2;4 Juni 2014\n'
    const run = await tried(text)
    expect(run.fileQuestions).toMatchObject([{ code: 'sex-coding', field: 'sex', params: { codes: '1,2' } }])
    expect(codes(run)).toEqual([])
    expect(run.rows[1]?.children[0]?.sex.value).toBe('unknown')
    const settled = dryRun(await csv(text), {
      today,
      asOf: today,
      settled: {
        sex: new Map([
          ['1', 'male'],
          ['2', 'female'],
        ]),
      },
    })
    expect(settled.fileQuestions).toEqual([])
    expect(settled.rows[1]?.children[0]?.sex.value).toBe('male')
  })
  it('tells children from sums, recapitulations, remarks and signatures below and between them', async () => {
    const run = await tried(`No;"Nama
Anak";L/P;Tgl Lahir;"No.
HP
Wali"
1;Anoa Sirih;L;12/05/2015;080000012345.0
;Pindahan;;1;
2;Rusa Jahe;P;13/06/2013;80000012347
;;;;
;Rekapitulasi per desa;;;
;Kabut Biru;12;9;
;Air Mimpi;1;2;
;Catatan: data sementara;;;
;;;;Kabut Biru, 3 Mei 2025
;;;;Petugas
;;;;Bapak Paus Randu
`)
    expect(kinds(run).slice(1)).toEqual([
      '2:child',
      '3:total',
      '4:child',
      '5:blank',
      '6:total',
      '7:total',
      '8:total',
      '9:note',
      '10:signature',
      '11:signature',
      '12:signature',
    ])
    expect(run.rows[1]?.children[0]?.phones[0]?.value).toBe('080000012345')
  })
  it('leaves out lists of other people', async () => {
    const run = await tried(
      'Nama;Jabatan;L/P;No HP\nIbu Kerbau;Pendamping;P;080000012345\nBapak Badak;Kepala;L;080000012346\n',
    )
    expect(run.rows.every((r) => r.children.length === 0)).toBe(true)
  })
  it('knows the subdistrict of a village from other rows, or from a list of places, and says so', async () => {
    const text =
      'Nama;L/P;Umur;Desa;Kecamatan\nAnoa Sirih;L;9;Air Mimpi;Lembah Kabut\nWalet Jahe;P;8;Air Mimpi;\nRusa Talas;P;8;Kabut Biru;\n'
    const run = await tried(text)
    expect(run.rows.slice(2).map((r) => r.children[0]?.subdistrict?.value)).toEqual(['Lembah Kabut', undefined])
    expect(run.rows[2]?.children[0]?.marks).toContain('subdistrict-from-village')
    const more = dryRun(await csv(text), { today, asOf: today, places: new Map([['Kabut Biru', 'Teluk Awan']]) })
    expect(more.rows[3]?.children[0]?.subdistrict?.value).toBe('Teluk Awan')
  })
  it('follows columns that are renamed, and dates that change their order, half-way', async () => {
    const run = await tried(`No;Nama;L/P;Tgl Lahir;No HP;Desa
1;Anoa Sirih;L;13/05/2015;080000012345;Kabut Biru
2;Walet Jahe;P;13/06/2016;080000012346;Kabut Biru
;;;;NIK;
3;Kuntul Sagu;P;Feb 2013;9901014202131234;Air Mimpi
format tanggal mulai di sini: bln/tgl/thn;;;;;
4;Camar Jahe;L;12/04/2015;;Kabut Biru
`)
    const children = run.rows.flatMap((r) => r.children)
    expect(children.map((c) => [c.phones.length, c.nik?.value])).toEqual([
      [1, undefined],
      [1, undefined],
      [0, '9901014202131234'],
      [0, undefined],
    ])
    expect(children[3]?.birth.value).toEqual({ precision: 'day', value: '2015-12-04' })
  })
  it('tells two hands apart in a column of mixed dates, and asks about the rest', async () => {
    const line = (n: number, date: string, source: string): string =>
      `${n};Camar ${'ABCDEFGHIJKL'[n]}sirih;L;${date};${source};Air Mimpi`
    const lines = [
      ...['12/25/2015', '12/30/2015', '10/15/2016', '09/14/2016', '03/04/2014'].map((d, i) => line(i, d, 'Lama')),
      ...['13/06/2016', '23/04/2014', '28/02/2013', '19/05/2016', '05/06/2016'].map((d, i) => line(i + 5, d, 'Baru')),
      line(10, '05/07/2016', ''),
    ]
    const run = await tried(`No;Nama;L/P;Tgl Lahir;Sumber;Desa\n${lines.join('\n')}\n`)
    const births = run.rows
      .flatMap((r) => r.children)
      .map((c) => (c.birth.value.precision === 'day' ? c.birth.value.value : c.birth.value.precision))
    expect([births[4], births[9], births[10]]).toEqual(['2014-03-04', '2016-06-05', 'year'])
    expect(codes(run)).toEqual(['12:date-order-ambiguous'])
  })
  it('finds a child who has a file already', async () => {
    const run = await tried(LIST)
    const child = run.rows[2]?.children[0]
    if (child === undefined) throw new Error('no child')
    const again = dryRun(await csv(LIST), { today, asOf: today, existing: [{ ref: 'file-7', ...likenessOf(child) }] })
    expect(again.rows[2]?.questions).toMatchObject([{ code: 'duplicate-of-file', params: { ref: 'file-7' } }])
  })
  it('takes the day of the list from its title, and asks when nothing tells it', async () => {
    expect(dryRun(await csv(`Keadaan per 31 Desember 2024;;\n${LIST}`), { today }).asOf).toBe('2024-12-31')
    const without = dryRun(await csv(LIST), { today })
    expect([without.asOf, without.fileQuestions[0]?.code]).toEqual([today, 'as-of-unknown'])
  })
})

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

describe('anything at all', () => {
  const scrap = fc.oneof(
    fc.constantFrom(
      '',
      'No',
      'Nama Anak',
      'L/P',
      'Tgl Lahir',
      'Desa',
      'NIK',
      'Umur',
      'Wali',
      'Jumlah',
      'Keterangan:',
      'Mengetahui',
      'contoh',
      'Anoa Sirih',
      'L',
      'P',
      '12/05/2015',
      '± 9 th',
      '31/06/2017',
      '9901011205151234',
      '9,9E+15',
      '"',
      'sda',
      '1',
      '2014',
      'Ibu Tapir (bibi)',
      'a / b',
      '#N/A',
      '1 = laki-laki',
    ),
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.integer().map(String),
  )
  const cell: fc.Arbitrary<Cell | null> = fc.oneof(
    { weight: 3, arbitrary: scrap.map((text): Cell | null => (text === '' ? null : { kind: 'text', text })) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: -10, max: 60000 }).map((n): Cell => ({ kind: 'number', text: String(n) })),
    },
    {
      weight: 1,
      arbitrary: fc.constant<Cell>({ kind: 'date', text: '42136', day: '2015-05-12', fill: 'FFEB9C', comment: 'x' }),
    },
  )
  const sheet: fc.Arbitrary<Sheet> = fc.record({
    name: fc.constantFrom('A', 'Rekap', 'Kode', 'Kec. Teluk Awan'),
    hidden: fc.boolean(),
    rows: fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 14 }),
    merges: fc.array(fc.record({ top: fc.nat(9), left: fc.nat(5), bottom: fc.nat(12), right: fc.nat(7) }), {
      maxLength: 3,
    }),
    hiddenRows: fc.constant(new Set([2])),
    hiddenColumns: fc.constant(new Set<number>()),
  })
  const book = (sheets: readonly Sheet[]): Workbook => ({
    name: 'x.xlsx',
    format: 'xlsx',
    date1904: false,
    ignored: [],
    sheets: sheets.map((s, i) => ({ ...s, name: `${s.name} ${i}` })),
  })

  it('never crashes, decides over every filled row, and loses no raw text', () => {
    fc.assert(
      fc.property(fc.array(sheet, { maxLength: 3 }), (sheets) => {
        const workbook = book(sheets)
        const run = dryRun(workbook, { today })
        for (const s of workbook.sheets) {
          const mine = run.rows.filter((r) => r.sheet === s.name)
          const cards =
            mine.some((r) => r.column !== undefined) || run.sheets.find((x) => x.name === s.name)?.role === 'cards'
          s.rows.forEach((row, r) => {
            const filled = row.flatMap((c, i) =>
              c !== null && c.text.trim() !== '' ? [[columnLetters(i), c.text] as const] : [],
            )
            const result = mine.find((x) => x.row === r + 1 && x.byColumn !== true)
            if (filled.length > 0 && !cards) expect(result).toBeDefined()
            if (result !== undefined && !cards)
              for (const [letters, text] of filled) expect(result.cells[letters]).toBe(text)
          })
        }
        for (const r of run.rows) expect(r.decision === 'skip').toBe(r.children.length === 0)
        for (const r of run.rows)
          expect(r.decision === 'import').toBe(r.children.length > 0 && r.questions.length === 0)
        applyAnswers(
          run,
          groupQuestions(run).map((g) => ({ code: g.code, field: g.field, choice: g.options[0] ?? 'keep' })),
        )
      }),
      { numRuns: 300 },
    )
  })
  it('a list of any names and spellings keeps each raw value beside its reading', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(scrap, scrap, scrap, scrap), { minLength: 1, maxLength: 12 }), (lines) => {
        const rows = [['No', 'Nama', 'L/P', 'Tgl Lahir', 'No HP'], ...lines.map((l, i) => [String(i + 1), ...l])].map(
          (r) => r.map((t): Cell | null => (t === '' ? null : { kind: 'text', text: t })),
        )
        const run = dryRun(
          book([{ name: 'A', hidden: false, rows, merges: [], hiddenRows: new Set(), hiddenColumns: new Set() }]),
          { today, asOf: today },
        )
        for (const r of run.rows) {
          for (const c of r.children) {
            for (const f of [c.name, c.sex, ...c.phones])
              expect(Object.values(r.cells).includes(f.raw) || f.raw === '').toBe(true)
            expect(Object.values(r.cells).some((t) => t.includes(c.birth.raw)) || c.birth.raw === '').toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
