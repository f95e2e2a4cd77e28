-- Resident and invited mediators, experts, and what they are asked. What the checks allowed until now stays allowed, whatever
-- that is: only the new words are added.
do $$
declare
  more record;
  known text;
begin
  for more in
    select * from (values
      ('posts', 'posts_role_check', array['resident_court_mediator', 'resident_police_mediator', 'resident_centre_mediator',
        'invited_mediator', 'expert']),
      ('sealed_values', 'sealed_values_kind_check', array['guidance'])
    ) as list (of_table, of_check, words)
  loop
    select pg_get_constraintdef(oid) into strict known from pg_constraint
    where conname = more.of_check and conrelid = more.of_table::regclass;
    execute format('alter table %I drop constraint %I', more.of_table, more.of_check);
    execute format('alter table %I add constraint %I %s', more.of_table, more.of_check,
      replace(known, 'ARRAY[', 'ARRAY[' || (select string_agg(quote_literal(word) || '::text', ', ') || ', ' from unnest(more.words) as word)));
  end loop;
end $$;

-- A question to an adviser and her opinion: for whoever wrote it, whoever mediates the file now, and whoever is asked in it now.
-- No party, no colleague and no superior reads it, whatever else they may see.
alter table sealed_values add constraint guidance_has_an_author check (kind <> 'guidance' or by_person is not null);
create policy guidance_is_between_who_mediates_and_who_advises on sealed_values as restrictive for select
  using (kind <> 'guidance' or by_person = (select setting('app.person'))::uuid or exists (
    select 1 from involvements i where i.file_id = sealed_values.file_id and i.person_id = (select setting('app.person'))::uuid
      and i.as_what in ('mediating', 'consulted') and (i.until is null or i.until >= (select setting('app.today'))::date)));
