-- Rooms for mediating, and what is taken at a time; a party's look at her own page.

create table rooms (
  id bigint generated always as identity primary key,
  unit_id bigint not null references units (id),
  name text not null check (name <> ''),
  until date,
  unique (unit_id, name)
);
comment on table rooms is 'Rooms a unit has for mediating (调解室), kept by administration. Nothing is deleted: a room ends.';
grant select, insert on rooms to fengqiao_app;
grant update (until) on rooms to fengqiao_app;

-- What is ahead or going on, by its instant: a room is taken from the notice until the talk is over.
drop index mediations_ahead;
create index mediations_meetings on mediations ((facts #>> '{meeting,at}')) where status in ('notified', 'in_session');

-- What a room or a person is taken with at a time: the times alone, never which file or whose. Meetings of files the asker may not
-- see count too, so it looks over the whole county for as long as it counts, and gives back the narrow view (as open_work_of_unit).
-- `hold` keeps the room for this transaction: of two who take one room at once the second waits, and then sees the first.
create function taken_then(rooms_asked bigint[], people_asked uuid[], from_at timestamptz, until_at timestamptz, but uuid, hold boolean)
returns table (room_id bigint, person_id uuid, at text, minutes integer)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
  asked bigint;
begin
  if hold then
    foreach asked in array rooms_asked loop
      perform pg_advisory_xact_lock(990328, asked::integer);
    end loop;
  end if;
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  return query
  with near as materialized (
    select m.facts, (m.facts #>> '{meeting,at}')::timestamptz as begins,
      coalesce((m.facts #>> '{meeting,minutes}')::integer, 120) as lasts
    from mediations m
    -- No meeting lasts longer than a working day; instants are ISO texts in UTC and compare as such.
    where m.status in ('notified', 'in_session') and m.id <> but
      and m.facts #>> '{meeting,at}' >= to_char((from_at - interval '12 hours') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
      and m.facts #>> '{meeting,at}' < to_char(until_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ), taken as (
    select * from near n where n.begins < until_at and n.begins + make_interval(mins => n.lasts) > from_at
  )
  select (t.facts #>> '{meeting,room,id}')::bigint, null::uuid, t.facts #>> '{meeting,at}', t.lasts
  from taken t where (t.facts #>> '{meeting,room,id}')::bigint = any (rooms_asked)
  union all
  select null::bigint, p.id, t.facts #>> '{meeting,at}', t.lasts
  from taken t cross join unnest(people_asked) p (id)
  where t.facts -> 'mediators' @> jsonb_build_array(jsonb_build_object('person_id', p.id));
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function taken_then(bigint[], uuid[], timestamptz, timestamptz, uuid, boolean) from public;
grant execute on function taken_then(bigint[], uuid[], timestamptz, timestamptz, uuid, boolean) to fengqiao_app;

-- When a party opened her own page: asked for the newest, once a page.
create index looks_party on looks (party_id, at desc) where party_id is not null;
