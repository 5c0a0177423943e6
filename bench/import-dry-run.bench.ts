/** The dry run of a 5,000-row sheet, beside reading the same workbook with the spreadsheet library alone. Pure: no server, no database. */
import { readXlsx } from 'hucre/xlsx'
import { dryRun } from '../src/cases/import/model/index.ts'
import { isProblem, readWorkbook } from '../src/platform/pure/sheet/index.ts'
import { type Context, ratioRow, type Row } from '../scripts/lib/marks.ts'
import { large } from '../test/vectors/sheets/generate.ts'

export const name = 'import-dry-run'

const ROWS = 5000

export async function run({ small, seed, log }: Context): Promise<readonly Row[]> {
  const { bytes, truth } = await large(seed, ROWS)
  const rounds = small ? 3 : 9
  const library: number[] = []
  const whole: number[] = []
  // Side by side in each round, so that both meet the same state of the machine.
  for (let i = 0; i <= rounds; i++) {
    const alone = await timed(() => readXlsx(bytes))
    const tried = await timed(() => tryOut(bytes, truth.as_of))
    if (i > 0) {
      library.push(alone)
      whole.push(tried)
    }
  }
  log(`${ROWS} rows, ${Math.round(bytes.length / 1000)} kB`)
  return [
    ratioRow(
      'dry run of 5,000 rows, bytes to decisions',
      { value: median(whole), unit: 'ms' },
      { name: 'reading the workbook with the library, ms', value: median(library) },
      { atMost: 15 },
    ),
  ]
}

async function tryOut(bytes: Uint8Array, asOf: string): Promise<void> {
  const workbook = await readWorkbook(bytes, 'bench.xlsx')
  if (isProblem(workbook)) throw new Error(workbook.problem)
  const result = dryRun(workbook, { today: asOf, asOf })
  const children = result.rows.filter((r) => r.children.length > 0).length
  if (children !== ROWS) throw new Error(`${children} of ${ROWS} rows became children`)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
