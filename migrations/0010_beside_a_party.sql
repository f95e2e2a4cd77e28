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
