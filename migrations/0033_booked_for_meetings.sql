-- Whoever is booked for a meeting by who she is (issue 4, Appointments): her own hours count, and she finds the meeting on her desk.
-- Nothing opens the file to her (docs/decisions/0046).

create index mediations_booked on mediations using gin ((facts -> 'booked') jsonb_path_ops) where facts ? 'booked';

-- As 0015 has it, and whoever is booked for a meeting is taken with it too.
create or replace function taken_then(rooms_asked bigint[], people_asked uuid[], from_at timestamptz, until_at timestamptz, but uuid, hold boolean)
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
  where t.facts -> 'mediators' @> jsonb_build_array(jsonb_build_object('person_id', p.id))
    or t.facts #> '{meeting,guests}' @> jsonb_build_array(jsonb_build_object('person_id', p.id));
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;

-- Under a policy no GIN index is used, as 0004 says: the function below runs as the owner, who is bound by forced policies, hence this.
create policy for_the_search on mediations for select to current_user using (true);

-- The meetings whoever asks is booked for: when and where, what kind of matter, who mediates, whom to call. Of her bookings that are off
-- again, while their time is still to come, no more than whom to call; one that is behind us is history, however that day ended. Never
-- which file, whose, or what about.
create function meetings_booked_for(since timestamptz, at_now timestamptz)
returns table (mediation_id uuid, at text, minutes integer, place text, room text, mode text, as_what text, dispute_type text,
  in_name_of text, mediators text[], phone text, still_on boolean)
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  -- Whoever asks, asks for herself alone.
  asked constant uuid := nullif(current_setting('app.person', true), '')::uuid;
begin
  if asked is null then return; end if;
  return query
  with hers as materialized (
    select m.id, m.file_id, m.status, m.facts, b.booking ->> 'at' as booked_at
    from mediations m cross join lateral jsonb_array_elements(m.facts -> 'booked') b (booking)
    where m.facts ? 'booked' and m.facts -> 'booked' @> jsonb_build_array(jsonb_build_object('person_id', asked))
      and b.booking ->> 'person_id' = asked::text
      and b.booking ->> 'at' >= to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ), told as (
    select h.*, guest.it as guest, h.status in ('notified', 'in_session') and h.facts #>> '{meeting,at}' = h.booked_at
      and guest.it is not null as is_on
    from hers h left join lateral (select g as it from jsonb_array_elements(h.facts #> '{meeting,guests}') g
      where g ->> 'person_id' = asked::text limit 1) guest on true
  )
  select t.id, t.booked_at, case when t.is_on then coalesce((t.facts #>> '{meeting,minutes}')::integer, 120) else 0 end,
    case when t.is_on then t.facts #>> '{meeting,place}' end, case when t.is_on then t.facts #>> '{meeting,room,name}' end,
    case when t.is_on then t.facts #>> '{meeting,mode}' end, case when t.is_on then t.guest ->> 'as_what' end,
    case when t.is_on then (select d.dispute_type from disputes d where d.file_id = t.file_id) end, t.facts ->> 'in_name_of',
    case when t.is_on then array(select x ->> 'name' from jsonb_array_elements(t.facts -> 'mediators') x) else '{}'::text[] end,
    u.phone, t.is_on
  from told t join units u on u.id = (t.facts ->> 'unit_id')::bigint
  where t.is_on or t.booked_at > to_char(at_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  order by t.booked_at, t.id limit 40;
end $$;
revoke execute on function meetings_booked_for(timestamptz, timestamptz) from public;
grant execute on function meetings_booked_for(timestamptz, timestamptz) to fengqiao_app;
