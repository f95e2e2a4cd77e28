-- Somebody leaves, a unit gives way to another, a village gets a new code: one act of administration each, carried out file by
-- file. Which files went over stands in their own events, which name the act; here is the act and whether it is finished.

create table successions (
  id uuid primary key,
  kind text not null check (kind in ('person', 'unit', 'place')),
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  reason text not null check (reason <> ''),
  person_id uuid references people (id),
  successor_id uuid references people (id),
  mediates_no_more boolean,
  from_unit bigint references units (id),
  to_unit bigint references units (id),
  from_place bigint references places (code),
  to_place bigint references places (code),
  total integer not null check (total >= 0),
  finished_at timestamptz,
  test_time boolean not null,
  check (case kind
    when 'person' then num_nonnulls(person_id, from_unit, mediates_no_more) = 3 and num_nonnulls(to_unit, from_place, to_place) = 0
    when 'unit' then num_nonnulls(from_unit, to_unit) = 2 and from_unit <> to_unit
      and num_nonnulls(person_id, successor_id, mediates_no_more, from_place, to_place) = 0
    else num_nonnulls(from_place, to_place) = 2 and from_place <> to_place
      and num_nonnulls(person_id, successor_id, mediates_no_more, from_unit, to_unit) = 0 end)
);
comment on table successions is 'Hand-overs by the administrator: who comes after whom. No case data; total: how many files there were to go when it began.';
create index successions_unfinished on successions (at) where finished_at is null;
grant select, insert on successions to fengqiao_app;
grant update (finished_at) on successions to fengqiao_app;

-- A place that got a new code: since when, and what it became. Both codes find it.
alter table places add column from_on date;
alter table places add column became bigint references places (code);
alter table places add constraint places_became_another check (became is null or (became <> code and until is not null));
comment on column places.became is 'The code this place has since it ended under this one (GB/T 2260 变更).';
create index places_became on places (became) where became is not null;
grant update (from_on, became) on places to fengqiao_app;
grant update (place_code) on units to fengqiao_app;

-- What the check allowed until now stays allowed: only the new words are added.
do $$
declare
  known text;
begin
  select pg_get_constraintdef(oid) into strict known from pg_constraint
  where conname = 'administration_log_change_check' and conrelid = 'administration_log'::regclass;
  execute 'alter table administration_log drop constraint administration_log_change_check';
  execute 'alter table administration_log add constraint administration_log_change_check '
    || replace(known, 'ARRAY[', 'ARRAY[''succeed_person''::text, ''succeed_unit''::text, ''succeed_place''::text, ');
end $$;

-- What somebody still has at a unit: two numbers and nothing else, as open_work_of_unit gives them for a unit (0006).
create function open_work_of_person(person uuid, unit bigint, everywhere boolean, live_mediations text[], out mediations integer, out duties integer)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
begin
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  select count(*) into mediations from mediations m
  where m.status = any (live_mediations)
    and m.facts->'mediators' @> jsonb_build_array(jsonb_build_object('person_id', person))
    and (everywhere or (m.facts->>'unit_id')::bigint = unit);
  select count(*) into duties from clocks c
  where c.owes_person = person and c.owes_unit = unit and c.state in ('running', 'paused');
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function open_work_of_person(uuid, bigint, boolean, text[]) from public;
grant execute on function open_work_of_person(uuid, bigint, boolean, text[]) to fengqiao_app;
