/** What benches and proofs have in common: named measures, one table, marks that decide. */
import { filesBelow } from './files.ts'
import { root } from './run.ts'

/** One line of the table. Only `ok` decides; times and rates are printed beside. */
export type Row = {
  readonly name: string
  /** With its unit: `1.62 CPU-ms`, `0 of 312 kills`. */
  readonly measured: string
  /** What was measured beside it in the same run, with its name: `COPY of the same bytes 0.31 s`. */
  readonly baseline?: string
  readonly ratio?: number
  /** What must hold: `≤ 3×`, `0`, `≥ 30%`. */
  readonly mark: string
  readonly ok: boolean
}

export type Context = {
  /** A shorter run, as in `npm test`: ten kills, a thousandth of the matrix, a small world. */
  readonly small: boolean
  /** Printed at the start; the same seed repeats the run. */
  readonly seed: number
  /** For words on the way; they never reach the table or `--json`. */
  readonly log: (line: string) => void
}

/** What `bench/*.bench.ts` and `test/prove/*.prove.ts` export. */
export type Measure = { readonly name: string; readonly run: (context: Context) => Promise<readonly Row[]> }

/** A row whose ratio to the baseline decides. */
export function ratioRow(
  name: string,
  measured: { readonly value: number; readonly unit: string },
  baseline: { readonly name: string; readonly value: number },
  mark: { readonly atMost: number } | { readonly atLeast: number },
): Row {
  const ratio = measured.value / baseline.value
  const ok = 'atMost' in mark ? ratio <= mark.atMost : ratio >= mark.atLeast
  return {
    name,
    measured: `${number(measured.value)} ${measured.unit}`,
    baseline: `${baseline.name} ${number(baseline.value)}`,
    ratio,
    mark: 'atMost' in mark ? `≤ ${mark.atMost}×` : `≥ ${Math.round(mark.atLeast * 100)}%`,
    ok,
  }
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

/** The rows as lines of a table with aligned columns. */
export function tableOf(rows: readonly Row[]): string[] {
  const cells = [
    ['name', 'measured', 'baseline', 'ratio', 'mark', 'ok'],
    ...rows.map((row) => [
      row.name,
      row.measured,
      row.baseline ?? '–',
      row.ratio === undefined ? '–' : number(row.ratio),
      row.mark,
      row.ok ? 'ok' : 'MISSED',
    ]),
  ]
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? []
  const lines = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [lines[0] ?? '', '-'.repeat(Math.max(...lines.map((line) => line.length))), ...lines.slice(1)]
}

async function load(folder: string, ending: string): Promise<Measure[]> {
  const files = filesBelow(folder, new RegExp(`\\.${ending}\\.ts$`))
  return Promise.all(files.map(async (path) => (await import(root + path)) as Measure))
}

async function measure(one: Measure, context: Context): Promise<readonly Row[]> {
  try {
    return await one.run(context)
  } catch (error) {
    context.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return [{ name: one.name, measured: 'did not run to its end', mark: '–', ok: false }]
  }
}

/**
 * Runs the measures of a folder whose name has one of the words in `argv`, one after the other, and prints one table (`--json`: the rows).
 * Options: `--json`, `--small`, `--seed=N`. Returns the exit code: 0 when every mark is met.
 */
export async function runMeasures(folder: string, ending: string, argv: readonly string[]): Promise<number> {
  const words = argv.filter((word) => !word.startsWith('--'))
  const all = await load(folder, ending)
  const chosen = all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  const json = argv.includes('--json')
  const log = (line: string): void => void process.stderr.write(`${line}\n`)
  if (chosen.length === 0 && words.length > 0) {
    log(`None is called so. There are: ${all.map(({ name }) => name).join(', ')}`)
    return 2
  }
  const given = argv.find((word) => word.startsWith('--seed='))?.slice('--seed='.length)
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  const rows: Row[] = []
  for (const one of chosen) {
    log(`${one.name} … (seed ${seed})`)
    rows.push(...(await measure(one, { small: argv.includes('--small'), seed, log })))
  }
  console.log(json ? JSON.stringify(rows, null, 2) : tableOf(rows).join('\n'))
  const missed = rows.filter((row) => !row.ok).length
  log(missed === 0 ? `${rows.length} marks met` : `${missed} of ${rows.length} marks missed`)
  return missed === 0 ? 0 : 1
}
