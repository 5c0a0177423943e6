-- A list as fixed-width records, so that nothing is grouped, sorted or spelt out in words, and its hash is made of bytes.

-- Streams of these kinds that one may open: 42 bytes each, in hexadecimal. Stream 16, file 16, sequence number 8, kind 1, reason 1; a
-- stream that is granted twice stands twice. A long list that the caller already knows by its SHA-256 does not travel again.
create or replace function cases.my_heads(p_kinds text[], p_known text[]) returns table (hash text, lines text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_me uuid := access.me();
  v_records bytea;
begin
  with mine as (
    select g.stream_id, g.reason from access.grants g
    where g.person_id = v_me and g.kind = any (p_kinds) and g.since <= now() and (g.until is null or g.until > now())
    union all
    select g.stream_id, g.reason
    from access.membership m join access.grants g on g.team_id = m.team_id and g.team_role = m.role
    where m.person_id = v_me and g.kind = any (p_kinds) and g.since <= now() and (g.until is null or g.until > now()))
  select string_agg(uuid_send(s.id) || uuid_send(s.file_id) || int8send(s.seq)
      || case s.kind when 'case' then 'c'::bytea when 'identity' then 'i' when 'referral' then 'r' when 'import' then 'm' else '?' end
      || case g.reason when 'owner' then 'o'::bytea when 'pending-owner' then 'p' when 'supervisor' then 's' when 'referral' then 'r'
        when 'importer' then 'i' else '?' end, '')
    into v_records
    from mine g join cases.stream s on s.id = g.stream_id
    where s.erased_at is null;
  if v_records is null then return; end if;
  if length(v_records) > 5000 then
    hash := encode(sha256(v_records), 'hex');
    if hash = any (p_known) then
      return next;
      return;
    end if;
  end if;
  lines := encode(v_records, 'hex');
  return next;
end $$;
