import { randomUUID } from 'node:crypto'
import { FUNCTIONS, OTHER_TABLES, ROLES, type SqlRule, type State, type Stream, TABLES } from '../policy.table.ts'
import { type Ask, rawAs } from '../scene.ts'
import { type Cell, holds, nameOf, permitted, type Subject } from './expect.ts'
import { giveRole, newTally, type RunOptions, subjectsOf, type Tally, tokenOf } from './run.ts'
import { SQL_CALLS, type SqlAsking } from './sql-calls.ts'
import type { MatrixWorld } from './world.ts'

/** Asks every table and function, as everybody, by raw SQL as the application’s role. Nothing stays. */
export async function runBySql(scene: MatrixWorld, options: RunOptions, tally = newTally()): Promise<Tally> {
  for (const role of ROLES) {
    const kept = await giveRole(scene, role)
    await arrange(scene)
    for (const subject of subjectsOf(role)) {
      await runSubject(scene, subject, options.states ?? ['offered'], tally)
      if (options.first === true && tally.failures.length > 0) return tally
    }
    await kept.restore()
    options.log?.(`${role}: ${tally.cells} cells so far`)
  }
  return tally
}

/** What there must be to see: an attachment under way, a list at work with a file, remembered columns, a log with a checkpoint. */
async function arrange({ world: { admin }, people, files, teams }: MatrixWorld): Promise<void> {
  const list = files.open.streams.import
  await admin.query('update cases.blob set done_at = null; update cases.late_blob set done_at = null')
  await admin.query(
    `update cases.import_run set state = 'running', lease_by = $2, lease_until = now() + interval '1 hour', confirmed_at = now(),
       undo_until = now() + interval '1 day' where import_id = $1`,
    [list, people.importer.device],
  )
  await admin.query(
    `insert into cases.import_file (import_id, row_key, file_id, seq_case) values ($1, '0:1::', $2, 1)`,
    [list, files.erased.streams.case],
  )
  for (const team of new Set(Object.values(teams)))
    await admin.query(
      `insert into cases.import_profile (team_id, signature, fields, saved_by) values ($1, decode(repeat('11', 32), 'hex'), '{}', $2)`,
      [team, people.owner.id],
    )
  await admin.query(
    `insert into audit.log select 0, min(n), decode(repeat('00', 32), 'hex') from audit.leaf on conflict do nothing;
     insert into audit.checkpoint (size, root, note) values (1, decode(repeat('00', 32), 'hex'), '') on conflict do nothing`,
  )
}

/** Columns by which a row is somebody's own, where a table shows nothing else. */
const OWN = { 'access.session': 'person_id', 'cases.import_profile': 'team_id' } as const

async function runSubject(scene: MatrixWorld, subject: Subject, states: readonly State[], tally: Tally): Promise<void> {
  const person = scene.people[subject.role === null ? 'owner' : subject.relation]
  const token = tokenOf(scene, { subject })
  await rawAs(scene.world.database.appUrl, token, async (ask) => {
    const tell = (cell: Cell, name: string, rule: SqlRule, got: boolean | null): void => {
      const want = permitted(rule.who, subject) === 'may' && holds(rule, cell)
      tally.cells += 1
      if (want) tally.allowed += 1
      else tally.denied += 1
      const word = (yes: boolean | null) => (yes === null ? 'rows of others' : yes ? 'something' : 'nothing')
      if (want !== got) tally.failures.push(`${nameOf(cell)}: SQL ${name} expected ${word(want)}, got ${word(got)}`)
    }
    for (const [name, rule] of Object.entries(OTHER_TABLES)) {
      const cell: Cell = { subject, state: 'open', stream: 'case' }
      tell(cell, name, rule, await anyRow(ask, name, [person.id, teamOf(scene, subject)]))
    }
    for (const [name, rule] of Object.entries(TABLES))
      await readTable({ scene, ask, name, rule, subject, states, tell })
    for (const [name, rule] of Object.entries(FUNCTIONS)) {
      for (const [state, stream] of placesOf(rule, states)) {
        const file = scene.files[state]
        const asking = { ask, scene, person, token, file, stream, id: file.streams[stream] }
        tell({ subject, state, stream }, name, rule, await callFunction(name, asking))
      }
    }
  })
}

function placesOf(rule: SqlRule, states: readonly State[]): readonly (readonly [State, Stream])[] {
  if (rule.ground === 'role') return [['offered', 'case']]
  return (rule.on ?? (['case'] as const)).flatMap((stream) =>
    (stream === 'import' ? (['offered'] as const) : states).map((state) => [state, stream] as const),
  )
}

/** Whether there is a row; null where rows of others are shown that nobody may see. */
async function anyRow(ask: Ask, name: string, mine: readonly string[]): Promise<boolean | null> {
  const own = OWN[name as keyof typeof OWN]
  const { rows } = await ask(`select ${own ?? '1'} as own from ${name}`)
  if (own !== undefined && rows.some(({ own: of }) => !mine.includes(String(of)))) return null
  return rows.length > 0
}

const teamOf = (scene: MatrixWorld, subject: Subject): string =>
  scene.teams[subject.role === null ? 'owner' : subject.relation]

type Reading = {
  readonly scene: MatrixWorld
  readonly ask: Ask
  readonly name: string
  readonly rule: SqlRule
  readonly subject: Subject
  readonly states: readonly State[]
  readonly tell: (cell: Cell, name: string, rule: SqlRule, got: boolean) => void
}

/** One reading of a table for all streams. */
async function readTable({ scene, ask, name, rule, subject, states, tell }: Reading): Promise<void> {
  const column = { 'cases.stream': 'id' }[name] ?? (name.startsWith('cases.import') ? 'import_id' : 'stream_id')
  const { rows } = await ask(`select distinct ${column} as id from ${name}`)
  const seen = new Set(rows.map(({ id }) => id))
  for (const [state, stream] of placesOf(rule, states))
    tell({ subject, state, stream }, name, rule, seen.has(scene.files[state].streams[stream]))
}

async function callFunction(name: string, asking: SqlAsking): Promise<boolean> {
  const call = SQL_CALLS[name]
  if (call === undefined) throw new Error(`test/denials/matrix/sql-calls.ts does not say how "${name}" is called`)
  const mark = `m${randomUUID().slice(0, 8)}`
  await asking.ask(`savepoint ${mark}`)
  const got = await call(asking)
  await asking.ask(`rollback to savepoint ${mark}`)
  return got
}
