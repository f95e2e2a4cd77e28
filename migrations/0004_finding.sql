-- Finding, lists and the desk at a hundred thousand disputes (docs/decisions/0014).

-- What a dispute is found and compared by, made in the app (src/domain/intake/words.ts) and written with the dispute.
-- Rows for disputes that exist already are made at the worker's start (src/server/intake/fill-words.ts): cutting Chinese into
-- pairs has one rule book, and that is not SQL.
create table dispute_words (
  file_id uuid primary key references files (id),
  tokens tsvector not null,
  minhash integer[] not null
);
comment on table dispute_words is 'The words of a dispute: pairs of characters, weighted by field (A what happened, B other side, C where, D wish), and the signature near-copies are found by.';
-- A short list of waiting entries: a search reads it from end to end, and whoever fills it up sorts it in.
create index dispute_words_tokens on dispute_words using gin (tokens) with (gin_pending_list_limit = 512);
create index dispute_words_minhash on dispute_words using gin (minhash) with (gin_pending_list_limit = 512);

alter table dispute_words enable row level security;
alter table dispute_words force row level security;
create policy of_a_visible_file on dispute_words for select using (exists (select 1 from files f where f.id = dispute_words.file_id));
create policy changing_a_visible_file on dispute_words for update using (exists (select 1 from files f where f.id = dispute_words.file_id));
create policy into_the_seen_file on dispute_words for insert with check (file_id = (select setting('app.seen'))::uuid);
grant select, insert on dispute_words to fengqiao_app;
grant update (tokens, minhash) on dispute_words to fengqiao_app;

-- The stage people see, derived by stageOf in the domain and written by the door after every step; checked by verify.
-- With it, when the file last moved and by whom: what makes a line of the desk new.
alter table files
  add column stage text not null default 'registered' check (stage in (
    'clue', 'registered', 'supplementing', 'checking_duplicates', 'triaging', 'dispatched', 'objected', 'in_handling',
    'mediating', 'performing', 'revisiting', 'settled', 'unresolved', 'closed', 'archived', 'merged', 'withdrawn',
    'not_accepted', 'false_report')),
  add column moved_at timestamptz,
  add column moved_by text check (moved_by in ('anyone', 'party', 'staff', 'system'));
grant update (stage, moved_at, moved_by) on files to fengqiao_app;

-- An owner that is no superuser is bound by forced policies as well: for this one statement they are not forced.
alter table files no force row level security;
alter table events no force row level security;
alter table disputes no force row level security;
alter table tasks no force row level security;
update files f set
  stage = case
    when d.status <> 'open' then d.status
    when exists (select from tasks t where t.file_id = f.id and t.status = 'in_handling') then 'in_handling'
    when exists (select from tasks t where t.file_id = f.id and t.status = 'resolved') then 'settled'
    else 'unresolved' end,
  moved_at = e.recorded_at,
  moved_by = e.actor ->> 'kind'
from disputes d, events e
where d.file_id = f.id and e.file_id = f.id and e.seq = f.head_seq;
alter table files force row level security;
alter table events force row level security;
alter table disputes force row level security;
alter table tasks force row level security;

-- From here on the door says it.
alter table files alter column stage drop default;

create index files_received on files (received_at desc, id desc);
create index files_stage on files (stage, received_at desc, id desc);
create index files_news on files (responsible_unit, moved_at desc) where moved_by <> 'staff';
create index clocks_owing_person on clocks (owes_person, due_on) where state = 'running' and owes_person is not null;
create index looks_person on looks (person_id, file_id, at desc) where person_id is not null;
-- Serves equality as the index before it did, and beginnings of names as well.
drop index parties_name;
create index parties_name on parties (name text_pattern_ops);

-- Searching goes through two functions that run as the owner and apply the scope themselves: under a policy no GIN index is
-- used, since its operators are not leakproof. They tell identifiers of files the asker may see anyway, and nothing else; what is
-- shown of those files is read under her own policies. Forced policies bind an owner that is no superuser, hence these:
create policy for_the_search on files for select to current_user using (true);
create policy for_the_search on involvements for select to current_user using (true);
create policy for_the_search on parties for select to current_user using (true);
create policy for_the_search on sealed_values for select to current_user using (true);
create policy for_the_search on clocks for select to current_user using (true);
create policy for_the_search on disputes for select to current_user using (true);
create policy for_the_search on dispute_words for select to current_user using (true);

-- Files in the asker's scope that answer to any of: a code, the keyed hash of a phone or identity number, a name or its
-- beginning, words. Narrowed by what is not null. entering: 'area', 'mine', or 'both'. exact_first puts codes before hashes before
-- names before words; within that, the newest first. At most `most`.
create function find_files(
  words tsquery, codes text[], hashes bytea[], party_name text,
  entering text, place_lo bigint, place_hi bigint, in_stages text[], of_unit bigint, of_type text,
  received_from timestamptz, received_before timestamptz, overdue_on date,
  before_at timestamptz, before_id uuid, exact_first boolean, most integer
) returns table (file_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  area_lo bigint := setting('app.lo')::bigint;
  area_hi bigint := setting('app.hi')::bigint;
  my_units bigint[] := setting('app.units')::bigint[];
  me uuid := setting('app.person')::uuid;
  today date := setting('app.today')::date;
  ids uuid[];
  hows integer[];
begin
  -- In two steps: how many answer is known before it is decided how their files are read.
  with hit as (
    select f.id, 1 as how from files f where f.short_code = any (codes) or f.code = any (codes)
    union all select s.file_id, 2 from sealed_values s where s.search_hash = any (hashes)
    union all select p.file_id, 3 from parties p where p.name = party_name
    union all select p.file_id, 4 from parties p where p.name ~>=~ party_name and p.name ~<~ (party_name || chr(1114111))
    union all select w.file_id, 5 from dispute_words w where w.tokens @@ words
  ), best as (select h.id, min(h.how) as how from hit h group by h.id)
  select array_agg(b.id), array_agg(b.how) into ids, hows from best b;
  return query
  select f.id from unnest(ids, hows) as b (id, how) join files f on f.id = b.id
  where (
      entering <> 'mine' and f.place_code between area_lo and area_hi
      or entering <> 'area' and f.id in (
        select i.file_id from involvements i
        where (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today)))
    and (place_lo is null or f.place_code between place_lo and place_hi)
    and (in_stages is null or f.stage = any (in_stages))
    and (of_unit is null or f.responsible_unit = of_unit)
    and (of_type is null or exists (select from disputes d where d.file_id = f.id and d.dispute_type = of_type))
    and (received_from is null or f.received_at >= received_from)
    and (received_before is null or f.received_at < received_before)
    and (overdue_on is null or exists (
      select from clocks c where c.file_id = f.id and c.state = 'running' and c.owes_kind <> 'party' and c.due_on < overdue_on))
    and (before_at is null or (f.received_at, f.id) < (before_at, before_id))
  order by case when exact_first then b.how end, f.received_at desc, f.id desc
  limit most;
end $$;

-- Files in the asker's scope that may be the same matter as one of them: near in place and time, of the same person, or told in
-- nearly the same words. evidence: how much speaks for looking at it first, of the two files, never of a person.
create function similar_files(of_file uuid, most integer)
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
  return query
  with scoped as not materialized (
    select f.id, f.place_code, f.received_at from files f
    where f.id <> of_file
      and f.received_at between it.received_at - interval '366 days' and it.received_at + interval '366 days'
      and (f.place_code between area_lo and area_hi or f.id in (
        select i.file_id from involvements i
        where (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today)))
  ), mine as materialized (
    select s.kind, s.search_hash from sealed_values s where s.file_id = of_file and s.search_hash is not null
  ), hit as (
    (select f.id, false as reach, false as identity, false as name, 0 as bands, true as near from scoped f
      where f.place_code between near_lo and near_hi
        and f.received_at between it.received_at - interval '90 days' and it.received_at + interval '90 days'
      order by abs(extract(epoch from f.received_at - it.received_at)) limit 100)
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
    (select m.id, false, false, false, (select count(*)::int from unnest(m.minhash) n where n = any (signature)) as bands, false
      from (
        select f.id, w.minhash, f.received_at from dispute_words w join scoped f on f.id = w.file_id
        where w.minhash && signature
          and f.place_code between it.place_code - it.place_code % 1000000 and it.place_code - it.place_code % 1000000 + 999999
        order by f.received_at desc limit 500
      ) m
      order by bands desc, m.received_at desc limit 100)
  )
  select h.id, bool_or(h.reach), bool_or(h.identity), bool_or(h.name), max(h.bands), bool_or(h.near)
  from hit h join files f on f.id = h.id
  group by h.id, f.received_at
  order by 4 * bool_or(h.identity)::int + 3 * bool_or(h.reach)::int + 2 * bool_or(h.name)::int + least(max(h.bands), 5)
    + bool_or(h.near)::int desc, abs(extract(epoch from f.received_at - it.received_at)), h.id
  limit most;
end $$;

revoke all on function find_files, similar_files from public;
grant execute on function find_files, similar_files to fengqiao_app;
