-- The people beside a party. Agents, guardians, helpers and representatives are facts of the party; the list of the many a
-- group stands for is a table of its own, so that ticking one household loads one household.

create table members (
  id uuid primary key,
  file_id uuid not null references files (id),
  party_id uuid not null references parties (id),
  number integer not null check (number > 0),
  name text not null,
  reach_id uuid references sealed_values (id),
  amount text check (amount ~ '^\d{1,12}(\.\d{1,2})?$'),
  ticked jsonb,
  unique (party_id, number)
);
comment on table members is 'The list of a group party (名单): one household or worker a row, its share, and whether it was paid or received.';
create index members_file on members (file_id);

alter table members enable row level security;
alter table members force row level security;
create policy of_a_visible_file on members for select using (exists (select 1 from files f where f.id = members.file_id));
create policy changing_a_visible_file on members for update using (exists (select 1 from files f where f.id = members.file_id));
create policy into_the_seen_file on members for insert with check (file_id = (select setting('app.seen'))::uuid);
grant select, insert on members to fengqiao_app;
grant update (ticked) on members to fengqiao_app;

-- A reporter who asked for protection (保密): sealed, and opened by one statement alone, that of the reasoned look.
alter table sealed_values drop constraint sealed_values_kind_check;
alter table sealed_values add constraint sealed_values_kind_check
  check (kind in ('reach', 'identity_number', 'private_note', 'reporter'));
create policy protected_reporters_are_looked_at_one_by_one on sealed_values as restrictive for select
  using (kind <> 'reporter' or (select setting('app.looks_at')) = 'reporter');
alter table looks drop constraint looks_what_check;
alter table looks add constraint looks_what_check
  check (what in ('page', 'reach', 'identity_number', 'invitation', 'reporter'));
