import { Problem } from '#platform/pure/problem.ts'
import type { Acting } from '../acting.ts'
import { SENTENCES } from '../commands/import-sentences.table.ts'
import { Refused } from '../operator.ts'
import type { ImportState, Outcome, Tried } from './work.ts'

/** Does work of which a problem is said in a sentence. */
export async function inWords<T>({ bugs }: Pick<Acting, 'bugs'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) throw new Refused(sentenceOf(error, bugs))
    throw error
  }
}

/** What a problem means to who runs the command. Nothing that stands in a list is in it. */
function sentenceOf({ code, reason, faults }: Problem, bugs: readonly string[]): string {
  if (code === 'unreadable-file') return SENTENCES[`problem-${reason ?? ''}`] ?? PROBLEMS[code] ?? code
  if (faults.some(({ rule }) => rule === 'not-yours-to-give'))
    return 'Who permitted this may give files to herself; a supervisor also to caseworkers of her own teams.'
  if (code === 'internal') return `Lindung has failed (${bugs.join(', ') || 'unknown'}). ${AGAIN}`
  return PROBLEMS[code] ?? `It was refused: ${code}${reason === undefined ? '' : ` (${reason})`}.`
}

const AGAIN = 'Nothing is half done; the same command again goes on.'

const PROBLEMS: Readonly<Partial<Record<Problem['code'], string>>> = {
  'not-allowed': 'Who permitted this may not import lists: that is for caseworkers and supervisors.',
  'not-found': 'There is no such import of the person who permitted this, or its list is destroyed already.',
  'not-signed-in':
    'The session of this command has ended: it was started a second time, or the person has ended it. The same command again goes on.',
  'changed-meanwhile': `The import has moved meanwhile. ${AGAIN}`,
  'too-large': 'The file is larger than 20 MB.',
  busy: `Too many lists are being read at this moment. ${AGAIN}`,
  'unreadable-file': 'The file cannot be read.',
}

/** One line of progress. */
export const progressOf = ({ done, total }: ImportState): string => `${done} of ${total} files`

/** Codes of open questions with how many rows ask them, most first. */
const openOf = ({ groups }: Tried): readonly (readonly [code: string, count: number])[] =>
  [...Map.groupBy(groups, ({ code }) => code)]
    .map(([code, of]) => [code, of.reduce((sum, { count }) => sum + count, 0)] as const)
    .toSorted((a, b) => b[1] - a[1])

/** Exit code: 0 all is done, 1 it stands still, 3 a person has something to decide. */
export function codeOf({ run, tried, dayMissing }: Outcome): number {
  if (run.state === 'paused') return 1
  return dayMissing || tried.counts.questions > 0 ? 3 : 0
}

/** What came of it, for programs: counts, codes and times; nothing of what stands in the list. */
export function reportOf(outcome: Outcome) {
  const { run, tried, dayMissing } = outcome
  return {
    import: run.import,
    state: run.state,
    files: run.done,
    rows_with_questions: tried.counts.questions,
    rows_left_out: tried.counts.leftOut,
    questions: Object.fromEntries(openOf(tried)),
    day_missing: dayMissing,
    undo_until: run.undoUntil,
    list_destroyed_at: run.purgeAt,
  }
}

/** The same for people. */
export function summaryOf(outcome: Outcome, questionsWritten: boolean, bugs: readonly string[]): string {
  const { run, tried, dayMissing } = outcome
  const { questions, leftOut } = tried.counts
  const lines = [
    `Import ${run.import}: ${run.done} files made, ${questions} rows have questions, ${leftOut} are left out.`,
    ...openOf(tried).map(([code, count]) => `${String(count).padStart(6)}  ${SENTENCES[code] ?? code}`),
    ...(run.state === 'paused' ? [standsStill(run, bugs)] : []),
    ...(dayMissing ? DAY_MISSING : []),
    ...(!dayMissing && questions > 0 ? whereQuestionsWait(run, questionsWritten) : []),
    ...(run.done > 0 && run.undoUntil !== null
      ? [`Until ${run.undoUntil.slice(0, 10)} all of it can be undone: lindung import --undo ${run.import}`]
      : []),
  ]
  return `${lines.join('\n')}\n`
}

const DAY_MISSING = [
  'Nothing is made yet: the list does not say on which day it was true, and ages count from that day.',
  'Give the same command again with --as-of YYYY-MM-DD.',
]

function standsStill({ done, total }: ImportState, bugs: readonly string[]): string {
  const why = bugs.length === 0 ? 'somebody has paused it' : `Lindung has failed (${bugs.join(', ')})`
  return `It stands still at ${done} of ${total} files: ${why}. The same command again goes on.`
}

function whereQuestionsWait({ import: id, purgeAt }: ImportState, questionsWritten: boolean): readonly string[] {
  return [
    `The questions wait until ${purgeAt.slice(0, 10)} in Lindung (Import), for the person who permitted this.`,
    questionsWritten
      ? `Or fill in the spreadsheet, and: lindung import --continue ${id} --answers FILE.xlsx`
      : `Or take them as a spreadsheet: lindung import --continue ${id} --questions FILE.xlsx`,
  ]
}
