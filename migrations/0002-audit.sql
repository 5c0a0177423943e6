-- Every look and every change leaves a leaf; a sequencer orders the leaves into a Merkle log and signs checkpoints.

create schema audit;
comment on schema audit is 'Audit leaves, their log, and signed checkpoints';

create table audit.leaf (
  n bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor uuid,
  op text not null,
  streams uuid[] not null default '{}',
  body text not null
);
create index on audit.leaf using gin (streams);
create index on audit.leaf (actor, n);
comment on column audit.leaf.body is 'Canonical JSON, ids only; its bytes are what the log hashes (docs/formats.md)';

create table audit.pending (n bigint primary key);
comment on table audit.pending is 'Leaves that the sequencer has not yet placed; identity order is not commit order';

create table audit.log (
  index bigint primary key,
  n bigint not null unique references audit.leaf,
  leaf_hash bytea not null check (length(leaf_hash) = 32)
);

create table audit.checkpoint (
  size bigint primary key,
  at timestamptz not null default clock_timestamp(),
  root bytea not null check (length(root) = 32),
  note text not null
);
comment on column audit.checkpoint.note is 'C2SP signed note over origin, size and root';

-- The one way to write a leaf. Actor and session are those of the transaction, whatever the caller claims; the streams are those in the body.
create function audit.write_leaf(p_body text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_person uuid;
  v_session uuid;
  v_body jsonb := p_body::jsonb;
  v_n bigint;
begin
  -- Also of one that this very transaction has ended: signing out leaves a leaf of who signed out.
  select s.person_id, s.id into v_person, v_session from access.this_session s;
  if v_body->>'actor' is distinct from coalesce(v_person::text, 'nobody') or v_body->>'session' is distinct from v_session::text then
    raise exception 'leaf names another actor' using errcode = 'LD001';
  end if;
  insert into audit.leaf (actor, op, streams, body)
    select v_person, v_body->>'op', array(select (c->>'stream')::uuid from jsonb_array_elements(v_body->'concerns') c), p_body
    returning n into v_n;
  insert into audit.pending (n) values (v_n);
  return v_n;
end $$;

-- Who looked at one stream. A leaf names every stream of a page, so its row is not shown: only who, when and what. The latest of each
-- person and sort, so that nobody, however often they knock, pushes the look of another out of sight.
create function audit.looks_at(p_stream uuid) returns table (n bigint, at timestamptz, actor uuid, op text, outcome text)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select t.n, t.at, t.actor, t.op, t.outcome
  from (
    select l.n, l.at, l.actor, l.op, l.body::jsonb->>'outcome' as outcome,
      row_number() over (partition by l.actor, l.op, l.body::jsonb->>'outcome' order by l.n desc) as place
    from audit.leaf l
    where l.streams @> array[p_stream]
      and (access.my_reasons(p_stream) && '{owner,supervisor}' or access.has_role('{data-officer}'))) t
  where t.place <= 100
  order by t.n desc
$$;

alter table audit.leaf enable row level security;
alter table audit.pending enable row level security;
alter table audit.log enable row level security;
alter table audit.checkpoint enable row level security;

create policy data_officer on audit.leaf for select to lindung_app using ((select access.has_role('{data-officer}')));
create policy data_officer on audit.log for select to lindung_app using ((select access.has_role('{data-officer}')));
create policy data_officer on audit.checkpoint for select to lindung_app using ((select access.has_role('{data-officer}')));
create policy sequencer on audit.leaf for select to lindung_log using (true);
create policy sequencer on audit.pending for all to lindung_log using (true) with check (true);
create policy sequencer_read on audit.log for select to lindung_log using (true);
create policy sequencer_add on audit.log for insert to lindung_log with check (true);
create policy sequencer_read on audit.checkpoint for select to lindung_log using (true);
create policy sequencer_add on audit.checkpoint for insert to lindung_log with check (true);

revoke all on all functions in schema audit from public;
grant usage on schema audit to lindung_app, lindung_log;
grant select on audit.leaf, audit.log, audit.checkpoint to lindung_app;
grant execute on function audit.write_leaf(text), audit.looks_at(uuid) to lindung_app;
grant select on audit.leaf to lindung_log;
grant select, delete on audit.pending to lindung_log;
grant select, insert on audit.log, audit.checkpoint to lindung_log;
