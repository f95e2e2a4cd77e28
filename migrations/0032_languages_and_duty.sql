-- What a proposal of a unit or a mediator tells besides: the languages somebody speaks, who is on duty when, how much is in hand.

alter table people add column languages text[] not null default '{}';
alter table people add constraint people_languages_check check (languages <@ array[
  'local_speech', 'cantonese', 'hakka', 'southern_min', 'wu', 'mongolian', 'tibetan', 'uyghur', 'kazakh', 'korean', 'zhuang', 'miao',
  'yi', 'bouyei', 'dong', 'yao', 'bai', 'tujia', 'hani', 'dai', 'sign_language']);
comment on column people.languages is 'What she can mediate in beside Mandarin (普通话, which everybody is taken to speak): kept by administration.';
grant update (languages) on people to fengqiao_app;

-- Rosters (值班表): a week of a unit at a time, whole; the newest version holds and none is ever changed. No case data.
create table duty_weeks (
  id bigint generated always as identity primary key,
  unit_id bigint not null references units (id),
  monday date not null check (extract(isodow from monday) = 1),
  version integer not null check (version > 0),
  shifts jsonb not null check (jsonb_typeof(shifts) = 'array'),
  made_at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  unique (unit_id, monday, version)
);
comment on table duty_weeks is 'Who of a unit is on duty (值班、轮驻) in a week, on which day and half day. Append-only: the newest version of a week holds.';
create index duty_weeks_monday on duty_weeks (monday, unit_id, version desc);
grant select, insert on duty_weeks to fengqiao_app;

-- How many open files each of these units has: numbers and nothing else, for whoever proposes or chooses a unit and need not see
-- its files. Row-level security binds the owner too, so it looks over the whole county while it counts (as open_work_of_unit).
create function open_files_of_units(asked bigint[], ended_disputes text[], ended_tasks text[])
returns table (unit_id bigint, files integer)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
begin
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  return query
  with held as materialized (
    select f.responsible_unit as unit, f.id as file from files f where f.responsible_unit = any (asked)
    union
    select t.unit_id, t.file_id from tasks t where t.unit_id = any (asked) and t.status <> all (ended_tasks)
  )
  select a.unit, count(d.file_id)::integer
  from unnest(asked) a (unit)
    left join held h on h.unit = a.unit
    left join disputes d on d.file_id = h.file and d.status <> all (ended_disputes)
  group by a.unit;
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function open_files_of_units(bigint[], text[], text[]) from public;
grant execute on function open_files_of_units(bigint[], text[], text[]) to fengqiao_app;

-- The same of mediators: how many files each mediates now, also where the asker does not see them.
create function open_mediations_of(asked uuid[]) returns table (person_id uuid, files integer)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  asker constant text := coalesce(current_setting('app.person', true), '');
begin
  -- What somebody is involved in is hers to see and not a matter of area: each is counted as herself.
  foreach person_id in array asked loop
    perform set_config('app.person', person_id::text, true);
    select count(distinct i.file_id)::integer into files from involvements i
    where i.person_id = open_mediations_of.person_id and i.as_what = 'mediating' and i.until is null;
    return next;
  end loop;
  perform set_config('app.person', asker, true);
end $$;
revoke execute on function open_mediations_of(uuid[]) from public;
grant execute on function open_mediations_of(uuid[]) to fengqiao_app;
