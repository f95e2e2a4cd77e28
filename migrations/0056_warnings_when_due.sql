-- The worker looks for warnings every ten seconds: at those whose time has come, not at everything that runs (docs/decisions/0078).
alter table clocks add column look_at timestamptz default '1970-01-01T00:00:00Z';
comment on column clocks.look_at is 'Not before this instant has the clock a warning to be told; null where all were told. A clock that starts or gets another day is looked at at once.';
grant update (look_at) on clocks to fengqiao_app;
create index clocks_look on clocks (look_at, id) where state = 'running' and owes_unit is not null and look_at is not null;

-- What a head or a centre was told of and still runs, in the order of the desk: what was told in all the years before is passed by.
alter table clocks add column told_head bigint, add column told_centre bigint;
comment on column clocks.told_head is 'The unit whose head was told of it last, as clock_warnings has it; kept by the worker, checked by verify.';
comment on column clocks.told_centre is 'The unit above that was told of it last.';
grant update (told_head, told_centre) on clocks to fengqiao_app;
alter table clocks no force row level security;
alter table clock_warnings no force row level security;
update clocks c set told_head = t.head, told_centre = t.centre from (
  select clock_id, (array_agg(to_unit order by at desc, level) filter (where to_whom = 'head'))[1] as head,
    (array_agg(to_unit order by at desc, level) filter (where to_whom = 'centre'))[1] as centre
  from clock_warnings group by clock_id) t where t.clock_id = c.id;
alter table clocks force row level security;
alter table clock_warnings force row level security;
create index clocks_told_head on clocks (told_head, due_on) where state = 'running' and told_head is not null;
create index clocks_told_centre on clocks (told_centre, due_on) where state = 'running' and told_centre is not null;
