-- A file as the domain needs it, read once it is known to be the asker's to see (docs/decisions/0091). Under the policies each of seventeen
-- tables asked anew whether its file may be seen, in a statement of its own: half of what a step cost the database. This asks once, in
-- the words of the policies of files and by the settings they read; a file that is not hers to see gives no row, whoever names it. Of complaints it says
-- what their own policy says besides. No other table read here hides a row of a file that is seen. What is sealed is not read here.
create policy for_the_search on links for select to current_user using (true);
create policy for_the_search on agreements for select to current_user using (true);
create policy for_the_search on obligations for select to current_user using (true);
create policy for_the_search on visits for select to current_user using (true);
create policy for_the_search on complaints for select to current_user using (true);
create policy for_the_search on referrals for select to current_user using (true);
create policy for_the_search on supervisions for select to current_user using (true);
create policy for_the_search on packages for select to current_user using (true);
create policy for_the_search on evidence for select to current_user using (true);

-- The file is marked seen (app.seen) for what is written after it. Rows of a table in the order of their ids, which is the order they came in.
create function whole_file(of_file uuid) returns table (
  id uuid, kind text, code text, short_code text, place_code bigint, responsible_unit bigint, received_at timestamptz, head_seq integer,
  head_hash bytea, seen text, dispute json, tasks json, parties json, later json, clocks json, involvements json, links json, responsible json
)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  -- Planned once a connection, for tables that grow.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
as $$
declare
  area_lo constant bigint := setting('app.lo')::bigint;
  area_hi constant bigint := setting('app.hi')::bigint;
  my_units constant bigint[] := setting('app.units')::bigint[];
  my_name constant text := setting('app.person');
  me constant uuid := my_name::uuid;
  today constant date := setting('app.today')::date;
  held constant uuid := setting('app.holder_of')::uuid;
begin
  return query
  select f.id, f.kind, f.code, f.short_code, f.place_code, f.responsible_unit, f.received_at, f.head_seq, f.head_hash,
    set_config('app.seen', f.id::text, true),
    (select row_to_json(one) from (
      select d.id, d.status, d.version, d.channel, d.other_side, d.where_text, d.what_happened, d.wish, d.dispute_type, d.facts
      from disputes d where d.file_id = of_file) one),
    (select json_agg(one order by one.id) from (
      select t.id, t.status, t.version, t.unit_id, t.facts from tasks t where t.file_id = of_file) one),
    (select json_agg(one order by one.id) from (
      select p.id, p.status, p.version, p.side, p.name, p.reach_id, p.identity_paper, p.identity_id, p.facts
      from parties p where p.file_id = of_file) one),
    (select json_agg(one order by one.id) from (
      select 'mediation' as part, m.id, m.status, m.version, m.facts from mediations m where m.file_id = of_file
      union all select 'agreement', a.id, a.status, a.version, a.facts from agreements a where a.file_id = of_file
      union all select 'obligation', o.id, o.status, o.version, o.facts from obligations o where o.file_id = of_file
      union all select 'visit', v.id, v.status, v.version, v.facts from visits v where v.file_id = of_file
      -- Who mediated the dispute never reads what is said of her (0012).
      union all select 'complaint', c.id, c.status, c.version, c.facts from complaints c where c.file_id = of_file
        and coalesce(not (c.facts -> 'mediators') ? my_name, true)
      union all select 'referral', r.id, r.status, r.version, r.facts from referrals r where r.file_id = of_file
      union all select 'supervision', s.id, s.status, s.version, s.facts from supervisions s where s.file_id = of_file
      union all select 'package', k.id, k.status, k.version, k.facts from packages k where k.file_id = of_file
      union all select 'evidence', e.id, e.status, e.version, e.facts from evidence e where e.file_id = of_file) one),
    (select json_agg(one order by one.id) from (
      select c.id, c.part, c.part_id, c.rule, c.rule_version, c.calendar_version, c.owes_kind, c.owes_unit, c.owes_person, c.owes_party, c.act,
        c.start_event, c.started_on, c.due_on, c.due_at, c.state, c.paused_on, c.paused_days, c.settled_event
      from clocks c where c.file_id = of_file) one),
    (select json_agg(one order by one.id) from (
      select i.id, i.unit_id, i.person_id, i.as_what, i.until from involvements i where i.file_id = of_file) one),
    (select json_agg(one order by one.id) from (
      select l.id, l.party_id, l.purpose, l.until, l.agent_id from links l where l.file_id = of_file) one),
    (select row_to_json(one) from (
      select u.id, u.number, u.kind, u.name, u.phone, u.address, u.hours, u.place_code
      from units u where u.id = f.responsible_unit) one)
  from files f
  where f.id = of_file
    and (coalesce(f.place_code, 0) between area_lo and area_hi
      or exists (select from involvements i
        where i.file_id = f.id and (i.unit_id = any (my_units) or i.person_id = me) and (i.until is null or i.until >= today))
      or f.id = held)
    and case when f.kind = 'complaint' and my_name is not null then not complained_of(f.id, my_name) else true end;
end $$;
comment on function whole_file is 'A file as the domain needs it, where whoever asks may see it, by the settings the policies read.';
revoke all on function whole_file from public;
grant execute on function whole_file to fengqiao_app;
