-- Registers of duty beside the files (docs/decisions/0043): measures with their lead and responsible units, papers of units, demonstration
-- sites, leaders' visits and receptions. An item and each entry on it are written once and never changed: where it stands is derived from
-- its entries.

create table register_items (
  id uuid primary key,
  kind text not null check (kind in ('measure', 'paper', 'site', 'reception')),
  place_code bigint not null references places (code),
  laid_by bigint not null references places (code),
  unit_id bigint not null references units (id),
  body jsonb not null,
  made_at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null
);
comment on table register_items is 'Measures, papers of units, demonstration sites, receptions (责任清单、方案制度、示范点、接访下访); append-only.';
comment on column register_items.place_code is 'Whose area it lies in, under the code it had that day: who supervises that area sees it.';
comment on column register_items.laid_by is 'For which place it was laid down: a site the county chose is not ended by the town it lies in.';
comment on column register_items.unit_id is 'Who leads the measure, whose paper it is, who sponsors the site, who arranges the reception.';
create index register_items_kind on register_items (kind, made_at desc);

create table register_units (
  item_id uuid not null references register_items (id),
  unit_id bigint not null references units (id),
  primary key (item_id, unit_id)
);
comment on table register_units is 'Units an item concerns beside its own: responsible units of a measure, those something was promised for. No words of it.';
create index register_units_unit on register_units (unit_id);

create table register_entries (
  id uuid primary key,
  item_id uuid not null references register_items (id),
  nth integer not null check (nth > 0),
  act text not null check (act in ('report', 'confirm', 'send_back', 'hold', 'end')),
  line integer check (line >= 0),
  body jsonb not null,
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null,
  unique (item_id, nth)
);
comment on table register_entries is 'What was done about an item, in order; append-only.';
comment on column register_entries.line is 'Which line of it: of which unit, which promise. Null: the item as a whole.';

create table reception_files (
  id uuid primary key,
  item_id uuid not null references register_items (id),
  file_id uuid not null references files (id),
  unique (item_id, file_id)
);
comment on table reception_files is 'Which files were looked at in a reception: seen only by who may see the file.';
create index reception_files_file on reception_files (file_id);

-- A unit answers for what was laid on those that were merged into it.
create function with_predecessors(mine bigint[]) returns bigint[] language sql stable as $$
  with recursive known(id) as (
    select unnest(mine)
    union select s.from_unit from successions s join known on s.to_unit = known.id where s.kind = 'unit')
  select coalesce(array_agg(id), '{}') from known $$;

-- The code a place has now that had this one at a moment: read from the acts that changed codes since, not from the places, so that
-- a code taken into use again brings the new place nothing of the old one's (docs/decisions/0043).
create function place_since(code bigint, since timestamptz) returns bigint language plpgsql stable as $$
declare
  act record;
begin
  for act in select s.from_place, s.to_place from successions s where s.kind = 'place' and s.at >= since order by s.at, s.id loop
    if (code between act.from_place and act.from_place + case
        when act.from_place % 1000000000 = 0 then 999999999 when act.from_place % 1000000 = 0 then 999999
        when act.from_place % 1000 = 0 then 999 else 0 end) then
      code := code + act.to_place - act.from_place;
    end if;
  end loop;
  return code;
end $$;

alter table register_items enable row level security;
alter table register_items force row level security;
create policy of_my_area_or_my_unit on register_items for select using (
  place_since(place_code, made_at) between (select setting('app.lo'))::bigint and (select setting('app.hi'))::bigint
  or unit_id = any ((select with_predecessors(setting('app.units')::bigint[]))::bigint[])
  or exists (
    select from register_units u
    where u.item_id = register_items.id and u.unit_id = any ((select with_predecessors(setting('app.units')::bigint[]))::bigint[])));
create policy into_my_area_or_of_my_unit on register_items for insert with check (
  place_code between (select setting('app.lo'))::bigint and (select setting('app.hi'))::bigint
  or unit_id = any ((select setting('app.units'))::bigint[]));

-- A row here opens the item to a unit: only who sees the item writes one. It says no more than two numbers, and the policy of the
-- items reads it.
alter table register_units enable row level security;
alter table register_units force row level security;
create policy seen_by_all on register_units for select using (true);
create policy of_a_seen_item on register_units for insert with check (
  exists (select from register_items i where i.id = register_units.item_id));

alter table register_entries enable row level security;
alter table register_entries force row level security;
create policy of_a_seen_item on register_entries for select using (
  exists (select from register_items i where i.id = register_entries.item_id));
create policy on_a_seen_item on register_entries for insert with check (
  exists (select from register_items i where i.id = register_entries.item_id));

alter table reception_files enable row level security;
alter table reception_files force row level security;
create policy of_a_visible_file on reception_files for select using (
  exists (select from files f where f.id = reception_files.file_id)
  and exists (select from register_items i where i.id = reception_files.item_id));
create policy of_a_file_there_is on reception_files for insert with check (
  exists (select from files f where f.id = reception_files.file_id)
  and exists (select from register_items i where i.id = reception_files.item_id));

grant select, insert on register_items, register_units, register_entries, reception_files to fengqiao_app;
