import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { run } from '../../../src/app/cli/commands/import-dry-run.ts'
import { knownPlaces } from '#app/packs.ts'
import { GENERATORS } from './generate.ts'
import { SURPRISES } from './surprises.ts'
import { asCards, in1904, sideBySide, sourceOf } from './turned.ts'
import { score, verdict, type Row, type Score, type Truth } from './score.ts'

const here = new URL('.', import.meta.url)
const NONE: Partial<Score> = { notAsked: [], invented: [], lost: [], skippedChildren: [], madeChildren: [], merged: [] }

async function reportOf(name: string, bytes: Uint8Array, asOf: string): Promise<{ rows: Row[]; file_questions: { code: string }[] }> {
  const out: string[] = []
  const code = await run([name, '--dry-run', '--json', '--as-of', asOf], {
    stdout: (text) => out.push(text),
    stderr: (text) => out.push(text),
    readFile: () => Promise.resolve(bytes),
  })
  expect(code).toBe(0)
  return JSON.parse(out.join('')) as { rows: Row[]; file_questions: { code: string }[] }
}

function expectMarks(s: Score): void {
  expect(s).toMatchObject(NONE)
  expect(s.overAsked.length / Math.max(1, s.clear), s.overAsked.join('\n')).toBeLessThanOrEqual(0.03)
  expect(s.alike / s.fields, s.wrong.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.97)
  expect(verdict(s).ok, verdict(s).line).toBe(true)
}

describe('a district office’s messy sheets', () => {
  for (const file of readdirSync(here).filter((f) => /^\d\d-.*\.(xlsx|csv)$/.test(f))) {
    it(`${file} is read as a careful person would`, async () => {
      const truth = JSON.parse(readFileSync(new URL(file.replace(/\.\w+$/, '.truth.json'), here), 'utf8')) as Truth
      const report = await reportOf(file, readFileSync(new URL(file, here)), truth.as_of)
      expectMarks(score(truth, report))
      expect(report.file_questions).toEqual([])
    })
  }
})

describe('the same sheets laid out anew', () => {
  const layouts = { 'a child per column': sideBySide, 'a card per child': asCards, 'the 1904 date system': in1904 }
  for (const [file, headerRows] of [['01-register-sederhana', [4]], ['02-dua-baris-kepala', [3, 4]]] as const) {
    for (const [what, turn] of Object.entries(layouts)) {
      it(`${file}: ${what}`, async () => {
        const truth = JSON.parse(readFileSync(new URL(`${file}.truth.json`, here), 'utf8')) as Truth
        const turned = await turn(await sourceOf(readFileSync(new URL(`${file}.xlsx`, here)), truth, headerRows))
        expectMarks(score(JSON.parse(JSON.stringify(turned.truth)) as Truth, await reportOf('turned.xlsx', turned.bytes, truth.as_of)))
      })
    }
  }
})

/** The list of places knows the subdistrict of each village of this world, also where a sheet leaves it out. */
function withPlaces(truth: Truth): Truth {
  const places = knownPlaces()
  const whole = JSON.parse(JSON.stringify(truth)) as Truth
  for (const child of whole.rows.flatMap((row) => row.children ?? [])) {
    const known = typeof child['village'] === 'string' ? places.get(child['village']) : undefined
    if (known !== undefined) child['subdistrict'] ??= known
  }
  return whole
}

describe('generated sheets of the kinds that the three do not show', () => {
  for (const [what, make] of [...GENERATORS, ...SURPRISES]) {
    for (const seed of what === '5,000 rows' ? [11] : [11, 12, 13, 14]) {
      it(`${what}, seed ${seed}`, { timeout: 30_000 }, async () => {
        const made = await make(seed)
        expectMarks(score(withPlaces(made.truth as Truth), await reportOf(made.name, made.bytes, made.truth.as_of)))
      })
    }
  }
})

describe('the comparison itself', () => {
  const truth: Truth = {
    as_of: '2025-09-30',
    rows: [
      { sheet: 'A', row: 1, kind: 'title', decision: 'skip' },
      { sheet: 'A', row: 2, kind: 'child', decision: 'import', questions: [], children: [{ name: 'Anoa Sirih', sex: 'male', birth: { value: '2014', precision: 'year', estimated: false, earliest: '2014-01-01', latest: '2014-12-31', raw: 'thn 2014' } }] },
    ],
  }
  const right = { sheet: 'A', row: 2, kind: 'child', decision: 'import', questions: [], children: truth.rows[1]!.children! }
  it('accepts what is alike', () => expectMarks(score(truth, { rows: [right] })))
  it('catches an invented day, a lost raw value, a skipped child, a title made a child', () => {
    const day = { ...right, children: [{ ...right.children[0]!, birth: { value: '2014-01-01', precision: 'day', estimated: false, earliest: '2014-01-01', latest: '2014-01-01', raw: 'x' } }] }
    const found = score(truth, { rows: [day] })
    expect(found.invented).toHaveLength(1)
    expect(found.lost).toHaveLength(1)
    expect(score(truth, { rows: [] }).skippedChildren).toHaveLength(1)
    expect(score(truth, { rows: [right, { ...right, row: 1 }] }).madeChildren).toHaveLength(1)
    expect(score(truth, { rows: [{ ...right, questions: [{ code: 'sex-missing', field: 'sex' }] }] }).overAsked).toHaveLength(1)
  })
})
