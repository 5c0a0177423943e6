import { appendEntries } from '#cases/contract.ts'
import type { AnyOperation } from '#access/server/index.ts'
import { ENTRIES, OPERATIONS, type State, STATES, type Stream } from '../policy.table.ts'
import { type Asking, madeUp, type Sent } from './asking.ts'
import { CALLS } from './calls.ts'
import { entryOf } from './entries.ts'
import { type Cell, expected, expectedEntry, isResponsible, opens, partsOf, type Verdict } from './expect.ts'
import type { Answer } from './http.ts'
import { wordOf } from './world.ts'

/** One line of the table, with how it is asked and how the answer is read. */
export type MatrixLine = {
  readonly name: string
  readonly operation: AnyOperation
  readonly streams: readonly Stream[]
  /** The states asked in the small product, and in the full one. */
  readonly small: State
  readonly full: readonly State[]
  readonly expected: (cell: Cell) => Verdict
  readonly send: (asking: Asking) => Promise<Sent>
  readonly makes: boolean
  readonly heavy: boolean
  readonly before?: (asking: Asking) => readonly [string, readonly unknown[]]
  readonly verdict: (answer: Answer, asking: Asking) => string
}

/** Every relation stands while the file is offered: the small product asks there. */
const SMALL: State = 'offered'

export function linesOf(operations: readonly AnyOperation[]): readonly MatrixLine[] {
  return [...operationLines(operations), ...entryLines()]
}

function operationLines(operations: readonly AnyOperation[]): readonly MatrixLine[] {
  return operations.flatMap((operation) =>
    Object.entries(OPERATIONS).flatMap(([name, rule]): readonly MatrixLine[] => {
      const way = CALLS[name]
      if (name.split(': ')[0] !== operation.id || way === undefined) return []
      return [
        {
          name,
          operation,
          streams: rule.on ?? ['case'],
          small: SMALL,
          full: way.once === true ? [SMALL] : STATES,
          expected: (cell) => expected(rule, cell),
          send: async (asking) => way.send(asking),
          makes: way.makes === true,
          heavy: way.heavy === true,
          ...(way.before === undefined ? {} : { before: way.before }),
          verdict: (answer, asking) =>
            refusedAs(answer) ??
            (way.shows === undefined
              ? doneAs(answer, way.done ?? 200)
              : answer.status === 200
                ? way.shows(answer.text, asking)
                  ? 'may'
                  : 'not shown'
                : said(answer)),
        },
      ]
    }),
  )
}

function entryLines(): readonly MatrixLine[] {
  return Object.entries(ENTRIES).map(([name, rule]) => ({
    name: `entry ${name}`,
    operation: appendEntries,
    streams: rule.on,
    small: rule.states?.[0] ?? SMALL,
    full: rule.on.includes('import') ? [SMALL] : STATES,
    makes: false,
    heavy: false,
    expected: (cell) => expectedEntry(rule, cell),
    send: async (asking) => {
      const entry = entryOf(name, asking)
      if (entry === null) throw new Error(`test/denials/matrix/entries.ts does not say how "${name}" is written`)
      return { body: { entries: [{ stream: entry.stream, id: entry.id, text: JSON.stringify(entry) }] } }
    },
    verdict: (answer) => refusedAs(answer) ?? (answer.status === 200 ? outcomeOf(answer.text) : said(answer)),
  }))
}

type Result = { readonly outcome: string; readonly code?: string }

function outcomeOf(text: string): string {
  const [{ outcome, code = '' } = { outcome: 'none' }] = (JSON.parse(text) as { results: readonly Result[] }).results
  if (outcome === 'accepted') return 'may'
  if (outcome === 'quarantined') return 'set aside'
  if (outcome === 'refused') return code === 'not-found' ? 'absent' : 'refused'
  return outcome
}

function refusedAs({ status, text }: Answer): Verdict | null {
  if (status === 401 && text.includes('"not-signed-in"')) return 'not signed in'
  if (status === 403) return 'not allowed'
  return status === 404 ? 'absent' : null
}

const doneAs = (answer: Answer, done: number): string => (answer.status === done ? 'may' : said(answer))
const said = ({ status, text }: Answer): string => `${status} ${text.slice(0, 120)}`

/** What the answer for something that does not exist is asked with. */
export const absentee = (asking: Asking): Asking => ({ ...asking, file: madeUp(asking.file) })

/** Words of streams that the person may not open, in an answer. */
export function leaked(line: MatrixLine, cell: Cell, text: string): readonly string[] {
  const { state } = cell
  const parts = partsOf(cell)
  const hidden = (['case', 'identity', 'referral', 'referral done', 'referral withdrawn'] as const).filter((stream) =>
    stream === 'identity' ? line.name !== 'showTrueName' || !parts.includes(stream) : !parts.includes(stream),
  )
  const list = opens({ ...cell, stream: 'import' }) ? [] : [wordOf('import', state)]
  const late = isResponsible({ ...cell, stream: 'case' }) ? [] : [wordOf('late', state)]
  return [...hidden.map((stream) => wordOf(stream, state)), ...list, ...late].filter((word) => text.includes(word))
}
