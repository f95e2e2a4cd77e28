-- The files nearest in time are read in the order of time, not sorted by distance: a town with many files is answered as fast as one with few.

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
  alike uuid[];
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
  -- In two steps: how many are told alike is known before it is decided how their files are read. Joined at once, the planner
  -- reads a whole town for the few of them.
  select array_agg(w.file_id) into alike from dispute_words w where w.minhash && signature;
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
      order by f.received_at desc limit 100)
    union all
    (select f.id, false, false, true, 0, false
      from (select distinct p.name from parties p where p.file_id = of_file) m join parties p on p.name = m.name
        join scoped f on f.id = p.file_id
      order by f.received_at desc limit 100)
    union all
    -- Of very many near-copies (a form everybody filled in) the newest are enough to see it.
    (select m.id, false, false, false, (select count(*)::int from unnest(w.minhash) n where n = any (signature)) as bands, false
      from (
        select f.id, f.received_at from unnest(alike) a (id) join scoped f on f.id = a.id
        where f.place_code between it.place_code - it.place_code % 1000000 and it.place_code - it.place_code % 1000000 + 999999
        order by f.received_at desc limit 500
      ) m join dispute_words w on w.file_id = m.id
      order by bands desc, m.received_at desc limit 100)
  )
  select h.id, bool_or(h.reach), bool_or(h.identity), bool_or(h.name), max(h.bands), bool_or(h.near)
  from hit h join files f on f.id = h.id
  group by h.id, f.received_at
  order by 4 * bool_or(h.identity)::int + 3 * bool_or(h.reach)::int + 2 * bool_or(h.name)::int + least(max(h.bands), 5)
    + bool_or(h.near)::int desc, abs(extract(epoch from f.received_at - it.received_at)), h.id
  limit most;
end $$;
