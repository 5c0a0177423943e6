import pg from 'pg'
import { burstsOn } from './burst.ts'

pg.types.setTypeParser(1082, (text) => text) // a date is a date, never an instant
pg.types.setTypeParser(20, Number) // bigint: sequence numbers and microseconds stay below 2^53

/** A named statement: prepared once a connection, so the name must be unique for the text. */
export type Statement<Row> = {
  readonly name: string
  readonly text: string
  /** Only for the type: never set. */
  readonly row?: Row
}

/** Declares a statement and the shape of its rows. SQL stands in `store.ts` files only. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text }
}

/** An open transaction. Queries that are not awaited before the next one go out in one burst. */
export type Transaction = {
  run<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<readonly Row[]>
}

export type Database = {
  /** Runs `work` in one transaction; commits when it resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The transaction did not commit although every statement was sent: PostgreSQL answered ROLLBACK. */
export class NotCommitted extends Error {
  constructor() {
    super('the database rolled the transaction back')
    this.name = 'NotCommitted'
  }
}

/** Opens a pool for one role. Statements of one transaction share their network waits (`burst.ts`). */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.max ?? 10 })
  // A connection that dies fails what waits on it and is replaced; without these listeners it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    async transaction(work) {
      const client = await pool.connect()
      const send = burstsOn(client)
      const failures: unknown[] = []
      const begun = quiet(send(BEGIN), failures)
      let broken = false
      try {
        const result = await work({
          // The rows of a statement are of the shape that it declares.
          run: (asked, values) =>
            quiet(
              send(asked, values).then(({ rows }) => rows as never),
              failures,
            ),
        })
        const { tag } = await send(COMMIT)
        await begun
        // A statement that nobody awaited has failed: its own error says more than "rolled back".
        if (tag !== 'COMMIT') throw failures[0] instanceof Error ? failures[0] : new NotCommitted()
        return result
      } catch (error) {
        await send(ROLLBACK).catch(() => {
          broken = true
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    close: () => pool.end(),
  }
}

const BEGIN = statement('begin', 'begin')
const COMMIT = statement('commit', 'commit')
const ROLLBACK = statement('rollback', 'rollback')

/** A promise whose failure is kept for the commit, and does not end the process before somebody awaits it. */
function quiet<T>(promise: Promise<T>, failures: unknown[]): Promise<T> {
  promise.catch((error: unknown) => failures.push(error))
  return promise
}

/** The SQLSTATE of a database error, or null. Our own functions raise `LD…` (migrations/). */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}
