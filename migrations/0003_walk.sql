-- The middle of a dispute: mediations, agreements, what is owed under them, return visits; the roles that carry them.

-- Parts share one shape: a small status, a version that rises with each step, and their facts.
create table mediations (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in (
    'seeking_consent', 'accepted', 'assigned', 'notified', 'in_session', 'suspended',
    'agreed', 'self_settled', 'refused', 'failed', 'withdrawn', 'expired', 'not_accepted')),
  version integer not null,
  facts jsonb not null
);
comment on table mediations is 'Mediations (调解程序): whose consent was given how, who mediates, when they met, how it ended.';

create table agreements (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('drafting', 'signing', 'in_effect', 'replaced', 'void')),
  version integer not null,
  facts jsonb not null
);
comment on table agreements is 'Agreements (调解协议) by edition: clauses, signatures and how each signer was known, the seal, the day of effect.';

create table obligations (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in (
    'waiting', 'due', 'claimed', 'performed', 'waived', 'breached', 'sent_to_enforcement')),
  version integer not null,
  facts jsonb not null
);
comment on table obligations is 'What one debtor owes under a clause: followed until the creditor says it was done.';

create table visits (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('due', 'done', 'not_reached')),
  version integer not null,
  facts jsonb not null
);
comment on table visits is 'Return visits (回访).';

do $$
declare t text;
begin
  foreach t in array array['mediations', 'agreements', 'obligations', 'visits'] loop
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

-- Appointments: what is ahead, by its instant (ISO texts in UTC order as instants do).
create index mediations_ahead on mediations ((facts #>> '{meeting,at}')) where status = 'notified';

alter table posts drop constraint posts_role_check;
alter table posts add constraint posts_role_check check (role in (
  'grid_worker', 'village_mediator', 'village_director', 'committee_director', 'full_time_mediator',
  'part_time_mediator', 'town_intake', 'town_director', 'justice_officer', 'county_intake', 'county_dispatcher',
  'county_leader', 'police_officer', 'court_liaison', 'petition_officer', 'department_officer',
  'system_administrator', 'security_auditor', 'data_protection_officer'));

alter table involvements drop constraint involvements_as_what_check;
alter table involvements add constraint involvements_as_what_check
  check (as_what in ('responsible', 'handling', 'mediating', 'reporting', 'referring'));

alter table disputes add column dispute_type text;
grant update (dispute_type) on disputes to fengqiao_app;

alter table parties drop constraint parties_side_check;
alter table parties add constraint parties_side_check check (side in ('applicant', 'respondent', 'third'));
alter table parties add column facts jsonb not null default '{}';
grant update (facts) on parties to fengqiao_app;

grant update (unit_id) on tasks to fengqiao_app;

-- Whom a paper is for: null the applicants, otherwise these parties, or with none the office alone.
alter table papers add column for_parties uuid[];

-- Back-to-back notes: readable by whoever wrote them, and by nobody else, whatever they may otherwise see (threats I30).
alter table sealed_values drop constraint sealed_values_kind_check;
alter table sealed_values add constraint sealed_values_kind_check
  check (kind in ('reach', 'identity_number', 'private_note'));
alter table sealed_values add column by_person uuid references people (id);
alter table sealed_values add check (kind <> 'private_note' or by_person is not null);
create policy private_notes_are_their_authors on sealed_values as restrictive for select
  using (kind <> 'private_note' or by_person = (select setting('app.person'))::uuid);
