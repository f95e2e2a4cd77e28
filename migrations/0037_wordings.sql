-- Fixed wording of papers that a county writes itself (docs/decisions/0052). What it never touched is as the program brought it, under
-- versions below 100. Neither table is ever updated: an old paper names piece and version, and reads the same for ever. No case data.

create table wording_versions (
  piece text not null check (piece in ('limitation_interrupted', 'rights_and_duties', 'effect_of_agreement')),
  version integer not null check (version >= 100),
  above integer not null check (above between 0 and 99),
  body jsonb not null check (body ->> 'kind' in ('paragraph', 'list')),
  effective_on date not null,
  because text not null check (because <> ''),
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null,
  primary key (piece, version),
  unique (piece, version, by_person)
);
comment on column wording_versions.above is 'The program''s own version that stood beneath when it was written: a later one that a release brings is shown, not hidden.';
comment on table wording_versions is 'Versions of fixed wording put forward (append-only). One counts once another person released it, from its day.';

create table wording_releases (
  piece text not null,
  version integer not null,
  written_by uuid not null,
  verdict text not null check (verdict in ('released', 'dropped')),
  because text not null,
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null,
  primary key (piece, version),
  foreign key (piece, version, written_by) references wording_versions (piece, version, by_person),
  constraint a_second_person_releases check (verdict = 'dropped' or by_person <> written_by)
);
comment on table wording_releases is 'What became of each version put forward (append-only): released by a second person, or dropped.';

grant select, insert on wording_versions, wording_releases to fengqiao_app;
