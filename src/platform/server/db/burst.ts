import pg from 'pg'
import { asParameter } from './parameter.ts'

/** A statement to be sent: prepared once a connection under its name. */
type Asked = { readonly name: string; readonly text: string }

/** What a statement gave: its rows, and the command tag (`SELECT 3`, `COMMIT`). */
export type Given = { readonly rows: readonly object[]; readonly tag: string }

type Column = { readonly name: string; readonly parse: (text: string) => unknown }
type Waiting = Asked & {
  readonly values: readonly (string | Buffer | null)[]
  readonly rows: object[]
  readonly resolve: (given: Given) => void
  readonly reject: (error: unknown) => void
}

/** Messages of the protocol, as pg hands them to what it calls a Submittable. */
type RowDescription = { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }
type DataRow = { readonly fields: readonly (string | null)[] }
type CommandComplete = { readonly text: string }

/** Columns of a statement's rows, known after its first answer: PostgreSQL refuses a prepared statement whose columns have changed. */
const columnsOf = new Map<string, readonly Column[]>()

/** Names that a connection has prepared. */
const preparedOn = new WeakMap<pg.PoolClient, Set<string>>()

/**
 * Sends statements in bursts: those asked for before the process turns to something else go out in one packet, end in one
 * `Sync`, and come back in one packet. pg's own pipeline sends a packet and a `Sync` for each statement, each of which wakes the other side.
 * After a failure the rest of a burst is not run, and fails with the same error.
 */
export function burstsOn(client: pg.PoolClient): (asked: Asked, values?: readonly unknown[]) => Promise<Given> {
  let waiting: Waiting[] = []
  let flying = false
  let planned = false
  const flush = () => {
    planned = false
    if (flying || waiting.length === 0) return
    const statements = waiting
    waiting = []
    flying = true
    client.query(
      burstOf(client, statements, () => {
        flying = false
        flush()
      }),
    )
  }
  return ({ name, text }, values = []) =>
    new Promise((resolve, reject) => {
      waiting.push({ name, text, values: values.map(asParameter), rows: [], resolve, reject })
      if (planned) return
      planned = true
      // After every microtask: whatever follows without waiting for the network joins the burst.
      process.nextTick(flush)
    })
}

/** A burst as what pg calls a Submittable: it has the connection until the server is ready again. */
function burstOf(client: pg.PoolClient, statements: readonly Waiting[], landed: () => void) {
  const prepared = preparedOn.get(client) ?? new Set<string>()
  preparedOn.set(client, prepared)
  let at = 0
  let columns: readonly Column[] = []
  const turnTo = (next: number) => {
    at = next
    columns = columnsOf.get(statements[at]?.text ?? '') ?? []
  }
  return {
    submit: (connection: pg.Connection) => {
      connection.stream.cork()
      for (const statement of statements) send(connection, prepared, statement)
      connection.sync()
      connection.stream.uncork()
      turnTo(0)
    },
    handleRowDescription: ({ fields }: RowDescription) => {
      columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }))
      const text = statements[at]?.text
      if (text !== undefined) columnsOf.set(text, columns)
    },
    handleDataRow: ({ fields }: DataRow) => void statements[at]?.rows.push(rowOf(columns, fields)),
    handleCommandComplete: ({ text: tag }: CommandComplete) => {
      const done = statements[at]
      turnTo(at + 1)
      if (done === undefined) return
      prepared.add(done.name)
      if (!columnsOf.has(done.text)) columnsOf.set(done.text, [])
      done.resolve({ rows: done.rows, tag })
    },
    handleError: (error: unknown) => {
      for (const statement of statements.slice(at)) statement.reject(error)
      landed()
    },
    handleReadyForQuery: landed,
    handlePortalSuspended: () => undefined,
    handleEmptyQuery: () => undefined,
  }
}

function send(connection: pg.Connection, prepared: ReadonlySet<string>, { name, text, values }: Waiting): void {
  if (!prepared.has(name)) {
    // Whether a failed burst had prepared it is not known; to close what does not exist is allowed.
    connection.close({ type: 'S', name }, false)
    connection.parse({ name, text, types: [] }, false)
  }
  connection.bind({ portal: '', statement: name, values: [...values] }, false)
  if (!columnsOf.has(text)) connection.describe({ type: 'P', name: '' }, false)
  connection.execute(null, false)
}

const parserOf = (type: number): Column['parse'] => pg.types.getTypeParser(type, 'text') as Column['parse']

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): object {
  const row: Record<string, unknown> = {}
  for (const [i, { name, parse }] of columns.entries()) {
    const text = fields[i] ?? null
    row[name] = text === null ? null : parse(text)
  }
  return row
}
