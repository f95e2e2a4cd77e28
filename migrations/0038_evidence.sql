-- What was handed in to prove something (D-06), and the files of it on their way in (threats D17, I39).
create table evidence (
  id uuid primary key,
  file_id uuid not null references files (id),
  status text not null check (status in ('kept', 'shown', 'withdrawn', 'void')),
  version integer not null,
  facts jsonb not null
);
comment on table evidence is 'Evidence (证据材料): what it is, where from, what it proves, whose; compared, shown, returned, withdrawn.';

create table uploads (
  id uuid primary key,
  file_id uuid not null references files (id),
  by_person uuid references people (id),
  by_party uuid,
  by_agent uuid,
  name text not null check (length(name) between 1 and 200),
  size bigint not null check (size > 0),
  last_modified bigint,
  -- Bytes that are safe on disc: never told to anybody before they are.
  received bigint not null default 0 check (received between 0 and size),
  state text not null check (state in ('receiving', 'checking', 'sound', 'refused', 'dropped')),
  refused_as text check ((state = 'refused') = (refused_as is not null)),
  kind text check (kind in ('jpeg', 'png', 'heic', 'pdf', 'docx', 'xlsx', 'mp4', 'm4a', 'wav', 'amr', 'txt')),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  pages integer,
  previews integer not null default 0,
  no_preview text,
  -- Which check is at work on it, and how many of them were ended before they knew: what one check found another never writes down.
  claim uuid,
  tries smallint not null default 0,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  check ((by_person is null) <> (by_party is null)),
  check (state <> 'sound' or (received = size and sha256 is not null and kind is not null))
);
comment on table uploads is 'Files on their way in: seen by nobody but whoever sends one until it was found sound and made evidence of.';
create index uploads_waiting on uploads (changed_at) where state <> 'dropped' or sha256 is not null;
create index uploads_same on uploads (sha256) where sha256 is not null;
create index evidence_uploads on evidence ((facts #>> '{file,upload_id}'));
create index evidence_bytes on evidence ((facts #>> '{file,sha256}'));

do $$
declare t text;
begin
  foreach t in array array['evidence', 'uploads'] loop
    execute format('create index %I on %I (file_id)', t || '_file', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy of_a_visible_file on %I for select using (exists (select 1 from files f where f.id = %I.file_id))', t, t);
    execute format('create policy changing_a_visible_file on %I for update using (exists (select 1 from files f where f.id = %I.file_id))', t, t);
    execute format('create policy into_the_seen_file on %I for insert with check (file_id = (select setting(''app.seen''))::uuid)', t);
    execute format('grant select, insert on %I to fengqiao_app', t);
  end loop;
end $$;
grant update (status, version, facts) on evidence to fengqiao_app;
grant update (received, state, refused_as, kind, sha256, pages, previews, no_preview, claim, tries, changed_at) on uploads to fengqiao_app;

-- Whoever of an office opened what was handed in is told to whoever handed it in.
do $$
declare known text;
begin
  select pg_get_constraintdef(oid) into strict known from pg_constraint
  where conname = 'looks_what_check' and conrelid = 'looks'::regclass;
  alter table looks drop constraint looks_what_check;
  execute format('alter table looks add constraint looks_what_check %s', replace(known, 'ARRAY[', 'ARRAY[''evidence''::text, '));
end $$;
