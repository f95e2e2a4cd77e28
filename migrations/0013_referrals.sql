-- A referral that comes back: somebody of the parties sent to another service, with her consent, and what came of it.
create table referrals (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('sent', 'taken', 'decided', 'came_back', 'without_result')),
  version integer not null,
  facts jsonb not null
);
comment on table referrals is 'Referrals (转介): a slip out, with the consent of whom it is for; an outcome in, or why there is none.';
create index referrals_file on referrals (file_id);
alter table referrals enable row level security;
alter table referrals force row level security;
create policy of_a_visible_file on referrals for select using (exists (select 1 from files f where f.id = referrals.file_id));
create policy changing_a_visible_file on referrals for update using (exists (select 1 from files f where f.id = referrals.file_id));
create policy into_the_seen_file on referrals for insert with check (file_id = (select setting('app.seen'))::uuid);
grant select, insert on referrals to fengqiao_app;
grant update (status, version, facts) on referrals to fengqiao_app;

-- The unit somebody was sent to sees the file for as long as its answer is awaited; the pages show it what the slip says.
do $$
declare known text;
begin
  select pg_get_constraintdef(oid) into strict known from pg_constraint
  where conname = 'involvements_as_what_check' and conrelid = 'involvements'::regclass;
  alter table involvements drop constraint involvements_as_what_check;
  execute format('alter table involvements add constraint involvements_as_what_check %s',
    replace(known, 'ARRAY[', 'ARRAY[''referred_to''::text, '));
end $$;
