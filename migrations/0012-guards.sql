-- What injected SQL could still disturb without reading anything.

-- Failed sign-ins stay few: whoever tries one login after another must neither fill the table nor make each later failure look through it.
create index on access.attempt (at);

-- Only the last quarter of an hour counts.
create or replace function access.note_failure(p_login text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from access.attempt where at < clock_timestamp() - interval '1 hour';
  insert into access.attempt (key_hash) values (sha256(convert_to(lower(p_login), 'UTF8')));
$$;
comment on table access.attempt is 'Failed sign-ins by hash of login, for the rate limit; rows older than an hour are deleted';

-- One keeper of the log at a time. An advisory lock could be held by anybody who can run a statement, and the log would stand still.
create table audit.keeper (id integer primary key default 1 check (id = 1));
comment on table audit.keeper is 'Locked, as a whole, by the one sequencer that is at work; nobody reads or writes it';
alter table audit.keeper enable row level security;

create function audit.keep() returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  lock table audit.keeper in exclusive mode nowait; -- until the transaction ends; unlike the lock of a row it writes nothing
  return true;
exception when lock_not_available then
  return false;
end $$;
revoke all on function audit.keep() from public;
grant execute on function audit.keep() to lindung_log;

-- The leaf of a backup is written by the command: no session stands behind it, and it has an author. A request, whatever it was made to
-- send, writes as its session, or as nobody (`audit.write_leaf`), and must not say that there are backups.
create or replace function audit.instance_health()
returns table (quarantined bigint, streams bigint, erased bigint, oldest_epoch integer, waiting_leaves bigint, waiting_since timestamptz,
  log_size bigint, checkpoint_at timestamptz, data_backup_at timestamptz,
  keys_backup_at timestamptz, database_version text, database_bytes bigint, migrations bigint, last_migration text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not access.has_role('{data-officer,administrator}') then return; end if;
  return query select
    (select count(*) from cases.quarantine q where q.decided_at is null),
    (select count(*) from cases.stream s where s.erased_at is null),
    (select count(*) from cases.stream s where s.erased_at is not null),
    (select min(k.epoch) from keys.stream_key k),
    (select count(*) from audit.pending),
    (select min(l.at) from audit.pending p join audit.leaf l on l.n = p.n),
    coalesce((select max(g.index) + 1 from audit.log g), 0),
    (select c.at from audit.checkpoint c order by c.size desc limit 1),
    (select max(l.at) from audit.leaf l where l.op = 'backup.data' and audit.is_command(l.body)),
    (select max(l.at) from audit.leaf l where l.op = 'backup.keys' and audit.is_command(l.body)),
    current_setting('server_version'),
    pg_database_size(current_database()),
    (select count(*) from platform.migration),
    (select max(m.name) from platform.migration m);
end $$;

create function audit.is_command(p_body text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select p_body::jsonb->>'session' is null and p_body::jsonb->>'actor' <> 'nobody' $$;
revoke all on function audit.is_command(text) from public;
