/**
 * `lindung import FILE`: makes files of a list in the name of the person who permitted it, by the very operations of the screens.
 * Exit code: 0 everything is done, 1 refused or standing still, 2 asked wrongly, 3 as far as it goes before a person has answered.
 */
import { personOfLogin } from '#access/server/index.ts'
import { isUuid } from '#platform/pure/bytes/index.ts'
import { isDay } from '#platform/pure/partial-date.ts'
import { isProblem, readWorkbook } from '#platform/pure/sheet/index.ts'
import { downloadQuestions } from '#cases/import/index.ts'
import { actAs, type Acting, tokenOf, type Workplace } from '../acting.ts'
import { codeOf, inWords, progressOf, reportOf, summaryOf } from '../import/say.ts'
import { importIdFor, importList, type Outcome, type Sheet } from '../import/work.ts'
import type { Io } from '../io.ts'
import { asked, Misused, onTables, Refused, saying, withInstance } from '../operator.ts'
import { SENTENCES } from './import-sentences.table.ts'

const OPTIONS = {
  token: { type: 'string' },
  continue: { type: 'string' },
  owner: { type: 'string' },
  'as-of': { type: 'string' },
  questions: { type: 'string' },
  answers: { type: 'string' },
  json: { type: 'boolean' },
} as const

type Values = ReturnType<typeof asked<typeof OPTIONS>>['values']

export function run(argv: string[], io: Io): Promise<number> {
  return saying(io, () => runOn(withInstance, argv, io))
}

/** The same on a workplace that `open` gives. Throws what `saying` says. */
export async function runOn(
  open: (work: (place: Workplace) => Promise<number>) => Promise<number>,
  argv: string[],
  io: Io,
): Promise<number> {
  const { values, positionals } = asked(argv, OPTIONS)
  checkOptions(values, positionals)
  const token = tokenOf(values.token, 'Import a list')
  const [path] = positionals
  const sheet = path === undefined ? null : await readSheet(io, path)
  const answers = values.answers === undefined ? undefined : await readOrRefuse(io, values.answers)
  const id = values.continue ?? importIdFor(token, sheet?.bytes ?? new Uint8Array())
  return open(async (place) => {
    const owner = values.owner === undefined ? undefined : await getPerson(place, values.owner)
    return actAs(place, { token, command: 'import', subject: id }, (acting) =>
      inWords(acting, async () => {
        const given = { import: id, sheet, asOf: values['as-of'], owner, answers }
        const outcome = await importList(acting, given, (at) => io.progress(progressOf(at))).finally(() =>
          io.progress(''),
        )
        const written = await writeQuestions(acting, io, outcome, values.questions)
        if (values.json === true) io.stdout(`${JSON.stringify(reportOf(outcome))}\n`)
        else io.stdout(summaryOf(outcome, written, acting.bugs))
        return codeOf(outcome)
      }),
    )
  })
}

function checkOptions(values: Values, positionals: readonly string[]): void {
  if ((positionals.length === 0) === (values.continue === undefined))
    throw new Misused('Name the list, or with --continue the import to go on with: lindung import FILE --token TOKEN')
  if (values.continue !== undefined && !isUuid(values.continue))
    throw new Misused('--continue takes the long id that the import was given when it began.')
  if (values['as-of'] !== undefined && !isDay(values['as-of']))
    throw new Misused('--as-of takes the day on which the list was true, as YYYY-MM-DD.')
}

/** The list, looked at before a permission is spent on what nobody can read. Its path stands in no sentence: it may name a child. */
async function readSheet(io: Io, path: string): Promise<Sheet> {
  const bytes = await readOrRefuse(io, path)
  const name = path.split(/[\\/]/).at(-1) ?? path
  const workbook = await readWorkbook(bytes, name)
  if (isProblem(workbook)) throw new Refused(SENTENCES[`problem-${workbook.problem}`] ?? workbook.problem)
  return { name, bytes }
}

function readOrRefuse(io: Io, path: string): Promise<Uint8Array> {
  return io.readFile(path).catch(() => {
    throw new Refused(SENTENCES['problem-unopened'] ?? '')
  })
}

async function getPerson({ instance }: Workplace, login: string): Promise<string> {
  const person = await onTables(instance, (client) => personOfLogin(client, login))
  if (person === null) throw new Refused(`Nobody here has the login "${login}".`)
  return person
}

/**
 * The open questions as a spreadsheet, where one was asked for and there are any. It names children: only its owner may read the file.
 * False, and a sentence, when there is no place for it; the files are made all the same.
 */
async function writeQuestions(
  acting: Acting,
  io: Io,
  { run: { import: id }, tried }: Outcome,
  path: string | undefined,
): Promise<boolean> {
  if (path === undefined || tried.counts.questions === 0) return false
  const bytes = await acting.getBytes(downloadQuestions, { params: { import: id } })
  try {
    await io.writeNew(path, bytes)
    return true
  } catch {
    io.stderr('The questions could not be written: name a new file, in a directory that you may write in.\n')
    return false
  }
}
