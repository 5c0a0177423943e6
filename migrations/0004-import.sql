-- Import of spreadsheets. An import is a sealed stream of its importer; here stand only ids, counts and states.
-- The run is its own queue (docs/adr/0009-imports-queue-themselves.md): the state is the job, and it changes with what causes it.

create table cases.import_run (
  import_id uuid primary key references cases.stream,
  importer uuid not null references access.person,
  state text not null default 'draft' check (state in ('draft', 'running', 'paused', 'done', 'undone', 'ended')),
  total integer not null default 0,
  done integer not null default 0,
  questions integer not null default 0,
  left_out integer not null default 0,
  started_at timestamptz not null default clock_timestamp(),
  confirmed_at timestamptz,
  finished_at timestamptz,
  undo_until timestamptz,
  purge_at timestamptz not null default clock_timestamp() + interval '30 days',
  lease_by uuid,
  lease_until timestamptz,
  interrupted_at timestamptz,
  resumed_from integer
);
create index on cases.import_run (importer, started_at);
create index on cases.import_run (lease_until) where state = 'running';
create index on cases.import_run (purge_at) where state in ('draft', 'running', 'paused', 'done');
comment on table cases.import_run is 'How far an import has come; "ended": the sheet and the import stream are destroyed, the files stay';
comment on column cases.import_run.lease_by is 'The job that works on it now, which is also the device of the job''s session';
comment on column cases.import_run.interrupted_at is 'When a job that was cut off last wrote; the next one went on from resumed_from files';

create table cases.import_sheet (
  import_id uuid primary key references cases.stream,
  sealed bytea not null
);
comment on table cases.import_sheet is 'The raw file, under the key of the import stream; destroyed with that key';

create table cases.import_file (
  import_id uuid not null references cases.import_run,
  row_key text not null check (row_key ~ '^[0-9]+(:[0-9A-Z]*){3}$'),
  file_id uuid not null unique references cases.stream,
  identity_id uuid references cases.stream,
  seq_case bigint not null,
  seq_identity bigint,
  primary key (import_id, row_key)
);
comment on table cases.import_file is 'Which row became which file, and how long its streams were then: longer ones have been touched';
comment on column cases.import_file.row_key is 'Number of the sheet : row : column letters where children stand side by side : child in the row';

create table cases.import_profile (
  team_id uuid not null references access.team,
  signature bytea not null check (length(signature) = 32),
  fields jsonb not null,
  saved_by uuid not null references access.person,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (team_id, signature)
);
comment on table cases.import_profile is 'Remembered meaning of columns, by the hash of a header row: column numbers and names of fields, no words of the sheet';

create function cases.my_import(p_import uuid) returns cases.import_run
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select r from cases.import_run r
  where r.import_id = p_import and r.importer = access.me() and access.my_reasons(p_import) && '{importer}'
    and access.has_role('{caseworker,supervisor}')
$$;

-- Keeps the raw file of an import stream that was made in this transaction.
create function cases.import_start(p_import uuid, p_sealed bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not (access.my_reasons(p_import) && '{importer}') or not exists (
      select 1 from cases.stream s where s.id = p_import and s.kind = 'import' and s.erased_at is null) then
    raise exception 'may not import' using errcode = 'LD003';
  end if;
  insert into cases.import_run (import_id, importer) values (p_import, access.me());
  insert into cases.import_sheet (import_id, sealed) values (p_import, p_sealed);
end $$;

-- Moves an import from one state to another; false when it stood elsewhere meanwhile. `running` gives it to the next free job.
create function cases.import_move(p_import uuid, p_from text[], p_to text, p_ready integer, p_questions integer, p_left_out integer)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if (cases.my_import(p_import)).import_id is null then raise exception 'not one''s own import' using errcode = 'LD003'; end if;
  if p_to not in ('draft', 'running', 'paused') or p_from && '{undone,ended}' then
    raise exception 'no such move' using errcode = 'LD003';
  end if;
  update cases.import_run r set
    state = p_to,
    total = case when p_ready is null then r.total else r.done + p_ready end,
    questions = coalesce(p_questions, r.questions),
    left_out = coalesce(p_left_out, r.left_out),
    confirmed_at = case when p_to = 'running' then clock_timestamp() else r.confirmed_at end,
    finished_at = null,
    undo_until = case when p_to = 'running' then coalesce(r.undo_until, clock_timestamp() + interval '14 days') else r.undo_until end,
    lease_by = null, lease_until = null
  where r.import_id = p_import and r.state = any (p_from);
  return found;
end $$;

-- Gives one waiting or cut-off run to a job, with a session of its importer that ends a day after the person said yes.
-- For the door's role only: whoever could call it could act as the importer.
create function cases.import_claim(p_holder uuid, p_seconds integer) returns table (import_id uuid, importer uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare r cases.import_run;
begin
  select * into r from cases.import_run q
    where q.state = 'running' and (q.lease_until is null or q.lease_until < clock_timestamp())
      and q.confirmed_at > clock_timestamp() - interval '24 hours'
      and exists (select 1 from access.person p where p.id = q.importer and p.left_at is null)
    order by q.confirmed_at limit 1 for update skip locked;
  if not found then return; end if;
  update cases.import_run q set
      lease_by = p_holder, lease_until = clock_timestamp() + make_interval(secs => p_seconds),
      interrupted_at = case when r.lease_by is not null then r.lease_until - make_interval(secs => p_seconds) else q.interrupted_at end,
      resumed_from = case when r.lease_by is not null then r.done else q.resumed_from end
    where q.import_id = r.import_id;
  return query select r.import_id, r.importer;
end $$;

create function cases.import_session(p_import uuid, p_holder uuid, p_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into access.session (token_hash, id, person_id, device_id, until)
  select p_token_hash, gen_random_uuid(), r.importer, p_holder, r.confirmed_at + interval '24 hours'
  from cases.import_run r join access.person p on p.id = r.importer and p.left_at is null
  where r.import_id = p_import and r.state = 'running' and r.lease_by = p_holder;
  return found;
end $$;

-- Puts a run that its job cannot go on with to rest; the person may try again.
create function cases.import_release(p_import uuid, p_pause boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update cases.import_run r set lease_by = null, lease_until = null,
    state = case when p_pause and r.state = 'running' then 'paused' else r.state end
  where r.import_id = p_import and r.importer = access.me() and r.lease_by = (access.my_session()).device_id;
end $$;

-- Stores one chunk of rows as files: streams, keys, grants, entries, summaries; all of it or nothing. Only for the job that holds the run.
-- A row that became a file before breaks the primary key of import_file, so nothing is ever there twice.
create function cases.import_chunk(p_import uuid, p_rows text[], p_files uuid[], p_identities uuid[], p_owners uuid[],
  p_streams uuid[], p_of uuid[], p_kinds text[], p_keys uuid[], p_epochs integer[], p_wrapped bytea[], p_seqs bigint[], p_heads bytea[],
  p_summaries bytea[], p_e_stream integer[], p_e_seq bigint[], p_e_id uuid[], p_e_received bigint[], p_e_hash bytea[], p_e_head bytea[],
  p_e_kind text[], p_e_sealed bytea[], p_seconds integer, p_last boolean)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  r cases.import_run;
  v_me uuid := access.me();
begin
  select * into r from cases.import_run q where q.import_id = p_import for update;
  if not found or r.importer is distinct from v_me then raise exception 'not one''s own import' using errcode = 'LD003'; end if;
  if r.state <> 'running' or r.lease_by is distinct from (access.my_session()).device_id then
    raise exception 'the run is not this job''s' using errcode = 'LD002';
  end if;
  if (cases.my_import(p_import)).import_id is null then raise exception 'may no longer import' using errcode = 'LD003'; end if;
  if exists (select 1 from unnest(p_owners) o(id) where not cases.may_own(v_me, o.id)) then
    raise exception 'may not give to this owner' using errcode = 'LD003';
  end if;
  if exists (select 1 from unnest(p_streams, p_of, p_kinds) s(id, file, kind)
      where s.kind not in ('case', 'identity') or (s.kind = 'case') <> (s.id = s.file) or s.file <> all (p_files))
      -- A file that is there already is no file of this import: who could name one here could undo it.
      or exists (select 1 from unnest(p_files, p_identities) f(id, identity) where f.id <> all (p_streams) or f.identity <> all (p_streams)) then
    raise exception 'no such streams' using errcode = 'LD003';
  end if;
  -- As in make_stream: nothing is wrapped under an epoch that is about to be destroyed.
  perform pg_advisory_xact_lock_shared(4716300005);
  if exists (select 1 from unnest(p_epochs) k(epoch), keys.epoch e where k.epoch < e.current) then
    raise exception 'key of an epoch that is over' using errcode = 'LD005';
  end if;
  -- Whatever the caller was made to send: every stream begins at 1, its heads chain, and it stands where its last entry is.
  if exists (
      select 1 from (
        select e.*, row_number() over w as place, lag(e.head, 1, decode(repeat('00', 32), 'hex')) over w as before
        from unnest(p_e_stream, p_e_seq, p_e_received, p_e_hash, p_e_head) as e(i, seq, received, hash, head)
        window w as (partition by e.i order by e.seq)) u
      where u.seq <> u.place or length(u.hash) <> 32 or u.i not between 1 and cardinality(p_streams)
        or u.received > (extract(epoch from clock_timestamp() + interval '1 minute') * 1000000)::bigint
        or u.head is distinct from sha256(convert_to(E'lindung/head/1\n', 'UTF8') || uuid_send(p_streams[u.i]) || int8send(u.seq)
          || int8send(u.received) || u.hash || u.before))
    or exists (
      select 1 from unnest(p_seqs, p_heads) with ordinality s(seq, head, i)
      where not exists (select 1 from unnest(p_e_stream, p_e_seq, p_e_head) e(i, seq, head) where e.i = s.i and e.seq = s.seq and e.head = s.head)
        or exists (select 1 from unnest(p_e_stream, p_e_seq) e(i, seq) where e.i = s.i and e.seq > s.seq)) then
    raise exception 'entries do not make these streams' using errcode = 'LD006';
  end if;
  -- As in make_stream: after a change of epoch nothing is wrapped under the old one any more.
  perform pg_advisory_xact_lock_shared(4716300005);
  if exists (select 1 from unnest(p_epochs) e(epoch), keys.epoch now where e.epoch < now.current) then
    raise exception 'key of an epoch that is over' using errcode = 'LD005';
  end if;
  insert into cases.stream (id, file_id, kind, seq, head)
    select * from unnest(p_streams, p_of, p_kinds, p_seqs, p_heads);
  insert into keys.stream_key (key_id, stream_id, epoch, wrapped)
    select * from unnest(p_keys, p_streams, p_epochs, p_wrapped);
  insert into cases.entry (stream_id, seq, id, received_at, entry_hash, head, key_id, kind, by, sealed)
    select p_streams[e.i], e.seq, e.id, to_timestamp(0) + make_interval(secs => e.received / 1000000)
      + (e.received % 1000000) * interval '1 microsecond', e.hash, e.head, p_keys[e.i], e.kind, v_me, e.sealed
    from unnest(p_e_stream, p_e_seq, p_e_id, p_e_received, p_e_hash, p_e_head, p_e_kind, p_e_sealed)
      as e(i, seq, id, received, hash, head, kind, sealed);
  insert into cases.summary (stream_id, seq, sealed) select * from unnest(p_streams, p_seqs, p_summaries);
  insert into access.grants (stream_id, person_id, reason, given_by)
    select s.id, f.owner, 'owner', v_me
    from unnest(p_streams, p_of) s(id, file) join unnest(p_files, p_owners) f(id, owner) on f.id = s.file;
  insert into access.grants (stream_id, team_id, team_role, reason, given_by)
    select distinct s.id, m.team_id, 'supervisor', 'supervisor', v_me
    from unnest(p_streams, p_of) s(id, file) join unnest(p_files, p_owners) f(id, owner) on f.id = s.file
    join access.membership m on m.person_id = f.owner and m.role in ('caseworker', 'supervisor');
  insert into cases.import_file (import_id, row_key, file_id, identity_id, seq_case, seq_identity)
    select p_import, f.row, f.id, f.identity, c.seq, i.seq
    from unnest(p_rows, p_files, p_identities) f(row, id, identity)
    join cases.stream c on c.id = f.id left join cases.stream i on i.id = f.identity and i.file_id = f.id;
  update cases.import_run q set
      done = q.done + cardinality(p_rows),
      lease_until = clock_timestamp() + make_interval(secs => p_seconds),
      state = case when p_last then 'done' else q.state end,
      total = case when p_last then q.done + cardinality(p_rows) else q.total end,
      finished_at = case when p_last then clock_timestamp() end
    where q.import_id = p_import;
  return r.done + cardinality(p_rows);
end $$;

-- Oneself, or a caseworker of a team that one supervises.
create function cases.may_own(p_giver uuid, p_owner uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p_owner = p_giver or exists (
    select 1 from access.membership mine
    join access.membership theirs on theirs.team_id = mine.team_id and theirs.role = 'caseworker'
    join access.person p on p.id = theirs.person_id and p.left_at is null
    where mine.person_id = p_giver and mine.role = 'supervisor' and theirs.person_id = p_owner)
$$;

-- Ends streams for ever: keys, content, summaries and grants go; ids, places and hashes stay. Not callable by the application.
create function cases.erase_streams(p_streams uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from keys.stream_key where stream_id = any (p_streams);
  delete from cases.summary where stream_id = any (p_streams);
  update cases.entry set kind = null, by = null, sig = null, sealed = null where stream_id = any (p_streams);
  update access.grants set until = now() where stream_id = any (p_streams) and (until is null or until > now());
  update cases.stream set erased_at = clock_timestamp(), wake_at = null where id = any (p_streams) and erased_at is null;
$$;

create function cases.forget_import(p_import uuid, p_state text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  update cases.import_run set state = p_state, finished_at = coalesce(finished_at, clock_timestamp()), lease_by = null, lease_until = null
    where import_id = p_import;
  delete from cases.import_sheet where import_id = p_import;
  select cases.erase_streams(array[p_import]);
$$;

-- Throws an import away before any file was made.
create function cases.import_discard(p_import uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if (cases.my_import(p_import)).import_id is null then raise exception 'not one''s own import' using errcode = 'LD003'; end if;
  perform 1 from cases.import_run r where r.import_id = p_import and r.state = 'draft' and r.done = 0 for update;
  if not found then return false; end if;
  perform cases.forget_import(p_import, 'undone');
  return true;
end $$;

-- Takes back a whole import: its files are erased, and the import with them. Files touched since are named instead, and nothing is
-- done unless the person has said to leave those.
create function cases.import_undo(p_import uuid, p_leave uuid[]) returns table (outcome text, stream_id uuid, file_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  r cases.import_run;
  v_files uuid[];
  v_touched uuid[];
  v_streams uuid[];
begin
  if (cases.my_import(p_import)).import_id is null then raise exception 'not one''s own import' using errcode = 'LD003'; end if;
  select * into r from cases.import_run q where q.import_id = p_import for update;
  if r.state not in ('running', 'paused', 'done') or r.undo_until < clock_timestamp() then
    raise exception 'too late to undo' using errcode = 'LD002';
  end if;
  -- The lock that append takes: what is untouched now stays so until this commits.
  perform 1 from cases.stream s join cases.import_file f on s.file_id = f.file_id where f.import_id = p_import order by s.id for update of s;
  select array_agg(f.file_id) into v_files from cases.import_file f join cases.stream s on s.id = f.file_id
    where f.import_id = p_import and s.erased_at is null;
  select coalesce(array_agg(f.file_id), '{}') into v_touched
    from cases.import_file f join cases.stream c on c.id = f.file_id left join cases.stream i on i.id = f.identity_id
    where f.import_id = p_import and c.erased_at is null and (
      c.seq <> f.seq_case or i.seq is distinct from f.seq_identity
      or exists (select 1 from cases.stream o where o.file_id = f.file_id and o.id <> f.file_id and o.id is distinct from f.identity_id)
      or exists (select 1 from cases.quarantine q where q.stream_id in (f.file_id, f.identity_id)));
  if not v_touched <@ p_leave then
    return query select 'touched', t.id, t.id from unnest(v_touched) t(id);
    return;
  end if;
  select coalesce(array_agg(s.id), '{}') into v_streams from cases.stream s where s.file_id = any (v_files) and s.file_id <> all (v_touched);
  perform cases.forget_import(p_import, 'undone');
  perform cases.erase_streams(v_streams);
  return query select 'erased', s.id, s.file_id from cases.stream s where s.id = any (v_streams || p_import);
end $$;

-- After thirty days nothing of a list is left but its files. Takes no argument and tells nothing: anybody may call it.
create function cases.import_purge() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
  v_count integer := 0;
begin
  for v_id in select r.import_id from cases.import_run r
      where r.purge_at < clock_timestamp() and r.state in ('draft', 'running', 'paused', 'done') for update skip locked loop
    perform cases.forget_import(v_id, 'ended');
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- Whoever erases a child, and however: the list it came from goes with it.
create function cases.import_follows_erasure() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform cases.forget_import(f.import_id, 'ended')
    from cases.import_file f join cases.import_run r on r.import_id = f.import_id and r.state not in ('undone', 'ended')
    where f.file_id = new.file_id;
  return null;
end $$;
create trigger import_follows_erasure after update of erased_at on cases.stream
  for each row when (old.erased_at is null and new.erased_at is not null and new.kind in ('case', 'identity'))
  execute function cases.import_follows_erasure();

create function cases.save_profile(p_team uuid, p_signature bytea, p_fields jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select 1 from access.membership m
      where m.person_id = access.me() and m.team_id = p_team and m.role in ('caseworker', 'supervisor')) then
    raise exception 'not one''s own team' using errcode = 'LD003';
  end if;
  if exists (select 1 from jsonb_each_text(p_fields) f where f.key !~ '^[0-9]{1,4}$' or f.value !~ '^[a-zA-Z]{1,40}$') then
    raise exception 'columns and fields only' using errcode = 'LD003';
  end if;
  insert into cases.import_profile (team_id, signature, fields, saved_by) values (p_team, p_signature, p_fields, access.me())
    on conflict (team_id, signature) do update set fields = excluded.fields, saved_by = excluded.saved_by, saved_at = clock_timestamp();
end $$;

alter table cases.import_run enable row level security;
alter table cases.import_sheet enable row level security;
alter table cases.import_file enable row level security;
alter table cases.import_profile enable row level security;

create policy own on cases.import_run for select to lindung_app using (importer = (select access.me()));
create policy own on cases.import_sheet for select to lindung_app using ('importer' = any (access.my_reasons(import_id)));
create policy own on cases.import_file for select to lindung_app
  using (import_id in (select r.import_id from cases.import_run r where r.importer = (select access.me())));
create policy team on cases.import_profile for select to lindung_app
  using (team_id in (select m.team_id from access.membership m where m.person_id = (select access.me()) and m.role in ('caseworker', 'supervisor')));

revoke all on function cases.my_import(uuid), cases.import_start(uuid, bytea), cases.import_move(uuid, text[], text, integer, integer, integer),
  cases.import_claim(uuid, integer), cases.import_session(uuid, uuid, bytea), cases.import_release(uuid, boolean),
  cases.import_chunk(uuid, text[], uuid[], uuid[], uuid[], uuid[], uuid[], text[], uuid[], integer[], bytea[], bigint[], bytea[], bytea[],
    integer[], bigint[], uuid[], bigint[], bytea[], bytea[], text[], bytea[], integer, boolean),
  cases.may_own(uuid, uuid), cases.erase_streams(uuid[]), cases.forget_import(uuid, text), cases.import_discard(uuid),
  cases.import_undo(uuid, uuid[]), cases.import_purge(), cases.import_follows_erasure(), cases.save_profile(uuid, bytea, jsonb) from public;
grant select on cases.import_run, cases.import_sheet, cases.import_file, cases.import_profile to lindung_app;
grant execute on function cases.import_start(uuid, bytea), cases.import_move(uuid, text[], text, integer, integer, integer),
  cases.import_release(uuid, boolean),
  cases.import_chunk(uuid, text[], uuid[], uuid[], uuid[], uuid[], uuid[], text[], uuid[], integer[], bytea[], bigint[], bytea[], bytea[],
    integer[], bigint[], uuid[], bigint[], bytea[], bytea[], text[], bytea[], integer, boolean),
  cases.import_discard(uuid), cases.import_undo(uuid, uuid[]), cases.import_purge(), cases.save_profile(uuid, bytea, jsonb) to lindung_app;
grant usage on schema cases to lindung_door;
grant execute on function cases.import_claim(uuid, integer), cases.import_session(uuid, uuid, bytea) to lindung_door;
