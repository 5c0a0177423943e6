-- The state of an instance, for those who look after it: counts, versions and times. No id of a person, a file or a stream is in it.

create index on audit.leaf (at) where op in ('backup.data', 'backup.keys');

create function audit.instance_health()
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
    (select max(l.at) from audit.leaf l where l.op = 'backup.data'),
    (select max(l.at) from audit.leaf l where l.op = 'backup.keys'),
    current_setting('server_version'),
    pg_database_size(current_database()),
    (select count(*) from platform.migration),
    (select max(m.name) from platform.migration m);
end $$;

revoke all on function audit.instance_health() from public;
grant execute on function audit.instance_health() to lindung_app;
