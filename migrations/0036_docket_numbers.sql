-- Docket numbers (docs/decisions/0051): one book a committee and a calendar year. A mediation accepted before has none and gets none.

alter table units add column short_name text check (short_name <> '' and char_length(short_name) <= 12);
comment on column units.short_name is 'How the unit is called in its docket numbers (枫医 in 枫医人调字); null: its name without 人民调解委员会.';
create unique index one_short_name_a_unit on units (short_name) where short_name is not null;
grant update (short_name) on units to fengqiao_app;

create table docket_patterns (
  kind text not null check (kind in ('peoples')),
  version integer not null check (version > 0),
  pattern text not null check (pattern like '%{year}%' and pattern like '%{unit}%' and pattern like '%{n}%'),
  from_on date not null,
  because text not null check (because <> ''),
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  test_time boolean not null,
  primary key (kind, version)
);
comment on table docket_patterns is 'Patterns of docket numbers a county chose (append-only): the newest whose day has come holds for numbers given from then on. No case data.';
grant select, insert on docket_patterns to fengqiao_app;

create table docket_books (
  committee bigint not null references units (id),
  year integer not null check (year between 2000 and 2999),
  called text not null check (called <> ''),
  last integer not null check (last >= 0),
  primary key (committee, year),
  unique (year, called)
);
comment on column docket_books.called is 'How the committee is called in the numbers of this book, fixed when the book begins: no other book of the year has it.';
comment on table docket_books is 'How far a committee''s numbers of a year have come. Its row is locked from the look-up of a number to the commit of the step that uses it: a rollback frees the number. No case data.';
grant select, insert on docket_books to fengqiao_app;
grant update (last) on docket_books to fengqiao_app;

create table dockets (
  committee bigint not null,
  year integer not null,
  n integer not null check (n > 0),
  kind text not null check (kind in ('peoples')),
  no text not null check (no <> ''),
  file_id uuid not null references files (id),
  mediation_id uuid not null references mediations (id),
  given_at timestamptz not null,
  voided_at timestamptz,
  voided_because text check (voided_because <> ''),
  primary key (committee, year, n),
  foreign key (committee, year) references docket_books (committee, year),
  check ((voided_at is null) = (voided_because is null))
);
comment on table dockets is 'Every docket number ever given (案件登记簿); one taken in error stays, voided, with its reason. Never used again.';
create index dockets_file on dockets (file_id);
-- The same words are never given twice, whatever names and patterns became of: refused rather than written.
create unique index dockets_no on dockets (no);
create index dockets_mediation on dockets (mediation_id);

alter table dockets enable row level security;
alter table dockets force row level security;
create policy of_a_visible_file on dockets for select using (exists (select 1 from files f where f.id = dockets.file_id));
create policy changing_a_visible_file on dockets for update using (exists (select 1 from files f where f.id = dockets.file_id));
create policy into_the_seen_file on dockets for insert with check (file_id = (select setting('app.seen'))::uuid);
grant select, insert on dockets to fengqiao_app;
grant update (voided_at, voided_because) on dockets to fengqiao_app;

-- How many numbers stand in a book, and how many of them are voided: two numbers and nothing else, as open_work_of_unit gives them (0006).
-- That no number is missing is said from what stands there, not from how far the book says it came.
create function docket_counts(whose bigint, of_year integer, out standing integer, out voided integer)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
begin
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  select count(*), count(*) filter (where d.voided_at is not null) into standing, voided
  from dockets d where d.committee = whose and d.year = of_year;
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function docket_counts(bigint, integer) from public;
grant execute on function docket_counts(bigint, integer) to fengqiao_app;
