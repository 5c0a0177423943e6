-- The two functions of an append, the same checks at less cost (docs/measurements.md).

create or replace function cases.append_open(p_stream uuid, p_ids uuid[])
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
  if cardinality(access.reasons_of(v_me, p_stream)) = 0 and not access.held_once(p_stream) then
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
  known := '[]';
  -- Nearly always nothing: the answer to a repeat is put together only for a repeat.
  if exists (select 1 from cases.entry t where t.id = any (p_ids)) then
    known := coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'seq', e.seq, 'hash', encode(e.entry_hash, 'hex'),
        'head', encode(e.head, 'hex'), 'received', (extract(epoch from e.received_at) * 1000000)::bigint))
      from cases.entry e where e.id = any (p_ids) and e.stream_id = p_stream), '[]');
  end if;
  return next;
end $$;

create or replace function cases.append_commit(p_stream uuid, p_expect bigint, p_ids uuid[], p_received bigint[], p_hashes bytea[], p_heads bytea[],
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
  if p_from_quarantine is not null then
    update cases.quarantine q set decided_at = clock_timestamp(), decided_by = v_me, taken = true, sealed = null
      where q.id = p_from_quarantine and q.stream_id = p_stream and q.decided_at is null
        and p_ids = array[q.id] and p_hashes = array[q.entry_hash] and v_mine && '{owner,supervisor}'
      returning q.by into v_by;
    if v_by is null or p_grants is not null then raise exception 'not in quarantine' using errcode = 'LD003'; end if;
  end if;
  for i in 1 .. v_count loop
    v_head := sha256(convert_to(E'lindung/head/1\n', 'UTF8') || uuid_send(p_stream) || int8send(p_expect + i)
      || int8send(p_received[i]) || p_hashes[i] || v_head);
    if v_head is distinct from p_heads[i] or length(p_hashes[i]) is distinct from 32
        or p_received[i] is null or p_received[i] not between v_least and v_most then
      raise exception 'entries do not continue the stream' using errcode = 'LD006';
    end if;
    -- One by one: for the single entry that most requests bring, a statement over six arrays costs three times as much.
    insert into cases.entry (stream_id, seq, id, received_at, entry_hash, head, key_id, kind, by, sealed)
    values (p_stream, p_expect + i, p_ids[i], timestamptz 'epoch' + p_received[i] * interval '1 microsecond', p_hashes[i], v_head, p_key, p_kinds[i], v_by, p_sealed[i]);
  end loop;
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
