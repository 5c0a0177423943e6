/** Questions as a spreadsheet that people fill in and send back. Words come from the caller; the first column carries the key. */
import { isProblem, readWorkbook, writeTable, type Row, type SheetProblem } from '#platform/pure/sheet/index.ts'
import type { Answer } from './answers.ts'
import { offerFor, rawOf, refOf, type Choice } from './questions.ts'
import { plain } from './text.ts'
import type { DryRun, Field, RowRef } from './types.ts'

/** The words of the sheet, in the reader's language. */
export type AnswerWords = {
  readonly sheet: string
  /** Key, place, name, question, what is written, choices, choice, value. */
  readonly headings: readonly [string, string, string, string, string, string, string, string]
  readonly question: (code: string, params: Readonly<Record<string, string | number>> | undefined) => string
  readonly choice: (choice: Choice) => string
}

const WIDTHS = [4, 22, 26, 46, 26, 50, 20, 22] as const
const CHOICES: readonly Choice[] = [
  'keep',
  'leave-empty',
  'set',
  'first',
  'second',
  'male',
  'female',
  'same-child',
  'other-child',
  'leave-out',
]

/** One line per open question; "choice" and "value" are left free. */
export function answersToXlsx(run: DryRun, words: AnswerWords): Promise<Uint8Array> {
  const lines = run.rows.flatMap((row) =>
    row.questions.map((q) => [
      keyOf(q.code, q.field, refOf(row, q)),
      row.byColumn === true ? `${row.sheet} ${row.column ?? ''}` : `${row.sheet} ${row.row}`,
      row.children[q.child ?? 0]?.name.value ?? '',
      words.question(q.code, q.params),
      rawOf(row, q),
      offerFor(q.code)
        .options.map((o) => words.choice(o))
        .join(' / ') + (q.alternatives === undefined ? '' : ` (${q.alternatives.join(', ')})`),
      '',
      '',
    ]),
  )
  return writeTable(words.sheet, [words.headings, ...lines], WIDTHS)
}

/** The answers of a filled-in sheet. Lines without a choice are no answers; a value without a choice means `set`. */
export async function answersFromXlsx(
  bytes: Uint8Array,
  words: AnswerWords,
): Promise<readonly Answer[] | SheetProblem> {
  const workbook = await readWorkbook(bytes, words.sheet)
  if (isProblem(workbook)) return workbook
  const labels = new Map<string, Choice>(
    CHOICES.flatMap((c) => [[plain(words.choice(c)), c] as const, [c, c] as const]),
  )
  return (workbook.sheets[0]?.rows ?? []).flatMap((row) => answerOf(row, labels) ?? [])
}

function answerOf(row: Row, labels: ReadonlyMap<string, Choice>): Answer | null {
  const key = parseKey(textAt(row, 0))
  const value = (row[7]?.day ?? textAt(row, 7)).trim()
  const choice = labels.get(plain(textAt(row, 6))) ?? (value === '' ? undefined : 'set')
  if (key === null || choice === undefined) return null
  return { code: key.code, field: key.field, choice, rows: [key.ref], ...(value !== '' && { value }) }
}

const textAt = (row: Row, column: number): string => row[column]?.text ?? ''

const keyOf = (code: string, field: Field | 'row', ref: RowRef): string =>
  JSON.stringify([code, field, ref.sheet, ref.row, ref.column ?? null, ref.child ?? null])

const FIELDS: ReadonlySet<string> = new Set<Field | 'row'>([
  'name',
  'sex',
  'birth',
  'age',
  'phone',
  'nik',
  'registered',
  'status',
  'village',
  'subdistrict',
  'guardian',
  'row',
])
const isField = (s: string): s is Field | 'row' => FIELDS.has(s)

function parseKey(text: string): { code: string; field: Field | 'row'; ref: RowRef } | null {
  let parts: unknown
  try {
    parts = JSON.parse(text)
  } catch {
    return null
  }
  if (!Array.isArray(parts)) return null
  const list: readonly unknown[] = parts
  const [code, field, sheet, row, column, child] = list
  if (
    typeof code !== 'string' ||
    typeof field !== 'string' ||
    !isField(field) ||
    typeof sheet !== 'string' ||
    typeof row !== 'number'
  )
    return null
  return {
    code,
    field,
    ref: {
      sheet,
      row,
      ...(typeof column === 'string' ? { column } : {}),
      ...(typeof child === 'number' ? { child } : {}),
    },
  }
}
