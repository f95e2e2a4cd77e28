-- Holiday notices a county entered beside those the product ships (docs/decisions/0038), and what was warned of. The notices hold
-- no case data; a warning belongs to its file.

create table holiday_notices (
  nth integer generated always as identity primary key,
  year integer not null check (year between 2024 and 2100),
  status text not null check (status in ('published', 'provisional')),
  document text not null check (document <> ''),
  days_off text[] not null,
  days_on text[] not null,
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  reason text not null check (reason <> ''),
  recounted_to uuid,
  recounted_at timestamptz,
  moved integer not null,
  test_time boolean not null
);
comment on table holiday_notices is 'State Council notices entered by the bureau; the last of a year stands. Nothing but the progress of the recount is ever updated.';
comment on column holiday_notices.days_off is 'Weekdays that are off.';
comment on column holiday_notices.days_on is 'Saturdays and Sundays that are worked.';
comment on column holiday_notices.recounted_to is 'The last clock looked at while its running clocks are counted anew.';
comment on column holiday_notices.moved is 'How many clocks were given another day so far.';
grant select, insert on holiday_notices to fengqiao_app;
grant update (recounted_to, recounted_at, moved) on holiday_notices to fengqiao_app;

create table clock_warnings (
  file_id uuid not null references files (id),
  clock_id uuid not null references clocks (id),
  level text not null check (level in ('half', 'most', 'over')),
  at timestamptz not null,
  to_whom text not null check (to_whom in ('owes', 'head', 'centre')),
  to_unit bigint not null references units (id),
  primary key (clock_id, level)
);
comment on table clock_warnings is 'Who was warned of which clock, at half and four fifths of its time and when it was over: each once, for ever (threats I23).';
create index clock_warnings_to on clock_warnings (to_unit, to_whom);
create index clock_warnings_file on clock_warnings (file_id);

alter table clock_warnings enable row level security;
alter table clock_warnings force row level security;
create policy of_a_visible_file on clock_warnings for select using (exists (select 1 from files f where f.id = clock_warnings.file_id));
create policy of_a_file_there_is on clock_warnings for insert with check (exists (select 1 from files f where f.id = clock_warnings.file_id));
grant select, insert on clock_warnings to fengqiao_app;
