-- What the system itself does on its day (clocks/due.ts) is looked for every ten seconds, and measured every fifteen: found by its rule,
-- not among all that is overdue in the county.
create index clocks_by_rule on clocks (rule, due_on) where state = 'running' and rule in ('T-05', 'T-54');

-- The desk's meetings of the coming days: those of the asker's units, and those she is in herself. Before, all of the county's week went through
-- her policies one by one. It tells which of her own files have a meeting when, and nothing else.
create function my_meetings(from_at text, to_at text) returns table (file_id uuid, at text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.file_id, m.facts #>> '{meeting,at}' from mediations m join files f on f.id = m.file_id
  where m.status = 'notified' and m.facts #>> '{meeting,at}' >= from_at and m.facts #>> '{meeting,at}' < to_at
    and (f.responsible_unit = any (setting('app.units')::bigint[]) or exists (
      select from involvements i where i.file_id = m.file_id and i.person_id = setting('app.person')::uuid))
$$;
revoke execute on function my_meetings(text, text) from public;
grant execute on function my_meetings(text, text) to fengqiao_app;

-- What was filled in above is planned with at once. An empty county is left as it is: the planner takes one never looked at for larger than none.
do $$ begin
  if exists (select from clocks) then analyze files, involvements, clocks; end if;
end $$;
