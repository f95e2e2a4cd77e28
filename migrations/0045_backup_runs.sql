-- When the whole was last put away, and when it was last tried to get it back (docs/decisions/0065). No case data. Written by the owner
-- alone, who reads every row to put it away; the server's login only looks.

create table backup_runs (
  id uuid primary key,
  kind text not null check (kind in ('backup', 'drill')),
  began_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null check (outcome in ('running', 'done', 'failed')),
  place text not null,
  bytes bigint check (bytes >= 0),
  says text not null,
  constraint a_run_that_is_over_says_when check ((outcome = 'running') = (ended_at is null))
);
create index backup_runs_by_time on backup_runs (kind, began_at desc);
comment on table backup_runs is 'Backups and restore drills, one row each, with how it ended in words for an administrator.';
comment on column backup_runs.bytes is 'What this run added to the place; null while it runs or when it failed.';

grant select on backup_runs to fengqiao_app;
