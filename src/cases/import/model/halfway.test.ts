import { describe, expect, it } from 'vitest'
import { births, childrenOf, codes, sexes, tried } from './lists.test-support.ts'

/** Rows of a list, one per letter, with what a function writes for the number of each. */
const rows = (from: number, count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(from + i)).join('\n')
const ANIMALS =
  'Anoa Babirusa Camar Duyung Elang Falkon Gurita Hiu Iguana Jalak Kancil Landak Musang Nuri Onta Penyu Rusa Siput Tapir Udang Walet Yuyu'.split(
    ' ',
  )
const name = (n: number): string => `${ANIMALS[n % ANIMALS.length]} ${['Sirih', 'Jahe'][n % 2]}`

describe('codes of sex that change their meaning half-way', () => {
  const list = (late: readonly string[], nik: (n: number) => string = () => ''): string =>
    `No;Nama;JK;Tgl Lahir;NIK\n${['L', 'P', 'P', 'L', ...late].map((sex, n) => `${n};${name(n)};${sex};${n + 1} Mei 2015;${nik(n)}`).join('\n')}\n`

  it('P beside W may be the contrary of P beside L: asked, and only there', async () => {
    const run = await tried(list(['W', 'P', 'W', 'P']))
    expect(sexes(run)).toEqual(['male', 'female', 'female', 'male', 'female', 'unknown', 'female', 'unknown'])
    expect(codes(run)).toEqual(['7:sex-coding-changed', '9:sex-coding-changed'])
  })
  it('one identity number beside it tells what it means from there on', async () => {
    const run = await tried(list(['W', 'P', 'W', 'P'], (n) => (n === 5 ? '9901010605151234' : '')))
    expect(sexes(run).slice(4)).toEqual(['female', 'male', 'female', 'male'])
    expect(codes(run)).toEqual([])
  })
  it('a stray W, or W and L mixed, changes nothing', async () => {
    expect(sexes(await tried(list(['P', 'W', 'P'])))).toEqual([
      'male',
      'female',
      'female',
      'male',
      'female',
      'female',
      'female',
    ])
    expect(codes(await tried(list(['W', 'P', 'L', 'W', 'P', 'L'])))).toEqual([])
  })
  it('1 and 2 exchanged are seen by the identity numbers, also where a row has none', async () => {
    const line = (male: number) => (n: number) => {
      const boy = n % 2 === 0
      const nik = n % 7 === 6 ? '' : `990101${String(boy ? n + 1 : n + 41).padStart(2, '0')}0515${1000 + n}`
      return `${n};${name(n)};${boy ? male : 3 - male};${n + 1} Mei 2015;${nik}`
    }
    const run = await tried(`No;Nama;JK;Tgl Lahir;NIK\n${rows(0, 10, line(1))}\n${rows(10, 12, line(2))}\n`)
    expect(sexes(run)).toEqual(Array.from({ length: 22 }, (_, n) => (n % 2 === 0 ? 'male' : 'female')))
    expect(codes(run)).toEqual([])
  })
  it('a remark between the rows says it for the rows below', async () => {
    const run = await tried(`No;Nama;JK;Umur
JK: 1 = laki-laki, 2 = perempuan;;;
1;Anoa Sirih;1;9
2;Walet Jahe;2;8
mulai baris ini 1 = perempuan, 2 = laki-laki;;;
3;Rusa Talas;1;7
4;Camar Pakis;2;6
`)
    expect(sexes(run)).toEqual(['male', 'female', 'female', 'male'])
  })
})

describe('date orders that change half-way', () => {
  let count = 0
  const dates = (...all: readonly string[]): string =>
    all.map((d, n) => `${n};${name(count++)};L;${d};Air Mimpi`).join('\n')
  const dayFirst = () => dates('13/05/2014', '25/06/2015', '03/04/2014', '30/01/2016', '28/02/2013')
  const monthFirst = () => dates('05/13/2014', '06/25/2015', '03/04/2014', '01/30/2016', '02/28/2013')
  const open = () => dates('03/04/2014', '05/06/2015')
  const head = 'No;Nama;L/P;Tgl Lahir;Desa'

  it('are told by the headings above; under a heading that shows nothing they are asked', async () => {
    const run = await tried(
      `${head}\nDari posko A;;;;\n${dayFirst()}\nDari posko B;;;;\n${monthFirst()}\nDari posko C;;;;\n${open()}\n`,
    )
    expect([births(run)[2], births(run)[7]]).toEqual(['2014-04-03', '2014-03-04'])
    expect(codes(run)).toEqual(['15:date-order-ambiguous', '16:date-order-ambiguous'])
  })
  it('are told by the place in the list alone, where enough dates show it; between the two they are asked', async () => {
    const run = await tried(`${head}\n${dayFirst()}\n${dayFirst()}\n${open()}\n${monthFirst()}\n${monthFirst()}\n`)
    expect([births(run)[2], births(run)[14]]).toEqual(['2014-04-03', '2014-03-04'])
    expect(codes(run)).toEqual(['12:date-order-ambiguous', '13:date-order-ambiguous'])
  })
  it('a list of its own that shows nothing is asked about where the lists around it disagree', async () => {
    const other = 'Nama;Tanggal Lahir;JK;Wali'
    const run = await tried(
      `${head}\n${dayFirst()}\n${head};Ket\n${monthFirst()}\n${other}\nRusa Talas;03/04/2014;P;Ibu Hiu\n`,
    )
    expect(codes(run).at(-1)).toBe('14:date-order-ambiguous')
    const agreed = await tried(`${head}\n${dayFirst()}\n${other}\nRusa Talas;03/04/2014;P;Ibu Hiu\n`)
    expect([codes(agreed), births(agreed).at(-1)]).toEqual([[], '2014-04-03'])
  })
})

describe('headings between lists with headers of their own', () => {
  it('say what holds below them, and a page break says nothing', async () => {
    const head = 'No;Nama;Tgl Lahir;Wali'
    const run = await tried(`A. ANAK LAKI-LAKI DESA AIR MIMPI;;;
${head}
1;Anoa Sirih;2 Mei 2015;Ibu Hiu
${head}
2;Rusa Talas;2 Mei 2016;Ibu Hiu
Jumlah;2;;
B. ANAK PEREMPUAN DESA KABUT BIRU;;;
${head}
1;Walet Jahe;2 Mei 2014;Ibu Hiu
`)
    expect(sexes(run)).toEqual(['male', 'male', 'female'])
    expect(childrenOf(run).map((c) => c.village?.value)).toEqual(['Air Mimpi', 'Air Mimpi', 'Kabut Biru'])
  })
})

describe('columns that change places without a header', () => {
  const swapped = (head: string, line: (n: number) => readonly string[], a: number, b: number): string => {
    const rows = Array.from({ length: 16 }, (_, n) => {
      const cells = [...line(n)]
      if (n >= 8) [cells[a], cells[b]] = [cells[b] ?? '', cells[a] ?? '']
      return cells.join(';')
    })
    return `${head}\n${rows.join('\n')}\n`
  }
  const VILLAGES = ['Muara Benang', 'Lubuk Cerita', 'Padang Tinta']
  const RELATIONS = ['ibu', 'nenek', 'paman']
  const line = (n: number): readonly string[] => [
    name(n),
    'LP'[n % 2] ?? 'L',
    `${n + 1} Mei ${2010 + (n % 8)}`,
    VILLAGES[n % 3] ?? '',
    `Ibu ${ANIMALS[(n * 5) % 20]} Randu`,
    RELATIONS[n % 3] ?? '',
    n % 4 === 0 ? 'anak yatim' : '',
    `${(n % 12) + 1} Juni 2024`,
  ]
  const head = 'Nama;JK;Tgl Lahir;Desa;Wali;Hub;Ket;Tgl Masuk'
  const reading = (run: Awaited<ReturnType<typeof tried>>) =>
    childrenOf(run).map((c) => [
      c.name.value,
      c.sex.value,
      'value' in c.birth.value ? c.birth.value.value : '',
      c.village?.value,
      c.guardian?.value,
      c.guardianRelation?.value,
      c.notes[0]?.value,
      c.registered?.raw,
    ])
  const columns = head.split(';')
  for (const [a, b] of [
    [0, 3],
    [3, 5],
    [0, 6],
    [3, 6],
    [2, 7],
    [4, 5],
    [0, 4],
    [1, 2],
  ] as const) {
    it(`${columns[a]} and ${columns[b]}: read as if they had not`, async () => {
      const straight = await tried(swapped(head, line, 0, 0))
      const run = await tried(swapped(head, line, a, b))
      expect(reading(run)).toEqual(reading(straight))
      expect(run.fileQuestions.map((q) => q.code)).toEqual(['columns-moved'])
      expect(codes(run)).toEqual(codes(straight))
    })
  }
  it('two columns with the same words, where a child lives and where it comes from, have not changed places', async () => {
    const rows = Array.from(
      { length: 24 },
      (_, n) => `${name(n)};L;${n + 1} Mei 2015;${VILLAGES[(n * 7) % 3]};${VILLAGES[(n * 5 + 1) % 3]}`,
    )
    const run = await tried(`Nama;JK;Tgl Lahir;Desa Asal;Desa\n${rows.join('\n')}\n`)
    expect(run.fileQuestions).toEqual([])
    expect(childrenOf(run).map((c) => c.village?.value)).toEqual(rows.map((row) => row.split(';')[4]))
  })
  for (const [what, change] of [
    ['put in', (cells: readonly string[]) => [...cells.slice(0, 3), '', ...cells.slice(3)]],
    ['left out', (cells: readonly string[]) => [...cells.slice(0, 5), ...cells.slice(6)]],
  ] as const) {
    it(`a column ${what} half-way: all that stands right of it has moved by one`, async () => {
      const rows = Array.from({ length: 18 }, (_, n) => (n < 9 ? line(n) : change(line(n))).join(';'))
      const run = await tried(`${head}\n${rows.join('\n')}\n`)
      const straight = reading(
        await tried(`${head}\n${Array.from({ length: 18 }, (_, n) => line(n).join(';')).join('\n')}\n`),
      )
      const left = what === 'left out' ? straight.map((r, n) => (n < 9 ? r : r.with(5, undefined))) : straight
      expect(reading(run)).toEqual(left)
      expect(run.fileQuestions.map((q) => q.code)).toEqual(['columns-moved'])
    })
  }
  it('a list that stays as it is is never cut', async () => {
    const run = await tried(swapped(head, line, 0, 0))
    expect(run.fileQuestions).toEqual([])
  })
})
