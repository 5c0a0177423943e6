import { type Statement, statement } from '#platform/server/db/database.ts'

/** Writes a leaf: its canonical body, which the database checks against the session and indexes by stream. */
export const writeLeaf: Statement<{ n: number }> = statement('audit.write_leaf', 'select audit.write_leaf($1) as n')

/** Looks at one stream, newest first; empty unless the person may know. */
export const looksAt: Statement<{ n: number; at: Date; actor: string | null; op: string; outcome: string }> = statement(
  'audit.looks_at',
  'select n, at, actor, op, outcome from audit.looks_at($1)',
)
