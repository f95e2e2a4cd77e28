-- How the installation fares (docs/decisions/0068, 0069): what was measured, what is or was amiss, what was checked. No case data.

create table measurements (
  source text primary key check (source <> ''),
  beat bigint not null check (beat > 0),
  at timestamptz not null,
  running boolean not null,
  readings jsonb not null check (jsonb_typeof(readings) = 'object'),
  figures jsonb not null check (jsonb_typeof(figures) = 'object')
);
comment on table measurements is 'What each process measured last. Numbers under the names of conditions, and counts; never a name, a number of a file or a word of anybody.';
comment on column measurements.beat is 'Rises with every sweep: who watches sees by it that the process lives, also where the product''s clock stands still or is set back.';

create table alarms (
  id uuid primary key,
  condition text not null check (condition ~ '^[a-z_]+$'),
  level text not null check (level in ('warning', 'wrong')),
  reading double precision not null,
  since timestamptz not null,
  until timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid references people (id),
  test_time boolean not null,
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
comment on table alarms is 'What is or was amiss. One stands for each condition; one that grows worse ends and another begins. Kept for ever.';
comment on column alarms.condition is 'A name of src/domain/upkeep/conditions.ts, or of an earlier version of it: history is read by versions that no longer measure it.';
create unique index one_alarm_stands_a_condition on alarms (condition) where until is null;
create index alarms_by_time on alarms (since desc, id desc);

create table restarts (
  id uuid primary key,
  at timestamptz not null,
  post text not null check (post in ('server', 'worker')),
  how text not null check (how <> '')
);
comment on table restarts is 'Processes that were started in the place of one that fell, and how that one ended (append-only).';
create index restarts_at on restarts (at);

create table checks (
  id uuid primary key,
  kind text not null check (kind in ('sample', 'whole')),
  at timestamptz not null,
  files integer not null check (files >= 0),
  events bigint check (events >= 0),
  days integer check (days >= 0),
  findings integer not null check (findings >= 0),
  last_file uuid,
  test_time boolean not null
);
comment on table checks is 'Each time records were checked against each other: some files by the worker every hour, everything by npm run verify (append-only).';
comment on column checks.last_file is 'Where a sample ended: the next goes on behind it. The number of a file alone, and no reference: a checked file may be the one that is missing.';
create index checks_at on checks (at desc);

create table denials (
  day date not null,
  unit_id bigint not null references units (id),
  times integer not null check (times > 0),
  primary key (day, unit_id)
);
comment on table denials is 'How often people of a unit were refused what is not theirs, each day: a count, and neither who nor what.';

create table emergency_codes (
  id uuid primary key,
  at timestamptz not null,
  sign_in_name text not null check (sign_in_name <> ''),
  test_time boolean not null
);
comment on table emergency_codes is 'Activation codes made at the server itself (npm run activation), past the administrators (append-only).';

grant select, insert on measurements, alarms, restarts, checks, denials, emergency_codes to fengqiao_app;
grant update (beat, at, running, readings, figures) on measurements to fengqiao_app;
grant update (reading, until, acknowledged_at, acknowledged_by) on alarms to fengqiao_app;
grant update (times) on denials to fengqiao_app;

-- Read every few seconds: never by going through all there ever was.
create index effects_given_up on effects (settled_at) where state = 'given_up';
create index sign_in_attempts_at on sign_in_attempts (at);
create index administration_log_at on administration_log (at);
grant select on migrations to fengqiao_app;

-- What was looked at and taken along, counted by day and unit for the auditor, who sees no file: counts and nothing else, as
-- open_work_of_unit gives them (0006). An outsider is a unit that neither answers for the file nor is or was involved in it.
create function sensitive_readings(from_at timestamptz, until_at timestamptz)
returns table (day date, unit_id bigint, what text, times bigint)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
begin
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  return query
    select (l.at at time zone 'Asia/Shanghai')::date, o.unit_id, k.kind, count(*)
    from looks l join posts o on o.id = l.post_id join files f on f.id = l.file_id
    cross join lateral (
      select case
        when l.what in ('reach', 'identity_number') then 'revealed'
        when l.what = 'reporter' then 'reporter'
        when l.what = 'sealed_note' then 'sealed_note'
        when l.what in ('page', 'evidence') and l.reason like '下载%' then 'taken'
        when f.responsible_unit <> o.unit_id and not exists (
          select from involvements i where i.file_id = f.id and i.unit_id = o.unit_id) then 'outsider'
      end as kind) k
    where l.at >= from_at and l.at < until_at and k.kind is not null
    group by 1, 2, 3;
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function sensitive_readings(timestamptz, timestamptz) from public;
grant execute on function sensitive_readings(timestamptz, timestamptz) to fengqiao_app;

-- How many duties of each unit are over their day: two numbers a unit, for an administrator who sees no file.
create function overdue_duties(today date)
returns table (unit_id bigint, duties bigint, oldest date)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
begin
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  return query
    select c.owes_unit, count(*), min(c.due_on) from clocks c
    where c.state = 'running' and c.due_on < today and c.owes_unit is not null group by 1;
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function overdue_duties(date) from public;
grant execute on function overdue_duties(date) to fengqiao_app;
