-- What is signed on a screen (docs/decisions/0057): of each edition that somebody opened to sign, the hash of its terms and the
-- unsigned PDF, kept once under its own hash. The signatures themselves stand in the events.
create table signing_copies (
  agreement_id uuid not null,
  edition integer not null check (edition > 0),
  file_id uuid not null references files (id),
  paper_id uuid not null references papers (id),
  terms_hash bytea not null check (length(terms_hash) = 32),
  pdf_hash bytea not null check (length(pdf_hash) = 32),
  bytes integer not null check (bytes > 0),
  made_at timestamptz not null,
  test_time boolean not null,
  primary key (agreement_id, edition)
);
comment on table signing_copies is 'The text of one edition as it is signed on a screen, append-only: the PDF lies in the store under its SHA-256.';
comment on column signing_copies.terms_hash is 'SHA-256 of the terms in canonical JSON (src/domain/signing/terms.ts).';
comment on column signing_copies.pdf_hash is 'SHA-256 of the PDF as it was drawn before anybody signed.';
create index signing_copies_file on signing_copies (file_id);

alter table signing_copies enable row level security;
alter table signing_copies force row level security;
create policy of_a_visible_file on signing_copies for select using (exists (select 1 from files f where f.id = signing_copies.file_id));
create policy into_the_seen_file on signing_copies for insert with check (file_id = (select setting('app.seen'))::uuid);
grant select, insert on signing_copies to fengqiao_app;

-- One more piece of fixed wording that a county may write itself: the consent to sign on a screen (电子签名法 3).
alter table wording_versions drop constraint wording_versions_piece_check;
alter table wording_versions add constraint wording_versions_piece_check check (
  piece in (
    'limitation_interrupted',
    'rights_and_duties',
    'effect_of_agreement',
    'about_mediation',
    'confidential_and_personal',
    'sincerity',
    'signing_on_screen'
  )
);
