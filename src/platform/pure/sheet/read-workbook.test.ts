import { strToU8, unzipSync, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { isProblem, readWorkbook, type Workbook } from './index.ts'

const HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
const empty = await writeXlsx({ sheets: [{ name: 'A', rows: [['x']] }] })

/** A workbook whose only sheet has this XML. */
function withSheet(xml: string, more: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({ ...unzipSync(empty), 'xl/worksheets/sheet1.xml': strToU8(xml), ...more })
}

async function read(bytes: Uint8Array, name = 'x.xlsx'): Promise<Workbook> {
  const book = await readWorkbook(bytes, name)
  if (isProblem(book)) throw new Error(book.problem)
  return book
}

describe('the gate', () => {
  const cases: readonly (readonly [string, () => Uint8Array])[] = [
    ['empty', () => new Uint8Array()],
    ['too-large-inflated', () => withSheet(`${HEAD}${' '.repeat(21_000_000)}</worksheet>`)],
    [
      'entities',
      () => withSheet(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>${HEAD.slice(21)}<sheetData/></worksheet>`),
    ],
    ['broken', () => withSheet(`${HEAD}<sheetData><row r="1"><c r="A1"><v>1</v>`)],
    ['broken', () => empty.subarray(0, 400)],
    [
      'too-many-cells',
      () => withSheet(`${HEAD}<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>`),
    ],
    ['not-a-workbook', () => zipSync({ 'a.txt': strToU8('a') })],
    ['not-a-workbook', () => new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 4])],
    ['broken', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3])],
  ]
  for (const [problem, make] of cases) {
    it(`refuses: ${problem}`, async () => expect(await readWorkbook(make(), 'x.xlsx')).toEqual({ problem }))
  }
  it('cuts off formats in the very last row, in which nothing stands', async () => {
    const book = await read(
      withSheet(
        `${HEAD}<sheetData><row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="A1048576" s="0"/></row></sheetData></worksheet>`,
      ),
    )
    expect(book.sheets[0]?.rows).toEqual([[{ kind: 'number', text: '7' }]])
  })
  it('ignores macros and says so', async () => {
    const book = await read(withSheet(`${HEAD}<sheetData/></worksheet>`, { 'xl/vbaProject.bin': new Uint8Array([1]) }))
    expect(book.ignored).toEqual(['macros'])
  })
})

describe('a workbook', () => {
  it('is read with its dates, formulas, comments, colours, merges and hidden parts', async () => {
    const day = new Date('2015-05-12T00:00:00Z')
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'A',
          rows: [
            ['Nama', day, 9901012305180350],
            ['x', null, 3],
          ],
          merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }],
          rowDefs: new Map([[1, { hidden: true }]]),
          cells: new Map([
            ['0,1', { value: day, type: 'date', style: { numFmt: 'dd/mm/yyyy' }, comment: { text: 'dari kartu' } }],
            [
              '1,2',
              {
                value: 3,
                type: 'formula',
                formula: 'SUM(1,2)',
                formulaResult: 3,
                style: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFEB9C' } } },
              },
            ],
          ]),
        },
        { name: 'B', rows: [['tersembunyi']], hidden: true },
      ],
    })
    const book = await read(bytes)
    const [a, b] = book.sheets
    expect(a?.rows[0]?.[1]).toEqual({ kind: 'date', text: '42136', day: '2015-05-12', comment: 'dari kartu' })
    expect(a?.rows[0]?.[2]?.text).toBe('9901012305180350')
    expect(a?.rows[1]?.[2]).toEqual({ kind: 'number', text: '3', formula: true, fill: 'FFEB9C' })
    expect(a?.merges).toEqual([{ top: 0, left: 0, bottom: 1, right: 0 }])
    expect([...(a?.hiddenRows ?? [])]).toEqual([1])
    expect(b?.hidden).toBe(true)
  })
  it('keeps a small number in a cell of dates: an age of 14 is not 15', async () => {
    const days = [new Date('1900-01-14'), new Date('1900-02-28'), new Date('1900-03-01'), new Date('2020-06-24')]
    const book = await read(await writeXlsx({ sheets: [{ name: 'A', rows: [days] }] }))
    expect(book.sheets[0]?.rows[0]?.map((cell) => cell?.text)).toEqual(['14', '59', '61', '44006'])
  })
  it('of the 1904 system keeps its own serial numbers', async () => {
    const day = new Date('2015-05-12T00:00:00Z')
    const rows = {
      name: 'A',
      rows: [[day]],
      cells: new Map([['0,0', { value: day, type: 'date' as const, style: { numFmt: 'dd/mm/yyyy' } }]]),
    }
    const book = await read(await writeXlsx({ sheets: [rows], dateSystem: '1904' }))
    expect(book.date1904).toBe(true)
    expect(book.sheets[0]?.rows[0]?.[0]).toEqual({ kind: 'date', text: String(42136 - 1462), day: '2015-05-12' })
  })
})

describe('separated text', () => {
  const texts = async (bytes: Uint8Array): Promise<string[][]> =>
    (await read(bytes, 'x.csv')).sheets[0]?.rows.map((r) => r.map((c) => c?.text ?? '')) ?? []
  it('keeps line breaks and quotes inside quoted fields, and counts blank lines', async () => {
    expect(await texts(strToU8('a;b\r\n\r\n"x ""y""\r\nz";2\r\n'))).toEqual([['a', 'b'], [''], ['x "y"\nz', '2']])
  })
  it('finds the separator by itself', async () => {
    for (const s of [';', ',', '\t', '|'])
      expect(await texts(strToU8(`No${s}Nama\n1${s}Anoa\n2${s}Walet\n`))).toEqual([
        ['No', 'Nama'],
        ['1', 'Anoa'],
        ['2', 'Walet'],
      ])
    expect((await texts(strToU8('Nama;Catatan\nAnoa;a, b, c\nWalet;d, e\n')))[1]).toEqual(['Anoa', 'a, b, c'])
  })
  it('reads Windows-1252, UTF-8 and UTF-16 with and without a mark', async () => {
    expect(await texts(new Uint8Array([0xc9, 0x6c, 0x61, 0x6e, 0x67, 0x3b, 0x93, 0x94, 0x0a]))).toEqual([
      ['Élang', '“”'],
    ])
    expect(await texts(strToU8('\ufeffÉlang;x\n'))).toEqual([['Élang', 'x']])
    const wide = (s: string, little: boolean): Uint8Array =>
      Uint8Array.from(
        [...s].flatMap((c) =>
          little ? [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8] : [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255],
        ),
      )
    for (const little of [true, false])
      for (const mark of ['\ufeff', ''])
        expect(await texts(wide(`${mark}Anoa;Élang\nWalet;x\n`, little))).toEqual([
          ['Anoa', 'Élang'],
          ['Walet', 'x'],
        ])
  })
})
