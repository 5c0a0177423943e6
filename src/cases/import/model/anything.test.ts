import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, Sheet, Workbook } from '#platform/pure/sheet/index.ts'
import { isHeaderText } from './headers.ts'
import { applyAnswers, dryRun, groupQuestions } from './index.ts'
import { today } from './lists.test-support.ts'

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
      'Nama : Anoa Sirih',
      'Desa Kabut Biru',
      'TTL',
      'ibu',
      '00/05/2012',
      'JK',
      'Kec.',
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
    rows: fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 14 }),
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
          const role = run.sheets.find((x) => x.name === s.name)?.role
          s.rows.forEach((row, r) => {
            const here = mine.filter((x) => x.row === r + 1 && x.byColumn !== true)
            const kept = here.flatMap((x) => Object.values(x.cells))
            for (const c of row) {
              if (c === null || c.text.trim() === '') continue
              expect(here.length).toBeGreaterThan(0)
              // A card knows its labels; everything else that stands in its row is kept.
              if (role !== 'cards') expect(kept).toContain(c.text)
            }
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
            // A ditto mark takes the value of a row above, and names that row as its source.
            const cellsOf = (row: number) =>
              [r, ...run.rows.filter((one) => one.row === row)].flatMap((one) => Object.values(one.cells))
            for (const f of [c.name, c.sex, ...c.phones])
              expect(cellsOf(f.source.row).includes(f.raw) || f.raw === '').toBe(true)
            expect(Object.values(r.cells).some((t) => t.includes(c.birth.raw)) || c.birth.raw === '').toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
  it('lists side by side, and cards, lose nothing that stands in their rows', () => {
    const text = (t: string): Cell | null => (t === '' ? null : { kind: 'text', text: t })
    const whole = (name: string, rows: readonly (readonly string[])[]): Workbook =>
      book([
        {
          name,
          hidden: false,
          rows: rows.map((r) => r.map(text)),
          merges: [],
          hiddenRows: new Set(),
          hiddenColumns: new Set(),
        },
      ])
    const head = ['No', 'Nama', 'L/P', 'Tgl Lahir', '', 'No', 'Nama', 'L/P', 'Tgl Lahir']
    fc.assert(
      fc.property(
        fc.array(fc.array(scrap, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 8 }),
        (lines) => {
          const labels = ['Nama', 'L/P', 'Tgl Lahir', 'Desa', 'Wali', 'HP', 'NIK', 'Ket']
          const cards = labels.map((label, i) => [label, ...(lines[i] ?? []).slice(0, 3)])
          for (const rows of [[head, ...lines], cards]) {
            const run = dryRun(whole('A', rows), { today, asOf: today })
            const kept = new Set(run.rows.flatMap((r) => Object.values(r.cells)))
            const joined = [...kept].join(' ')
            for (const t of rows.flat())
              if (t.trim() !== '' && !isHeaderText(t))
                expect(kept.has(t) || joined.includes(t.trim().replace(/^[^:]*:\s*/, ''))).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
