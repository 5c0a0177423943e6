/**
 * `lindung import FILE --dry-run [--json] [--as-of YYYY-MM-DD] [--zone IANA]`: what an import would do, row by row.
 * Needs no database and keeps nothing.
 */
import { isDay, todayIn } from '#platform/pure/partial-date.ts'
import { isProblem, readWorkbook, type SheetProblem } from '#platform/pure/sheet/index.ts'
import { dryRun, reportOf, type DryRun, type Question } from '#cases/import/model/index.ts'
import type { Io } from '../io.ts'
import { SENTENCES } from './import-sentences.table.ts'

export type ImportDryRunArgs = {
  readonly file: string
  readonly json: boolean
  readonly asOf?: string
  readonly zone?: string
  readonly now?: Date
}

const USAGE = 'usage: lindung import FILE --dry-run [--json] [--as-of YYYY-MM-DD] [--zone Asia/Jakarta]\n'

/** Exit code: 0 done, 1 the file cannot be read, 2 the arguments are wrong. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const args = parseArgs(argv)
  if (args === null) {
    io.stderr(USAGE)
    return 2
  }
  return importDryRun(args, io)
}

function parseArgs(argv: readonly string[]): ImportDryRunArgs | null {
  const { files, values, flags } = sortArgs(argv)
  const asOf = values.get('--as-of')
  const zone = values.get('--zone')
  const [file, ...more] = files
  if (file === undefined || more.length > 0 || !flags.every((f) => FLAGS.has(f))) return null
  if (asOf !== undefined && !isDay(asOf)) return null
  return {
    file,
    json: flags.includes('--json'),
    ...(asOf !== undefined && { asOf }),
    ...(zone !== undefined && { zone }),
  }
}

const FLAGS: ReadonlySet<string> = new Set(['--json', '--dry-run'])
const VALUED: ReadonlySet<string> = new Set(['--as-of', '--zone'])

function sortArgs(argv: readonly string[]): { files: string[]; values: Map<string, string>; flags: string[] } {
  const sorted = { files: [] as string[], values: new Map<string, string>(), flags: [] as string[] }
  for (let i = 0; i < argv.length; i++) {
    const [name, inline] = splitOption(argv[i] ?? '')
    if (VALUED.has(name)) sorted.values.set(name, inline ?? argv[++i] ?? '')
    else if (name.startsWith('--')) sorted.flags.push(name)
    else sorted.files.push(name)
  }
  return sorted
}

function splitOption(arg: string): [string, string | undefined] {
  const equals = arg.indexOf('=')
  return arg.startsWith('--') && equals > 0 ? [arg.slice(0, equals), arg.slice(equals + 1)] : [arg, undefined]
}

/** Reads the file and prints the dry run. */
export async function importDryRun(args: ImportDryRunArgs, io: Io): Promise<number> {
  let bytes: Uint8Array
  try {
    bytes = await io.readFile(args.file)
  } catch {
    io.stderr('The file cannot be opened.\n')
    return 1
  }
  const workbook = await readWorkbook(bytes, args.file.split(/[\\/]/).at(-1) ?? args.file)
  if (isProblem(workbook)) {
    io.stderr(`${SENTENCES[`problem-${workbook.problem satisfies SheetProblem['problem']}`] ?? workbook.problem}\n`)
    return 1
  }
  const today = todayIn(args.zone ?? 'Asia/Jakarta', args.now ?? new Date())
  const result = dryRun(workbook, { today, ...(args.asOf === undefined ? {} : { asOf: args.asOf }) })
  io.stdout(args.json ? `${JSON.stringify(reportOf(result, why))}\n` : summary(result))
  return 0
}

const why = (code: string, params: Question['params']): string => {
  const how = params?.['how']
  return SENTENCES[`${code}/${how ?? ''}`] ?? SENTENCES[code] ?? code
}

function summary(result: DryRun): string {
  const lines = [`${result.file}, as of ${result.asOf}`]
  for (const s of result.sheets)
    lines.push(
      `  sheet ${s.name}${s.hidden ? ' (hidden)' : ''}: ${s.role}${s.hiddenRows.length > 0 ? `, hidden rows ${s.hiddenRows.join(' ')}` : ''}`,
    )
  for (const q of result.fileQuestions) lines.push(`  ? ${q.sheet ?? ''} ${why(q.code, q.params)}`)
  for (const r of result.rows.filter((row) => row.decision !== 'skip')) {
    const place = `${r.sheet} ${r.byColumn === true ? (r.column ?? '') : r.row}`
    lines.push(`  ${place}: ${r.decision}${r.questions.map((q) => `\n      ${why(q.code, q.params)}`).join('')}`)
  }
  const count = (decision: string): number => result.rows.filter((r) => r.decision === decision).length
  lines.push(
    `${count('import')} rows will be files, ${count('question')} have questions, ${count('skip')} are left out.`,
  )
  return `${lines.join('\n')}\n`
}
