-- Of what somebody is in herself the desk reads what she is in still, and not all she ever was in (docs/decisions/0097).
create index involvements_still on involvements (person_id, (case when until is null then 'infinity' else until end)) include (file_id, as_what, unit_id, until, id)
  where person_id is not null;

-- Meetings are found by the day files know of, under the policies of whoever asks.
drop function my_meetings(text, text);

-- In the order a desk shows them: what nobody of a unit took on, and what one of its people did.
drop index clocks_owing;
drop index clocks_owing_person;
create index clocks_owing on clocks (owes_unit, due_on, id) where state = 'running' and owes_person is null;
create index clocks_owing_person on clocks (owes_unit, owes_person, due_on, id) where state = 'running' and owes_person is not null;

-- Of a name that stands in thousands of files the nearest are read, and not all of them to sort.
drop index parties_name;
create index parties_name on parties (name text_pattern_ops, file_id);

-- As 0063 has it, but for what is read of names and words that stand in thousands of files.
create or replace function similar_files(of_file uuid, most integer)
returns table (file_id uuid, same_reach boolean, same_identity boolean, same_name boolean, shared_bands integer, near boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  area_lo bigint := setting('app.lo')::bigint;
  area_hi bigint := setting('app.hi')::bigint;
  my_units bigint[] := setting('app.units')::bigint[];
  me uuid := setting('app.person')::uuid;
  today date := setting('app.today')::date;
  it record;
  signature integer[];
  near_lo bigint;
  near_hi bigint;
  town_lo bigint;
  town_hi bigint;
  alike uuid[];
  -- Of a name that stands in more files than that, a firm's mostly, the last so many before this one and the first so many after it.
  named_most constant integer := 500;
  alike_most constant integer := 2000;
begin
  select f.place_code, f.received_at into it from files f
  where f.id = of_file and (f.place_code between area_lo and area_hi or exists (
    select from involvements i where i.file_id = f.id and (i.unit_id = any (my_units) or i.person_id = me)
      and (i.until is null or i.until >= today)));
  if not found then return; end if;
  select w.minhash into signature from dispute_words w where w.file_id = of_file;
  -- A grid and its village count as one place; a town as itself and all under it.
  near_lo := it.place_code - it.place_code % 1000;
  near_hi := near_lo + case when near_lo % 1000000 = 0 then 999999 else 999 end;
  town_lo := it.place_code - it.place_code % 1000000;
  town_hi := town_lo + 999999;
  -- In two steps: how many are told alike is known before it is decided how their files are read. Joined at once, the planner
  -- reads a whole town for the few of them.
  select array_agg(w.file_id) into alike from dispute_words w where w.minhash && signature;
  if cardinality(alike) > alike_most then
    -- From the index of places alone, before anything is cut: of a town there are few of what thousands in the county tell. Those of the
    -- asker's own area first, then the nearest in time.
    with town as materialized (
      -- Each of the town is looked for among them: as a join the planner, who does not know that each is there once, would take hold of the town.
      select f.id, f.place_code between area_lo and area_hi as own, f.received_at from (
        select * from files
        where place_code between town_lo and town_hi
          and received_at between it.received_at - interval '366 days' and it.received_at + interval '366 days' offset 0) f
      where f.id = any (alike)
    )
    select array_agg(n.id) into alike from (
      select t.id from town t order by t.own desc, abs(extract(epoch from t.received_at - it.received_at)) limit alike_most) n;
  end if;
  return query
  with scoped as not materialized (
    select f.id, f.place_code, f.received_at from files f
    where f.id <> of_file
      and f.received_at between it.received_at - interval '366 days' and it.received_at + interval '366 days'
      -- Asked for each file that is near: a list of all a unit is in would be thousands of rows, made for every branch below.
      and (f.place_code between area_lo and area_hi or exists (
        select from involvements i where i.file_id = f.id and (i.unit_id = any (my_units) or i.person_id = me)
          and (i.until is null or i.until >= today)))
  ), mine as materialized (
    select s.kind, s.search_hash from sealed_values s where s.file_id = of_file and s.search_hash is not null
  ), hit as (
    -- The nearest in time: the last before it and the first after it, each read in the order of time. Sorted by distance, all that a
    -- town had in half a year would be read.
    (select n.id, false as reach, false as identity, false as name, 0 as bands, true as near
      from (
        (select f.id, f.received_at from scoped f where f.place_code between near_lo and near_hi
            and f.received_at between it.received_at - interval '90 days' and it.received_at
          order by f.received_at desc limit 100)
        union all
        (select f.id, f.received_at from scoped f where f.place_code between near_lo and near_hi
            and f.received_at > it.received_at and f.received_at <= it.received_at + interval '90 days'
          order by f.received_at limit 100)
      ) n
      order by abs(extract(epoch from n.received_at - it.received_at)) limit 100)
    union all
    (select f.id, s.kind = 'reach', s.kind = 'identity_number', false, 0, false
      from mine m join sealed_values s on s.search_hash = m.search_hash and s.kind = m.kind join scoped f on f.id = s.file_id
      order by abs(extract(epoch from f.received_at - it.received_at)) limit 100)
    union all
    (select f.id, false, false, true, 0, false
      from (select distinct p.name from parties p where p.file_id = of_file) m cross join lateral (
          -- An identifier begins with when it was made, and the index of names has them in their order.
          (select p.file_id from parties p where p.name = m.name and p.file_id < of_file order by p.file_id desc limit named_most)
          union all
          (select p.file_id from parties p where p.name = m.name and p.file_id > of_file order by p.file_id limit named_most)) p
        join scoped f on f.id = p.file_id
      order by abs(extract(epoch from f.received_at - it.received_at)) limit 100)
    union all
    -- Of very many near-copies (a form everybody filled in) the nearest in time are enough to see it.
    (select m.id, false, false, false, (select count(*)::int from unnest(w.minhash) n where n = any (signature)) as bands, false
      from (
        select f.id, f.received_at from unnest(alike) a (id) join scoped f on f.id = a.id
        where f.place_code between town_lo and town_hi
        order by abs(extract(epoch from f.received_at - it.received_at)) limit 500
      ) m join dispute_words w on w.file_id = m.id
      order by bands desc, abs(extract(epoch from m.received_at - it.received_at)) limit 100)
  )
  select h.id, bool_or(h.reach), bool_or(h.identity), bool_or(h.name), max(h.bands), bool_or(h.near)
  from hit h join files f on f.id = h.id
  group by h.id, f.received_at
  order by 4 * bool_or(h.identity)::int + 3 * bool_or(h.reach)::int + 2 * bool_or(h.name)::int + least(max(h.bands), 5)
    + bool_or(h.near)::int desc, abs(extract(epoch from f.received_at - it.received_at)), h.id
  limit most;
end $$;

-- As in 0063: planned with at once what stands there.
do $$ begin
  if exists (select from files) then analyze involvements, clocks, parties; end if;
end $$;
