-- "没有解决" and complaints (人民调解法 15): files of their own, which who is complained of never sees (docs/decisions/0025).

create table complaints (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('received', 'examining', 'answered', 'withdrawn')),
  version integer not null,
  facts jsonb not null
);
comment on table complaints is 'Complaints (意见、投诉): about which dispute, of what kind, who examines it and why, what was answered.';
create index complaints_file on complaints (file_id);
create index complaints_about on complaints ((facts ->> 'about_file'));

alter table complaints enable row level security;
alter table complaints force row level security;
create policy of_a_visible_file on complaints for select using (exists (select 1 from files f where f.id = complaints.file_id));
create policy changing_a_visible_file on complaints for update using (exists (select 1 from files f where f.id = complaints.file_id));
create policy into_the_seen_file on complaints for insert with check (file_id = (select setting('app.seen'))::uuid);
grant select, insert on complaints to fengqiao_app;
grant update (status, version, facts) on complaints to fengqiao_app;

-- A complaint lies in no area: it has no place, and no post's area, list or search reaches it; only who is involved in it does.
-- To the system, whose area begins at 0, what has no place lies at 0.
alter table files drop constraint files_kind_check;
alter table files add constraint files_kind_check check (kind in ('dispute', 'complaint'));
alter table files alter column place_code drop not null;
alter table files add constraint files_place_check check ((kind = 'complaint') = (place_code is null));
do $$
declare c text;
begin
  foreach c in array array['select', 'update'] loop
    execute format('drop policy area_or_involved_%s on files', c);
    execute format('create policy area_or_involved_%s on files for %s using (
      coalesce(place_code, 0) between (select setting(''app.lo''))::bigint and (select setting(''app.hi''))::bigint
      or exists (
        select 1 from involvements i
        where i.file_id = files.id
          and (i.unit_id = any ((select setting(''app.units''))::bigint[]) or i.person_id = (select setting(''app.person''))::uuid)
          and (i.until is null or i.until >= (select setting(''app.today''))::date))
      or id = (select setting(''app.holder_of''))::uuid
    )', c, c);
  end loop;
end $$;

-- Who mediated the dispute never reads what is said of her, whatever else she may see.
create policy not_to_who_mediated on complaints as restrictive for select
  using (coalesce(not (facts -> 'mediators') ? setting('app.person'), true));
