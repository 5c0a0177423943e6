import {
  type EntryRule,
  HELD_ONCE,
  type Nobody,
  type Relation,
  RESPONSIBLE,
  type Role,
  type Rule,
  SIGHT,
  type State,
  type Stream,
  STREAMS,
} from '../policy.table.ts'

/** Who asks: somebody signed in, or nobody. */
export type Subject =
  | { readonly role: Role; readonly relation: Relation }
  | { readonly role: null; readonly relation: Nobody }

/** One question of the matrix. */
export type Cell = { readonly subject: Subject; readonly state: State; readonly stream: Stream }

/** What the table says of a cell. */
export type Verdict =
  | 'may'
  | 'not signed in'
  | 'not allowed'
  | 'absent'
  | 'not shown'
  /** Entries only: kept for the owner; refused by a rule that the writer is told. */
  | 'set aside'
  | 'refused'

type Line = { readonly relation: Relation; readonly as?: Role }
const fits = (subject: Subject) => (line: Line) =>
  line.relation === subject.relation && (line.as === undefined || line.as === subject.role)

/** Whether the table opens this stream. The stream of a list has no state of a file. */
export const opens = ({ subject, state, stream }: Cell): boolean => stands(SIGHT, subject, state, stream)

export const openedOnce = ({ subject, state, stream }: Cell): boolean => stands(HELD_ONCE, subject, state, stream)

function stands(lines: typeof SIGHT, subject: Subject, state: State, stream: Stream): boolean {
  return lines.some(
    (line) =>
      fits(subject)(line) && line.streams.includes(stream) && (stream === 'import' || line.states.includes(state)),
  )
}

/** Whether the subject answers for the child of this stream. */
export const isResponsible = (cell: Cell): boolean => opens(cell) && RESPONSIBLE.some(fits(cell.subject))

/** Whether the role alone permits it. */
export function permitted(who: Rule['who'], subject: Subject): 'may' | 'not signed in' | 'not allowed' {
  if (who === 'anyone') return 'may'
  if (subject.role === null) return 'not signed in'
  return who === 'signed in' || who.includes(subject.role) ? 'may' : 'not allowed'
}

/** The table's answer for an operation. */
export function expected(rule: Rule, cell: Cell): Verdict {
  const byRole = permitted(rule.who, cell.subject)
  if (byRole !== 'may') return byRole
  return holds(rule, cell) ? 'may' : rule.others === 'not allowed' ? 'not allowed' : rule.others
}

export function holds({ ground }: Pick<Rule, 'ground'>, cell: Cell): boolean {
  const late = cell.subject.relation === 'former' && cell.state !== 'erased'
  switch (ground) {
    case 'role':
      return true
    case 'nobody':
      return false
    case 'opens':
      return opens(cell)
    case 'responsible':
      return isResponsible(cell)
    case 'opens or opened once':
      return opens(cell) || openedOnce(cell)
    case 'opened once':
      return !opens(cell) && openedOnce(cell)
    case 'responsible or data officer':
      return isResponsible(cell) || cell.subject.role === 'data-officer'
    case 'opens a part':
      return partsOf(cell).length > 0
    case 'wrote it late':
      return late
    case 'responsible or wrote it late':
      return late || isResponsible(cell)
    case 'opens or wrote it':
      return late || opens(cell)
  }
}

/** Streams of the file that the subject opens. */
export const partsOf = (cell: Cell): readonly Stream[] =>
  STREAMS.filter((stream) => stream !== 'import' && opens({ ...cell, stream }))

/** The table's answer for an entry. */
export function expectedEntry(rule: EntryRule, cell: Cell): Verdict {
  if (cell.subject.role === null) return 'not signed in'
  if (rule.by.includes('helper, anew')) return isHelper(cell) ? 'may' : 'refused'
  if (rule.by.includes('helper, responsible')) return opensAnew(cell)
  if (rule.forged === true) return opens(cell) || openedOnce(cell) ? 'refused' : 'absent'
  if (!opens(cell)) return openedOnce(cell) ? 'set aside' : 'absent'
  return onOpened(rule, cell)
}

const isHelper = ({ subject }: Cell): boolean => subject.role === 'caseworker' || subject.role === 'supervisor'

function opensAnew(cell: Cell): Verdict {
  if (!isHelper(cell)) return 'refused'
  return isResponsible(cell) ? 'may' : 'absent'
}

function onOpened(rule: EntryRule, cell: Cell): Verdict {
  if (rule.states !== undefined && !rule.states.includes(cell.state)) return 'refused'
  // The step is right, the post is not: the database refuses, and says no more than that.
  if (rule.by.includes('offered, helper') && cell.subject.relation === 'offered')
    return isHelper(cell) ? 'may' : 'absent'
  return rule.by.some((ground) => writes(ground, cell)) ? 'may' : 'refused'
}

function writes(ground: EntryRule['by'][number], cell: Cell): boolean {
  const { relation } = cell.subject
  switch (ground) {
    case 'opens':
      return true
    case 'responsible':
      return isResponsible(cell)
    case 'offered':
      return relation === 'offered'
    case 'provider':
      return relation === 'referral' || relation === 'done'
    case 'importer':
      return relation === 'importer'
    case 'helper, anew':
    case 'helper, responsible':
    case 'offered, helper':
      return false
  }
}

/** `caseworker as former, open, case`. */
export function nameOf({ subject, state, stream }: Cell): string {
  const who = subject.role === null ? subject.relation : `${subject.role} as ${subject.relation}`
  return `${who}, file ${state}, ${stream}`
}
