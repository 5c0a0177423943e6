import type { AnswerOf } from '#platform/pure/contract.ts'
import type { tryImport } from '../contract.ts'
import type { ChildReading, DryRun, Fact, Field, RowResult } from '../model/index.ts'

type Sample = AnswerOf<typeof tryImport>['tried']['samples'][number]

/** Where a remark of the engine shows, by how its code begins or ends. */
const FIELD_OF: readonly (readonly [RegExp, Field])[] = [
  [/village/, 'village'],
  [/subdistrict/, 'subdistrict'],
  [/zero|phone/, 'phone'],
  [/^registered/, 'registered'],
  [/birth|century|month|estimated|age|year/, 'birth'],
  [/sibling|twin|name/, 'name'],
  [/status|colour/, 'status'],
  [/note|comment/, 'notes'],
  [/sex/, 'sex'],
  [/nik/, 'nik'],
]
const MOST = 8

/** A remark that another one of the same cell says already. */
const SAID: Readonly<Record<string, string>> = { estimated: 'birth-from-age', twins: 'siblings-split' }
/** Words for a sex that are longer than its letter. */
const SEX_WORD = 'sex-word-read'

/** One reading of each sort of remark: enough for a person to see how the list was understood. Pure. */
export function samplesOf(run: DryRun): Sample[] {
  const samples = new Map<string, Sample>()
  for (const row of run.rows) {
    if (row.decision !== 'import') continue
    for (const child of row.children)
      for (const mark of marksOf(child)) if (!samples.has(mark)) keep(samples, row, child, mark)
    if (samples.size >= MOST) break
  }
  return [...samples.values()].slice(0, MOST)
}

function marksOf({ marks, sex }: ChildReading): readonly string[] {
  const told = marks.filter((mark) => !marks.includes(SAID[mark] ?? ''))
  return sex.value !== 'unknown' && sex.raw.trim().length > 2 ? [...told, SEX_WORD] : told
}

function keep(samples: Map<string, Sample>, row: RowResult, child: ChildReading, mark: string): void {
  const field = FIELD_OF.find(([pattern]) => pattern.test(mark))?.[1]
  const fact = field === undefined ? undefined : factAt(child, field)
  if (field === undefined || fact === undefined || fact.raw === '') return
  const { sheet, row: number, children } = row
  const shown = [...samples.values()].some((one) => one.sheet === sheet && one.row === number && one.field === field)
  if (shown) return
  samples.set(mark, { sheet, row: number, field, raw: fact.raw, value: fact.value, mark, children: children.length })
}

function factAt(child: ChildReading, field: Field): Fact<unknown> | undefined {
  if (field === 'phone') return child.phones[0]
  if (field === 'notes') return child.notes[0]
  const facts: Readonly<Record<string, unknown>> = { ...child }
  return facts[field] as Fact<unknown> | undefined
}
