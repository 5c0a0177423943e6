-- Lists imported and undone by a command on the server: in the name of a person who may do it on the screen, and who has permitted it.

alter table access.command_token drop constraint command_token_command_check;
alter table access.command_token add constraint command_token_command_check
  check (command in ('erase', 'rebuild', 'backup', 'import', 'undo-import'));
alter table access.command_token add column used_for uuid;
comment on column access.command_token.used_for is 'What the one run is about (an import): the same command about it may go on for a day after it was cut off';

-- Nobody permits what they could not do themselves: files are made by who works on files, and the rest is a data officer's.
create or replace function access.permit_command(p_token_hash bytea, p_command text) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare v_until timestamptz;
begin
  if not access.has_role(case when p_command in ('import', 'undo-import') then '{caseworker,supervisor}'::text[] else '{data-officer}' end) then
    return null;
  end if;
  delete from access.command_token where person_id = access.me() and until < clock_timestamp()
    and (used_for is null or used_at < clock_timestamp() - interval '24 hours');
  insert into access.command_token (token_hash, person_id, command) values (p_token_hash, access.me(), p_command) returning until into v_until;
  return v_until;
end $$;
