-- Papers that bear a seal (docs/decisions/0055): the copy as it was drawn and signed, write-once, and what anyone may ask of it.

-- Also the owner of a table is under its forced policies, unless he is a superuser: what is checked anew has to be seen.
alter table effects no force row level security;
-- What the check allowed until now stays allowed: only the new word is added.
do $$
declare
  known text;
begin
  select pg_get_constraintdef(oid) into strict known from pg_constraint
  where conname = 'effects_kind_check' and conrelid = 'effects'::regclass;
  alter table effects drop constraint effects_kind_check;
  execute 'alter table effects add constraint effects_kind_check ' || replace(known, 'ARRAY[', 'ARRAY[''sealed_copy''::text, ');
end $$;
alter table effects force row level security;

create table issued_papers (
  id uuid primary key,
  file_id uuid not null references files (id),
  paper_id uuid not null references papers (id),
  number text not null,
  people text[] not null,
  issued_on date not null,
  content_hash bytea not null,
  bytes integer not null check (bytes > 0),
  sha256 bytea not null check (length(sha256) = 32),
  sm3 bytea not null check (length(sm3) = 32),
  block_hashes bytea not null,
  certificate text not null,
  check_code text not null,
  made_at timestamptz not null,
  test_time boolean not null
);
comment on table issued_papers is 'Sealed copies (盖章件), append-only: id is the seal''s (disputes.facts -> seals), the bytes lie in the store under their sha256.';
comment on column issued_papers.people is 'Whose paper it is, masked when it was made: what anyone who scans it may read.';
comment on column issued_papers.content_hash is 'SHA-256 of the paper''s frozen content in canonical JSON: what was drawn.';
comment on column issued_papers.block_hashes is 'The first 8 bytes of the SHA-256 of each 4,096 bytes: where a changed byte lies.';
comment on column issued_papers.check_code is 'The signed payload of the QR on its pages (docs/check-code.md).';
create index issued_papers_file on issued_papers (file_id);

alter table issued_papers enable row level security;
alter table issued_papers force row level security;
create policy of_a_visible_file on issued_papers for select using (exists (select 1 from files f where f.id = issued_papers.file_id));
create policy into_the_seen_file on issued_papers for insert with check (file_id = (select setting('app.seen'))::uuid);
grant select, insert on issued_papers to fengqiao_app;

-- What anyone who scans a sealed paper may know of it: that it is, whose seal, which day, masked people, its fingerprint, and whether
-- it still counts. Nothing of the file it is of. Bound by forced policies as everybody, it looks over the whole county for as long as
-- it looks, and gives back the narrow view (as open_work_of_unit).
create function issued_paper_as_known(asked uuid)
returns table (seal jsonb, agreement_status text, agreement_supplements bigint, number text, people text[], issued_on date, sha256 bytea,
  content_hash bytea, bytes integer, test_time boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
begin
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  return query
  select s.seal, a.status,
    -- Of this agreement alone: another of the same file may have supplements of its own. A supplement is none of itself.
    (select count(*) from papers p
      join events e on e.file_id = p.file_id and e.seq = p.event_seq
      join obligations o on o.file_id = p.file_id and o.id = e.part_id
      where p.file_id = i.file_id and p.form = 'D-08c' and p.id <> i.paper_id and o.facts ->> 'agreement_id' = a.id::text),
    i.number, i.people, i.issued_on, i.sha256, i.content_hash, i.bytes, i.test_time
  from issued_papers i
  join disputes d on d.file_id = i.file_id
  cross join lateral (select it as seal from jsonb_array_elements(d.facts -> 'seals') it where it ->> 'id' = i.id::text limit 1) s
  left join agreements a on a.file_id = i.file_id and a.id = (s.seal ->> 'agreement_id')::uuid
  where i.id = asked;
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function issued_paper_as_known(uuid) from public;
grant execute on function issued_paper_as_known(uuid) to fengqiao_app;
