import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importDryRun, run } from './import-dry-run.ts'

const sheet = new TextEncoder().encode('Nama;L/P;Tgl Lahir\nAnoa Sirih;L;12/05/2015\nWalet Jahe;-;2014\n')

function io(bytes: Uint8Array | null): { out: string[]; err: string[]; io: Parameters<typeof run>[1] } {
  const out: string[] = []
  const err: string[] = []
  const readFile = (): Promise<Uint8Array> =>
    bytes === null ? Promise.reject(new Error('ENOENT /secret/name')) : Promise.resolve(bytes)
  return { out, err, io: { stdout: (t) => out.push(t), stderr: (t) => err.push(t), readFile } }
}

describe('lindung import --dry-run', () => {
  it('prints a summary for people', async () => {
    const t = io(sheet)
    expect(await run(['daftar.csv', '--dry-run', '--as-of=2025-09-30'], t.io)).toBe(0)
    expect(t.out.join('')).toContain('1 rows will be files, 1 have questions, 1 are left out.')
  })
  it('prints the shape of the truth files', async () => {
    const t = io(sheet)
    expect(await run(['daftar.csv', '--dry-run', '--json', '--as-of', '2025-09-30'], t.io)).toBe(0)
    const report: unknown = JSON.parse(t.out.join(''))
    expect(report).toMatchObject({
      as_of: '2025-09-30',
      file_questions: [],
      sheets: [{ role: 'caseload', header_rows: [1] }],
    })
  })
  it('asks once when nothing says on which day the list was true', async () => {
    const t = io(sheet)
    expect(
      await importDryRun(
        { file: 'daftar.csv', json: true, zone: 'Asia/Jayapura', now: new Date('2025-12-31T16:00:00Z') },
        t.io,
      ),
    ).toBe(0)
    expect(JSON.parse(t.out.join(''))).toMatchObject({
      as_of: '2026-01-01',
      file_questions: [{ code: 'as-of-unknown' }],
    })
  })
  it('refuses what it cannot read, with a sentence and without the path', async () => {
    const missing = io(null)
    expect(await run(['/home/x/daftar.csv', '--dry-run'], missing.io)).toBe(1)
    expect(missing.err.join('')).toBe('The file cannot be opened. Is there one of that name, and may you read it?\n')
    const picture = io(
      readFileSync(new URL('../../../../test/vectors/sheets/01-register-sederhana.xlsx', import.meta.url)).subarray(
        0,
        900,
      ),
    )
    expect(await run(['daftar.xlsx', '--dry-run'], picture.io)).toBe(1)
    expect(picture.err.join('')).toBe('The file is damaged.\n')
  })
  it('takes a list of places, and says so when that cannot be opened', async () => {
    const files = new Map([
      ['daftar.csv', 'Nama;L/P;Umur;Desa\nAnoa Sirih;L;9;Air Mimpi\n'],
      ['desa.csv', 'Air Mimpi;Lembah Kabut\n'],
    ])
    const t = io(null)
    const readFile = (path: string): Promise<Uint8Array> =>
      files.has(path) ? Promise.resolve(new TextEncoder().encode(files.get(path))) : Promise.reject(new Error('no'))
    expect(
      await run(['daftar.csv', '--dry-run', '--json', '--as-of', '2025-09-30', '--places', 'desa.csv'], {
        ...t.io,
        readFile,
      }),
    ).toBe(0)
    expect(JSON.parse(t.out.join(''))).toMatchObject({
      rows: [
        {},
        {
          children: [
            { subdistrict: 'Lembah Kabut', marks: ['birth-from-age', 'estimated', 'subdistrict-from-village'] },
          ],
        },
      ],
    })
    expect(await run(['daftar.csv', '--dry-run', '--places', 'tidak-ada.csv'], { ...t.io, readFile })).toBe(1)
  })
  it('says how it is used when it is asked wrongly', async () => {
    for (const argv of [[], ['a.csv', 'b.csv', '--dry-run'], ['a.csv', '--unknown']]) {
      const t = io(sheet)
      expect(await run(argv, t.io)).toBe(2)
      expect(t.err.join('')).toContain('usage')
    }
  })
  it.each([
    ['--as-of', '2025-13-01', 'the year first'],
    ['--as-of', '30-06-2025', 'the year first'],
    ['--zone', 'Rawa', 'a time zone'],
  ])('says what is wrong with %s %s', async (option, value, sentence) => {
    const t = io(sheet)
    expect(await run(['a.csv', '--dry-run', option, value], t.io)).toBe(2)
    expect(t.err.join('')).toContain(sentence)
    expect(t.out).toEqual([])
  })
})
