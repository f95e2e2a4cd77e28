-- The desk's meetings of the coming days (issue 3, Figures). Under a policy an index over an expression that is not leakproof is not
-- used (docs/decisions/0006), and the desk read every meeting of the county to find those of a week. This gives away no more than which
-- files have a meeting when; whoever asks joins them with the files she may see.
create function meetings_between(from_at text, to_at text) returns table (file_id uuid, at text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.file_id, m.facts #>> '{meeting,at}' from mediations m
  where m.status = 'notified'
    and m.facts #>> '{meeting,at}' >= from_at and m.facts #>> '{meeting,at}' < to_at
$$;
comment on function meetings_between(text, text) is 'Which files have a meeting arranged between two instants (ISO texts in UTC): for the desk, which joins them with what may be seen.';
revoke execute on function meetings_between(text, text) from public;
grant execute on function meetings_between(text, text) to fengqiao_app;
