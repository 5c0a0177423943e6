import { describe, expect, it } from 'vitest'
import type { Cell, Sheet } from '#platform/pure/sheet/index.ts'
import { legendOf } from './legends.ts'

const sheet = (...rows: (string | Cell)[][]): Sheet => ({
  name: 'A',
  hidden: false,
  merges: [],
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
  rows: rows.map((r) =>
    r.map((c): Cell | null => (typeof c !== 'string' ? c : c === '' ? null : { kind: 'text', text: c })),
  ),
})
const sexes = (...rows: string[][]): Record<string, string> =>
  Object.fromEntries(legendOf(sheet(...rows), () => false, []).sex)

describe('legends', () => {
  const both = { '1': 'male', '2': 'female' }
  it('say what codes of sex mean, however they are written', () => {
    for (const text of [
      '1 = laki-laki, 2 = perempuan',
      'JK: 1. Laki-laki 2. Perempuan',
      'Laki-laki (1), Perempuan (2)',
      '1=L; 2=P',
      'L=1, P=2',
      '1 : male; 2 : female',
      'laki-laki = 1; perempuan = 2',
    ]) {
      expect([text, sexes([text])]).toEqual([text, both])
    }
    expect(sexes(['Kode', 'Arti'], ['1', 'Laki-laki'], ['2', 'Perempuan'])).toEqual(both)
    expect(sexes(['1', '=', 'Perempuan'], ['2', '=', 'Laki-laki'])).toEqual({ '1': 'female', '2': 'male' })
  })
  it('are not read from the list itself, nor from counts', () => {
    expect(Object.fromEntries(legendOf(sheet(['1 = perempuan']), () => true, []).sex)).toEqual({})
    expect(sexes(['Laki-laki', '16'], ['Perempuan', '14'])).toEqual({})
  })
  it('say what colours mean, with the text in the coloured cell or beside it', () => {
    const green: Cell = { kind: 'text', text: 'selesai', fill: 'C6EFCE' }
    const red: Cell = { kind: 'empty', text: '', fill: 'FFC7CE' }
    const { colours } = legendOf(sheet(['Keterangan warna:'], [green], [red, 'hilang kontak']), () => false, [])
    expect([colours.get('C6EFCE')?.status, colours.get('FFC7CE')?.status]).toEqual(['closed', 'contact-lost'])
  })
  it('stand in headers too', () => {
    expect(Object.fromEntries(legendOf(sheet(), () => false, ['JK (1=P, 2=L)']).sex)).toEqual({
      '1': 'female',
      '2': 'male',
    })
  })
})
