-- What a line of a list says of its file, read once the file is known to be the asker's to see (docs/decisions/0086). Under the policies
-- each row of each table a line is made of asked anew whether its file may be seen: fifty lines asked four hundred times, in a plan of
-- four hundred steps. This asks once a file, by the same settings and in the same words as the policy of files, and a file that is not
-- hers to see gives no row, whoever names it. Forced policies bind an owner that is no superuser, hence these. They
-- keep the name of those of 0004, whose tables are read here too: what else is the owner's alone goes by that one name, and tests look for it.
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
  applicant text, by_organisation boolean, names text[], beside jsonb, my_own boolean, my_task boolean, cut_down text, appointment jsonb, clock jsonb,
  mine boolean, place text[], danger text, new boolean, enterprise boolean
)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  -- Planned once a connection: planning takes longer than doing it. Each table is read once, for all the files together, by its index on
  -- the file, and what was found is joined as it lies; left to itself the planner, who expects ten files, goes to each table for each.
  set plan_cache_mode = force_generic_plan set enable_nestloop = off
as $$
declare
  area_lo constant bigint := setting('app.lo')::bigint;
  area_hi constant bigint := setting('app.hi')::bigint;
  my_units constant bigint[] := setting('app.units')::bigint[];
  me constant uuid := setting('app.person')::uuid;
  today constant date := setting('app.today')::date;
  held constant uuid := setting('app.holder_of')::uuid;
begin
  return query
  with
  seen as materialized (
    select f.id, f.short_code, f.received_at, f.responsible_unit, f.place_code, f.stage, coalesce(f.moved_at, f.received_at) as moved_at
    from files f
    where f.id = any (ids) and f.kind = 'dispute'
      and (coalesce(f.place_code, 0) between area_lo and area_hi
        or exists (select from involvements i
          where i.file_id = f.id and (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today))
        or f.id = held)
  ),
  -- Whose it is, and everybody who may stand by name in what was told: the people of the file and whoever stands beside them. An
  -- organisation's name tells nothing of a person.
  people_of as (
    select p.file_id, (array_agg(p.name order by p.id) filter (where p.side = 'applicant'))[1] as applicant,
      (array_agg(coalesce(p.facts ->> 'kind' = 'organisation', false) order by p.id) filter (where p.side = 'applicant'))[1] as by_organisation,
      array_agg(p.name order by p.id) filter (where p.facts ->> 'kind' is distinct from 'organisation') as names,
      jsonb_agg(jsonb_build_array(p.facts ->> 'speaks', p.facts -> 'guardian' ->> 'name')
        || jsonb_path_query_array(p.facts, '$.agents[*].name') || jsonb_path_query_array(p.facts, '$.helpers[*].name')
        || jsonb_path_query_array(p.facts, '$.representatives[*].name'))
        filter (where p.facts ?| '{speaks,guardian,agents,helpers,representatives}') as beside,
      coalesce(bool_or(p.facts ->> 'is_enterprise' = 'true'), false) as firm
    from parties p where p.file_id = any (ids) group by p.file_id
  ),
  -- `cut_down`: here for a slip or an opinion alone, the same rule as of the page (domain/disputes/cut-down.ts).
  mine_in as (
    select i.file_id, bool_or(i.person_id = me and i.as_what <> 'consulted') as own,
      case when bool_and(i.as_what = 'referred_to') then 'slip'
        when bool_and(i.as_what = 'referred_to' or (i.as_what = 'consulted' and i.person_id is not null)
          or (i_advise and i.as_what <> 'mediating')) then 'opinion' end as cut_down
    from involvements i where i.file_id = any (ids)
      and (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today)
    group by i.file_id
  ),
  tasked as (select distinct t.file_id from tasks t where t.file_id = any (ids) and t.unit_id = my_unit),
  meeting as (
    select distinct on (m.file_id) m.file_id,
      jsonb_build_object('at', m.facts #>> '{meeting,at}', 'place', m.facts #>> '{meeting,place}') as said
    from mediations m where m.file_id = any (ids) and m.status = 'notified' order by m.file_id, m.facts #>> '{meeting,at}'
  ),
  looked as (select l.file_id, max(l.at) as at from looks l where l.person_id = me and l.file_id = any (ids) group by l.file_id),
  running as materialized (
    -- Whether whoever took it on still carries tasks of that unit (organisations/find-handlers.ts): else it is the unit's again.
    select c.*, coalesce((select h.left_on is null from people h where h.id = c.owes_person), false) and exists (
        select from posts o where o.person_id = c.owes_person and o.unit_id = c.owes_unit and o.role = any (handling)
          and o.from_on <= today and (o.until is null or o.until >= today)) as carried
    from clocks c where c.file_id = any (ids) and c.state = 'running'
  ),
  -- The most urgent clock that runs on it (where somebody was sent, only to who asks after it or owes it): of all, or of those my unit or I
  -- owe, or I was told of as the head of my unit or of the centre above. A limit that is the parties' own comes last.
  owed as (
    select distinct on (c.file_id) c.* from running c join seen f on f.id = c.file_id
    where (c.part <> 'referral' or f.responsible_unit = my_unit or c.owes_unit = my_unit)
      and (not of_mine or c.owes_unit = my_unit and (c.owes_person is null or not c.carried or c.owes_person = me)
        or i_direct and exists (select from clock_warnings w where w.clock_id = c.id and w.to_unit = my_unit and w.to_whom <> 'owes'))
    order by c.file_id, c.owes_kind = 'party' and c.rule <> all (promised), c.due_on, c.due_at, c.id
  ),
  said as (
    select c.file_id, jsonb_build_object('id', c.id, 'rule', c.rule, 'rule_version', c.rule_version, 'act', c.act, 'started_on', c.started_on,
      'due_on', c.due_on, 'due_at', c.due_at, 'state', c.state, 'paused_days', c.paused_days, 'part', c.part, 'owes_unit', c.owes_unit,
      'owes_kind', case when not c.carried and c.owes_unit is not null then 'unit' else c.owes_kind end,
      'owes_says', case when c.carried then (select w.name from people w where w.id = c.owes_person)
        else (select w.name from units w where w.id = c.owes_unit) end,
      'told', coalesce((select jsonb_agg(w.level) from clock_warnings w where w.clock_id = c.id), '[]')) as clock
    from owed c
  ),
  taken as (select distinct c.file_id from running c where c.owes_unit = my_unit and c.owes_person = me),
  lying as (
    select v.place_code, (select array_agg(p.name order by p.code) from places p where p.code in (
      v.place_code - v.place_code % 1000000, v.place_code - v.place_code % 1000, v.place_code) and p.level <> 'county') as place
    from (select distinct place_code from seen) v
  )
  select f.id, f.short_code, f.received_at, f.responsible_unit, (select u.name from units u where u.id = f.responsible_unit),
    d.other_side, f.stage, left(d.what_happened, 60),
    p.applicant, p.by_organisation, p.names, p.beside, coalesce(m.own, false), t.file_id is not null,
    case when not f.place_code between area_lo and area_hi then case when m.file_id is null and i_advise then 'opinion' else m.cut_down end end,
    g.said, s.clock, k.file_id is not null, y.place,
    -- To whoever may open the file: its page says the same. A party's own page knows nothing of it.
    case when d.facts @? '$.dangers[*] ? (@.told == null && @.declined == null)' then 'open' when d.facts ? 'dangers' then 'answered' end,
    -- What moved long before I ever opened it is not marked: else to whoever comes to a post every file would be new.
    f.moved_at > coalesce(l.at, new_since)
      and (select e.actor ->> 'person_id' from events e where e.file_id = f.id order by e.seq desc limit 1) is distinct from me::text,
    d.channel = 'CH15' or coalesce(p.firm, false)
  from seen f
  join disputes d on d.file_id = f.id and d.file_id = any (ids)
  left join people_of p on p.file_id = f.id
  left join mine_in m on m.file_id = f.id
  left join tasked t on t.file_id = f.id
  left join meeting g on g.file_id = f.id
  left join looked l on l.file_id = f.id
  left join said s on s.file_id = f.id
  left join taken k on k.file_id = f.id
  left join lying y on y.place_code = f.place_code;
end $$;
comment on function lines_of is 'What the lines of lists say of those of these files that whoever asks may see, by the settings the policies read.';
revoke all on function lines_of from public;
grant execute on function lines_of to fengqiao_app;
