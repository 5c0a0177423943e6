-- What the commands of an operator need: a named person behind each that touches files, and erasure that leaves nothing.

create table access.command_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid not null references access.person,
  command text not null check (command in ('erase', 'rebuild', 'backup')),
  made_at timestamptz not null default clock_timestamp(),
  until timestamptz not null default clock_timestamp() + interval '15 minutes',
  used_at timestamptz
);
create index on access.command_token (person_id);
comment on table access.command_token is 'Permission of a person for one run of one command on the server; SHA-256 of the token, a quarter of an hour, once';

create function access.permit_command(p_token_hash bytea, p_command text) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare v_until timestamptz;
begin
  if not access.has_role('{data-officer}') then return null; end if;
  delete from access.command_token where person_id = access.me() and until < clock_timestamp();
  insert into access.command_token (token_hash, person_id, command) values (p_token_hash, access.me(), p_command) returning until into v_until;
  return v_until;
end $$;

alter table access.command_token enable row level security;
revoke all on function access.permit_command(bytea, text) from public;
grant execute on function access.permit_command(bytea, text) to lindung_app;

-- Ends streams for ever: keys, content, summaries, late entries, attachments and grants go; ids, places and hashes stay.
-- Not callable by the application by itself.
create or replace function cases.erase_streams(p_streams uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  delete from keys.stream_key where stream_id = any (p_streams);
  delete from cases.summary where stream_id = any (p_streams);
  delete from cases.quarantine where stream_id = any (p_streams);
  delete from cases.blob where stream_id = any (p_streams);
  update cases.entry set kind = null, by = null, sig = null, sealed = null where stream_id = any (p_streams);
  update access.grants set until = now() where stream_id = any (p_streams) and (until is null or until > now());
  update cases.stream set erased_at = clock_timestamp(), wake_at = null where id = any (p_streams) and erased_at is null;
$$;
revoke all on function cases.erase_streams(uuid[]) from public;
