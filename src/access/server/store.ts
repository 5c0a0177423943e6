import { type Statement, statement } from '#platform/server/db/database.ts'
import type { Membership } from '../model/roles.ts'

export type EnteredRow = {
  person_id: string
  name: string
  language: string
  session_id: string
  device_id: string
  memberships: readonly Membership[]
}

/** Begins a request: sets the session token for the transaction and tells whose it is; no row when it is nobody's. */
export const enter: Statement<EnteredRow> = statement('access.enter', 'select * from access.enter($1)')

/** What sign-in needs about a login; one row always, with nulls when nobody has it. */
export const findLogin: Statement<{ person_id: string | null; password_hash: string | null; recent_failures: number }> =
  statement('access.find_login', 'select * from access.find_login($1)')

export const noteFailure: Statement<object> = statement('access.note_failure', 'select access.note_failure($1)')

/** Starts a session: SHA-256 of the token, person, device, hours until it ends whatever happens. */
export const startSession: Statement<{ id: string | null }> = statement(
  'access.start_session',
  `select access.start_session(decode($1, 'hex'), $2, $3, $4) as id`,
)

export const endSession: Statement<{ ended: boolean }> = statement(
  'access.end_session',
  'select access.end_session($1) as ended',
)

/** The own sessions that still hold (an hour unused ends one), the last used first; row security shows no others. */
export const mySessions: Statement<{ id: string; device_id: string; started_at: Date; seen_at: Date; until: Date }> =
  statement(
    'access.my_sessions',
    `select s.id, s.device_id, s.started_at, s.seen_at, s.until from access.session s
     where s.person_id = access.me() and s.ended_at is null and s.until > now() and s.seen_at > now() - interval '1 hour'
     order by s.seen_at desc, s.id`,
  )

/** Every device on which the person has been signed in, as the devices named themselves; row security shows no others. */
export const myDevices: Statement<{ device_id: string }> = statement(
  'access.my_devices',
  'select distinct s.device_id from access.session s where s.person_id = access.me()',
)

/** People of the signed-in person's world: names of workers, never of children. */
export const listPeople: Statement<{
  id: string
  name: string
  organisation_name: string
  team_id: string | null
  team_name: string | null
  role: string | null
  left_at: Date | null
}> = statement(
  'access.people',
  `select p.id, p.name, o.name as organisation_name, t.id as team_id, t.name as team_name, m.role, p.left_at
   from access.person p join access.organisation o on o.id = p.organisation_id
   left join access.membership m on m.person_id = p.id left join access.team t on t.id = m.team_id
   order by o.name, p.name`,
)

/** Grants on the streams of a file that the person may see. */
export const grantsOfFile: Statement<{
  stream_id: string
  kind: string
  person_id: string | null
  team_id: string | null
  reason: string
  given_by: string | null
  since: Date
  until: Date | null
}> = statement(
  'access.grants_of_file',
  `select g.stream_id, s.kind, g.person_id, g.team_id, g.reason, g.given_by, g.since, g.until
   from access.grants g join cases.stream s on s.id = g.stream_id
   where s.file_id = $1 order by g.since`,
)

export const useLink: Statement<{ person: string | null }> = statement(
  'access.use_link',
  'select access.use_link($1, $2) as person',
)

/** Null for who has none of the command's roles (`COMMAND_ROLES`). */
export const permitCommand: Statement<{ until: Date | null }> = statement(
  'access.permit_command',
  'select access.permit_command($1, $2) as until',
)

export const addPerson: Statement<{ outcome: 'added' | 'taken' | 'no-team' | 'denied' }> = statement(
  'access.add_person',
  'select access.add_person($1, $2, $3, $4, $5, $6) as outcome',
)

export const renewLink: Statement<{ renewed: boolean }> = statement(
  'access.renew_link',
  'select access.renew_link($1, $2) as renewed',
)

export const leave: Statement<{ open_files: number | null }> = statement(
  'access.leave',
  'select access.leave($1) as open_files',
)

export const listTeams: Statement<{ id: string; name: string; organisation_name: string; kind: string }> = statement(
  'access.teams',
  `select t.id, t.name, o.name as organisation_name, o.kind
   from access.team t join access.organisation o on o.id = t.organisation_id order by o.name, t.name`,
)
