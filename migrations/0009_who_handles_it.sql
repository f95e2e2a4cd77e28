-- Who handles it: a unit asked to confer or to decide sees the file for as long as it is asked; two stages more.
-- What the checks allowed until now stays allowed, whatever that is: only the new words are added.
do $$
declare
  more record;
  known text;
begin
  for more in
    select * from (values
      ('involvements', 'involvements_as_what_check', array['consulted']),
      ('files', 'files_stage_check', array['coordinating', 'diverted'])
    ) as list (of_table, of_check, words)
  loop
    select pg_get_constraintdef(oid) into strict known from pg_constraint
    where conname = more.of_check and conrelid = more.of_table::regclass;
    execute format('alter table %I drop constraint %I', more.of_table, more.of_check);
    execute format('alter table %I add constraint %I %s', more.of_table, more.of_check,
      replace(known, 'ARRAY[', 'ARRAY[' || (select string_agg(quote_literal(word) || '::text', ', ') || ', ' from unnest(more.words) as word)));
  end loop;
end $$;
