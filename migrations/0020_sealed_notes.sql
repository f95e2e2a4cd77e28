-- Notes on health, violence and somebody's state of mind (domain 10.2, 10.3): sealed, opened one by one with a reason. What the
-- checks allowed until now stays allowed, whatever that is: only the new words are added.
do $$
declare
  more record;
  known text;
begin
  for more in
    select * from (values
      ('sealed_values', 'sealed_values_kind_check', array['sealed_note', 'session_note']),
      ('looks', 'looks_what_check', array['sealed_note'])
    ) as list (of_table, of_check, words)
  loop
    select pg_get_constraintdef(oid) into strict known from pg_constraint
    where conname = more.of_check and conrelid = more.of_table::regclass;
    execute format('alter table %I drop constraint %I', more.of_table, more.of_check);
    execute format('alter table %I add constraint %I %s', more.of_table, more.of_check,
      replace(known, 'ARRAY[', 'ARRAY[' || (select string_agg(quote_literal(word) || '::text', ', ') || ', ' from unnest(more.words) as word)));
  end loop;
end $$;

alter table looks add column of_note uuid;
comment on column looks.of_note is 'Which sealed note was opened: whoever may open it reads who did before, and why.';
alter table looks add constraint looks_note_check check ((what = 'sealed_note') = (of_note is not null));
create index looks_note on looks (of_note, at desc) where of_note is not null;

alter table sealed_values add constraint sealed_notes_have_an_author
  check (kind not in ('sealed_note', 'session_note') or by_person is not null);

-- No query reads one but that of the look, and then only for whoever wrote it, mediates here now, or holds the leading task; what a
-- counsellor wrote of a session for herself alone. Whoever mediated here and was replaced reads none, whatever else she is. What
-- the author has to be still to read her own is decided above this (domain/sealed/who-opens.ts).
create policy sealed_notes_are_opened_one_by_one on sealed_values as restrictive for select using (
  case when kind in ('sealed_note', 'session_note') then
    (select setting('app.looks_at')) = 'sealed_note' and (select setting('app.person')) is not null and
    case kind when 'session_note' then by_person = (select setting('app.person'))::uuid
    else exists (
        select 1 from involvements i where i.file_id = sealed_values.file_id and i.person_id = (select setting('app.person'))::uuid
          and i.as_what = 'mediating' and (i.until is null or i.until >= (select setting('app.today'))::date))
      or (
        (by_person = (select setting('app.person'))::uuid or exists (
          select 1 from tasks t where t.file_id = sealed_values.file_id and t.facts #>> '{held_by,person_id}' = (select setting('app.person'))
            and coalesce(t.facts ->> 'assists', '') <> 'true' and t.status not in ('resolved', 'unresolved', 'diverted', 'returned')))
        and not (
          exists (select 1 from involvements i where i.file_id = sealed_values.file_id
            and i.person_id = (select setting('app.person'))::uuid and i.as_what = 'mediating')
          and not exists (select 1 from mediations m where m.file_id = sealed_values.file_id
            and m.facts -> 'mediators' @> jsonb_build_array(jsonb_build_object('person_id', (select setting('app.person')))))))
    end
  else true end);
