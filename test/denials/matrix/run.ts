import { NOBODIES, RELATIONS, type Relation, type Role, ROLES, type State } from '../policy.table.ts'
import type { Asking } from './asking.ts'
import { type Cell, nameOf, type Subject } from './expect.ts'
import { ask } from './http.ts'
import { keep, type Kept } from './keep.ts'
import { absentee, leaked, linesOf, type MatrixLine } from './lines.ts'
import type { MatrixWorld } from './world.ts'

/** What came of a matrix. */
export type Tally = {
  cells: number
  allowed: number
  denied: number
  /** A sentence for each cell that was answered otherwise than the table says. */
  readonly failures: string[]
}

export type RunOptions = {
  /** States of the file; without them the one in which every relation stands, or in which the step is possible. */
  readonly states?: readonly State[]
  /** A mutation needs no more than one failure. */
  readonly first?: boolean
  readonly log?: (line: string) => void
}

export const newTally = (): Tally => ({ cells: 0, allowed: 0, denied: 0, failures: [] })

/** Asks every line of the table over HTTP, as everybody. */
export async function runOverHttp(scene: MatrixWorld, options: RunOptions, tally = newTally()): Promise<Tally> {
  const lines = linesOf(scene.world.application.operations)
  for (const role of ROLES) {
    const kept = await giveRole(scene, role)
    for (const line of lines) {
      await runLine({ scene, kept, tally, role, line, states: options.states })
      if (options.first === true && tally.failures.length > 0) return tally
    }
    options.log?.(`${role}: ${tally.cells} cells so far`)
  }
  return tally
}

/** Gives everybody this post in their team, whatever they were when things came about; what is kept from now on is this. */
export async function giveRole({ world: { admin }, people }: MatrixWorld, role: Role): Promise<Kept> {
  const all = Object.values(people).map(({ id }) => id)
  await admin.query('update access.membership set role = $1 where person_id = any ($2)', [role, all])
  return keep(admin)
}

export function subjectsOf(role: Role): readonly Subject[] {
  const all = Object.keys(RELATIONS).map((relation): Subject => ({ role, relation: relation as Relation }))
  if (role !== ROLES[0]) return all
  return [...all, ...NOBODIES.map((relation) => ({ role: null, relation }))]
}

type Job = {
  readonly scene: MatrixWorld
  readonly kept: Kept
  readonly tally: Tally
  readonly role: Role
  readonly line: MatrixLine
  readonly states: readonly State[] | undefined
}

/** Who asks, in the small product, what takes a thread or a password's hash each time. */
const FEW: ReadonlySet<string> = new Set(['team', 'importer', 'elsewhere', ...NOBODIES])

async function runLine(job: Job): Promise<void> {
  const { line, role, scene, tally } = job
  const states = job.states === undefined ? [line.small] : line.full.filter((state) => job.states?.includes(state))
  const subjects = subjectsOf(role).filter(
    ({ relation }) => job.states !== undefined || !line.heavy || FEW.has(relation),
  )
  const cells = subjects.flatMap((subject) =>
    states.flatMap((state) => line.streams.map((stream): Cell => ({ subject, state, stream }))),
  )
  const changing = (cell: Cell) => ['may', 'set aside'].includes(line.expected(cell))
  const denied = cells.filter((cell) => !changing(cell))
  // Refusals of nobody are counted after the first few of a quarter of an hour: each line has one of its own.
  scene.world.setNow(new Date(scene.world.now().getTime() + 16 * 60_000))
  const from = await lastLeaf(scene)
  const absent = await wordsForAbsent(job)
  await Promise.all(denied.map(async (cell) => check(job, cell, absent)))
  await checkTraces(job, denied, from)
  const allowed = cells.filter(changing)
  const looks = line.operation.audit.nature === 'look' && line.before === undefined
  if (looks) await Promise.all(allowed.map(async (cell) => check(job, cell, absent)))
  for (const cell of looks ? [] : allowed) {
    const before = line.before?.(askingOf(scene, cell))
    if (before !== undefined) await scene.world.admin.query(before[0], [...before[1]])
    await check(job, cell, absent)
    await job.kept.restore()
  }
  if (looks) await job.kept.restore()
  tally.cells += cells.length
  tally.denied += denied.length
  tally.allowed += cells.length - denied.length
}

function askingOf(scene: MatrixWorld, { subject, state, stream }: Cell): Asking {
  const relation = subject.role === null ? 'owner' : subject.relation
  return { scene, person: scene.people[relation], file: scene.files[state], stream, state }
}

export function tokenOf(scene: MatrixWorld, { subject }: Pick<Cell, 'subject'>): string | null {
  return subject.role === null ? scene.tokens[subject.relation] : scene.people[subject.relation].token
}

async function check({ scene, tally, line }: Job, cell: Cell, absent: string | null): Promise<void> {
  const asking = askingOf(scene, cell)
  const answer = await ask(scene, line.operation, tokenOf(scene, cell), await line.send(asking))
  const [want, got] = [line.expected(cell), line.verdict(answer, asking)]
  const { method, path } = line.operation
  const fail = (what: string) => tally.failures.push(`${nameOf(cell)}: ${line.name} (${method} ${path}) ${what}`)
  if (want !== got) fail(`expected "${want}", got "${got}"`)
  else if (got === 'absent' && answer.status === 404 && absent !== null && answer.text !== absent)
    fail(`is refused in other words than what does not exist: ${answer.text}`)
  const words = leaked(line, cell, answer.text)
  if (words.length > 0) fail(`tells ${words.join(', ')}`)
}

/** The answer for a file that nobody ever made. */
async function wordsForAbsent({ scene, line, role }: Job): Promise<string | null> {
  const cell: Cell = { subject: { role, relation: 'elsewhere' }, state: line.small, stream: line.streams[0] ?? 'case' }
  if (line.makes || line.expected(cell) !== 'absent') return null
  const asking = absentee(askingOf(scene, cell))
  return (await ask(scene, line.operation, tokenOf(scene, cell), await line.send(asking))).text
}

const lastLeaf = async ({ world: { admin } }: MatrixWorld): Promise<number> =>
  (await admin.query<{ n: number }>('select coalesce(max(n), 0)::integer as n from audit.leaf')).rows[0]?.n ?? 0

/** What was refused has changed nothing, and each refusal has left its leaf. */
async function checkTraces({ scene, kept, tally, line, role }: Job, cells: readonly Cell[], from: number) {
  const changed = await kept.changed()
  if (changed.length > 0) {
    tally.failures.push(`${role}: ${line.name}, refused, has changed ${changed.join(', ')}`)
    await kept.restore()
  }
  const { rows } = await scene.world.admin.query<{ actor: string | null }>(
    'select distinct actor from audit.leaf where n > $1 and op = $2',
    [from, line.operation.audit.action],
  )
  const actors = new Set(rows.map(({ actor }) => actor))
  for (const cell of cells) {
    const { role: as, relation } = cell.subject
    if (!actors.has(as === null ? null : scene.people[relation].id))
      tally.failures.push(`${nameOf(cell)}: ${line.name} was refused and left no leaf`)
  }
}
