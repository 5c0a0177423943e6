import type pg from 'pg'

/** What the operator's commands ask of people and teams, as the owner of the tables. */

/** Uses a permission up; the person who gave it, or null when it is unknown, over, used, or for another command. */
export async function spendPermission(
  client: pg.Client,
  tokenHash: Uint8Array,
  command: string,
): Promise<string | null> {
  const { rows } = await client.query<{ person_id: string }>(
    `update access.command_token t set used_at = clock_timestamp()
     from access.person p where p.id = t.person_id and p.left_at is null
       and t.token_hash = $1 and t.command = $2 and t.used_at is null and t.until > clock_timestamp() returning t.person_id`,
    [Buffer.from(tokenHash), command],
  )
  return rows[0]?.person_id ?? null
}

/** A person who permitted a command that works with the operations of the screens, and what it works about. */
export type Entering = {
  readonly tokenHash: Uint8Array
  readonly command: string
  /** What the one run is about; the same command about the same thing may go on for a day after it was cut off. */
  readonly subject: string
  /** SHA-256 of the token of the session that is opened. */
  readonly sessionHash: Uint8Array
}

/**
 * Uses a permission up for one subject and opens a session of the person, whose device is that subject; sessions of an earlier run that
 * was cut off end. The person, or null as in `spendPermission`. Call it in a transaction.
 */
export async function enterByPermission(
  client: pg.Client,
  { tokenHash, command, subject, sessionHash }: Entering,
): Promise<string | null> {
  const { rows } = await client.query<{ person_id: string }>(
    `update access.command_token t set used_at = coalesce(t.used_at, clock_timestamp()), used_for = $3
     from access.person p where p.id = t.person_id and p.left_at is null and t.token_hash = $1 and t.command = $2
       and (t.used_at is null and t.until > clock_timestamp()
         or t.used_for = $3 and t.used_at > clock_timestamp() - interval '24 hours')
     returning t.person_id`,
    [Buffer.from(tokenHash), command, subject],
  )
  const person = rows[0]?.person_id ?? null
  if (person === null) return null
  await client.query(
    'update access.session set ended_at = clock_timestamp() where person_id = $1 and device_id = $2 and ended_at is null',
    [person, subject],
  )
  await client.query(
    `insert into access.session (token_hash, id, person_id, device_id, until)
     values ($1, gen_random_uuid(), $2, $3, clock_timestamp() + interval '12 hours')`,
    [Buffer.from(sessionHash), person, subject],
  )
  return person
}

/** Ends the session of a command that has done its work. */
export async function leaveByPermission(client: pg.Client, sessionHash: Uint8Array): Promise<void> {
  await client.query(
    'update access.session set ended_at = clock_timestamp() where token_hash = $1 and ended_at is null',
    [Buffer.from(sessionHash)],
  )
}

/** The person who signs in with this login and has not left, or null. */
export async function personOfLogin(client: pg.Client, login: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    'select id from access.person where login = lower($1) and left_at is null',
    [login],
  )
  return rows[0]?.id ?? null
}

export type NewPerson = {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly linkHash: Uint8Array
}

/** The first organisation, team and administrator of an empty instance; false when there is somebody already. */
export async function firstAdministrator(
  client: pg.Client,
  person: NewPerson,
  place: {
    readonly organisationId: string
    readonly organisation: string
    readonly teamId: string
    readonly team: string
    readonly code: string
    readonly zone: string
  },
): Promise<boolean> {
  await client.query('lock table access.person in share row exclusive mode')
  const { rowCount } = await client.query('select 1 from access.person limit 1')
  if (rowCount !== 0) return false
  await client.query(`insert into access.organisation (id, name, kind) values ($1, $2, 'authority')`, [
    place.organisationId,
    place.organisation,
  ])
  await client.query('insert into access.team (id, organisation_id, name, code, zone) values ($1, $2, $3, $4, $5)', [
    place.teamId,
    place.organisationId,
    place.team,
    place.code,
    place.zone,
  ])
  await insertPerson(client, person, place.teamId, 'administrator')
  return true
}

/** Adds a person to the team with this code; what stood in the way otherwise. */
export async function addPersonAs(
  client: pg.Client,
  person: NewPerson,
  given: { readonly code: string; readonly role: string },
): Promise<'added' | 'taken' | 'no-team'> {
  const { rows: teams } = await client.query<{ id: string }>('select id from access.team where code = $1', [given.code])
  const { rowCount: taken } = await client.query('select 1 from access.person where login = lower($1)', [person.login])
  const [team] = teams
  if (team === undefined) return 'no-team'
  if (taken !== 0) return 'taken'
  await insertPerson(client, person, team.id, given.role)
  return 'added'
}

async function insertPerson(
  client: pg.Client,
  { id, name, login, linkHash }: NewPerson,
  team: string,
  role: string,
): Promise<void> {
  await client.query(
    `insert into access.person (id, organisation_id, name, login) select $1, t.organisation_id, $2, lower($3) from access.team t where t.id = $4`,
    [id, name, login, team],
  )
  await client.query('insert into access.membership (person_id, team_id, role) values ($1, $2, $3)', [id, team, role])
  await client.query(
    `insert into access.secret (person_id, link_hash, link_until) values ($1, $2, clock_timestamp() + interval '3 days')`,
    [id, Buffer.from(linkHash)],
  )
}

/** A new one-time link for a login; its person, or null when nobody has it. */
export async function renewLinkAs(client: pg.Client, login: string, linkHash: Uint8Array): Promise<string | null> {
  const { rows } = await client.query<{ person_id: string }>(
    `insert into access.secret (person_id, link_hash, link_until)
       select p.id, $2, clock_timestamp() + interval '3 days' from access.person p where p.login = lower($1) and p.left_at is null
     on conflict (person_id) do update set link_hash = excluded.link_hash, link_until = excluded.link_until returning person_id`,
    [login, Buffer.from(linkHash)],
  )
  return rows[0]?.person_id ?? null
}

export type Account = {
  readonly login: string
  readonly name: string
  readonly roles: readonly string[]
  readonly left: boolean
}

export async function listAccounts(client: pg.Client): Promise<readonly Account[]> {
  const { rows } = await client.query<Account>(
    `select p.login, p.name, p.left_at is not null as left,
       array(select m.role || ' ' || t.code from access.membership m join access.team t on t.id = m.team_id where m.person_id = p.id order by 1) as roles
     from access.person p order by p.login`,
  )
  return rows
}
