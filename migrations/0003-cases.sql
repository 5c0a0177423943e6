-- A child's file: append-only streams of sealed entries. Content stands here only as ciphertext.

create schema keys;
comment on schema keys is 'Wrapped data keys, one a stream; excluded from data backups, exported as the key bundle';
create schema cases;
comment on schema cases is 'Streams, entries and sealed summaries of files';

create table cases.stream (
  id uuid primary key,
  file_id uuid not null,
  kind text not null check (kind in ('case', 'identity', 'restricted', 'justice', 'referral', 'gate', 'conference', 'transfer', 'import')),
  seq bigint not null default 0,
  head bytea not null check (length(head) = 32),
  wake_at timestamptz,
  erased_at timestamptz
);
create index on cases.stream (file_id);
create unique index on cases.stream (file_id) where kind = 'identity'; -- also when two writers open it at once
create index on cases.stream (wake_at) where wake_at is not null;
comment on column cases.stream.file_id is 'The case stream of the same file; equal to id for the case stream itself';
comment on column cases.stream.wake_at is 'Rounded to the hour: the one plaintext hint, so that a clock can wake the server';

create table keys.stream_key (
  key_id uuid primary key,
  stream_id uuid not null unique references cases.stream,
  epoch integer not null,
  wrapped bytea not null
);
comment on table keys.stream_key is 'Data key of a stream, wrapped by an epoch key that lives outside the database';

create table keys.epoch (
  id integer primary key default 1 check (id = 1),
  current integer not null
);
insert into keys.epoch (current) values (1);
comment on table keys.epoch is 'Oldest epoch that may wrap new keys: a process that has not heard of the new one cannot wrap under one about to be destroyed';

create table cases.entry (
  stream_id uuid not null references cases.stream,
  seq bigint not null check (seq > 0),
  id uuid not null unique,
  received_at timestamptz not null,
  entry_hash bytea not null check (length(entry_hash) = 32),
  head bytea not null check (length(head) = 32),
  key_id uuid not null,
  kind text,
  by uuid,
  sig bytea,
  sealed bytea,
  primary key (stream_id, seq)
);
alter table cases.entry alter column sealed set storage external; -- ciphertext does not compress
comment on table cases.entry is 'Immutable; erasure alone may null kind, by, sig and sealed, the hashes stay';

create table cases.summary (
  stream_id uuid primary key references cases.stream,
  seq bigint not null,
  sealed bytea not null
);
alter table cases.summary alter column sealed set storage external;
comment on table cases.summary is 'Sealed state of a stream after its last entry: what lists show and the next append continues from';

-- A list of case streams must not look up the identity streams too, of which there are as many.
alter table access.grants add column kind text;
comment on column access.grants.kind is 'Kind of the stream, which never changes: set when the grant is given';
create function cases.name_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if new.kind is null then new.kind := (select s.kind from cases.stream s where s.id = new.stream_id); end if;
  return new;
end $$;
create trigger name_grant before insert on access.grants for each row execute function cases.name_grant();
alter table access.grants enable always trigger name_grant;

create table cases.quarantine (
  id uuid primary key,
  stream_id uuid not null references cases.stream,
  by uuid not null,
  received_at timestamptz not null default clock_timestamp(),
  entry_hash bytea not null,
  key_id uuid not null,
  sealed bytea,
  decided_at timestamptz,
  decided_by uuid,
  taken boolean
);
create index on cases.quarantine (stream_id);
comment on table cases.quarantine is 'Late entries of writers whose grant had ended, for the present owner to take in or to leave';

create table cases.blob (
  id uuid primary key,
  stream_id uuid not null references cases.stream,
  seq bigint not null,
  size bigint not null check (size between 1 and 25000000),
  done_at timestamptz
);
create index on cases.blob (stream_id);
comment on table cases.blob is 'Attachments announced by entries; their key stands in the entry, their bytes on disk';

-- Opens a stream for writing: locks it, says in which way the person may write, and gives what the next entries need.
--   append      a grant holds
--   new         no such stream (the caller may try to open one)
--   quarantine  a grant held once: content is taken, nothing is shown
--   denied      none, or erased
create function cases.append_open(p_stream uuid, p_ids uuid[])
returns table (mode text, file_id uuid, kind text, seq bigint, head bytea, received bigint, key_id uuid, epoch integer,
  wrapped bytea, summary bytea, reasons text[], known jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := access.me();
  v_reasons text[];
  v_received timestamptz := clock_timestamp();
  s cases.stream;
begin
  if v_me is null then
    mode := 'denied';
    return next;
    return;
  end if;
  if not exists (select 1 from cases.stream t where t.id = p_stream) then
    return query select 'new', null::uuid, null::text, 0::bigint, decode(repeat('00', 32), 'hex'),
      (extract(epoch from v_received) * 1000000)::bigint, null::uuid, null::integer, null::bytea, null::bytea, '{}'::text[], '[]'::jsonb;
    return;
  end if;
  -- Who may not write does not get the lock either. Asked after the stream was seen: its grants came with it.
  if cardinality(access.my_reasons(p_stream)) = 0 and not access.held_once(p_stream) then
    return query select 'denied', null::uuid, null::text, null::bigint, null::bytea, null::bigint, null::uuid, null::integer,
      null::bytea, null::bytea, null::text[], null::jsonb;
    return;
  end if;
  select * into s from cases.stream t where t.id = p_stream for update;
  v_reasons := access.reasons_of(v_me, p_stream); -- as they are now: waiting for the lock, a grant may have ended
  if s.erased_at is not null then
    mode := 'denied';
    return next;
    return;
  end if;
  mode := case when cardinality(v_reasons) > 0 then 'append' else 'quarantine' end;
  file_id := s.file_id;
  kind := s.kind;
  seq := s.seq;
  head := s.head;
  reasons := v_reasons;
  select k.key_id, k.epoch, k.wrapped, m.sealed, (extract(epoch from greatest(v_received, e.received_at)) * 1000000)::bigint
    into key_id, epoch, wrapped, summary, received
    from keys.stream_key k
    left join cases.summary m on m.stream_id = k.stream_id and cardinality(v_reasons) > 0
    left join cases.entry e on e.stream_id = k.stream_id and e.seq = s.seq
    where k.stream_id = p_stream;
  if not found then return; end if;
  known := coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'seq', e.seq, 'hash', encode(e.entry_hash, 'hex'),
      'head', encode(e.head, 'hex'), 'received', (extract(epoch from e.received_at) * 1000000)::bigint))
    from cases.entry e where e.id = any (p_ids) and e.stream_id = p_stream), '[]');
  return next;
end $$;

-- Makes a stream: a case stream by a caseworker or supervisor, any other by who works on the file.
create function cases.make_stream(p_stream uuid, p_file uuid, p_kind text, p_key uuid, p_epoch integer, p_wrapped bytea)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare v_me uuid := access.me();
begin
  -- Made meanwhile, by the same request asked twice: asked once more, it finds its entries there.
  if exists (select 1 from cases.stream s where s.id = p_stream) then raise exception 'stream moved' using errcode = 'LD002'; end if;
  if p_kind = 'case' then
    if p_file <> p_stream or not access.has_role('{caseworker,supervisor}') then
      raise exception 'may not open a file' using errcode = 'LD003';
    end if;
  elsif p_kind = 'import' then
    if p_file <> p_stream or not access.has_role('{caseworker,supervisor}') then
      raise exception 'may not import' using errcode = 'LD003';
    end if;
  else
    -- Asked again under the file's lock: whoever hands it over, or erases it, meanwhile must know of the new stream, or the new stream of that.
    if access.my_reasons(p_file) && '{owner,supervisor}' then
      perform 1 from cases.stream s where s.id = p_file for share;
    end if;
    if not (access.my_reasons(p_file) && '{owner,supervisor}'
        and exists (select 1 from cases.stream s where s.id = p_file and s.kind = 'case' and s.erased_at is null)) then
      raise exception 'may not open a stream of this file' using errcode = 'LD003';
    end if;
  end if;
  -- Its own id is left out: made meanwhile by the same request, it fails below as a second one of that id, and is asked once more.
  if p_kind = 'identity' and exists (
      select 1 from cases.stream s where s.file_id = p_file and s.kind = 'identity' and s.id <> p_stream) then
    raise exception 'the file has an identity stream' using errcode = 'LD004';
  end if;
  -- The lock waits for, and holds off, a change of epoch: after it nothing is wrapped under the old one any more.
  perform pg_advisory_xact_lock_shared(4716300005);
  if not exists (select 1 from keys.epoch e where e.current <= p_epoch) then
    raise exception 'key of an epoch that is over' using errcode = 'LD005';
  end if;
  insert into cases.stream (id, file_id, kind, head) values (p_stream, p_file, p_kind, decode(repeat('00', 32), 'hex'));
  insert into keys.stream_key (key_id, stream_id, epoch, wrapped) values (p_key, p_stream, p_epoch, p_wrapped);
  if p_kind = 'import' then
    perform access.give(p_stream, v_me, null, null, 'importer', v_me, null);
  elsif p_kind = 'case' then
    perform access.give(p_stream, v_me, null, null, 'owner', v_me, null);
    perform access.give(p_stream, null, m.team_id, 'supervisor', 'supervisor', v_me, null)
      from access.membership m where m.person_id = v_me and m.role in ('caseworker', 'supervisor');
  else
    -- Who works on the file works on its new stream.
    perform access.give(p_stream, g.person_id, g.team_id, g.team_role, g.reason, v_me, g.until)
      from access.grants g where g.stream_id = p_file and g.reason in ('owner', 'supervisor')
        and (g.until is null or g.until > clock_timestamp());
  end if;
end $$;

-- Changes of grants that follow from an entry, checked here against what the person may give.
create function cases.apply_grants(p_stream uuid, p_changes jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := access.me();
  v_mine text[] := access.my_reasons(p_stream);
  v_file uuid := (select s.file_id from cases.stream s where s.id = p_stream);
  c jsonb;
  v_target uuid;
begin
  for c in select * from jsonb_array_elements(p_changes) loop
    if c->>'do' = 'share' and v_mine && '{owner,supervisor}' then
      -- a referral's stream to the provider's team
      if (select s.kind from cases.stream s where s.id = p_stream) <> 'referral' then
        raise exception 'only a referral is shared' using errcode = 'LD003';
      end if;
      perform access.give(p_stream, null, (c->>'team')::uuid, 'provider', 'referral', v_me, (c->>'until')::timestamptz);
    elsif c->>'do' = 'unshare' and v_mine && '{owner,supervisor,referral}' then
      perform access.take(p_stream, null, null, 'referral');
    elsif c->>'do' = 'offer' and v_mine && '{owner,supervisor}' and p_stream = v_file then
      if not exists (select 1 from access.membership m join access.person p on p.id = m.person_id
          where p.id = (c->>'person')::uuid and p.left_at is null and m.role in ('caseworker', 'supervisor')) then
        raise exception 'a file is handed to a caseworker or supervisor' using errcode = 'LD003';
      end if;
      perform access.give(p_stream, (c->>'person')::uuid, null, null, 'pending-owner', v_me, null);
    elsif c->>'do' = 'withdraw-offer' and v_mine && '{owner,supervisor,pending-owner}' and p_stream = v_file then
      perform access.take(p_stream, null, null, 'pending-owner');
    elsif c->>'do' = 'accept' and v_mine && '{pending-owner}' and p_stream = v_file
        and access.has_role('{caseworker,supervisor}') then
      for v_target in select s.id from cases.stream s where s.file_id = v_file loop
        perform access.take(v_target, null, null, 'owner');
        perform access.give(v_target, v_me, null, null, 'owner', v_me, null);
        -- Supervision follows the owner's team.
        perform access.take(v_target, null, null, 'supervisor');
        perform access.give(v_target, null, m.team_id, 'supervisor', 'supervisor', v_me, null)
          from access.membership m where m.person_id = v_me and m.role in ('caseworker', 'supervisor');
      end loop;
      perform access.take(p_stream, null, null, 'pending-owner');
    else
      raise exception 'may not change this grant' using errcode = 'LD003';
    end if;
  end loop;
end $$;

-- Stores entries under the lock that append_open took. `p_by` is null for one's own entries; an owner who takes in a
-- quarantined entry stores it under its author's name, and only if it stands in the quarantine.
create function cases.append_commit(p_stream uuid, p_expect bigint, p_ids uuid[], p_received bigint[], p_hashes bytea[], p_heads bytea[],
  p_kinds text[], p_sealed bytea[], p_key uuid, p_summary bytea, p_wake timestamptz, p_grants jsonb, p_blobs jsonb, p_from_quarantine uuid)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := access.me();
  v_by uuid := v_me;
  v_mine text[] := access.reasons_of(v_me, p_stream);
  s cases.stream;
  v_count integer := cardinality(p_ids);
  v_last timestamptz;
  v_head bytea;
  v_least bigint;
  v_most bigint;
begin
  select * into s from cases.stream t where t.id = p_stream for update;
  if v_me is null or not found or s.erased_at is not null or cardinality(v_mine) = 0 then
    raise exception 'may not append' using errcode = 'LD003';
  end if;
  if s.seq <> p_expect then raise exception 'stream moved' using errcode = 'LD002'; end if;
  -- Whatever the caller was made to send: heads chain, time does not go back or run ahead, and the key is the stream's own.
  select e.received_at into v_last from cases.entry e where e.stream_id = p_stream and e.seq = s.seq;
  if v_count is distinct from cardinality(p_heads) or v_count is distinct from cardinality(p_hashes)
      or v_count is distinct from cardinality(p_received) or v_count is distinct from cardinality(p_kinds)
      or v_count is distinct from cardinality(p_sealed)
      or not exists (select 1 from keys.stream_key k where k.stream_id = p_stream and k.key_id = p_key) then
    raise exception 'entries do not continue the stream' using errcode = 'LD006';
  end if;
  v_head := s.head;
  v_least := coalesce((extract(epoch from v_last) * 1000000)::bigint, 0);
  v_most := (extract(epoch from greatest(v_last, clock_timestamp() + interval '1 minute')) * 1000000)::bigint;
  for i in 1 .. v_count loop
    v_head := sha256(convert_to(E'lindung/head/1\n', 'UTF8') || uuid_send(p_stream) || int8send(p_expect + i)
      || int8send(p_received[i]) || p_hashes[i] || v_head);
    if v_head is distinct from p_heads[i] or length(p_hashes[i]) is distinct from 32
        or p_received[i] is null or p_received[i] not between v_least and v_most then
      raise exception 'entries do not continue the stream' using errcode = 'LD006';
    end if;
  end loop;
  if p_from_quarantine is not null then
    update cases.quarantine q set decided_at = clock_timestamp(), decided_by = v_me, taken = true, sealed = null
      where q.id = p_from_quarantine and q.stream_id = p_stream and q.decided_at is null
        and p_ids = array[q.id] and p_hashes = array[q.entry_hash] and v_mine && '{owner,supervisor}'
      returning q.by into v_by;
    if v_by is null or p_grants is not null then raise exception 'not in quarantine' using errcode = 'LD003'; end if;
  end if;
  insert into cases.entry (stream_id, seq, id, received_at, entry_hash, head, key_id, kind, by, sealed)
  select p_stream, p_expect + u.i, u.id, to_timestamp(0) + make_interval(secs => u.received / 1000000)
      + (u.received % 1000000) * interval '1 microsecond', u.hash, u.head, p_key, u.kind, v_by, u.sealed
  from unnest(p_ids, p_received, p_hashes, p_heads, p_kinds, p_sealed) with ordinality as u(id, received, hash, head, kind, sealed, i);
  update cases.stream set seq = p_expect + v_count, head = p_heads[v_count], wake_at = date_trunc('hour', p_wake) where id = p_stream;
  insert into cases.summary (stream_id, seq, sealed) values (p_stream, p_expect + v_count, p_summary)
    on conflict (stream_id) do update set seq = excluded.seq, sealed = excluded.sealed;
  if p_grants is not null then perform cases.apply_grants(p_stream, p_grants); end if;
  if p_blobs is not null then
    insert into cases.blob (id, stream_id, seq, size)
    select (b->>'id')::uuid, p_stream, (b->>'seq')::bigint, (b->>'size')::bigint from jsonb_array_elements(p_blobs) b
      where (b->>'seq')::bigint between p_expect + 1 and p_expect + v_count;
  end if;
end $$;

-- Sets a late entry aside. Only for who held a grant once; asked again with the same id it changes nothing.
create function cases.set_aside(p_stream uuid, p_id uuid, p_hash bytea, p_key uuid, p_sealed bytea) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare v_hash bytea;
begin
  if access.me() is null or not access.held_once(p_stream) or cardinality(access.my_reasons(p_stream)) > 0
      or not exists (select 1 from cases.stream s join keys.stream_key k on k.stream_id = s.id
        where s.id = p_stream and s.erased_at is null and k.key_id = p_key) then
    raise exception 'may not set aside' using errcode = 'LD003';
  end if;
  -- Who has left may still hand in what was on its way, but not fill the store, nor the list of who decides.
  if not exists (select 1 from cases.quarantine q where q.id = p_id) and (
      select count(*) >= 200 or coalesce(sum(octet_length(q.sealed)), 0) + octet_length(p_sealed) > 4000000
      from cases.quarantine q where q.stream_id = p_stream and q.by = access.me() and q.decided_at is null) then
    return 'full';
  end if;
  insert into cases.quarantine (id, stream_id, by, entry_hash, key_id, sealed)
    values (p_id, p_stream, access.me(), p_hash, p_key, p_sealed) on conflict (id) do nothing;
  select q.entry_hash into v_hash from cases.quarantine q where q.id = p_id and q.stream_id = p_stream and q.by = access.me();
  return case when v_hash = p_hash then 'quarantined' else 'other-content' end;
end $$;

create function cases.leave_aside(p_id uuid) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  with left_out as (
    update cases.quarantine q set decided_at = clock_timestamp(), decided_by = access.me(), taken = false
    where q.id = p_id and q.decided_at is null and access.my_reasons(q.stream_id) && '{owner,supervisor}' returning 1)
  select exists (select 1 from left_out)
$$;

-- What receiving an attachment needs: the entry that announced it, and its key. For who works on the stream, and for the entry's author,
-- whose text was accepted and whose pictures may arrive after the file has been handed over.
create function cases.blob_open(p_id uuid)
returns table (stream_id uuid, seq bigint, id uuid, sealed bytea, done boolean, key_id uuid, epoch integer, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.stream_id, e.seq, e.id, e.sealed, b.done_at is not null, k.key_id, k.epoch, k.wrapped
  from cases.blob b join cases.entry e on e.stream_id = b.stream_id and e.seq = b.seq join keys.stream_key k on k.stream_id = b.stream_id
  where b.id = p_id and (cardinality(access.my_reasons(b.stream_id)) > 0 or e.by = access.me())
$$;

create function cases.blob_done(p_id uuid) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  with done as (
    update cases.blob b set done_at = clock_timestamp()
    where b.id = p_id and b.done_at is null and exists (select 1 from cases.blob_open(p_id)) returning 1)
  select exists (select 1 from done)
$$;

-- Reading what one may open, each grant looked at once. The policies below say the same, but row security asks them again for every
-- table of a query, and for every row against the whole list of grants.

-- Streams of these kinds, one a line: stream, file, kind, sequence number, reasons. A long list that the caller already knows by its
-- SHA-256 (hexadecimal) does not travel again.
create function cases.my_heads(p_kinds text[], p_known text[]) returns table (hash text, lines text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_me uuid := access.me();
begin
  with mine as (
    select g.stream_id, g.reason from access.grants g
    where g.person_id = v_me and g.kind = any (p_kinds) and g.since <= now() and (g.until is null or g.until > now())
    union all
    select g.stream_id, g.reason
    from access.membership m join access.grants g on g.team_id = m.team_id and g.team_role = m.role
    where m.person_id = v_me and g.kind = any (p_kinds) and g.since <= now() and (g.until is null or g.until > now()))
  select string_agg(h.line, E'\n') into lines from (
    select s.id || ' ' || s.file_id || ' ' || s.kind || ' ' || s.seq || ' ' || string_agg(g.reason, ',') as line
    from mine g join cases.stream s on s.id = g.stream_id
    where s.erased_at is null group by s.id) h;
  if lines is null then return; end if;
  if length(lines) > 10000 then
    hash := encode(sha256(convert_to(lines, 'UTF8')), 'hex');
    if hash = any (p_known) then lines := null; end if;
  end if;
  return next;
end $$;

create function cases.my_file(p_file uuid)
returns table (id uuid, kind text, seq bigint, head bytea, reasons text[], key_id uuid, epoch integer, wrapped bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare v_me uuid := access.me();
begin
  return query
    select s.id, s.kind, s.seq, s.head, s.reasons, k.key_id, k.epoch, k.wrapped
    from (select t.*, access.reasons_of(v_me, t.id) as reasons from cases.stream t where t.file_id = p_file and t.erased_at is null offset 0) s
    join keys.stream_key k on k.stream_id = s.id
    where cardinality(s.reasons) > 0
    order by s.kind, s.id;
end $$;

-- Entries of a file's streams but the identity, which is read only when somebody asks for the true name.
create function cases.my_entries(p_file uuid)
returns table (stream_id uuid, seq bigint, id uuid, received bigint, sealed bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := access.me();
  v_streams uuid[] := array(
    select s.id from cases.stream s where s.file_id = p_file and s.kind <> 'identity' and s.erased_at is null
      and cardinality(access.reasons_of(v_me, s.id)) > 0);
begin
  return query
    select e.stream_id, e.seq, e.id, (extract(epoch from e.received_at) * 1000000)::bigint, e.sealed
    from cases.entry e where e.stream_id = any (v_streams) and e.sealed is not null order by e.stream_id, e.seq;
end $$;

create function cases.my_summaries(p_streams uuid[])
returns table (stream_id uuid, seq bigint, sealed bytea, key_id uuid, epoch integer, wrapped bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := access.me();
  v_mine uuid[];
begin
  if cardinality(p_streams) <= 200 then
    v_mine := array(select u from unnest(p_streams) u where cardinality(access.reasons_of(v_me, u)) > 0);
  else
    v_mine := array(select u from unnest(p_streams) u intersect select g from access.my_streams() g);
  end if;
  return query
    select m.stream_id, m.seq, m.sealed, k.key_id, k.epoch, k.wrapped
    from unnest(v_mine) u join cases.summary m on m.stream_id = u join keys.stream_key k on k.stream_id = u;
end $$;

alter table cases.stream enable row level security;
alter table cases.entry enable row level security;
alter table cases.summary enable row level security;
alter table cases.quarantine enable row level security;
alter table cases.blob enable row level security;
alter table keys.stream_key enable row level security;
alter table keys.epoch enable row level security;

create policy granted on cases.stream for select to lindung_app using (id = any (array(select access.my_streams())));
create policy granted on cases.entry for select to lindung_app using (stream_id = any (array(select access.my_streams())));
create policy granted on cases.summary for select to lindung_app using (stream_id = any (array(select access.my_streams())));
create policy granted on cases.blob for select to lindung_app using (stream_id = any (array(select access.my_streams())));
create policy granted on keys.stream_key for select to lindung_app using (stream_id = any (array(select access.my_streams())));
create policy owners on cases.quarantine for select to lindung_app
  using (stream_id = any (array(select access.my_streams_as('{owner,supervisor}'))) or by = (select access.me()));

revoke all on all functions in schema cases from public;
grant usage on schema cases, keys to lindung_app;
grant select on cases.stream, cases.entry, cases.summary, cases.quarantine, cases.blob, keys.stream_key to lindung_app;
grant execute on function
  cases.my_heads(text[], text[]), cases.my_file(uuid), cases.my_entries(uuid), cases.my_summaries(uuid[]),
  cases.append_open(uuid, uuid[]), cases.make_stream(uuid, uuid, text, uuid, integer, bytea),
  cases.append_commit(uuid, bigint, uuid[], bigint[], bytea[], bytea[], text[], bytea[], uuid, bytea, timestamptz, jsonb, jsonb, uuid),
  cases.set_aside(uuid, uuid, bytea, uuid, bytea), cases.leave_aside(uuid), cases.blob_open(uuid), cases.blob_done(uuid)
  to lindung_app;
