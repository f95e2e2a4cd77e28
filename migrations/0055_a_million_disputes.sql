-- Lists and finding at a million disputes (docs/decisions/0077).

-- An involvement knows when its file was received, which never changes: what a unit or person is in is read in the order of its list,
-- however much of the county it is. Before, the newest files of all were asked one after the other whether they were among them.
alter table involvements add column received_at timestamptz;
comment on column involvements.received_at is 'Copy of files.received_at, which never changes: what somebody is in is listed in that order; checked by verify.';
-- The first day by which an office owes something on the file: what is late is found by it.
alter table files add column owed_on date;
comment on column files.owed_on is 'The earliest due day of a clock that runs on it and that no party owes; kept by the door with every step, checked by verify.';
grant update (owed_on) on files to fengqiao_app;

-- Made anew below: a large county's rows are changed without them.
drop index involvements_unit;
drop index involvements_person;

-- An owner that is no superuser is bound by forced policies as well: for these statements they are not forced.
alter table files no force row level security;
alter table involvements no force row level security;
alter table clocks no force row level security;
update involvements i set received_at = f.received_at from files f where f.id = i.file_id;
update files f set owed_on = c.due_on
from (select file_id, min(due_on) as due_on from clocks where state = 'running' and owes_kind <> 'party' group by file_id) c where c.file_id = f.id;
alter table files force row level security;
alter table involvements force row level security;
alter table clocks force row level security;

alter table involvements alter column received_at set not null;
-- With all that lists and policies ask of an involvement: those that are over are passed by without reading their rows.
create index involvements_unit on involvements (unit_id, received_at desc, file_id desc) include (until, person_id, as_what) where unit_id is not null;
create index involvements_person on involvements (person_id, received_at desc, file_id desc) include (until, unit_id, as_what) where person_id is not null;
create index files_owed on files (owed_on, place_code) where owed_on is not null;
-- The file beside the name: of a name that is very frequent the newest are found without reading the people.
drop index parties_name;
create index parties_name on parties (name text_pattern_ops) include (file_id);

-- As 0016 has it, but what answers to very frequent words or names is not gathered from the whole county: where they stand in thousands of
-- files the newest of what the asker may see are read instead (and of a name its newest hits in the county besides). `capped` says that
-- older ones of what she may see were not looked at; where nothing at all was found among the newest, one row without a file says it.
drop function find_files(tsquery, text[], bytea[], text, text, bigint, bigint, text[], bigint, text, timestamptz, timestamptz, date, boolean,
  timestamptz, uuid, boolean, integer);
create function find_files(
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
    select ids || array_agg(n.id), hows || array_agg(n.how) into ids, hows from (
      select l.id, p.how from unnest(newest) l (id) cross join lateral (
        select case when p.name = party_name then 3 else 4 end as how from parties p
        where p.file_id = l.id and p.name ~>=~ party_name and p.name ~<~ (party_name || chr(1114111)) offset 0) p) n;
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
revoke all on function find_files from public;
grant execute on function find_files to fengqiao_app;
