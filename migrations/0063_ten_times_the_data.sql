-- What still grew with the county when it had ten times the data (docs/decisions/0093).

-- When the next meeting of a file is held, and since when an office is late with it where somebody who was sent for help is not meant: the
-- desk and the leader's page find by them what they show, and no more.
alter table files add column meets_at timestamptz, add column late_on date;
comment on column files.meets_at is 'When the first meeting is held that people were told of and that was not held yet; kept by the door with every step, checked by verify.';
comment on column files.late_on is 'As owed_on, but what is owed on a referral does not count; kept by the door with every step, checked by verify.';
grant update (meets_at, late_on) on files to fengqiao_app;

-- An owner that is no superuser is bound by forced policies as well: for these statements they are not forced.
alter table files no force row level security;
alter table mediations no force row level security;
alter table clocks no force row level security;
update files f set meets_at = m.meets_at, late_on = c.late_on
from files g
  left join (select file_id, min((facts #>> '{meeting,at}')::timestamptz) as meets_at from mediations where status = 'notified' group by file_id) m on m.file_id = g.id
  left join (select file_id, min(due_on) as late_on from clocks
    where state = 'running' and owes_kind <> 'party' and part <> 'referral' group by file_id) c on c.file_id = g.id
where f.id = g.id and (m.meets_at is not null or c.late_on is not null);
alter table files force row level security;
alter table mediations force row level security;
alter table clocks force row level security;

create index files_meetings on files (responsible_unit, meets_at) where meets_at is not null;
create index files_late on files (late_on, id) include (place_code, kind) where late_on is not null;
-- What recurs is looked for type by type, in the places of one village: what came before the last thirty days is passed by.
drop index files_types;
create index files_types on files (dispute_type, place_code, received_at) include (ledger, id, kind) where dispute_type is not null;
-- With the identifier: which of very many files lie in a town is known without reading them.
drop index files_area;
create index files_area on files (place_code, received_at desc) include (id);
-- With all that a policy asks of an involvement: whether somebody is in a file is known without reading the row.
drop index involvements_file;
create index involvements_file on involvements (file_id) include (unit_id, person_id, until);

-- As 0057 has it, but from the files of the asker's units and those she is in, not from all meetings of the county in those days.
create or replace function my_meetings(from_at text, to_at text) returns table (file_id uuid, at text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.file_id, m.facts #>> '{meeting,at}' from (
    select f.id from files f
    where f.responsible_unit = any (setting('app.units')::bigint[]) and f.meets_at < to_at::timestamptz
    union
    select f.id from involvements i join files f on f.id = i.file_id
    where i.person_id = setting('app.person')::uuid and (i.until is null or i.until >= setting('app.today')::date) and f.meets_at < to_at::timestamptz
  ) f join mediations m on m.file_id = f.id
  where m.status = 'notified' and m.facts #>> '{meeting,at}' >= from_at and m.facts #>> '{meeting,at}' < to_at
$$;

-- As 0055 has it, but where a name is very frequent.
create or replace function find_files(
  words tsquery, codes text[], hashes bytea[], party_name text,
  entering text, place_lo bigint, place_hi bigint, in_stages text[], of_unit bigint, of_type text,
  received_from timestamptz, received_before timestamptz, overdue_on date, of_enterprise boolean,
  before_at timestamptz, before_id uuid, exact_first boolean, most integer, hits_most integer, looked_most integer
) returns table (file_id uuid, capped boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
  -- For words that stand everywhere the planner would rather read texts one by one until there are enough: the index knows without reading any.
  set enable_seqscan = off set work_mem = '16MB'
as $$
declare
  area_lo bigint := setting('app.lo')::bigint;
  area_hi bigint := setting('app.hi')::bigint;
  my_units bigint[] := setting('app.units')::bigint[];
  me uuid := setting('app.person')::uuid;
  today date := setting('app.today')::date;
  ids uuid[];
  hows integer[];
  worded uuid[];
  newest uuid[];
  often_worded boolean := false;
  often_named boolean := false;
  cut boolean := false;
begin
  -- In steps: how many answer is known before it is decided how their files are read.
  with named as materialized (
    -- A file's identifier begins with when it was made: the greatest are the newest.
    (select p.file_id, 3 as how from parties p where p.name = party_name order by p.file_id desc limit hits_most)
    union all (select p.file_id, 4 from parties p where p.name ~>=~ party_name and p.name ~<~ (party_name || chr(1114111))
      order by p.file_id desc limit hits_most)
  ), hit as (
    select f.id, 1 as how from files f where f.short_code = any (codes) or f.code = any (codes)
    union all select s.file_id, 2 from sealed_values s where s.search_hash = any (hashes)
    union all select n.file_id, n.how from named n
  ), best as (select h.id, min(h.how) as how from hit h group by h.id)
  -- Rows are counted, as the limits count them: a file may have two parties of a name.
  select array_agg(b.id), array_agg(b.how), exists (select from named n group by n.how having count(*) >= hits_most)
  into ids, hows, often_named from best b;

  select array_agg(w.file_id) into worded from (select t.file_id from dispute_words t where t.tokens @@ words limit hits_most) w;
  often_worded := coalesce(cardinality(worded) >= hits_most, false);

  if often_worded or often_named then
    with looked as materialized (
      (select 'area' as branch, f.id, f.received_at from files f
        where entering <> 'mine' and f.place_code between greatest(area_lo, place_lo) and least(area_hi, place_hi)
          and (received_from is null or f.received_at >= received_from) and (received_before is null or f.received_at < received_before)
          and (before_at is null or (f.received_at, f.id) < (before_at, before_id))
        order by f.received_at desc, f.id desc limit looked_most)
      union all
      select u.id::text, m.file_id, m.received_at from unnest(my_units) u (id) cross join lateral (
        select i.file_id, i.received_at from involvements i
        where entering <> 'area' and i.unit_id = u.id and (i.until is null or i.until >= today)
          and (received_from is null or i.received_at >= received_from) and (received_before is null or i.received_at < received_before)
          and (before_at is null or (i.received_at, i.file_id) < (before_at, before_id))
        group by i.received_at, i.file_id order by i.received_at desc, i.file_id desc limit looked_most) m
      union all
      (select 'me', i.file_id, i.received_at from involvements i
        where entering <> 'area' and i.person_id = me and (i.until is null or i.until >= today)
          and (received_from is null or i.received_at >= received_from) and (received_before is null or i.received_at < received_before)
          and (before_at is null or (i.received_at, i.file_id) < (before_at, before_id))
        group by i.received_at, i.file_id order by i.received_at desc, i.file_id desc limit looked_most)
    ), once as (select l.id, l.received_at from looked l group by l.id, l.received_at)
    -- Of each way in as many as were asked for: there may be older ones.
    select (select array_agg(o.id order by o.received_at desc, o.id desc) from once o),
      exists (select from looked l group by l.branch having count(*) >= looked_most) into newest, cut;
  end if;

  if often_named then
    -- All that have it, from the index alone, and of these the ones just read: to go to the people of each file took forty times the pages.
    select ids || array_agg(n.id), hows || array_agg(n.how) into ids, hows from (
      select l.id, case when p.name = party_name then 3 else 4 end as how from (
        select q.file_id, q.name from parties q where q.name ~>=~ party_name and q.name ~<~ (party_name || chr(1114111)) offset 0) p
        join unnest(newest) l (id) on l.id = p.file_id) n;
  end if;

  if often_worded then
    -- One by one, by the file: the planner believes frequent words to be rare, and would gather them all. No more than are listed, where
    -- nothing else narrows them.
    with told as (
      select n.id from unnest(newest) n (id) cross join lateral (
        select from dispute_words w where w.file_id = n.id and w.tokens @@ words offset 0) t
      limit case when coalesce(in_stages[1], of_type) is null and coalesce(of_unit, case when entering <> 'area' then place_lo end) is null
        and overdue_on is null and of_enterprise is null then most end
    )
    select array_agg(t.id) into worded from told t;
  end if;

  return query
  select f.id, cut from (
    select h.id, min(h.how) as how from (
      select * from unnest(ids, hows) as b (id, how) union all select w.id, 5 from unnest(worded) w (id)) h group by h.id
  ) b join files f on f.id = b.id
  where (
      entering <> 'mine' and f.place_code between area_lo and area_hi
      or entering <> 'area' and exists (
        select from involvements i
        where i.file_id = f.id and (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today)))
    and (place_lo is null or f.place_code between place_lo and place_hi)
    and (in_stages is null or f.stage = any (in_stages))
    and (of_unit is null or f.responsible_unit = of_unit)
    and (of_type is null or f.dispute_type = of_type)
    and (received_from is null or f.received_at >= received_from)
    and (received_before is null or f.received_at < received_before)
    and (overdue_on is null or f.owed_on < overdue_on)
    and (of_enterprise is null
      or exists (select from disputes d where d.file_id = f.id and d.channel = 'CH15')
      or exists (select from parties p where p.file_id = f.id and p.facts ->> 'is_enterprise' = 'true'))
    and (before_at is null or (f.received_at, f.id) < (before_at, before_id))
  order by case when exact_first then b.how end, f.received_at desc, f.id desc
  limit most;
  if not found and cut then return query select null::uuid, true; end if;
end $$;

-- As 0011 has it, but for names and words that stand in thousands of files.
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
      select f.id, f.place_code between area_lo and area_hi as own, f.received_at
      from files f join unnest(alike) a (id) on a.id = f.id
      where f.place_code between town_lo and town_hi
        and f.received_at between it.received_at - interval '366 days' and it.received_at + interval '366 days'
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
          -- An identifier begins with when it was made. Found by the name first (`offset 0`), from the index alone: in the order of
          -- identifiers the planner would read the county.
          (select b.file_id from (select p.file_id from parties p where p.name = m.name offset 0) b
            where b.file_id < of_file order by b.file_id desc limit named_most)
          union all
          (select b.file_id from (select p.file_id from parties p where p.name = m.name offset 0) b
            where b.file_id > of_file order by b.file_id limit named_most)) p
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

-- What was filled in above is planned with at once. An empty county is left as it is: the planner takes one never looked at for larger than none.
do $$ begin
  if exists (select from files) then analyze files, involvements; end if;
end $$;
