-- What an owner decides over a late entry reaches its writer, and the attachments of a late entry wait with it.

alter table cases.quarantine add column left_because text
  check (left_because is null or taken is false and left_because in ('already-there', 'wrong-child', 'not-so', 'unsaid'));
comment on column cases.quarantine.left_because is 'Why it was left out, one word of this list: all that its writer is told. Free text would tell of a file that they have left';

-- Announced by a late entry: no place in the stream yet, so it does not stand in cases.blob, where every reader of the stream sees it.
create table cases.late_blob (
  id uuid primary key,
  late_id uuid not null references cases.quarantine,
  stream_id uuid not null references cases.stream,
  size bigint not null check (size between 1 and 25000000),
  done_at timestamptz
);
create index on cases.late_blob (late_id);
create index on cases.late_blob (stream_id);
comment on table cases.late_blob is 'Attachments of late entries, until the entry is taken in; for who decides';

-- Sets a late entry aside, with what it announces (`p_blobs`: `[{id, size}]`). Only for who held a grant once; asked again with the same
-- id it changes nothing.
drop function cases.set_aside(uuid, uuid, bytea, uuid, bytea);
create function cases.set_aside(p_stream uuid, p_id uuid, p_hash bytea, p_key uuid, p_sealed bytea, p_blobs jsonb) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := access.me();
  v_blobs bigint := coalesce((select sum((b->>'size')::bigint) from jsonb_array_elements(p_blobs) b), 0);
  v_hash bytea;
begin
  if v_me is null or not access.held_once(p_stream) or cardinality(access.my_reasons(p_stream)) > 0
      or not exists (select 1 from cases.stream s join keys.stream_key k on k.stream_id = s.id
        where s.id = p_stream and s.erased_at is null and k.key_id = p_key) then
    raise exception 'may not set aside' using errcode = 'LD003';
  end if;
  if not exists (select 1 from cases.quarantine q where q.id = p_id) then
    -- Who has left may still hand in what was on its way, but not fill the store, nor the list of who decides.
    if (select count(*) >= 200 or coalesce(sum(octet_length(q.sealed)), 0) + octet_length(p_sealed) > 4000000
          from cases.quarantine q where q.stream_id = p_stream and q.by = v_me and q.decided_at is null)
        or (select coalesce(sum(l.size), 0) + v_blobs > 250000000
          from cases.late_blob l join cases.quarantine q on q.id = l.late_id
          where l.stream_id = p_stream and q.by = v_me and q.decided_at is null) then
      return 'full';
    end if;
    -- An attachment belongs to the one entry that announced it first.
    if exists (select 1 from jsonb_array_elements(p_blobs) b where exists (select 1 from cases.blob o where o.id = (b->>'id')::uuid)
        or exists (select 1 from cases.late_blob o where o.id = (b->>'id')::uuid)) then
      return 'other-content';
    end if;
    insert into cases.quarantine (id, stream_id, by, entry_hash, key_id, sealed) values (p_id, p_stream, v_me, p_hash, p_key, p_sealed);
    insert into cases.late_blob (id, late_id, stream_id, size)
      select (b->>'id')::uuid, p_id, p_stream, (b->>'size')::bigint from jsonb_array_elements(p_blobs) b;
  end if;
  select q.entry_hash into v_hash from cases.quarantine q where q.id = p_id and q.stream_id = p_stream and q.by = v_me;
  return case when v_hash = p_hash then 'quarantined' else 'other-content' end;
end $$;

-- Leaves a late entry out of the story; answers with its stream, or null when it is not the caller's to decide, or decided already.
drop function cases.leave_aside(uuid);
create function cases.leave_aside(p_id uuid, p_because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare v_stream uuid;
begin
  update cases.quarantine q set decided_at = clock_timestamp(), decided_by = access.me(), taken = false, left_because = p_because
    where q.id = p_id and q.decided_at is null and access.my_reasons(q.stream_id) && '{owner,supervisor}'
    returning q.stream_id into v_stream;
  return v_stream;
end $$;

-- An attachment whose entry is taken in comes along, with whether its bytes are there.
create function cases.blob_from_late() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare v_done timestamptz;
begin
  delete from cases.late_blob l using cases.entry e
    where l.id = new.id and e.stream_id = new.stream_id and e.seq = new.seq and e.id = l.late_id returning l.done_at into v_done;
  if found then
    new.done_at := v_done;
  elsif exists (select 1 from cases.late_blob l where l.id = new.id) then
    raise exception 'attachment of another entry' using errcode = 'LD006';
  end if;
  return new;
end $$;
create trigger blob_from_late before insert on cases.blob for each row execute function cases.blob_from_late();

-- As before; and for the writer of a late entry while it waits, whose bytes may arrive before anybody has decided.
create or replace function cases.blob_open(p_id uuid)
returns table (stream_id uuid, seq bigint, id uuid, sealed bytea, done boolean, key_id uuid, epoch integer, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.stream_id, e.seq, e.id, e.sealed, b.done_at is not null, k.key_id, k.epoch, k.wrapped
  from cases.blob b join cases.entry e on e.stream_id = b.stream_id and e.seq = b.seq join keys.stream_key k on k.stream_id = b.stream_id
  where b.id = p_id and (cardinality(access.my_reasons(b.stream_id)) > 0 or e.by = access.me())
  union all
  select q.stream_id, 0, q.id, q.sealed, l.done_at is not null, k.key_id, k.epoch, k.wrapped
  from cases.late_blob l join cases.quarantine q on q.id = l.late_id join keys.stream_key k on k.stream_id = q.stream_id
  where l.id = p_id and q.by = access.me() and q.decided_at is null
$$;

-- Whoever waits here for a decision that is being written finds the attachment where that decision has put it.
create or replace function cases.blob_done(p_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select 1 from cases.blob_open(p_id)) then return false; end if;
  update cases.late_blob l set done_at = clock_timestamp() where l.id = p_id and l.done_at is null;
  if found then return true; end if;
  update cases.blob b set done_at = clock_timestamp() where b.id = p_id and b.done_at is null;
  return found;
end $$;

-- As in 0005, and the attachments of late entries.
create or replace function cases.erase_streams(p_streams uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from keys.stream_key where stream_id = any (p_streams);
  delete from cases.summary where stream_id = any (p_streams);
  delete from cases.late_blob where stream_id = any (p_streams);
  delete from cases.quarantine where stream_id = any (p_streams);
  delete from cases.blob where stream_id = any (p_streams);
  update cases.entry set kind = null, by = null, sig = null, sealed = null where stream_id = any (p_streams);
  update access.grants set until = now() where stream_id = any (p_streams) and (until is null or until > now());
  update cases.stream set erased_at = clock_timestamp(), wake_at = null where id = any (p_streams) and erased_at is null;
$$;

alter table cases.late_blob enable row level security;
create policy owners on cases.late_blob for select to lindung_app
  using (stream_id = any (array(select access.my_streams_as('{owner,supervisor}'))));

revoke all on function cases.set_aside(uuid, uuid, bytea, uuid, bytea, jsonb), cases.leave_aside(uuid, text), cases.blob_from_late() from public;
grant select on cases.late_blob to lindung_app;
grant execute on function cases.set_aside(uuid, uuid, bytea, uuid, bytea, jsonb), cases.leave_aside(uuid, text) to lindung_app;
