-- Sheets that are written down as a whole (成批登记). Each line becomes a file of its own through the one door; what joins them is
-- a fact of each dispute. Here stands only what belongs to the sheet itself: no name, no phone, nothing of a case.

create sequence batch_numbers;
create table batches (
  id uuid primary key,
  number text not null unique,
  unit_id bigint not null references units (id),
  filed_by uuid not null references people (id),
  shape text not null check (shape in ('one_applicant', 'many_applicants')),
  channel text not null,
  place_code bigint not null references places (code),
  sheet_hash bytea not null,
  lines integer not null check (lines > 0),
  left_out integer[] not null default '{}',
  begun_at timestamptz not null,
  test_time boolean not null,
  undone_at timestamptz,
  undone_because text,
  check ((undone_at is null) = (undone_because is null))
);
comment on table batches is 'A spreadsheet written down as a whole: whose, how many lines, taken back or not. Its files name it in their facts (disputes.batch_id).';
comment on column batches.sheet_hash is 'A keyed hash of the filled cells: the same sheet sent again is the same batch, and its files are the same.';
comment on column batches.left_out is 'Lines the clerk chose not to write down.';
create unique index batches_sheet on batches (unit_id, sheet_hash) where undone_at is null;
create index batches_unit on batches (unit_id, begun_at desc);
grant select, insert on batches to fengqiao_app;
grant update (left_out, undone_at, undone_because) on batches to fengqiao_app;
grant usage on sequence batch_numbers to fengqiao_app;

-- A column of its own: under row-level security an index on an expression of facts could not be used. One line is one file.
alter table disputes
  add column batch_id uuid generated always as ((facts #>> '{batch,id}')::uuid) stored,
  add column batch_line integer generated always as ((facts #>> '{batch,line}')::integer) stored;
create unique index disputes_of_batch on disputes (batch_id, batch_line) where batch_id is not null;

-- What is counted in minutes or hours is urgent, and stands on the desk before everything else.
create index clocks_timed on clocks (owes_unit, due_at) where state = 'running' and due_at is not null;

-- Lists narrowed to matters of enterprises (涉企): whether a file has a firm among its people, or came by their green lane.
drop function find_files(tsquery, text[], bytea[], text, text, bigint, bigint, text[], bigint, text, timestamptz, timestamptz, date,
  timestamptz, uuid, boolean, integer);
create function find_files(
  words tsquery, codes text[], hashes bytea[], party_name text,
  entering text, place_lo bigint, place_hi bigint, in_stages text[], of_unit bigint, of_type text,
  received_from timestamptz, received_before timestamptz, overdue_on date, of_enterprise boolean,
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
    and (of_enterprise is null
      or exists (select from disputes d where d.file_id = f.id and d.channel = 'CH15')
      or exists (select from parties p where p.file_id = f.id and p.facts ->> 'is_enterprise' = 'true'))
    and (before_at is null or (f.received_at, f.id) < (before_at, before_id))
  order by case when exact_first then b.how end, f.received_at desc, f.id desc
  limit most;
end $$;
revoke all on function find_files from public;
grant execute on function find_files to fengqiao_app;
