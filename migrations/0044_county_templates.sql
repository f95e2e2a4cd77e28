-- A county's own Word templates (docs/decisions/0060), released in the manner of fixed wording (0037): what was put forward, what a second
-- person made of it, and that it was ended. None of the three is ever updated. The bytes lie in the store under their hash. No case data.

create table template_versions (
  form text not null check (form ~ '^[DF]-[0-9]{2}[a-z]?$'),
  version integer not null check (version >= 1),
  name text not null check (length(name) between 1 and 200),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size between 1 and 2097152),
  lacks jsonb not null check (jsonb_typeof(lacks) = 'array'),
  effective_on date not null,
  because text not null check (because <> ''),
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null,
  primary key (form, version),
  unique (form, version, by_person)
);
comment on column template_versions.lacks is 'What the form is to say and this template has no placeholder for: shown to whoever releases it.';
comment on table template_versions is 'Word templates put forward (append-only). One counts once another person released it, from its day.';

create table template_releases (
  form text not null,
  version integer not null,
  written_by uuid not null,
  verdict text not null check (verdict in ('released', 'dropped')),
  because text not null,
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null,
  primary key (form, version),
  foreign key (form, version, written_by) references template_versions (form, version, by_person),
  constraint a_second_person_releases_a_template check (verdict = 'dropped' or by_person <> written_by)
);
comment on table template_releases is 'What became of each template put forward (append-only): released by a second person, or dropped.';

create table template_ends (
  form text not null,
  version integer not null,
  because text not null check (because <> ''),
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null,
  primary key (form, version),
  foreign key (form, version) references template_releases (form, version)
);
comment on table template_ends is 'Templates that are used no more (append-only). What was made with them stays what it is: a working copy.';

grant select, insert on template_versions, template_releases, template_ends to fengqiao_app;
