import { describe, expect, it } from 'vitest'
import type { Row } from '#platform/pure/sheet/index.ts'
import { applyAnswers, dryRun } from './index.ts'
import { bookOf, childrenOf, codes, csv, kinds, sexes, today, tried, triedBook } from './lists.test-support.ts'

describe('two lists side by side', () => {
  const text = `LAKI-LAKI;;;;;PEREMPUAN;;;
No;Nama;Tgl Lahir;Desa;;No;Nama;Tgl Lahir;Desa
1;Anoa Sirih;2 Mei 2015;Air Mimpi;;1;Walet Jahe;3 Mei 2015;Kabut Biru
2;Rusa Talas;4 Mei 2015;Air Mimpi;;;catatan petugas;;
;Jumlah;2;;;;Jumlah;1;
`
  it('are read each by itself, and no cell of the row is lost or another child’s', async () => {
    const run = await tried(text)
    const found = run.rows.filter((r) => r.children.length > 0)
    expect(found.map((r) => [r.row, r.column, r.children[0]?.name.value, r.children[0]?.sex.value])).toEqual([
      [3, 'B', 'Anoa Sirih', 'male'],
      [3, 'G', 'Walet Jahe', 'female'],
      [4, 'B', 'Rusa Talas', 'male'],
    ])
    expect(found.map((r) => Object.keys(r.cells).join(''))).toEqual(['ABCD', 'FGHI', 'ABCDG'])
    expect(kinds(run).at(-1)).toBe('5:total')
  })
  it('a second name that is the guardian’s does not begin a list', async () => {
    const run = await tried(
      'No;Nama;L/P;Umur;Nama;HP\n1;Anoa Sirih;L;9;Ibu Hiu;080000012345\n2;Rusa Jahe;L;8;Ibu Paus;080000012346\n',
    )
    expect(run.rows.map((r) => r.column)).toEqual([undefined, undefined, undefined])
    expect(childrenOf(run)).toHaveLength(2)
  })
})

describe('cards', () => {
  it('speak of the guardian below his heading, and a list of brothers and sisters on them is no list of children', () => {
    const run = triedBook({
      Kartu: `KARTU ANAK
I.;DATA ANAK
1.1;Nama;Anoa Sirih
1.2;Jenis kelamin;L
1.3;Tanggal lahir;2 Mei 2015
1.4;NIK;9901010205151234
1.5;Desa;Air Mimpi
II.;DATA WALI
2.1;Nama;Ibu Hiu Randu
2.2;Hubungan;bibi
2.3;No. HP;080000012345

Saudara
Nama;Umur;L/P;Sekolah
Rusa Sirih;5;L;-
Walet Sirih;3;P;-
Camar Sirih;2;P;-`,
    })
    expect(childrenOf(run)).toMatchObject([
      { name: { value: 'Anoa Sirih' }, guardian: { value: 'Ibu Hiu Randu' }, guardianRelation: { value: 'bibi' } },
    ])
    expect(codes(run)).toEqual([])
  })
})

describe('cards with two pairs of label and value in a row', () => {
  it('belong together, and what is said right of the child may be the guardian’s', () => {
    const run = triedBook({
      Kartu: `IDENTITAS ANAK;;IDENTITAS ORANG TUA;
Nama;Anoa Sirih;Nama;Ibu Hiu Randu
L/P;P;Hubungan;ibu
Tgl Lahir;2 Mei 2015;HP;080000012345

IDENTITAS ANAK;;IDENTITAS ORANG TUA;
Nama;Rusa Talas;Nama;Bapak Paus
L/P;L;Hubungan;ayah
Tgl Lahir;3 Mei 2016;HP;`,
    })
    expect(childrenOf(run)).toMatchObject([
      { name: { value: 'Anoa Sirih' }, sex: { value: 'female' }, guardian: { value: 'Ibu Hiu Randu' }, phones: [{}] },
      { name: { value: 'Rusa Talas' }, sex: { value: 'male' }, guardianRelation: { value: 'ayah' }, phones: [] },
    ])
    expect(codes(run)).toEqual([])
  })
  it('a label that is left empty is no heading, and a word behind a label is its value', () => {
    const run = triedBook({
      Kartu: `Nama;Anoa Sirih;Sekolah;SDN 1
Pekerjaan Orang Tua;;Hubungan;ibu
Foto;;Wali;Ibu Hiu
Jenis Kelamin;P;Desa;Air Mimpi
Tgl Lahir;2 Mei 2015;;`,
    })
    expect(childrenOf(run)).toMatchObject([
      { sex: { value: 'female' }, guardian: { value: 'Ibu Hiu' }, guardianRelation: { value: 'ibu' } },
    ])
  })
})

describe('an office above or below its list', () => {
  it('is no card', async () => {
    const office = 'Nama pimpinan:;Bapak Paus\nAlamat:;Desa Air Mimpi\nTelp:;080000012345\nKec:;Lembah Kabut'
    const list = 'Nama;L/P;Umur\nAnoa Sirih;L;9\nRusa Talas;P;8'
    for (const text of [`${office}\n\n${list}\n`, `${list}\n\n${office}\n`])
      expect(childrenOf(triedBook({ Data: text })).map((c) => c.name.value)).toEqual(['Anoa Sirih', 'Rusa Talas'])
  })
})

describe('columns whose header names two things', () => {
  it('are read cell by cell', async () => {
    const run = await tried(`Nama / NIK;L/P;Umur;Wali & No HP
Anoa Sirih 9901010205151234;L;9 th;Ibu Hiu Randu (080000012345)
Rusa Talas;P;8 th;Ibu Paus
`)
    expect(childrenOf(run)).toMatchObject([
      {
        name: { value: 'Anoa Sirih' },
        nik: { value: '9901010205151234' },
        guardian: { value: 'Ibu Hiu Randu' },
        phones: [{ value: '080000012345' }],
      },
      { name: { value: 'Rusa Talas' }, guardian: { value: 'Ibu Paus' }, phones: [] },
    ])
    expect(childrenOf(run)[1]?.nik).toBeUndefined()
  })
  it('HP/NIK holds a telephone number in one row and an identity number in another', async () => {
    const run = await tried('Nama;L/P;Umur;HP/NIK\nAnoa Sirih;L;9;080000012345\nRusa Talas;P;8;9901014205171234\n')
    expect(childrenOf(run).map((c) => [c.phones[0]?.value, c.nik?.value])).toEqual([
      ['080000012345', undefined],
      [undefined, '9901014205171234'],
    ])
  })
})

describe('several sheets', () => {
  const list = (village: string): string => `Nama;L/P;Umur;${village}\nAnoa Sirih;L;9;\nRusa Talas;P;8;`
  it('are named after places only where all of them are', () => {
    const villages = (names: readonly string[]): (string | undefined)[] =>
      childrenOf(triedBook(Object.fromEntries(names.map((n, i) => [n, list(`Ket${i}`)])))).map((c) => c.village?.value)
    expect(villages(['Sungai Madu', 'Bukit Lonceng'])).toEqual([
      'Sungai Madu',
      'Sungai Madu',
      'Bukit Lonceng',
      'Bukit Lonceng',
    ])
    expect(villages(['Sungai Madu', 'Posyandu Melati'])).toEqual([undefined, undefined, undefined, undefined])
  })
  it('without a header go on with the columns of the sheet before, if they fit', () => {
    const run = triedBook({
      Daftar: 'No;Nama;L/P;Tgl Lahir;Desa;Wali\n1;Anoa Sirih;L;2 Mei 2015;Muara Benang;Ibu Hiu',
      Lanjutan: '2;Rusa Talas;P;3 Mei 2016;Lubuk Cerita;Ibu Paus\n3;Camar Jahe;P;4 Mei 2016;Lubuk Cerita;Ibu Elang',
      Lain: 'Ibu Paus;080000012345;2 Mei 2014\nIbu Hiu;080000012346;3 Mei 2014',
    })
    expect(childrenOf(run).map((c) => c.village?.value)).toEqual(['Muara Benang', 'Lubuk Cerita', 'Lubuk Cerita'])
  })
})

describe('cells', () => {
  it('TRUE and FALSE are ticks', async () => {
    const run = await tried(
      'Nama;Laki-laki;Perempuan;Umur\nAnoa Sirih;TRUE;FALSE;9\nRusa Talas;FALSE;TRUE;8\nCamar Jahe;FALSE;FALSE;7\n',
    )
    expect(sexes(run)).toEqual(['male', 'female', 'unknown'])
    expect(codes(run)).toEqual(['4:sex-missing'])
  })
  it('a name that is crossed out is asked about, and the row is not lost', () => {
    const book = bookOf({ Data: 'Nama;L/P;Umur\nAnoa Sirih;L;9\nRusa Talas;P;8' })
    const struck = book.sheets[0]?.rows.map((row, r): Row =>
      r === 1 ? row.map((c) => (c === null ? null : { ...c, struck: true })) : row,
    )
    const run = dryRun(
      { ...book, sheets: book.sheets.map((s) => ({ ...s, rows: struck ?? [] })) },
      { today, asOf: today },
    )
    expect(codes(run)).toEqual(['2:row-struck'])
    const answered = (choice: 'keep' | 'leave-out') =>
      applyAnswers(run, [{ code: 'row-struck', field: 'row', choice }]).rows[1]?.decision
    expect([answered('keep'), answered('leave-out')]).toEqual(['import', 'reject'])
  })
  it('whoever reported or did something is neither child nor guardian, nor somebody to call', async () => {
    const run = dryRun(
      await csv(
        'No;Nama Pelapor;HP Pelapor;Nama Korban;L/P;Umur Korban;Nama Pelaku;Hubungan Pelaku;Status Ibu\n1;Bapak Hiu;080000012345;Anoa Sirih;P;9;Bapak Paus;paman;meninggal\n',
      ),
      { today, asOf: today },
    )
    const [child] = childrenOf(run)
    expect(child?.name.value).toBe('Anoa Sirih')
    expect([child?.guardian, child?.guardianRelation, child?.phones]).toEqual([undefined, undefined, []])
  })
})

describe('exports of systems', () => {
  it('write headers in one word, and names in parts', async () => {
    const run = await tried(`CaseID;FirstName;LastName;DateOfBirth;NoHP
C-1;Anoa;Sirih;2015-05-12;080000012345
C-2;Rusa;;2016-05-12;
`)
    expect(childrenOf(run)).toMatchObject([
      { name: { value: 'Anoa Sirih' }, birth: { value: { value: '2015-05-12' } }, phones: [{ value: '080000012345' }] },
      { name: { value: 'Rusa' } },
    ])
    const whole = await tried('FirstName;LastName;FullName;Age;Sex\nAnoa;Sirih;Anoa Budi Sirih;9;M\n')
    expect(childrenOf(whole)[0]?.name.value).toBe('Anoa Budi Sirih')
  })
  it('codes of villages are explained by any line that knows the codes of the list', async () => {
    const list = 'Nama;L/P;Umur;Desa\nAnoa Sirih;L;9;AM\nRusa Talas;P;8;KB\n\n'
    const run = await tried(`${list}AM = Air Mimpi, KB = Kabut Biru;;;\n`)
    expect(childrenOf(run).map((c) => c.village?.value)).toEqual(['Air Mimpi', 'Kabut Biru'])
    expect(childrenOf(await tried(`${list}XX = Air Mimpi;;;\n`)).map((c) => c.village?.raw)).toEqual(['AM', 'KB'])
  })
})

describe('header words under some columns only', () => {
  it('give these columns a new meaning from there on, and leave the others alone', async () => {
    const run = await tried(`No;Nama;JK;Tgl Lahir;Desa;Wali;HP;Ket
1;Anoa Sirih;L;12 Mei 2015;Air Mimpi;Ibu Hiu;080000012345;yatim
2;Rusa Talas;P;13 Mei 2016;Kabut Biru;Ibu Paus;080000012346;
;;;TTL;Alamat;Nama Ibu;NIK;Status
3;Walet Jahe;P;Ombak Lima, 14 Mei 2014;Desa Air Mimpi RT 02;Ibu Elang;9901015405141234;Selesai
4;Camar Pakis;L;Kabut Biru, 2013;Desa Kabut Biru RT 01;Ibu Macan;9901010101131234;Aktif
`)
    const [a, , c] = childrenOf(run)
    expect([a?.name.value, a?.phones[0]?.value, a?.notes[0]?.value]).toEqual(['Anoa Sirih', '080000012345', 'yatim'])
    expect(c).toMatchObject({
      name: { value: 'Walet Jahe' },
      birth: { value: { precision: 'day', value: '2014-05-14' } },
      birthplace: { value: 'Ombak Lima' },
      village: { value: 'Air Mimpi' },
      guardianRelation: { value: 'ibu' },
      nik: { value: '9901015405141234' },
      status: { value: 'closed' },
    })
    expect(codes(run)).toEqual([])
  })
  it('a heading, or a sum, under a column is none', async () => {
    const run = await tried(`No;Nama;JK;Umur;Desa
1;Anoa Sirih;L;12;Air Mimpi
;;;;Desa Kabut Biru
2;Rusa Talas;P;13;Kabut Biru
;Jumlah;;;
3;Walet Jahe;P;14;Kabut Biru
`)
    expect(run.sheets[0]?.headerRows).toEqual([1])
    expect(childrenOf(run)).toHaveLength(3)
  })
})
