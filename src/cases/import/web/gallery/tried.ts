/** The dry run of that list: questions open and answered, pairs, samples, what is left out. */
import type { Child, Given, Group, GroupRow, ImportState, Question, TriedList, TriedRow } from '../types.ts'

const fact = <V>(value: V, raw: string) => ({ value, raw })

type Draft = { readonly name: string; readonly birth: string; readonly raw: string } & Partial<
  Record<'village' | 'guardian' | 'registered', string>
>

export const child = ({ name, birth, raw, village, guardian, registered }: Draft): Child => ({
  name: fact(name, name),
  sex: fact('male' as const, 'L'),
  birth: fact({ precision: 'day' as const, value: birth }, raw),
  phones: [],
  notes: [],
  marks: [],
  ...(village === undefined ? {} : { village: fact(village, village) }),
  ...(guardian === undefined ? {} : { guardian: fact(guardian, guardian) }),
  ...(registered === undefined
    ? {}
    : { registered: fact({ precision: 'day' as const, value: registered }, registered) }),
})

export const row = (at: number, of: Child, questions: readonly Question[] = []): TriedRow => ({
  sheet: 'Register',
  row: at,
  kind: 'child',
  decision: questions.length === 0 ? 'import' : 'question',
  children: [of],
  questions: [...questions],
  cells: { A: String(at), B: of.name.raw, C: 'L', D: of.birth.raw, G: of.village?.raw ?? 'Sungai Madu' },
})

type Asked = Pick<Group, 'code' | 'field' | 'count' | 'options'> & Partial<Pick<Group, 'recommended' | 'examples'>>

const group = (of: Asked, rows: readonly GroupRow[] = []): Group => ({
  group: `${of.code}|${of.field}||`,
  examples: [],
  ...of,
  rows: [...rows],
})

function contradiction(at: number, name: string, birth: string, raw: string, stated: number, from: number): GroupRow {
  const params = { stated, from, to: from }
  const question: Question = { code: 'age-contradicts-birth', field: 'birth', params, raw }
  return { row: row(at, child({ name, birth, raw }), [question]), question }
}

function pair(code: string): GroupRow {
  const params = { certainty: 'probable', sheet: 'Register', row: 214 }
  const question: Question = { code, field: 'row', params, raw: 'TUPAI PANDAN' }
  const one = { birth: '2012-03-04', raw: '4/3/2012' }
  const later = child({
    ...one,
    name: 'TUPAI PANDAN',
    guardian: 'Kenanga',
    village: 'Bukit Rusa',
    registered: '2024-07-09',
  })
  const first = child({
    ...one,
    name: 'Tupai Pandan',
    guardian: 'Ibu Kenanga',
    village: 'Sungai Madu',
    registered: '2021-02-03',
  })
  return { row: row(3_087, later, [question]), question, other: row(214, first) }
}

const NIK: Group = group({
  code: 'nik-damaged',
  field: 'nik',
  count: 246,
  options: ['set', 'leave-empty', 'leave-out'],
  recommended: 'leave-empty',
  examples: ['9,90102E+15'],
})

const GROUPS: readonly Group[] = [
  group(
    {
      code: 'age-contradicts-birth',
      field: 'birth',
      count: 118,
      options: ['keep', 'set', 'leave-empty', 'leave-out'],
      recommended: 'keep',
      examples: ['12/05/2011', '3 Jan 2014'],
    },
    [
      contradiction(87, 'Merak Cemara', '2011-05-12', '12/05/2011', 9, 15),
      contradiction(1_340, 'Pipit Waru', '2014-01-03', '3 Jan 2014', 10, 12),
    ],
  ),
  group({
    code: 'status-unreadable',
    field: 'status',
    count: 71,
    options: ['set', 'leave-empty', 'leave-out'],
    examples: ['pndh', 'pindah 2023'],
  }),
  group({
    code: 'impossible-date',
    field: 'birth',
    count: 38,
    options: ['keep', 'set', 'leave-empty', 'leave-out'],
    recommended: 'keep',
    examples: ['31/02/2012'],
  }),
  group({ code: 'duplicate', field: 'row', count: 23, options: ['same-child', 'other-child'] }, [pair('duplicate')]),
  group({
    code: 'siblings-one-sex',
    field: 'sex',
    count: 4,
    options: ['male', 'female', 'leave-empty', 'leave-out'],
    examples: ['L'],
  }),
  group({
    code: 'nik-contradicts-sex',
    field: 'nik',
    count: 2,
    options: ['keep', 'set', 'leave-empty', 'leave-out'],
    examples: ['9901014503210077'],
  }),
]

const GIVEN: readonly Given[] = [
  { code: NIK.code, field: NIK.field, choice: 'leave-empty', count: 246, at: '2026-11-24T03:17:00Z', about: NIK },
]

const day = (value: string) => ({ precision: 'day' as const, value })

export const TRIED: TriedList = {
  counts: { rows: 5_012, files: 4_633, questions: 256, leftOut: 123 },
  bySheet: [
    { sheet: 'Register', files: 4_492, questions: 251, leftOut: 123 },
    { sheet: 'Tambahan 2026', files: 141, questions: 5, leftOut: 0 },
  ],
  groups: [...GROUPS],
  given: [...GIVEN],
  samples: [
    {
      sheet: 'Register',
      row: 31,
      field: 'birth',
      raw: '± 12 th',
      value: { precision: 'age', years: 12, on: '2026-10-31' },
      mark: 'birth-from-age',
      children: 1,
    },
    {
      sheet: 'Register',
      row: 58,
      field: 'birth',
      raw: '12/5/11',
      value: day('2011-05-12'),
      mark: 'century-assumed',
      children: 1,
    },
    {
      sheet: 'Register',
      row: 112,
      field: 'birth',
      raw: '2011',
      value: { precision: 'year', value: '2011' },
      mark: 'year-only',
      children: 1,
    },
    { sheet: 'Register', row: 140, field: 'sex', raw: 'Laki2', value: 'male', mark: 'sex-word-read', children: 1 },
    {
      sheet: 'Register',
      row: 402,
      field: 'phone',
      raw: '800000431',
      value: '0800000431',
      mark: 'leading-zero-restored',
      children: 1,
    },
    {
      sheet: 'Register',
      row: 640,
      field: 'status',
      raw: 'C6EFCE',
      value: 'closed',
      mark: 'status-from-colour',
      children: 1,
    },
    {
      sheet: 'Register',
      row: 877,
      field: 'name',
      raw: 'Bulbul / Pipit Pandan',
      value: 'Bulbul Pandan',
      mark: 'siblings-split',
      children: 2,
    },
  ],
  leftOut: [
    { kind: 'header-repeated', rows: 58 },
    { kind: 'total', rows: 41 },
    { kind: 'legend', rows: 16 },
    { kind: 'signature', rows: 4 },
    { kind: 'title', rows: 3 },
    { kind: 'example', rows: 1 },
  ],
  closed: 4_602,
}

/** Nothing is ready and everything is asked. */
export const NOTHING_READY: TriedList = {
  ...TRIED,
  counts: { rows: 71, files: 0, questions: 71, leftOut: 0 },
  groups: TRIED.groups.slice(1, 2),
  given: [],
  samples: [],
  leftOut: [],
  closed: 0,
}

export const ALL_ANSWERED: TriedList = {
  ...TRIED,
  counts: { rows: 5_012, files: 4_889, questions: 0, leftOut: 123 },
  groups: [],
}

export const state = (over: Partial<ImportState>): ImportState => ({
  import: '00000000-0000-4000-8000-000000000001',
  state: 'draft',
  total: 0,
  done: 0,
  questions: 256,
  leftOut: 123,
  startedAt: '2026-11-24T03:04:00Z',
  confirmedAt: null,
  finishedAt: null,
  undoUntil: null,
  purgeAt: '2026-12-24T03:04:00Z',
  interrupted: null,
  ...over,
})
