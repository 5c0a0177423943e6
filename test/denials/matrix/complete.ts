import { globSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type pg from 'pg'
import type { AnyOperation } from '#access/server/index.ts'
import { kinds } from '#cases/kinds.ts'
import { callable } from '../catalogue.ts'
import { ENTRIES, FUNCTIONS, OPERATIONS, OTHER_TABLES, TABLES, TELL_NOTHING } from '../policy.table.ts'
import { CALLS } from './calls.ts'
import { kindOf, WRITTEN } from './entries.ts'
import { SQL_CALLS } from './sql-calls.ts'

/** Operations that this instance does not serve: the demo’s, and that of the whole instance. Their gate is asked all the same. */
const ELSEWHERE: readonly string[] = ['enterDemo', 'trySheet', 'readHealth']

/** Asked by each kind of entry. */
const BY_KIND = 'appendEntries'

/** Every operation of every contract of the source. */
export async function allOperations(): Promise<readonly AnyOperation[]> {
  const modules = await Promise.all(
    globSync('src/**/contract.ts').map(
      async (path) => (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>,
    ),
  )
  return modules.flatMap((one) => Object.values(one).filter(isOperation))
}

const isOperation = (value: unknown): value is AnyOperation =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'policy' in value

/** A sentence for everything that exists and has no line, and for every line of what does not exist. */
export async function missingLines(admin: pg.Client): Promise<readonly string[]> {
  const operations = (await allOperations()).map(({ id }) => id)
  const names = kinds.kinds.map(({ name }) => name)
  const functions = (await callable(admin, 'lindung_app')).map((one) => one.split('(')[0] ?? one)
  const tables = await readable(admin)
  return [
    ...compare('operation', operations, OPERATIONS, 'OPERATIONS', CALLS, 'calls-others.ts or calls-imports.ts'),
    ...compare('kind of entry', names, ENTRIES, 'ENTRIES', WRITTEN, 'entries.ts'),
    ...compare(
      'function',
      functions.filter((name) => !TELL_NOTHING.includes(name)),
      FUNCTIONS,
      'FUNCTIONS',
      SQL_CALLS,
      'sql-calls.ts',
    ),
    ...compare('table', tables, { ...TABLES, ...OTHER_TABLES }, 'TABLES or OTHER_TABLES', null, ''),
  ]
}

type Lines = Readonly<Record<string, unknown>>

function compare(
  what: string,
  there: readonly string[],
  table: Lines,
  list: string,
  calls: Lines | null,
  file: string,
) {
  const lines = Object.keys(table)
  const unsaid = there.filter((name) => !lines.some((line) => kindOf(line) === name))
  const stale = lines.filter((line) => !there.includes(kindOf(line)))
  const uncalled = lines.filter(
    (line) => calls !== null && line !== BY_KIND && !(line in calls) && !ELSEWHERE.includes(line),
  )
  return [
    ...unsaid.map(
      (name) =>
        `The ${what} "${name}" has no line in ${list} of test/denials/policy.table.ts: add one that says who may, and what the others are told` +
        (calls === null ? '.' : `; and how it is asked to test/denials/matrix/${file}.`),
    ),
    ...stale.map((line) => `The line "${line}" of ${list} names no ${what} that there is: take it out.`),
    ...uncalled.map((line) => `The line "${line}" of ${list} is not asked: say how in test/denials/matrix/${file}.`),
  ]
}

/** Tables and views of which the application’s role may read something. */
async function readable(admin: pg.Client): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'kept')
       and has_schema_privilege('lindung_app', n.oid, 'usage') and has_any_column_privilege('lindung_app', c.oid, 'select') order by 1`,
  )
  return rows.map(({ name }) => name)
}
