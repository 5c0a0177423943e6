import type pg from 'pg'

/**
 * Everything the tables hold, kept beside them: what one cell may change is put back before the next, and what none may change is seen.
 * The audit log is left out: it only grows, and the matrix counts it.
 */
export type Kept = {
  /** Tables that differ from what is kept. */
  changed(): Promise<readonly string[]>
  /** Puts back every table that differs. */
  restore(): Promise<void>
}

/** Versions of rows: nothing is written, nor written back as it was, without a new one. Who was seen when says nothing, and moves. */
const VERSION = `t.ctid::text || t.xmin::text`
const SEEN: Readonly<Record<string, string>> = { 'access.session': `(to_jsonb(t) - 'seen_at')::text` }

export async function keep(admin: pg.Client): Promise<Kept> {
  const { rows } = await admin.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('access', 'cases', 'keys') order by 1`,
  )
  const names = rows.map(({ name }) => name)
  await admin.query('drop schema if exists kept cascade; create schema kept')
  for (const name of names) await admin.query(`create table ${copyOf(name)} as table ${name}`)
  const digests = names
    .map((name) => {
      const row = SEEN[name] ?? VERSION
      return `select '${name}' as name, md5(coalesce(string_agg(${row}, '|' order by ${row}), '')) as digest from ${name} t`
    })
    .join(' union all ')
  const digest = async () =>
    new Map((await admin.query<{ name: string; digest: string }>(digests)).rows.map((row) => [row.name, row.digest]))
  let before = await digest()
  const changed = async () =>
    [...(await digest())].filter(([name, sum]) => before.get(name) !== sum).map(([name]) => name)
  return {
    changed,
    async restore() {
      const all = await changed()
      if (all.length === 0) return
      const put = all.map((name) => `delete from ${name}; insert into ${name} select * from ${copyOf(name)};`)
      // As a replica: no trigger and no foreign key stands in the way of what was there before.
      await admin.query(`begin; set local session_replication_role = replica; ${put.join(' ')} commit`)
      before = await digest()
    },
  }
}

const copyOf = (name: string): string => `kept.${name.replace('.', '_')}`
