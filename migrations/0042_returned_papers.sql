-- Papers signed by hand come back as pictures (docs/decisions/0058). What came stands in the dispute's facts, as seals do; the files come as
-- evidence comes, by the same way, and say which paper they are for.
alter table uploads
  add column for_paper uuid references papers (id),
  -- What was read on each of its pictures: which page of which print, and how many pages that paper is printed with.
  add column pages_read jsonb,
  -- Since when it belongs to a paper for good: never let go of again.
  add column kept_at timestamptz;
alter table uploads add check (kept_at is null or (for_paper is not null and state = 'sound'));
comment on column uploads.for_paper is 'The paper it is to be a scan of; null where it is to be evidence.';
grant update (pages_read, kept_at) on uploads to fengqiao_app;
