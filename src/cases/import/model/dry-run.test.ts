import { describe, expect, it } from 'vitest'
import { dryRun, likenessOf } from './index.ts'
import { codes, csv, kinds, LIST, today, tried } from './lists.test-support.ts'

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
