import { type Statement, statement } from '#platform/server/db/database.ts'

/** Writes a leaf: its canonical body, which the database checks against the session and indexes by stream. */
export const writeLeaf: Statement<{ n: number }> = statement('audit.write_leaf', 'select audit.write_leaf($1) as n')

/** Looks at one stream, newest first; empty unless the person may know. */
export const looksAt: Statement<{ n: number; at: Date; actor: string | null; op: string; outcome: string }> = statement(
  'audit.looks_at',
  'select n, at, actor, op, outcome from audit.looks_at($1)',
)

// The sequencer signs in as `lindung_log`, which may read leaves, and add to the log and to the checkpoints, and nothing else.

/** One sequencer at a time, whatever the number of servers: the lock ends with the transaction. */
export const lockLog: Statement<{ locked: boolean }> = statement('audit.lock_log', 'select audit.keep() as locked')

/** Leaves that are not yet in the log, in the order of their numbers. */
export const pendingLeaves: Statement<{ n: number; body: string }> = statement(
  'audit.pending_leaves',
  'select l.n, l.body from audit.pending p join audit.leaf l on l.n = p.n order by p.n limit $1',
)

export const addToLog: Statement<object> = statement(
  'audit.add_to_log',
  `with placed as (
     insert into audit.log (index, n, leaf_hash)
     select $1::bigint + u.i - 1, u.n, u.hash from unnest($2::bigint[], $3::bytea[]) with ordinality as u(n, hash, i)
     returning n)
   delete from audit.pending p using placed where p.n = placed.n`,
)

/** Hashes in the log from an index on, in order. */
export const logHashes: Statement<{ leaf_hash: Buffer }> = statement(
  'audit.log_hashes',
  'select leaf_hash from audit.log where index >= $1 order by index limit $2',
)

/** How long the log is, and the last checkpoint. */
export const logState: Statement<{ size: number; signed: number | null; root: Buffer | null }> = statement(
  'audit.log_state',
  `select coalesce((select max(index) + 1 from audit.log), 0)::bigint as size, c.size as signed, c.root
   from (select 1) one left join lateral (select size, root from audit.checkpoint order by size desc limit 1) c on true`,
)

export const addCheckpoint: Statement<object> = statement(
  'audit.add_checkpoint',
  'insert into audit.checkpoint (size, root, note) values ($1, $2, $3)',
)

/** Checkpoints after a size, for the copies. */
export const checkpointsAfter: Statement<{ size: number; note: string }> = statement(
  'audit.checkpoints_after',
  'select size, note from audit.checkpoint where size > $1 order by size limit $2',
)
