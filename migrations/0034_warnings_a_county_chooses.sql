-- When a rule warns and whom is part of the version a county chooses (docs/decisions/0047). What was chosen before warned as the
-- product does.

alter table clock_rule_versions
  add column half_at integer not null default 50,
  add column half_to text not null default 'owes',
  add column most_at integer not null default 80,
  add column most_to text not null default 'head',
  add column over_to text not null default 'centre';
alter table clock_rule_trials
  add column half_at integer not null default 50,
  add column half_to text not null default 'owes',
  add column most_at integer not null default 80,
  add column most_to text not null default 'head',
  add column over_to text not null default 'centre',
  add column half_now integer,
  add column half_then integer,
  add column most_now integer,
  add column most_then integer;
do $$
declare of_table text;
begin
  foreach of_table in array array['clock_rule_versions', 'clock_rule_trials'] loop
    execute format($f$alter table %1$I
      alter column half_at drop default, alter column half_to drop default, alter column most_at drop default,
      alter column most_to drop default, alter column over_to drop default,
      add constraint %2$I check (half_at between 1 and 99 and most_at between 2 and 100 and half_at < most_at),
      add constraint %3$I check (half_to in ('owes', 'head', 'centre')),
      add constraint %4$I check (most_to in ('owes', 'head', 'centre')),
      add constraint %5$I check (over_to in ('head', 'centre'))$f$,
      of_table, of_table || '_warns_in_order', of_table || '_half_to_check', of_table || '_most_to_check', of_table || '_over_to_check');
  end loop;
end $$;
comment on column clock_rule_versions.half_at is 'At how many hundredths of the time the first warning goes out; never after the day itself.';
comment on column clock_rule_trials.half_now is 'Of how many the first warning would have gone out, as it is now and as tried; not counted before 0034.';
