-- The spine: a dispute is one file with one chain of events; its parts, clocks, papers and effects hang on it.
-- Every table here holds case data: row-level security forced, in the form measured in docs/decisions/0006.

create table files (
  id uuid primary key,
  kind text not null check (kind in ('dispute')),
  code text not null unique,
  short_code text not null unique,
  place_code bigint not null references places (code),
  responsible_unit bigint not null references units (id),
  received_at timestamptz not null,
  head_seq integer not null,
  head_hash bytea not null
);
comment on table files is 'One dispute, one code for life (一案一码). received_at: the immutable time of the request (诉讼时效规定 12).';
create index files_area on files (place_code, received_at desc);
create index files_unit on files (responsible_unit, received_at desc);

create table involvements (
  id uuid primary key,
  file_id uuid not null references files (id),
  unit_id bigint references units (id),
  person_id uuid references people (id),
  as_what text not null check (as_what in ('responsible', 'handling')),
  until date,
  check (num_nonnulls(unit_id, person_id) = 1)
);
comment on table involvements is 'This unit or person is in this file, as this, until then.';
create index involvements_file on involvements (file_id);
create index involvements_unit on involvements (unit_id, file_id);
create index involvements_person on involvements (person_id, file_id) where person_id is not null;

create table events (
  file_id uuid not null references files (id),
  seq integer not null check (seq > 0),
  id uuid not null unique,
  step text not null,
  part text not null,
  part_id uuid not null,
  actor jsonb not null,
  input jsonb not null,
  consequences jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  test_time boolean not null,
  algorithm text not null check (algorithm in ('sha256', 'sm3')),
  prev_hash bytea not null,
  hash bytea not null,
  primary key (file_id, seq),
  check (occurred_at <= recorded_at)
);
comment on table events is 'What happened, append-only, hash-chained per file. consequences: what it changed, so that rows equal fold(events).';
create index events_recorded on events (recorded_at);

create table disputes (
  id uuid primary key,
  file_id uuid not null unique references files (id),
  status text not null check (status in (
    'clue', 'registered', 'supplementing', 'checking_duplicates', 'triaging', 'open', 'closed', 'archived', 'merged',
    'withdrawn', 'not_accepted', 'false_report')),
  version integer not null,
  channel text not null,
  other_side text not null,
  where_text text not null,
  what_happened text not null,
  wish text not null,
  facts jsonb not null
);
comment on table disputes is 'The dispute itself (part ''dispute''). The stage people see is derived from all parts.';

create table tasks (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in (
    'dispatched', 'objected', 'in_handling', 'coordinating', 'resolved', 'unresolved', 'diverted', 'returned')),
  version integer not null,
  unit_id bigint not null references units (id),
  facts jsonb not null
);
comment on table tasks is 'Route tasks (办理事项): which unit handles the matter, and how it ended.';
create index tasks_file on tasks (file_id);

create table sealed_values (
  id uuid primary key,
  file_id uuid not null references files (id),
  kind text not null check (kind in ('reach', 'identity_number')),
  sealed text not null,
  search_hash bytea
);
comment on table sealed_values is 'Ways to reach a person and identity numbers: encrypted per field, found by keyed hash only.';
create index sealed_values_search on sealed_values (search_hash) where search_hash is not null;
create index sealed_values_file on sealed_values (file_id);

create table parties (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('present', 'left')),
  version integer not null,
  side text not null check (side in ('applicant', 'respondent')),
  name text not null,
  reach_id uuid references sealed_values (id),
  identity_paper text,
  identity_id uuid references sealed_values (id)
);
comment on table parties is 'People whose dispute it is. Their secrets are references into sealed_values.';
create index parties_file on parties (file_id);
create index parties_name on parties (name);

create table clocks (
  id uuid primary key,
  file_id uuid not null references files (id),
  part text not null,
  part_id uuid not null,
  rule text not null,
  rule_version integer not null,
  calendar_version text not null,
  owes_kind text not null check (owes_kind in ('unit', 'person', 'party')),
  owes_unit bigint references units (id),
  owes_person uuid references people (id),
  owes_party uuid references parties (id),
  act text not null,
  start_event integer not null,
  started_on date not null,
  due_on date not null,
  due_at timestamptz,
  state text not null check (state in ('running', 'paused', 'met', 'met_late', 'cancelled')),
  paused_on date,
  paused_days integer not null,
  settled_event integer,
  check ((state = 'paused') = (paused_on is not null)),
  check ((state in ('met', 'met_late', 'cancelled')) = (settled_event is not null)),
  check (num_nonnulls(owes_unit, owes_person, owes_party) = 1)
);
comment on table clocks is 'Who owes which step by when, under which rule. due_on is computed, stored, and recomputable from the events.';
create index clocks_owing on clocks (owes_unit, due_on) where state = 'running';
create index clocks_due on clocks (due_on) where state = 'running';
create index clocks_file on clocks (file_id);

create table papers (
  id uuid primary key,
  file_id uuid not null references files (id),
  event_seq integer not null,
  form text not null,
  content jsonb not null,
  made_at timestamptz not null,
  test_time boolean not null
);
comment on table papers is 'Papers as frozen values: the form and everything it says, in the words of the day it was made.';
create index papers_file on papers (file_id);

create table effects (
  id uuid primary key,
  file_id uuid not null references files (id),
  event_seq integer not null,
  kind text not null check (kind in ('text_message')),
  to_party uuid not null references parties (id),
  wording text not null,
  state text not null check (state in ('waiting', 'sent', 'no_channel', 'given_up')),
  attempts integer not null,
  due_at timestamptz not null,
  settled_at timestamptz,
  answer text
);
comment on table effects is 'What must reach the outside, of the same transaction as its cause. The row is the truth; a job delivers it once.';
create index effects_waiting on effects (due_at) where state = 'waiting';
create index effects_file on effects (file_id);

create table links (
  token_hash bytea primary key,
  file_id uuid not null references files (id),
  party_id uuid not null references parties (id),
  made_at timestamptz not null,
  revoked_at timestamptz
);
comment on table links is 'A party''s secret link to her own file, by the hash of its token.';
create index links_file on links (file_id);

create table looks (
  id uuid primary key,
  file_id uuid not null references files (id),
  person_id uuid references people (id),
  post_id uuid references posts (id),
  party_id uuid references parties (id),
  what text not null check (what in ('page', 'reach', 'identity_number')),
  of_party uuid references parties (id),
  reason text,
  at timestamptz not null,
  check (what = 'page' or reason is not null),
  check (num_nonnulls(person_id, party_id) = 1)
);
comment on table looks is 'Who looked at which file and revealed what, why (append-only). Looking is not a step.';
create index looks_file on looks (file_id, at desc);
create index looks_at on looks (at);

create table answers (
  actor text not null,
  key uuid not null,
  body_hash bytea not null,
  status integer not null,
  reply jsonb not null,
  at timestamptz not null,
  primary key (actor, key)
);
comment on table answers is 'The answer given to an Idempotency-Key: same key and body, same answer. Replies kept here carry no personal data.';

create table day_heads (
  day date primary key,
  algorithm text not null,
  files integer not null,
  looks integer not null,
  root bytea not null,
  signature bytea not null,
  made_at timestamptz not null
);
comment on table day_heads is 'The signed head of a day: a hash over the last event of every file that moved and every look of that day.';

create sequence dispute_numbers maxvalue 999999 cycle;

-- Row-level security. Entry is by explicit scope in every query; the policy is a backstop that no index can use (docs/decisions/0006).
-- app.lo, app.hi: the area of the acting post; app.units, app.person: whose involvement counts; app.today: until when;
-- app.holder_of: the one file whose secret link was shown, or that is being opened; app.seen: the file whose visibility was
-- just established in this transaction (a row may be added only to that one, which costs the check nothing to look up).
create function setting(name text) returns text language sql stable as $$ select nullif(current_setting(name, true), '') $$;

alter table involvements enable row level security;
alter table involvements force row level security;
create policy mine_or_of_a_seen_file on involvements for select using (
  unit_id = any ((select setting('app.units'))::bigint[])
  or person_id = (select setting('app.person'))::uuid
  or file_id = (select setting('app.seen'))::uuid
);
-- An involvement opens a file to a unit: naming one's own unit on a file one cannot see would be a way in (threats 2).
create policy of_the_seen_file on involvements for update using (file_id = (select setting('app.seen'))::uuid);
create policy into_the_seen_file on involvements for insert with check (file_id = (select setting('app.seen'))::uuid);

alter table files enable row level security;
alter table files force row level security;
-- To lock a row is to mean to change it: reading and changing ask the same.
do $$
declare c text;
begin
  foreach c in array array['select', 'update'] loop
    execute format('create policy area_or_involved_%s on files for %s using (
      (place_code + 0) between (select setting(''app.lo''))::bigint and (select setting(''app.hi''))::bigint
      or exists (
        select 1 from involvements i
        where i.file_id = files.id
          and (i.unit_id = any ((select setting(''app.units''))::bigint[]) or i.person_id = (select setting(''app.person''))::uuid)
          and (i.until is null or i.until >= (select setting(''app.today''))::date))
      or id = (select setting(''app.holder_of''))::uuid
    )', c, c);
  end loop;
end $$;
create policy opening_the_seen_file on files for insert with check (id = (select setting('app.seen'))::uuid);

do $$
declare t text;
begin
  foreach t in array array['events', 'disputes', 'tasks', 'sealed_values', 'parties', 'clocks', 'papers', 'effects', 'looks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy of_a_visible_file on %I for select using (exists (select 1 from files f where f.id = %I.file_id))', t, t);
    execute format('create policy changing_a_visible_file on %I for update using (exists (select 1 from files f where f.id = %I.file_id))', t, t);
    execute format('create policy into_the_seen_file on %I for insert with check (file_id = (select setting(''app.seen''))::uuid)', t);
  end loop;
end $$;

alter table links enable row level security;
alter table links force row level security;
create policy shown_or_of_a_visible_file on links for select using (
  token_hash = decode((select setting('app.link')), 'hex')
  or exists (select 1 from files f where f.id = links.file_id)
);
create policy revoking_of_a_visible_file on links for update using (exists (select 1 from files f where f.id = links.file_id));
create policy into_the_seen_file on links for insert with check (file_id = (select setting('app.seen'))::uuid);

grant select, insert on files, involvements, events, disputes, tasks, sealed_values, parties, clocks, papers, effects, links, looks, answers, day_heads
  to fengqiao_app;
grant update (place_code, responsible_unit, head_seq, head_hash) on files to fengqiao_app;
grant update (until) on involvements to fengqiao_app;
grant update (status, version, facts, what_happened, other_side, where_text, wish) on disputes to fengqiao_app;
grant update (status, version, facts) on tasks to fengqiao_app;
grant update (status, version, name, reach_id, identity_paper, identity_id) on parties to fengqiao_app;
grant update (calendar_version, due_on, due_at, state, paused_on, paused_days, settled_event) on clocks to fengqiao_app;
grant update (state, attempts, due_at, settled_at, answer) on effects to fengqiao_app;
grant update (revoked_at) on links to fengqiao_app;
grant usage on sequence dispute_numbers to fengqiao_app;
grant execute on function setting(text) to fengqiao_app;
