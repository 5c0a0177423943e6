/**
 * `lindung import FILE --dry-run [--json] [--as-of YYYY-MM-DD] [--zone IANA] [--places FILE]`: what an import would do, row by row.
 * Needs no database and keeps nothing.
 */
import { isDay, todayIn } from '#platform/pure/partial-date.ts'
import { isProblem, readWorkbook, type Workbook } from '#platform/pure/sheet/index.ts'
import { knownPlaces } from '#app/packs.ts'
import { dryRun, reportOf, type DryRun, type Places, type Question } from '#cases/import/index.ts'
import type { Io as WholeIo } from '../io.ts'
import { SENTENCES } from './import-sentences.table.ts'

/** A dry run writes nothing. */
type Io = Pick<WholeIo, 'stdout' | 'stderr' | 'readFile'>

export type ImportDryRunArgs = {
  readonly file: string
  readonly json: boolean
  readonly asOf?: string
  readonly zone?: string
  /** A sheet with villages in its first and subdistricts in its second column, instead of the list of the country pack. */
  readonly places?: string
  readonly now?: Date
}

const USAGE =
  'usage: lindung import FILE --dry-run [--json] [--as-of YYYY-MM-DD] [--zone Asia/Jakarta] [--places FILE]\n'

const NOT_A_DAY = '--as-of wants a day that exists, the year first: --as-of 2025-06-30\n'
const NOT_A_ZONE = '--zone wants the name of a time zone: --zone Asia/Jakarta\n'

/** Exit code: 0 done, 1 the file cannot be read, 2 the arguments are wrong. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const args = parseArgs(argv)
  if (typeof args === 'string') {
    io.stderr(args)
    return 2
  }
  return importDryRun(args, io)
}

/** The arguments, or the sentence that says what is wrong with them. */
function parseArgs(argv: readonly string[]): ImportDryRunArgs | string {
  const { files, values, flags } = sortArgs(argv)
  const asOf = values.get('--as-of')
  const zone = values.get('--zone')
  const places = values.get('--places')
  const [file, ...more] = files
  if (file === undefined || more.length > 0 || !flags.every((f) => FLAGS.has(f))) return USAGE
  if (asOf !== undefined && !isDay(asOf)) return NOT_A_DAY
  if (zone !== undefined && !isZone(zone)) return NOT_A_ZONE
  return {
    file,
    json: flags.includes('--json'),
    ...(asOf !== undefined && { asOf }),
    ...(zone !== undefined && { zone }),
    ...(places !== undefined && { places }),
  }
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const FLAGS: ReadonlySet<string> = new Set(['--json', '--dry-run'])
const VALUED: ReadonlySet<string> = new Set(['--as-of', '--zone', '--places'])

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
  const workbook = await open(args.file, io)
  const places = args.places === undefined ? undefined : await open(args.places, io)
  if (typeof workbook === 'string') return refuse(workbook, io)
  if (typeof places === 'string') return refuse(places, io)
  const today = todayIn(args.zone ?? 'Asia/Jakarta', args.now ?? new Date())
  const result = dryRun(workbook, {
    today,
    ...(args.asOf !== undefined && { asOf: args.asOf }),
    places: places === undefined ? knownPlaces() : placesOf(places),
  })
  io.stdout(args.json ? `${JSON.stringify(reportOf(result, why))}\n` : summary(result))
  return 0
}

function refuse(sentence: string, io: Io): number {
  io.stderr(`${sentence}\n`)
  return 1
}

/** The workbook, or the sentence that says why there is none. The path stands in no sentence: a file's name may name a child. */
async function open(path: string, io: Io): Promise<Workbook | string> {
  const bytes = await io.readFile(path).catch(() => null)
  if (bytes === null) return SENTENCES['problem-unopened'] ?? ''
  const workbook = await readWorkbook(bytes, path.split(/[\\/]/).at(-1) ?? path)
  return isProblem(workbook) ? (SENTENCES[`problem-${workbook.problem}`] ?? workbook.problem) : workbook
}

function placesOf(workbook: Workbook): Places {
  const rows = workbook.sheets[0]?.rows ?? []
  return new Map(
    rows.flatMap(([village, subdistrict]) =>
      village != null && subdistrict != null ? [[village.text.trim(), subdistrict.text.trim()] as const] : [],
    ),
  )
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
