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

-- How many files each of these units has that are not over, but for one: numbers and nothing else, for whoever proposes or chooses
-- a unit and need not see its files. It reads what is unfinished and nothing of the archive: both indexes below hold that alone, and
-- the words in them are the domain's (test/architecture.test.ts). An owner bound by row-level security sees all files by the policy
-- of 0004, and with them their tasks.
create index files_unfinished on files (responsible_unit, id) where kind = 'dispute'
  and stage not in ('closed', 'archived', 'merged', 'withdrawn', 'not_accepted', 'false_report');
create index tasks_unfinished on tasks (unit_id, file_id) where status not in ('resolved', 'unresolved', 'diverted', 'returned');
create function open_files_of_units(asked bigint[], but uuid) returns table (unit_id bigint, files integer)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select a.unit, (
    select count(*)::integer from (
      select f.id from files f
      where f.responsible_unit = a.unit and f.kind = 'dispute'
        and f.stage not in ('closed', 'archived', 'merged', 'withdrawn', 'not_accepted', 'false_report')
      union
      select t.file_id from tasks t join files f on f.id = t.file_id
      where t.unit_id = a.unit and t.status not in ('resolved', 'unresolved', 'diverted', 'returned') and f.kind = 'dispute'
        and f.stage not in ('closed', 'archived', 'merged', 'withdrawn', 'not_accepted', 'false_report')
    ) held where held.id is distinct from but)
  from unnest(asked) a (unit);
$$;
revoke execute on function open_files_of_units(bigint[], uuid) from public;
grant execute on function open_files_of_units(bigint[], uuid) to fengqiao_app;

-- The same of mediators: how many files each mediates now, also where the asker does not see them (by the policy of 0004 as well).
create function open_mediations_of(asked uuid[]) returns table (person_id uuid, files integer)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select a.person, (select count(distinct i.file_id)::integer from involvements i
    where i.person_id = a.person and i.as_what = 'mediating' and i.until is null)
  from unnest(asked) a (person);
$$;
revoke execute on function open_mediations_of(uuid[]) from public;
grant execute on function open_mediations_of(uuid[]) to fengqiao_app;
