import type { Columns } from '#platform/server/db/copy.ts'

/** Tables that the loader fills, in the order in which they refer to each other. The loader runs as the administrator. */
export const TABLES = {
  organisation: ['access.organisation', { id: 'uuid', name: 'text', kind: 'text' }],
  team: ['access.team', { id: 'uuid', organisation_id: 'uuid', name: 'text', code: 'text' }],
  person: ['access.person', { id: 'uuid', organisation_id: 'uuid', name: 'text', login: 'text' }],
  membership: ['access.membership', { person_id: 'uuid', team_id: 'uuid', role: 'text' }],
  stream: [
    'cases.stream',
    { id: 'uuid', file_id: 'uuid', kind: 'text', seq: 'bigint', head: 'bytea', wake_at: 'timestamptz' },
  ],
  key: ['keys.stream_key', { key_id: 'uuid', stream_id: 'uuid', epoch: 'integer', wrapped: 'bytea' }],
  entry: [
    'cases.entry',
    {
      stream_id: 'uuid',
      seq: 'bigint',
      id: 'uuid',
      received_at: 'timestamptz',
      entry_hash: 'bytea',
      head: 'bytea',
      key_id: 'uuid',
      kind: 'text',
      by: 'uuid',
      sealed: 'bytea',
    },
  ],
  summary: ['cases.summary', { stream_id: 'uuid', seq: 'bigint', sealed: 'bytea' }],
  blob: ['cases.blob', { id: 'uuid', stream_id: 'uuid', seq: 'bigint', size: 'bigint', done_at: 'timestamptz' }],
  quarantine: [
    'cases.quarantine',
    {
      id: 'uuid',
      stream_id: 'uuid',
      by: 'uuid',
      received_at: 'timestamptz',
      entry_hash: 'bytea',
      key_id: 'uuid',
      sealed: 'bytea',
    },
  ],
  grant: [
    'access.grants',
    {
      stream_id: 'uuid',
      person_id: 'uuid',
      team_id: 'uuid',
      team_role: 'text',
      reason: 'text',
      given_by: 'uuid',
      since: 'timestamptz',
      until: 'timestamptz',
    },
  ],
  leaf: ['audit.leaf', { n: 'bigint', at: 'timestamptz', actor: 'uuid', op: 'text', streams: 'uuid[]', body: 'text' }],
  pending: ['audit.pending', { n: 'bigint' }],
} as const satisfies Record<string, readonly [string, Columns]>

/** Numbers for leaves: identity columns take given values only from COPY, so that they are asked for in one go. */
export const NEXT_LEAVES = `select nextval(pg_get_serial_sequence('audit.leaf', 'n'))::bigint as n from generate_series(1, $1::integer)`

/** Whether nobody works here yet. */
export const IS_EMPTY = `select not exists (select 1 from access.organisation) as empty`

/** Whether nobody of these people works here. */
export const IS_FOREIGN = `select not exists (select 1 from access.person where id = any ($1::uuid[])) as foreign`

/** All people, files and leaves, with everything that refers to them. What the schema itself needs, such as the epoch, stays. */
export const EMPTY_TABLES = `truncate access.organisation, access.attempt, cases.stream, audit.leaf, audit.pending, audit.checkpoint
  restart identity cascade`

/** What each person of the demo may open now, counted from the grants. */
export const SEATS = `select p.id,
    count(distinct s.file_id) filter (where s.kind = 'case' and g.reason in ('owner', 'supervisor'))::integer as files,
    count(distinct s.id) filter (where s.kind = 'referral' and g.reason = 'referral')::integer as referrals
  from access.person p
  left join access.membership m on m.person_id = p.id
  left join access.grants g on (g.person_id = p.id or (g.team_id = m.team_id and g.team_role = m.role))
    and g.since <= now() and (g.until is null or g.until > now())
  left join cases.stream s on s.id = g.stream_id and s.erased_at is null
  where p.id = any ($1::uuid[]) and p.left_at is null
  group by p.id`
