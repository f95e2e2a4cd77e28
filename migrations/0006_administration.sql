-- Administration after the set-up: who changed which place, unit, person or post, why, from what to what. No case data here.

create table administration_log (
  id uuid primary key,
  at timestamptz not null,
  by_person uuid not null references people (id),
  by_post uuid not null references posts (id),
  change text not null check (change in (
    'add_place', 'change_place', 'end_place', 'add_unit', 'change_unit', 'end_unit',
    'add_person', 'change_person', 'give_code', 'end_person', 'add_post', 'end_post')),
  about text not null check (about <> ''),
  place_code bigint references places (code),
  unit_id bigint references units (id),
  person_id uuid references people (id),
  before jsonb,
  after jsonb,
  reason text not null check (reason <> ''),
  test_time boolean not null,
  check (num_nonnulls(place_code, unit_id, person_id) = 1)
);
comment on table administration_log is 'Every change by an administrator (append-only): who, what, before, after, why, when. No secrets: never a password, a code or its hash.';
comment on column administration_log.about is 'What it was called on that day, so that the log reads by itself.';
create index administration_log_person on administration_log (person_id, id desc) where person_id is not null;
create index administration_log_unit on administration_log (unit_id, id desc) where unit_id is not null;

grant select, insert on administration_log to fengqiao_app;

-- A post ended before it began was never in force; it ends on the day before its first.
alter table posts add constraint posts_end_after_begin check (until is null or until >= from_on - 1);

-- 三员分立 (threats I33): a guardian holds no other post on any of her days, neither another guardian's nor an ordinary one.
-- An exclusion constraint would need an extension; this locks the person, so that two posts given at once see each other.
drop index one_guardian_role_a_person;
create function a_guardian_stands_alone() returns trigger language plpgsql as $$
declare
  guardians constant text[] := array['system_administrator', 'security_auditor', 'data_protection_officer'];
begin
  perform from people where id = new.person_id for no key update;
  if new.until < new.from_on then
    return new;
  end if;
  if exists (
    select from posts o
    where o.person_id = new.person_id and o.id <> new.id
      and (o.role = any (guardians) or new.role = any (guardians))
      and (o.until is null or (o.until >= o.from_on and o.until >= new.from_on))
      and (new.until is null or o.from_on <= new.until)
  ) then
    raise exception 'a guardian holds no other post (person %)', new.person_id
      using errcode = 'exclusion_violation', constraint = 'a_guardian_stands_alone', table = 'posts';
  end if;
  return new;
end $$;
create trigger a_guardian_stands_alone before insert or update on posts
  for each row execute function a_guardian_stands_alone();

-- Whether a unit still owes anything: two numbers and nothing else, for an administrator who sees no case. Row-level security
-- binds the owner too, so it looks over the whole county for as long as it counts, and gives back the narrow view.
create function open_work_of_unit(unit bigint, ended_disputes text[], ended_tasks text[], out files integer, out duties integer)
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  lo constant text := coalesce(current_setting('app.lo', true), '');
  hi constant text := coalesce(current_setting('app.hi', true), '');
begin
  perform set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
  select count(*) into files from files f join disputes d on d.file_id = f.id
  where d.status <> all (ended_disputes)
    and (f.responsible_unit = unit
      or exists (select from tasks t where t.file_id = f.id and t.unit_id = unit and t.status <> all (ended_tasks)));
  select count(*) into duties from clocks c where c.owes_unit = unit and c.state in ('running', 'paused');
  perform set_config('app.lo', lo, true), set_config('app.hi', hi, true);
end $$;
revoke execute on function open_work_of_unit(bigint, text[], text[]) from public;
grant execute on function open_work_of_unit(bigint, text[], text[]) to fengqiao_app;
