import type pg from 'pg'
import { IDS_ARE_THE_CONTENT, REVIEWED_TABLES } from './reviewed.ts'
import { type Answer, type Ask, ATTACKERS, type Attacker, rawAs, type Scene, secretsFrom } from './scene.ts'

/** One table or view with the columns that the role may read; `own` when it is ours and not PostgreSQL's. */
type Relation = { readonly name: string; readonly own: boolean; readonly columns: readonly string[] }

/** Every table, view and sequence of the database, PostgreSQL's own among them, as this role sees it. */
async function relations(admin: pg.Client, role: string): Promise<readonly Relation[]> {
  const { rows } = await admin.query<Relation>(
    `select format('%I.%I', n.nspname, c.relname) as name, n.nspname not in ('pg_catalog', 'information_schema') as own,
       array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and has_column_privilege($1, c.oid, a.attnum, 'select') order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'v', 'm', 'p', 'f', 'S') and n.nspname <> 'pg_toast' order by 1`,
    [role],
  )
  return rows
}

/** What one attacker got out of one table or view that must not be had. */
export type Leak = { readonly attacker: Attacker; readonly relation: string; readonly what: string }
export type Sweep = {
  readonly leaks: readonly Leak[]
  readonly asked: number
  readonly own: number
  readonly read: number
}

const THOROUGH: readonly Attacker[] = ['nobody', 'otherTeam', 'provider']

/** Reads every table and view as the application's role, as every attacker, with plain SQL; says what came out that must not. */
export async function sweep(scene: Scene, { oursOnly = false } = {}): Promise<Sweep> {
  const all = (await relations(scene.world.admin, 'lindung_app')).filter(({ own }) => own || !oursOnly)
  const leaks: Leak[] = []
  let [asked, read] = [0, 0]
  for (const attacker of ATTACKERS) {
    const secrets = await secretsFrom(scene, attacker)
    const token = scene.people[attacker]?.token ?? null
    // What PostgreSQL itself shows depends on the role, hardly on the person: three of them look at all of it.
    const seen = all.filter(({ own }) => own || THOROUGH.includes(attacker))
    await rawAs(scene.world.database.appUrl, token, async (ask) => {
      for (const relation of seen) {
        const { rows } = await readAll(ask, relation)
        asked += 1
        read += rows.length
        const what = judge(relation, attacker, rows, secrets)
        if (what !== null) leaks.push({ attacker, relation: relation.name, what })
      }
    })
  }
  return { leaks, asked, own: all.filter(({ own }) => own).length, read }
}

/** All rows as text: the whole row where it may be read, otherwise the columns that may. */
async function readAll(ask: Ask, { name, columns }: Relation): Promise<Answer> {
  const whole = await ask(`select t::text as row from ${name} t`)
  if (whole.code === null || columns.length === 0) return whole
  return ask(`select row(${columns.join(', ')})::text as row from ${name}`)
}

function judge(
  relation: Relation,
  attacker: Attacker,
  rows: Answer['rows'],
  secrets: readonly string[],
): string | null {
  const text = rows.map(({ row }) => String(row)).join('\n')
  const found = IDS_ARE_THE_CONTENT.includes(relation.name) ? [] : secrets.filter((id) => text.includes(id))
  if (found.length > 0) return `${found.length} ids of streams without a grant`
  const open = !relation.own || REVIEWED_TABLES[relation.name]?.to.includes(attacker) === true
  return open || rows.length === 0 ? null : `${rows.length} rows, and nobody has reviewed why`
}

/** Functions outside PostgreSQL's own schemas that the role may call, by signature. */
export async function callable(admin: pg.Client, role: string): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select n.nspname || '.' || p.proname || '(' || array_to_string(array(select format_type(t, null) from unnest(p.proargtypes) t), ',') || ')' as name
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege($1, n.oid, 'usage')
       and has_function_privilege($1, p.oid, 'execute') order by 1`,
    [role],
  )
  return rows.map(({ name }) => name)
}

/** Every privilege of the role on our tables, columns apart: `table:PRIVILEGE`. */
export async function tablePrivileges(admin: pg.Client, role: string): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select n.nspname || '.' || c.relname || ':' || p.name as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p(name)
     where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       and has_schema_privilege($1, n.oid, 'usage') and has_table_privilege($1, c.oid, p.name)
     order by 1`,
    [role],
  )
  return rows.map(({ name }) => name)
}

/** Faults of the owner's functions as written: each runs with a fixed search path that ends in `pg_temp`. */
export async function looseFunctions(admin: pg.Client): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef
       and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)`,
  )
  return rows.map(({ name }) => name)
}
