import pg from 'pg'
import { rawAs, type Ask, type Answer, type Scene } from './scene.ts'

/** What the application's role may not do whoever is signed in; each gives an error code or changes nothing. */
const FORBIDDEN: readonly (readonly [sql: string, code: string])[] = [
  ['set role lindung_owner', '42501'],
  ['set role postgres', '42501'],
  ['set session authorization lindung_owner', '42501'],
  ['alter role lindung_app bypassrls', '42501'],
  ['alter table cases.entry disable row level security', '42501'],
  ['create policy mine on cases.entry using (true)', '42501'],
  ['drop policy granted on cases.entry', '42501'],
  ['grant select on access.secret to lindung_app', '42501'],
  ['select * from access.secret', '42501'],
  ['select token_hash from access.session', '42501'],
  ['select login from access.person', '42501'],
  ['select * from access.find_login($$sari$$)', '42501'],
  [
    'select access.start_session(decode(repeat($$00$$, 32), $$hex$$), gen_random_uuid(), gen_random_uuid(), 1)',
    '42501',
  ],
  ['select access.use_link(decode(repeat($$00$$, 32), $$hex$$), $$x$$)', '42501'],
  ['select access.give(gen_random_uuid(), gen_random_uuid(), null, null, $$owner$$, null, null)', '42501'],
  ['select access.take(gen_random_uuid(), null, null, $$owner$$)', '42501'],
  ['select access.held_once(gen_random_uuid())', '42501'],
  ['select cases.apply_grants(gen_random_uuid(), $$[]$$)', '42501'],
  [
    'insert into access.grants (stream_id, person_id, reason) values (gen_random_uuid(), access.me(), $$owner$$)',
    '42501',
  ],
  ['update access.grants set until = null', '42501'],
  ['insert into access.membership select access.me(), team_id, $$supervisor$$ from access.membership', '42501'],
  ['update cases.entry set sealed = null', '42501'],
  ['delete from cases.entry', '42501'],
  ['truncate cases.entry', '42501'],
  ['update cases.stream set seq = 0', '42501'],
  ['delete from keys.stream_key', '42501'],
  ['update keys.epoch set current = 0', '42501'],
  ['delete from audit.leaf', '42501'],
  ['update audit.leaf set body = $$$$', '42501'],
  ['insert into audit.leaf (op, body) values ($$x$$, $${}$$)', '42501'],
  ['insert into audit.log values (0, 1, decode(repeat($$00$$, 32), $$hex$$))', '42501'],
  ['delete from audit.pending', '42501'],
  ['create table public.loot (x int)', '42501'],
  ['create table cases.loot (x int)', '42501'],
  ['create function access.me() returns uuid language sql as $$select null::uuid$$', '42501'],
  ['create or replace function access.me() returns uuid language sql as $$select null::uuid$$', '42501'],
  ['create schema loot', '42501'],
  ['create extension dblink', '42501'],
  ['copy (select 1) to program $$true$$', '42501'],
  ['select pg_read_file($$/etc/hostname$$)', '42501'],
  ['select lo_import($$/etc/hostname$$)', '42501'],
  ['select * from pg_authid', '42501'],
  ['load $$auto_explain$$', '42501'],
  ['create publication loot for all tables', '42501'],
  ['create event trigger loot on ddl_command_end execute function access.me()', '42501'],
]

export async function forbidden(scene: Scene): Promise<{ tried: number; succeeded: readonly string[] }> {
  const succeeded: string[] = []
  for (const token of [null, scene.owner.token, scene.people.provider?.token ?? null]) {
    await rawAs(scene.world.database.appUrl, token, async (ask) => {
      for (const [sql, code] of FORBIDDEN) {
        const got = await ask(sql)
        if (got.code !== code) succeeded.push(`${sql}: ${got.code ?? 'done'}`)
      }
    })
  }
  return { tried: 3 * FORBIDDEN.length, succeeded }
}

/**
 * Tricks with a session's own things: temporary tables, types and functions that shadow what the owner's functions name, operators,
 * prepared statements kept over a change of person, settings. `loot` tells what came out.
 */
export const TRICKS: readonly { readonly name: string; readonly run: (ask: Ask, scene: Scene) => Promise<Answer> }[] = [
  ...['uuid', 'text', 'jsonb', 'bytea', 'timestamptz', 'record'].map((type) => ({
    name: `a temporary type "${type}" whose check runs as the owner`,
    run: async (ask: Ask, scene: Scene): Promise<Answer> => {
      await ask('create temp table loot (who pg_catalog.text)')
      await ask('grant all on pg_temp.loot to public')
      await ask(`create function pg_temp.steal(anyelement) returns boolean language plpgsql as $f$
        begin insert into pg_temp.loot select current_user where current_user <> 'lindung_app'; return true; end $f$`)
      await ask(
        `create domain pg_temp.${type} as pg_catalog.${type === 'record' ? 'text' : type} check (pg_temp.steal(value::pg_catalog.text))`,
      )
      await ask(`select cases.append_open('${scene.referral}', '{}')`)
      await ask(`select access.my_reasons('${scene.referral}'), access.me(), access.has_role('{caseworker}')`)
      await ask(`select audit.write_leaf('{"actor":"nobody","concerns":[]}')`)
      await ask(`select access.enter('x')`)
      return ask('select distinct who from pg_temp.loot')
    },
  })),
  {
    name: 'temporary tables with the names of ours',
    run: async (ask, { owner }) => {
      await ask(`create temp table grants as select gen_random_uuid() as stream_id`)
      await ask(`create temp table session as select '${owner.id}'::uuid as person_id`)
      await ask(`create function pg_temp.me() returns uuid language sql as $$select '${owner.id}'::uuid$$`)
      await ask('set local search_path = pg_temp, access, cases, public')
      return ask('select id from cases.stream')
    },
  },
  {
    name: 'an own setting for row security',
    run: async (ask) => {
      await ask('set local row_security = off')
      return ask('select id from cases.stream') // an error, never rows
    },
  },
  {
    name: 'a function in the filter that would see rows before row security',
    run: async (ask) => {
      await ask('create temp table seen (id uuid)')
      await ask(`create function pg_temp.peek(uuid) returns boolean language plpgsql cost 0.0000001 as $f$
        begin insert into pg_temp.seen values ($1); return true; end $f$`)
      await ask('select count(*) from cases.stream where pg_temp.peek(id)')
      return ask('select id from pg_temp.seen')
    },
  },
  {
    name: 'an error text that quotes a row',
    run: async (ask) => {
      const got = await ask(`select 1 / (case when id is null then 1 else 0 end) from cases.stream`)
      return got.code === null ? got : { rows: [{ got: got.code }], code: null }
    },
  },
]

export async function tricks(scene: Scene): Promise<{ tried: number; succeeded: readonly string[] }> {
  const succeeded: string[] = []
  for (const { name, run } of TRICKS) {
    const got = await rawAs(scene.world.database.appUrl, scene.people.otherProvider?.token ?? null, (ask) =>
      run(ask, scene),
    )
    if (got.rows.length > 0) succeeded.push(`${name}: ${JSON.stringify(got.rows.slice(0, 3))}`)
  }
  succeeded.push(...(await keptStatement(scene)))
  return { tried: TRICKS.length + 1, succeeded }
}

/** A statement prepared in the owner's transaction and run in a stranger's, on the same connection, as a pool does. */
async function keptStatement({ world, owner, people }: Scene): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: world.database.appUrl })
  await client.connect()
  const read = async (token: string) => {
    await client.query('begin')
    await client.query(`select set_config('app.session', $1, true)`, [token])
    const { rows } = await client.query('execute kept')
    await client.query('commit')
    return rows.length
  }
  try {
    await client.query('prepare kept as select id from cases.stream')
    for (let i = 0; i < 7; i++)
      if ((await read(owner.token)) === 0) return ['the owner reads nothing: the trick proves nothing']
    const after = await read(people.otherTeam?.token ?? '')
    const none = (await client.query('execute kept')).rows.length
    return after + none === 0 ? [] : [`a kept statement gave ${after + none} rows of the person before`]
  } finally {
    await client.end()
  }
}
