-- An agent's own link, his looks, and the one-time codes that go to his phone and prove nobody else.

-- Also the owner of a table is under its forced policies, unless he is a superuser: what is checked anew has to be seen.
alter table links no force row level security;
alter table looks no force row level security;
-- What the checks allowed until now stays allowed, whatever that is: only the new words are added.
do $$
declare
  more record;
  known text;
begin
  for more in
    select * from (values ('links', 'links_purpose_check', 'agent'), ('looks', 'looks_what_check', 'agent_page'))
      as list (of_table, of_check, word)
  loop
    select pg_get_constraintdef(oid) into strict known from pg_constraint
    where conname = more.of_check and conrelid = more.of_table::regclass;
    execute format('alter table %I drop constraint %I', more.of_table, more.of_check);
    execute format('alter table %I add constraint %I %s', more.of_table, more.of_check,
      replace(known, 'ARRAY[', 'ARRAY[' || quote_literal(more.word) || '::text, '));
  end loop;
end $$;

alter table links add column agent_id uuid;
alter table links add constraint links_agent_check check ((purpose = 'agent') = (agent_id is not null));
alter table links force row level security;
alter table looks force row level security;
comment on column links.agent_id is 'Of purpose agent: which of the party''s agents (parties.facts) it opens the file to. It ends with his authority.';
comment on column looks.what is 'agent_page: her agent opened the page by his own link. Hers to read, and never taken for her having opened it herself.';

-- A code sent to an agent's phone proves the agent: shown by the party's own link it is worth nothing, and the other way round.
alter table one_time_codes add column agent_id uuid;
comment on column one_time_codes.agent_id is 'Whose phone it went to, where that is an agent''s: it proves him alone.';
