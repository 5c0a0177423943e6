import { describe, expect, it } from 'vitest'
import { rangeOf } from '#platform/pure/partial-date.ts'
import { policyOf } from './date-order.ts'
import { matchHeader, orderHint } from './headers.ts'
import { parseDate } from './read-date.ts'
import { readGuardian } from './read-guardian.ts'
import { readName } from './read-name.ts'
import { readNik } from './read-nik.ts'
import { readPhones } from './read-phone.ts'
import { readAddress, readVillage, subdistrictIn, villageIn } from './read-place.ts'
import { readSex, sexCoding } from './read-sex.ts'

const rules = { asOf: '2025-12-31', ages: true, date1904: false }
const date = (text: string): string => {
  const d = parseDate({ kind: 'text', text }, rules)
  if (d.form === 'numeric') return `${d.first}|${d.second}|${d.year}`
  if (d.form !== 'fixed') return d.form
  const range = rangeOf(d.date)
  return 'value' in d.date && d.date.plusMinus === undefined ? d.date.value : `${range?.earliest}..${range?.latest}`
}

describe('dates as people write them', () => {
  const cases: Readonly<Record<string, string>> = {
    '12 Mei 2011': '2011-05-12',
    ' 18  mei 2009 ': '2009-05-18',
    '18-Jun-2010': '2010-06-18',
    '13-Nov-18': '2018-11-13',
    '02-Jan-2016': '2016-01-02',
    'May 12, 2011': '2011-05-12',
    '12th May 2011': '2011-05-12',
    '1 Pebruari 2012': '2012-02-01',
    '3 Nopember 2013': '2013-11-03',
    'Sabtu, 11 Mei 2019': '2019-05-11',
    'lahir 12 mei 2011': '2011-05-12',
    '2011-05-12': '2011-05-12',
    '00/00/2012': '2012',
    '00/07/2012': '2012-07',
    '2012-00-00': '2012',
    '2011-05-12 00:00:00': '2011-05-12',
    '24/02/2014': '24|2|2014',
    '12.5.2016': '12|5|2016',
    '3/8/10': '3|8|2010',
    '1/1/31': '1|1|1931',
    'O5/O3/2O12': '5|3|2012',
    '12052011': '12|5|2011',
    '20110512': '2011-05-12',
    '40885': '2011-12-08',
    '31/06/2017': 'impossible',
    '31 Juni 2017': 'impossible',
    '13/13/2015': 'impossible',
    '2011-02-30': 'impossible',
    '2014': '2014',
    'thn 2014': '2014',
    'tahun 2014': '2014',
    'Februari 2014': '2014-02',
    '02/2014': '2014-02',
    'Okt 2012': '2012-10',
    '± 2010': '2009-01-01..2011-12-31',
    'sekitar 2010': '2009-01-01..2011-12-31',
    '2013/2014': '2012-01-01..2014-12-31',
    '± 16 th': '2008-01-01..2010-12-31',
    'umur 7 th': '2018-01-01..2018-12-31',
    'umur 8 bln': '2025-04-01..2025-04-30',
    '6th': '2019-01-01..2019-12-31',
    '14': '2011-01-01..2011-12-31',
    '12 th 9 bln': '2013-03-01..2013-03-31',
    '10-12 tahun': '2013-01-01..2015-12-31',
    '5 years old': '2020-01-01..2020-12-31',
    '16,5 th': '2009-01-01..2009-12-31',
    '3 minggu': '2025-12-01..2025-12-31',
    '-': 'unknown',
    '?': 'unknown',
    'tidak tahu': 'unknown',
    '': 'unknown',
    'kelas 5 SD': 'unreadable',
    'anak pertama': 'unreadable',
    '12 Mei 2011 (akta)': '2011-05-12',
    '12 Mei': 'unreadable',
    '2011 Mei 12': '2011-05-12',
    '3 Agst 2012': '2012-08-03',
    'tgl 3 bulan 5 tahun 2012': '2012-05-03',
    '??/05/2012': '2012-05',
    '-/-/2012': '2012',
    '12 Mei 2011 / 13 th': '2011-05-12',
    'antara 2010-2012': '2010-01-01..2012-12-31',
    '< 1 th': '2025-01-01..2025-12-31',
    '11/12 th': '2013-01-01..2015-12-31',
    '7 th / 9 th': 'unreadable',
    '12 th ±': '2012-01-01..2014-12-31',
    '15 Rajab 1432 H': 'unreadable',
    '2554': 'unreadable',
  }
  for (const [text, read] of Object.entries(cases)) it(`"${text}" → ${read}`, () => expect(date(text)).toBe(read))
})

describe('which of two numbers is the day', () => {
  const e = (
    dayFirst: number,
    monthFirst: number,
    open: number,
  ): { dayFirst: number; monthFirst: number; open: number } => ({ dayFirst, monthFirst, open })
  it('is told by the column, asked where the column is of two minds, and day first where nothing is known', () => {
    expect(policyOf(e(3, 0, 9), null, []).order).toBe('day-first')
    expect(policyOf(e(0, 3, 9), null, []).order).toBe('month-first')
    expect(policyOf(e(9, 4, 9), null, []).order).toBe('conflict')
    expect(policyOf(e(0, 0, 9), null, [])).toEqual({ order: 'day-first', basis: 'default' })
    expect(policyOf(e(0, 0, 9), null, [e(0, 5, 0)]).order).toBe('month-first')
    expect(policyOf(e(0, 0, 9), null, [e(4, 5, 0)]).order).toBe('conflict')
    expect(policyOf(e(400, 1, 90), null, []).order).toBe('day-first')
    expect(policyOf(e(0, 0, 3), 'month-first', []).order).toBe('month-first')
    expect(policyOf(e(4, 0, 3), 'month-first', []).order).toBe('conflict')
  })
  it('is printed by some headers', () => {
    expect(orderHint('DOB (MM/DD/YYYY)')).toBe('month-first')
    expect(orderHint('Tgl Lahir (tgl/bln/thn)')).toBe('day-first')
    expect(orderHint('Tanggal Lahir')).toBeNull()
  })
})

describe('sex', () => {
  const plain = sexCoding('L/P', [], new Map(), new Map())
  const read = (text: string, coding = plain): string => {
    const r = readSex(text, coding)
    return r.kind === 'read' ? r.sex : r.kind
  }
  it('is read in every spelling, and nothing is guessed', () => {
    for (const m of [
      'L',
      'l ',
      'Lk.',
      'LK',
      'Laki2',
      'Laki-laki',
      'laki - laki',
      'male',
      'M',
      'Boy',
      '☑ L ☐ P',
      'anak laki-laki',
    ])
      expect([m, read(m)]).toEqual([m, 'male'])
    for (const f of ['P', ' p', 'Pr.', 'Perempuan', 'F', 'girl', 'WANITA', '[ ] L [x] P', 'anak perempuan'])
      expect([f, read(f)]).toEqual([f, 'female'])
    for (const none of ['', '-', '?']) expect([none, read(none)]).toEqual([none, 'missing'])
    expect(read('L/P')).toBe('choice-left')
    expect(read('anak')).toBe('unreadable')
    expect(read('1')).toBe('unreadable')
  })
  it('P means pria beside W, and codes mean what the legend or the identity numbers say', () => {
    expect(read('P', sexCoding('JK', ['P', 'W'], new Map(), new Map()))).toBe('male')
    expect(read('P', sexCoding('P/W', ['P'], new Map(), new Map()))).toBe('male')
    expect(
      read(
        '2',
        sexCoding(
          'JK',
          ['1', '2'],
          new Map([
            ['1', 'female'],
            ['2', 'male'],
          ]),
          new Map(),
        ),
      ),
    ).toBe('male')
    expect(
      read(
        '2',
        sexCoding(
          'JK',
          ['1', '2'],
          new Map(),
          new Map([
            ['1', [5, 0]],
            ['2', [0, 4]],
          ]),
        ),
      ),
    ).toBe('female')
    expect(read('2', sexCoding('JK', ['1', '2'], new Map(), new Map([['1', [1, 0]]])))).toBe('code-unknown')
  })
})

describe('numbers', () => {
  const phones = (text: string, kind: 'text' | 'number' = 'text'): string => {
    const r = readPhones({ kind, text })
    return [...r.numbers, ...(r.question === undefined ? [] : ['?'])].join(' ')
  }
  it('telephones keep their zero, and what is none is asked about', () => {
    expect(phones('80000072359', 'number')).toBe('080000072359')
    expect(phones('0800-0007-7224')).toBe('080000077224')
    expect(phones('+62 800 0008 4227')).toBe('080000084227')
    expect(phones('080000046638 / 80000097490')).toBe('080000046638 080000097490')
    expect(phones('080000048970 (tetangga)')).toBe('080000048970')
    expect(phones('800000', 'number')).toBe('?')
    expect(phones('8,00001E+10')).toBe('?')
    expect(phones('tidak ada')).toBe('')
    expect(phones('Ibu Pelikan')).toBe('?')
  })
  it('identity numbers are whole or lost', () => {
    expect(readNik({ kind: 'text', text: '9901 0256 0819 9955' })).toMatchObject({
      value: '9901025608199955',
      birth: { day: 16, month: 8, year: 19, sex: 'female' },
    })
    expect(readNik({ kind: 'number', text: '9901012305180350' })).toMatchObject({
      value: null,
      question: { code: 'nik-damaged' },
    })
    expect(readNik({ kind: 'text', text: '9,90104E+15' })).toMatchObject({
      value: null,
      question: { code: 'nik-damaged' },
    })
    expect(readNik({ kind: 'text', text: '990102' })).toMatchObject({ value: null, question: { code: 'nik-length' } })
    expect(readNik({ kind: 'text', text: '9901029908199955' })).toMatchObject({ question: { code: 'nik-implausible' } })
    expect(readNik({ kind: 'text', text: '-' })).toBeNull()
  })
})

describe('names and places', () => {
  it('one child, or several in a row', () => {
    expect(readName('BEKANTAN SIRIH')).toMatchObject({ names: ['Bekantan Sirih'], marks: ['case-changed'] })
    expect(readName('Camar Keladi / Kunang Keladi').names).toEqual(['Camar Keladi', 'Kunang Keladi'])
    expect(readName('Penyu, Belalang dan Pelatuk Kamboja')).toMatchObject({
      names: ['Penyu Kamboja', 'Belalang Kamboja', 'Pelatuk Kamboja'],
      familyNameShared: true,
    })
    expect(readName('Walet Kamboja (kembar) & Kepiting Kamboja (kembar)')).toMatchObject({
      names: ['Walet Kamboja', 'Kepiting Kamboja'],
      twins: true,
    })
    expect(readName('Kancil d’Rotan').names).toEqual(['Kancil d’Rotan'])
    expect(readName('Beo “Jambul” Sirih').names).toEqual(['Beo “Jambul” Sirih'])
    expect(readName('Camar Keladi\nKunang Keladi').names).toEqual(['Camar Keladi', 'Kunang Keladi'])
    expect(readName('1. Camar Keladi 2. Kunang Keladi').names).toEqual(['Camar Keladi', 'Kunang Keladi'])
    expect(readName('Camar\nKeladi').names).toEqual(['Camar Keladi'])
    expect(readName('Camar Keladi\npindah sekolah')).toMatchObject({ names: ['Camar Keladi'], note: 'pindah sekolah' })
    expect(readName('Camar\nKunang', [2]).names).toEqual(['Camar', 'Kunang'])
    expect(readName('Camar Keladi\nalias Noa').names).toHaveLength(1)
    expect(readName('-').names).toEqual([null])
  })
  it('guardians with their relation', () => {
    expect(readGuardian('Ibu Pelikan Beringin (bibi)')).toEqual({ name: 'Ibu Pelikan Beringin', relation: 'bibi' })
    expect(readGuardian('nenek: Ibu Pelikan')).toEqual({ name: 'Ibu Pelikan', relation: 'nenek' })
    expect(readGuardian('Bapak Paus Randu')).toEqual({ name: 'Bapak Paus Randu' })
  })
  it('places without prefix and ward', () => {
    expect(readVillage('Desa Air Mimpi')).toEqual({ village: 'Air Mimpi' })
    expect(readAddress('Desa Pasir Bintang RT 08')).toEqual({ village: 'Pasir Bintang' })
    expect(readAddress('Jl. Mawar 3, Ds. Kabut Biru, Kec. Teluk Awan')).toEqual({
      village: 'Kabut Biru',
      subdistrict: 'Teluk Awan',
    })
    expect(subdistrictIn('DATA ANAK – KEC. TELUK AWAN (per 30/06/2025)')).toBe('Teluk Awan')
    expect(subdistrictIn('Kecamatan : Teluk Awan')).toBe('Teluk Awan')
    expect(villageIn('Pemberdayaan Masyarakat Desa dan Kelurahan')).toBeUndefined()
    expect(subdistrictIn('PEMERINTAH KABUPATEN RAWA SELATAN')).toBeUndefined()
  })
  it('headers in both languages', () => {
    const cases: Readonly<Record<string, string>> = {
      'Nama Anak': 'name',
      'Child’s name': 'name',
      'L/P': 'sex',
      'Jns Kel.': 'sex',
      'Tempat, Tgl Lahir': 'birthplaceAndBirth',
      TTL: 'birthplaceAndBirth',
      'Tgl. Lahir': 'birth',
      DOB: 'birth',
      'Umur (th)': 'age',
      'No. HP Wali': 'phone',
      'Nama Wali': 'guardian',
      'Nama Ibu': 'guardian',
      'Hub. dgn anak': 'guardianRelation',
      NIK: 'nik',
      'NIK Ibu': 'other',
      'No. KK': 'other',
      Desa: 'village',
      Kec: 'subdistrict',
      'Desa/Kec.': 'villageAndSubdistrict',
      Alamat: 'address',
      'Alamat Orang Tua': 'address',
      'Tgl Masuk': 'registered',
      'Date registered': 'registered',
      Ket: 'notes',
      Status: 'status',
      'No.': 'number',
      'Berat (kg)': 'other',
      'Nm Lkp Anak': 'name',
      'Tgl Lhr': 'birth',
      'Tmpt/Tgl. Lhr': 'birthplaceAndBirth',
      'Jenis Kel.': 'sex',
      'Kel./Desa': 'village',
      'Ds/Kel': 'village',
      Almt: 'address',
      'Alamat KTP': 'address',
      'Tgl Msk': 'registered',
      'No. Register': 'number',
      'Status Ibu': 'other',
      'Nama Pelaku': 'other',
      'HP Pelapor': 'other',
      'Pend. Ortu': 'other',
    }
    for (const [text, field] of Object.entries(cases)) expect([text, matchHeader(text)?.field]).toEqual([text, field])
  })
})
