-- Lengths a county chose for its clocks (docs/decisions/0037). What it never touched is as the code has it; no case data here.

create table clock_rule_trials (
  id uuid primary key,
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  rule text not null,
  amount integer not null check (amount >= 0),
  unit text not null check (unit in ('day', 'working_day', 'month', 'minute', 'hour')),
  since date not null,
  clocks integer not null,
  late_now integer not null,
  late_then integer not null
);
comment on table clock_rule_trials is 'A length tried on the clocks behind us (append-only): how many ran, how many were late, how many would have been. Counts only.';

create table clock_rule_versions (
  rule text not null,
  version integer not null check (version >= 100),
  amount integer not null check (amount >= 0),
  unit text not null check (unit in ('day', 'working_day', 'month', 'minute', 'hour')),
  from_on date not null,
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  reason text not null check (reason <> ''),
  trial uuid not null unique references clock_rule_trials (id),
  test_time boolean not null,
  primary key (rule, version)
);
comment on table clock_rule_versions is 'Lengths the county chose (append-only): for clocks that start later. A running clock keeps the version it was started with.';
comment on column clock_rule_versions.version is 'The product''s own versions are below 100.';
comment on column clock_rule_versions.trial is 'The trial it was chosen after: one choice a trial.';

grant select, insert on clock_rule_trials, clock_rule_versions to fengqiao_app;
