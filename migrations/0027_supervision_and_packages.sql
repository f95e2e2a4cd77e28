-- What leaders and supervisors do upon a file: 督办, 包案; and what the ledger reads of a file without its parts.
create table supervisions (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('asked', 'answered', 'settled', 'lifted')),
  version integer not null,
  facts jsonb not null
);
comment on table supervisions is 'Supervisions (督办): a unit''s overdue duty, asked after by the centre or leader above it, and what it answered.';

create table packages (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('going_on', 'released', 'ended')),
  version integer not null,
  facts jsonb not null
);
comment on table packages is 'Case packages (包案): a leader''s own matter: plan, lead unit, milestones, log, and what released it.';

do $$
declare t text;
begin
  foreach t in array array['supervisions', 'packages'] loop
    execute format('create index %I on %I (file_id)', t || '_file', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy of_a_visible_file on %I for select using (exists (select 1 from files f where f.id = %I.file_id))', t, t);
    execute format('create policy changing_a_visible_file on %I for update using (exists (select 1 from files f where f.id = %I.file_id))', t, t);
    execute format('create policy into_the_seen_file on %I for insert with check (file_id = (select setting(''app.seen''))::uuid)', t);
    execute format('grant select, insert on %I to fengqiao_app', t);
    execute format('grant update (status, version, facts) on %I to fengqiao_app', t);
  end loop;
end $$;
-- What is supervised or packaged now is few of all: the ledger and the leader's page find it by these.
create index supervisions_live on supervisions (file_id) where status in ('asked', 'answered');
create index packages_live on packages (file_id) where status = 'going_on';

-- Derived by the domain (ledgerStateOf, colourOf) and written by the door after every step; checked by verify. Files from before
-- have none until the worker's start gives it to them (src/server/ledger/fill-ledger.ts): the rule book is not SQL.
alter table files
  add column ledger text check (ledger in (
    'new', 'assigned', 'resolving', 'settled', 'struck_off', 'diverted', 'unresolved', 'gone')),
  add column colour text check (colour in ('blue', 'yellow', 'orange', 'red'));
grant update (ledger, colour) on files to fengqiao_app;
create index files_ledger on files (ledger, received_at desc, id desc);
-- What the police have not been told yet is few at any time.
create index clocks_police on clocks (file_id) where state = 'running' and rule = 'T-52';
create index files_colour on files (colour, received_at desc, id desc) where colour is not null;
