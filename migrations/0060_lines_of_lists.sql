-- What a line of a list says of its file, read once the file is known to be the asker's to see (docs/decisions/0086). Under the policies
-- each row of each table a line is made of asked anew whether its file may be seen: fifty lines asked four hundred times, in a plan of
-- four hundred steps. This asks once a file, by the same settings and in the same words as the policy of files, and a file that is not
-- hers to see gives no row, whoever names it. Forced policies bind an owner that is no superuser, hence these:
create policy for_the_search on tasks for select to current_user using (true);
create policy for_the_search on events for select to current_user using (true);
create policy for_the_search on looks for select to current_user using (true);
create policy for_the_search on clock_warnings for select to current_user using (true);

-- `of_mine`: the clock is one my unit or I owe, or was told of. `i_advise`, `i_direct`: what my role does; `handling`: the roles that carry
-- tasks. `promised`: clocks of parties that come before others of theirs. `new_since`: what moved before it, on a file I never opened, is not new.
create function lines_of(
  ids uuid[], my_unit bigint, of_mine boolean, i_advise boolean, i_direct boolean, handling text[], promised text[], new_since timestamptz
) returns table (
  file_id uuid, short_code text, received_at timestamptz, responsible_unit bigint, unit_name text, other_side text, stage text, excerpt text,
  applicant text, by_organisation boolean, names jsonb, my_own boolean, my_task boolean, cut_down text, appointment jsonb, clock jsonb,
  mine boolean, place text[], danger text, new boolean, enterprise boolean
)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  -- What is said of files that are known is found in one way, and planning that takes as long as doing it.
  set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  area_lo constant bigint := setting('app.lo')::bigint;
  area_hi constant bigint := setting('app.hi')::bigint;
  my_units constant bigint[] := setting('app.units')::bigint[];
  me constant uuid := setting('app.person')::uuid;
  today constant date := setting('app.today')::date;
  held constant uuid := setting('app.holder_of')::uuid;
begin
  return query
  select f.id, f.short_code, f.received_at, f.responsible_unit, (select u.name from units u where u.id = f.responsible_unit),
    d.other_side, f.stage, left(d.what_happened, 60), p.applicant, p.by_organisation, p.names,
    -- A limit keeps the database from reading all I am in, or all my unit's tasks, first, to look each file up among them.
    coalesce((select true from involvements i
      where i.file_id = f.id and i.person_id = me and i.as_what <> 'consulted' and (i.until is null or i.until >= today) limit 1), false),
    coalesce((select true from tasks t where t.file_id = f.id and t.unit_id = my_unit limit 1), false),
    -- Here for a slip or an opinion alone: the same rule as of the page (domain/disputes/cut-down.ts).
    case when not f.place_code between area_lo and area_hi then (
      select case when bool_and(i.as_what = 'referred_to') then 'slip'
        when coalesce(bool_and(i.as_what = 'referred_to' or (i.as_what = 'consulted' and i.person_id is not null)
          or (i_advise and i.as_what <> 'mediating')), i_advise) then 'opinion' end
      from involvements i where i.file_id = f.id
        and (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today)) end,
    (select jsonb_build_object('at', m.facts #>> '{meeting,at}', 'place', m.facts #>> '{meeting,place}')
      from mediations m where m.file_id = f.id and m.status = 'notified' order by m.facts #>> '{meeting,at}' limit 1),
    -- The most urgent clock that runs on it (where somebody was sent, only to who asks after it or owes it): of all, or of those my unit
    -- or I owe, or I was told of as the head of my unit or of the centre above. A limit that is the parties' own comes last.
    (select jsonb_build_object('id', c.id, 'rule', c.rule, 'rule_version', c.rule_version, 'act', c.act, 'started_on', c.started_on,
        'due_on', c.due_on, 'due_at', c.due_at, 'state', c.state, 'paused_days', c.paused_days, 'part', c.part,
        'owes_unit', c.owes_unit,
        'owes_kind', case when c.carried then c.owes_kind when c.owes_unit is not null then 'unit' else c.owes_kind end,
        'owes_says', case when c.carried then (select w.name from people w where w.id = c.owes_person)
          else (select w.name from units w where w.id = c.owes_unit) end,
        'told', coalesce((select jsonb_agg(w.level) from clock_warnings w where w.clock_id = c.id), '[]'))
      from (
        select c.*, exists (
            select from posts o join people h on h.id = o.person_id
            where o.person_id = c.owes_person and o.unit_id = c.owes_unit and h.left_on is null and o.role = any (handling)
              and o.from_on <= today and (o.until is null or o.until >= today)) as carried
        from clocks c where c.file_id = f.id and c.state = 'running'
          and (c.part <> 'referral' or f.responsible_unit = my_unit or c.owes_unit = my_unit)
        offset 0) c
      where not of_mine or c.owes_unit = my_unit and (c.owes_person is null or not c.carried or c.owes_person = me)
        or i_direct and exists (select from clock_warnings w where w.clock_id = c.id and w.to_unit = my_unit and w.to_whom <> 'owes')
      order by c.owes_kind = 'party' and c.rule <> all (promised), c.due_on, c.due_at, c.id limit 1),
    coalesce((select true from clocks c
      where c.file_id = f.id and c.state = 'running' and c.owes_unit = my_unit and c.owes_person = me limit 1), false),
    (select array_agg(p.name order by p.code) from places p where p.code in (
      f.place_code - f.place_code % 1000000, f.place_code - f.place_code % 1000, f.place_code) and p.level <> 'county'),
    -- To whoever may open the file: its page says the same. A party's own page knows nothing of it.
    case when d.facts @? '$.dangers[*] ? (@.told == null && @.declined == null)' then 'open' when d.facts ? 'dangers' then 'answered' end,
    -- What moved long before I ever opened it is not marked: else to whoever comes to a post every file would be new.
    coalesce(f.moved_at, f.received_at) > coalesce(
      (select max(l.at) from looks l where l.file_id = f.id and l.person_id = me), new_since)
      and (select e.actor ->> 'person_id' from events e where e.file_id = f.id order by e.seq desc limit 1) is distinct from me::text,
    d.channel = 'CH15' or p.firm
  from files f
  join disputes d on d.file_id = f.id
  cross join lateral (
    -- Whose it is, and everybody who may stand by name in what was told: the people of the file and whoever stands beside them. An
    -- organisation's name tells nothing of a person.
    select (array_agg(p.name order by p.id) filter (where p.side = 'applicant'))[1] as applicant,
      (array_agg(coalesce(p.facts ->> 'kind' = 'organisation', false) order by p.id) filter (where p.side = 'applicant'))[1] as by_organisation,
      jsonb_agg(case when p.facts ?| '{speaks,guardian,agents,helpers,representatives}' then
          jsonb_build_array(case when p.facts ->> 'kind' is distinct from 'organisation' then p.name end, p.facts ->> 'speaks',
            p.facts -> 'guardian' ->> 'name')
          || jsonb_path_query_array(p.facts, '$.agents[*].name') || jsonb_path_query_array(p.facts, '$.helpers[*].name')
          || jsonb_path_query_array(p.facts, '$.representatives[*].name')
        when p.facts ->> 'kind' is distinct from 'organisation' then to_jsonb(p.name) end order by p.id) as names,
      coalesce(bool_or(p.facts ->> 'is_enterprise' = 'true'), false) as firm
    from parties p where p.file_id = f.id) p
  where f.id = any (ids) and f.kind = 'dispute'
    and (coalesce(f.place_code, 0) between area_lo and area_hi
      or exists (select from involvements i
        where i.file_id = f.id and (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today))
      or f.id = held);
end $$;
comment on function lines_of is 'What the lines of lists say of those of these files that whoever asks may see, by the settings the policies read.';
revoke all on function lines_of from public;
grant execute on function lines_of to fengqiao_app;
