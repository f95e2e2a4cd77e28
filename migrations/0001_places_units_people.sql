-- Places, units, people: what the county is. No case data here, so no row-level security on it.

-- The server signs in as a login that inherits this role; it owns nothing and cannot bypass row-level security.
do $$ begin
  if not exists (select from pg_roles where rolname = 'fengqiao_app') then
    create role fengqiao_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
end $$;

grant usage on schema public to fengqiao_app;

create table county (
  only_one boolean primary key default true check (only_one),
  name text not null,
  place_code bigint not null,
  hotline text not null,
  is_demo boolean not null
);
comment on table county is 'The county this database belongs to: one row. is_demo: filled by the demo; its one-click entry also closes for ever with the first person who is not of the demo.';

create table places (
  code bigint primary key check (code between 100000000000000 and 999999999999999),
  level text not null check (level in ('county', 'town', 'village', 'grid')),
  kind text not null check (kind in ('county', 'town', 'street', 'village', 'community', 'grid', 'other')),
  name text not null check (name <> ''),
  parent_code bigint references places (code),
  source text not null,
  until date
);
comment on table places is 'Places as 15-digit integers: the 12-digit official code times 1000, plus the grid. An area is a range of codes.';
create index places_parent on places (parent_code);

create table units (
  id bigint generated always as identity primary key,
  number integer not null unique check (number between 1 and 9999),
  kind text not null check (kind in (
    'political_legal_committee', 'county_centre', 'court', 'tribunal', 'procuratorate', 'public_security_bureau',
    'police_station', 'traffic_police', 'justice_bureau', 'justice_office', 'legal_service_centre', 'legal_aid_centre',
    'notary_office', 'petition_bureau', 'labour_arbitration', 'land_arbitration', 'administrative_review',
    'department', 'town_government', 'town_centre', 'village_centre',
    'village_committee', 'town_committee', 'trade_committee')),
  name text not null unique,
  place_code bigint not null references places (code),
  parent_id bigint references units (id),
  phone text not null,
  address text not null,
  hours text not null,
  takes_requests boolean not null,
  until date
);
comment on table units is 'Units of domain 1.1. takes_requests: requests from its place land on this unit''s desk.';
create unique index one_receiver_per_place on units (place_code) where takes_requests and until is null;
create index units_place on units (place_code);

create table people (
  id uuid primary key,
  name text not null,
  sign_in_name text not null unique check (sign_in_name = lower(sign_in_name)),
  password_hash text,
  totp_secret text,
  totp_last_step bigint not null default 0,
  epoch integer not null default 1,
  is_demo boolean not null default false,
  activation_hash bytea unique,
  activation_until timestamptz,
  created_at timestamptz not null,
  left_on date
);
comment on column people.epoch is 'Rises with every change of a right or secret; a session of an older epoch is over at its next request.';
comment on column people.totp_secret is 'Encrypted with the field key; the code step last used is in totp_last_step, so a code works once.';

create table posts (
  id uuid primary key,
  person_id uuid not null references people (id),
  unit_id bigint not null references units (id),
  role text not null check (role in (
    'grid_worker', 'village_mediator', 'village_director', 'town_intake', 'town_director', 'justice_officer',
    'county_intake', 'county_dispatcher', 'county_leader',
    'system_administrator', 'security_auditor', 'data_protection_officer')),
  from_on date not null,
  until date
);
comment on table posts is 'A person in a unit, in a role, from a day until a day. A session acts under exactly one post.';
create index posts_person on posts (person_id);
-- 三员分立 (threats I33): the three guardians are three people.
create unique index one_guardian_role_a_person on posts (person_id)
  where role in ('system_administrator', 'security_auditor', 'data_protection_officer') and until is null;

create table sessions (
  token_hash bytea primary key,
  person_id uuid not null references people (id),
  post_id uuid not null references posts (id),
  epoch integer not null,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  address text not null
);
comment on table sessions is 'Staff sessions by the hash of their token; ended, never deleted while the audit needs them.';
create index sessions_person on sessions (person_id);

create table sign_in_attempts (
  id uuid primary key,
  name_hash bytea not null,
  address text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('ok', 'wrong', 'locked'))
);
comment on table sign_in_attempts is 'Every attempt, by the keyed hash of the name typed: the lock-out is computed from these rows alone.';
create index sign_in_attempts_name on sign_in_attempts (name_hash, at desc);
create index sign_in_attempts_address on sign_in_attempts (address, at desc);

create table setup_codes (
  code_hash bytea primary key,
  made_at timestamptz not null,
  used_at timestamptz
);
comment on table setup_codes is 'One-time codes of the set-up address printed at a first start without the demo.';

grant select on county, places, units, people, posts, sessions, sign_in_attempts, setup_codes to fengqiao_app;
grant insert on county, places, units, people, posts, sessions, sign_in_attempts, setup_codes to fengqiao_app;
grant update (name, hotline, is_demo) on county to fengqiao_app;
grant update (kind, name, parent_code, source, until) on places to fengqiao_app;
grant update (name, phone, address, hours, takes_requests, until) on units to fengqiao_app;
grant update (name, password_hash, totp_secret, totp_last_step, epoch, activation_hash, activation_until, left_on) on people to fengqiao_app;
grant update (until) on posts to fengqiao_app;
grant update (seen_at, ended_at, post_id) on sessions to fengqiao_app;
grant update (used_at) on setup_codes to fengqiao_app;
