-- Who works here, who is signed in, and which streams a person may read.
-- The application's role owns nothing and reaches these tables only through row security or the functions below.
-- Every function names `pg_temp` last in its search path: left out, it would come first, and a temporary type of the caller's would be
-- found before PostgreSQL's own and run the caller's code with the owner's rights (test/denials).

create schema access;
comment on schema access is 'People, teams, sessions and grants';

create table access.organisation (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('authority', 'uptd', 'sentra', 'bapas', 'provider', 'ngo', 'ministry', 'institution'))
);
comment on table access.organisation is 'An institution whose people work with Lindung';

create table access.team (
  id uuid primary key,
  organisation_id uuid not null references access.organisation,
  name text not null check (length(name) between 1 and 120),
  code text not null unique check (code ~ '^[A-Z]{3}$'),
  zone text not null default 'Asia/Jakarta'
);
comment on column access.team.code is 'First letters of the codes of this team''s files, such as AWN-4K7M';
comment on column access.team.zone is 'IANA time zone in which the team''s days begin';

create table access.person (
  id uuid primary key,
  organisation_id uuid not null references access.organisation,
  name text not null check (length(name) between 1 and 120),
  login text not null unique check (login = lower(login) and length(login) between 3 and 60),
  language text not null default 'id',
  left_at timestamptz
);

create table access.membership (
  person_id uuid not null references access.person,
  team_id uuid not null references access.team,
  role text not null check (role in ('caseworker', 'supervisor', 'provider', 'data-officer', 'administrator')),
  primary key (person_id, team_id, role)
);
comment on table access.membership is 'A person''s role in a team; gives permissions, never a file by itself';

create table access.secret (
  person_id uuid primary key references access.person,
  password_hash text,
  link_hash bytea,
  link_until timestamptz
);
comment on table access.secret is 'Sign-in secrets, hashed (argon2id; SHA-256 for one-time links); no role of the application reads it';

create table access.session (
  token_hash bytea primary key check (length(token_hash) = 32),
  id uuid not null unique,
  person_id uuid not null references access.person,
  device_id uuid not null,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  until timestamptz not null,
  idle interval not null default '1 hour',
  ended_at timestamptz
);
create index on access.session (person_id);

create table access.attempt (
  key_hash bytea not null,
  at timestamptz not null default clock_timestamp()
);
create index on access.attempt (key_hash, at);
comment on table access.attempt is 'Failed sign-ins by hash of login, for the rate limit; rows older than a day are deleted';

create table access.grants (
  id uuid primary key default gen_random_uuid(),
  stream_id uuid not null,
  person_id uuid references access.person,
  team_id uuid references access.team,
  team_role text,
  reason text not null check (reason in ('owner', 'pending-owner', 'supervisor', 'referral', 'importer')),
  given_by uuid references access.person,
  since timestamptz not null default now(), -- holds at once, in the transaction that gives it
  until timestamptz,
  check ((person_id is null) <> (team_id is null)),
  check ((team_id is null) = (team_role is null))
);
create index on access.grants (person_id, stream_id) where person_id is not null;
create index on access.grants (team_id, team_role, stream_id) where team_id is not null;
create index on access.grants (stream_id);
comment on table access.grants is 'Who may open which stream, why, and until when';

-- The session of this transaction, for functions of the owner; `ended_at` is set when this very transaction has ended it.
-- Injected SQL can set the token it already has, and no other.
create view access.this_session as
  select s.token_hash, s.id, s.person_id, s.device_id, s.seen_at, s.ended_at from access.session s
  -- In a query of its own the hash is made once, however many rows are looked at.
  where s.token_hash = (select sha256(convert_to(nullif(current_setting('app.session', true), ''), 'UTF8')))
    and (s.ended_at is null or s.ended_at >= now()) and s.until > now() and s.seen_at + s.idle > now();
comment on view access.this_session is 'The session whose token this transaction has set; no role of the application reads it';

create function access.my_session() returns access.session
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s from access.session s join access.this_session t on t.token_hash = s.token_hash where t.ended_at is null
$$;

-- PL/pgSQL, as everything that a write calls: it keeps its plans, which SQL functions do only since PostgreSQL 18.
create function access.me() returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select s.person_id from access.this_session s where s.ended_at is null);
end $$;

create function access.has_role(p_roles text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from access.membership m where m.person_id = access.me() and m.role = any (p_roles))
$$;

-- Every grant that holds now for the person signed in: the one place where "may open" is decided for lists.
create function access.my_grants() returns table (stream_id uuid, reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with me as materialized (select access.me() as id)
  select g.stream_id, g.reason from me join access.grants g on g.person_id = me.id
  where g.since <= now() and (g.until is null or g.until > now())
  union all
  select g.stream_id, g.reason
  from me
  join access.membership m on m.person_id = me.id
  join access.grants g on g.team_id = m.team_id and g.team_role = m.role
  where g.since <= now() and (g.until is null or g.until > now())
$$;

create function access.my_streams() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select distinct stream_id from access.my_grants() $$;

create function access.my_streams_as(p_reasons text[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select distinct stream_id from access.my_grants() where reason = any (p_reasons) $$;

-- The point check of one stream, for writes: reasons that hold at this moment, which may be later than the transaction's beginning
-- when it waited for the stream's lock. For functions of the owner, which have asked who it is; nobody else may call it.
create function access.reasons_of(p_person uuid, p_stream uuid) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  return array(
    select distinct g.reason from access.grants g
    where g.stream_id = p_stream and g.since <= clock_timestamp() and (g.until is null or g.until > clock_timestamp())
      and (g.person_id = p_person or exists (
        select 1 from access.membership m where m.person_id = p_person and m.team_id = g.team_id and m.role = g.team_role)));
end $$;

create function access.my_reasons(p_stream uuid) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return access.reasons_of(access.me(), p_stream);
end $$;

-- Whether a grant held once: a late entry of such a writer is set aside, not refused.
create function access.held_once(p_stream uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select 1 from access.grants g
    left join access.membership m on m.person_id = access.me() and m.team_id = g.team_id and m.role = g.team_role
    where g.stream_id = p_stream and (g.person_id = access.me() or m.person_id is not null)
      and g.since <= clock_timestamp() and (g.until is null or g.until > g.since))
$$;

-- Begins a request: sets the token for this transaction and tells who it is. No row: not signed in.
create function access.enter(p_token text)
returns table (person_id uuid, name text, language text, session_id uuid, device_id uuid, memberships jsonb)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_person uuid;
  v_session uuid;
  v_device uuid;
  v_seen timestamptz;
begin
  perform set_config('app.session', coalesce(p_token, ''), true);
  select s.person_id, s.id, s.device_id, s.seen_at into v_person, v_session, v_device, v_seen
    from access.this_session s where s.ended_at is null;
  if v_session is null then return; end if;
  if v_seen < now() - interval '1 minute' then
    update access.session s set seen_at = clock_timestamp() where s.id = v_session;
  end if;
  return query
    select p.id, p.name, p.language, v_session, v_device, coalesce((
      select jsonb_agg(jsonb_build_object('team', t.id, 'teamName', t.name, 'code', t.code, 'zone', t.zone, 'role', m.role,
        'organisation', o.id, 'organisationName', o.name) order by t.name, m.role)
      from access.membership m join access.team t on t.id = m.team_id join access.organisation o on o.id = t.organisation_id
      where m.person_id = p.id), '[]'::jsonb)
    from access.person p where p.id = v_person and p.left_at is null;
end $$;

-- Sign-in. The hash is compared in the application (argon2id); a name that does not exist answers like one that does.
create function access.find_login(p_login text) returns table (person_id uuid, password_hash text, recent_failures integer)
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  select p.id, s.password_hash, (
    select count(*)::integer from access.attempt a
    where a.key_hash = sha256(convert_to(lower(p_login), 'UTF8')) and a.at > clock_timestamp() - interval '15 minutes')
  from (select 1) one
  left join access.person p on p.login = lower(p_login) and p.left_at is null
  left join access.secret s on s.person_id = p.id
$$;

create function access.note_failure(p_login text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from access.attempt where at < clock_timestamp() - interval '1 day';
  insert into access.attempt (key_hash) values (sha256(convert_to(lower(p_login), 'UTF8')));
$$;

-- Opens a session. Only the trusted sign-in role may call it: whoever could call it could become anybody.
create function access.start_session(p_token_hash bytea, p_person uuid, p_device uuid, p_hours integer) returns uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into access.session (token_hash, id, person_id, device_id, until)
  select p_token_hash, gen_random_uuid(), p.id, p_device, clock_timestamp() + make_interval(hours => least(p_hours, 24))
  from access.person p where p.id = p_person and p.left_at is null
  returning id
$$;

create function access.end_session(p_id uuid) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  with ended as (
    update access.session set ended_at = clock_timestamp()
    where id = p_id and person_id = access.me() and ended_at is null returning 1)
  select exists (select 1 from ended)
$$;

-- Grants are given and ended only by definer functions of other schemas; the application cannot call these two.
create function access.give(p_stream uuid, p_person uuid, p_team uuid, p_role text, p_reason text, p_by uuid, p_until timestamptz)
returns void language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into access.grants (stream_id, person_id, team_id, team_role, reason, given_by, until)
  select p_stream, p_person, p_team, p_role, p_reason, p_by, p_until
  where not exists (
    select 1 from access.grants g where g.stream_id = p_stream and g.reason = p_reason
      and g.person_id is not distinct from p_person and g.team_id is not distinct from p_team
      and g.team_role is not distinct from p_role and (g.until is null or g.until > now()))
$$;

create function access.take(p_stream uuid, p_person uuid, p_team uuid, p_reason text)
returns void language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update access.grants set until = now()
  where stream_id = p_stream and reason = p_reason and (until is null or until > now())
    and (p_person is null or person_id = p_person) and (p_team is null or team_id = p_team)
$$;

alter table access.organisation enable row level security;
alter table access.team enable row level security;
alter table access.person enable row level security;
alter table access.membership enable row level security;
alter table access.secret enable row level security;
alter table access.session enable row level security;
alter table access.attempt enable row level security;
alter table access.grants enable row level security;

create policy signed_in on access.organisation for select to lindung_app using ((select access.me()) is not null);
create policy signed_in on access.team for select to lindung_app using ((select access.me()) is not null);
create policy signed_in on access.person for select to lindung_app using ((select access.me()) is not null);
create policy signed_in on access.membership for select to lindung_app using ((select access.me()) is not null);
create policy own on access.session for select to lindung_app using (person_id = (select access.me()));
create policy of_my_streams on access.grants for select to lindung_app
  using (stream_id = any (array(select access.my_streams())));

revoke all on all functions in schema access from public;
grant usage on schema access to lindung_app;
grant select on access.organisation, access.team, access.membership, access.grants to lindung_app;
grant select (id, organisation_id, name, left_at) on access.person to lindung_app; -- whose login it is, nobody else need know
grant select (id, person_id, device_id, started_at, seen_at, until, ended_at) on access.session to lindung_app;
grant execute on function access.my_session(), access.me(), access.has_role(text[]), access.my_grants(), access.my_streams(),
  access.my_streams_as(text[]), access.my_reasons(uuid), access.enter(text), access.end_session(uuid) to lindung_app;

-- Sign-in has a role of its own, so that injected SQL in an ordinary request can neither read a hash nor start a session.
grant usage on schema access to lindung_door;
grant execute on function access.find_login(text), access.note_failure(text), access.start_session(bytea, uuid, uuid, integer) to lindung_door;

-- People are managed by administrators; files are not theirs to give.
create function access.add_person(p_id uuid, p_name text, p_login text, p_team uuid, p_role text, p_link_hash bytea) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.has_role('{administrator}') then return 'denied'; end if;
  if exists (select 1 from access.person p where p.login = lower(p_login)) then return 'taken'; end if;
  insert into access.person (id, organisation_id, name, login)
    select p_id, t.organisation_id, p_name, lower(p_login) from access.team t where t.id = p_team;
  if not found then return 'no-team'; end if;
  insert into access.membership (person_id, team_id, role) values (p_id, p_team, p_role);
  insert into access.secret (person_id, link_hash, link_until) values (p_id, p_link_hash, clock_timestamp() + interval '3 days');
  return 'added';
end $$;

create function access.renew_link(p_person uuid, p_link_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.has_role('{administrator}') then return false; end if;
  insert into access.secret (person_id, link_hash, link_until)
    select p.id, p_link_hash, clock_timestamp() + interval '3 days' from access.person p where p.id = p_person and p.left_at is null
    on conflict (person_id) do update set link_hash = excluded.link_hash, link_until = excluded.link_until;
  return found;
end $$;

-- A person leaves: sessions and all personal grants end. Their files stay with the team's supervisor, who hands them over.
create function access.leave(p_person uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare v_open integer;
begin
  if not access.has_role('{administrator}') then return null; end if;
  update access.person set left_at = clock_timestamp() where id = p_person and left_at is null;
  if not found then return null; end if;
  update access.session set ended_at = clock_timestamp() where person_id = p_person and ended_at is null;
  delete from access.secret where person_id = p_person;
  select count(*)::integer into v_open from access.grants g
    where g.person_id = p_person and g.reason = 'owner' and (g.until is null or g.until > now());
  update access.grants set until = now() where person_id = p_person and (until is null or until > now());
  return v_open;
end $$;

-- Uses a one-time link: sets the password, ends every session, and cannot be used again.
create function access.use_link(p_link_hash bytea, p_password_hash text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare v_person uuid;
begin
  update access.secret s set password_hash = p_password_hash, link_hash = null, link_until = null
    where s.link_hash = p_link_hash and s.link_until > clock_timestamp() returning s.person_id into v_person;
  if v_person is not null then
    update access.session set ended_at = clock_timestamp() where person_id = v_person and ended_at is null;
  end if;
  return v_person;
end $$;

revoke all on function access.add_person(uuid, text, text, uuid, text, bytea), access.renew_link(uuid, bytea), access.leave(uuid),
  access.use_link(bytea, text) from public;
grant execute on function access.add_person(uuid, text, text, uuid, text, bytea), access.renew_link(uuid, bytea), access.leave(uuid)
  to lindung_app;
grant execute on function access.use_link(bytea, text) to lindung_door;
