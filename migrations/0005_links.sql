-- Links that end, one-time codes, and messages that carry both without holding either.

-- Also the owner of a table is under its forced policies, unless he is a superuser: rows that are there could not be changed.
alter table links no force row level security;
alter table links add column id uuid, add column purpose text, add column until date;
-- A link made before this had its party's identifier for its own: its secret is computed from it, and receipts keep working.
update links set id = party_id, purpose = 'own';
alter table links
  alter column id set not null,
  alter column purpose set not null,
  drop constraint links_pkey,
  add primary key (id),
  add unique (token_hash),
  add unique (id, party_id, file_id),
  add check (purpose in ('own', 'invitation'));
alter table links force row level security;
comment on table links is 'A party''s secret links to her file, by the hash of the token: her own, and invitations that end. until: the last day it opens.';
grant update (until) on links to fengqiao_app;

create table one_time_codes (
  id uuid primary key,
  file_id uuid not null references files (id),
  party_id uuid not null references parties (id),
  reach_id uuid not null references sealed_values (id),
  purpose text not null check (purpose in ('sign')),
  about uuid not null,
  edition integer not null,
  made_at timestamptz not null,
  until timestamptz not null,
  day date not null,
  nth smallint not null check (nth between 1 and 5),
  tries smallint not null check (tries between 0 and 3),
  used_at timestamptz,
  unique (party_id, day, nth),
  unique (id, party_id, file_id)
);
comment on table one_time_codes is 'Codes sent to a party''s phone: the digits are computed from the id and stand nowhere. about, edition: the agreement, and the wording of it, that one proves a signature to. nth: of that day, five at most. tries: wrong ones.';
create index one_time_codes_file on one_time_codes (file_id);

create table wrong_guesses (
  day date primary key,
  guesses integer not null
);
comment on table wrong_guesses is 'How many one-time codes were guessed wrongly in the whole county on a day: beyond a budget no code is taken any more (threats D22).';

-- What a message carries belongs to the one it goes to: the key holds all three, so that no fault of ours sends a foreign link.
alter table effects
  add column link_id uuid,
  add column code_id uuid,
  add foreign key (link_id, to_party, file_id) references links (id, party_id, file_id),
  add foreign key (code_id, to_party, file_id) references one_time_codes (id, party_id, file_id);
comment on column effects.wording is 'Holds {link} and {code} where link_id and code_id say which: they are filled in at delivery alone.';

alter table looks drop constraint looks_what_check, drop constraint looks_check;
alter table looks
  add constraint looks_what_check check (what in ('page', 'reach', 'identity_number', 'invitation')),
  add constraint looks_check check (what in ('page', 'invitation') or reason is not null);

alter table one_time_codes enable row level security;
alter table one_time_codes force row level security;
create policy of_a_visible_file on one_time_codes for select using (exists (select 1 from files f where f.id = one_time_codes.file_id));
create policy changing_a_visible_file on one_time_codes for update using (exists (select 1 from files f where f.id = one_time_codes.file_id));
create policy into_the_seen_file on one_time_codes for insert with check (file_id = (select setting('app.seen'))::uuid);

grant select, insert on one_time_codes, wrong_guesses to fengqiao_app;
grant update (tries, used_at) on one_time_codes to fengqiao_app;
grant update (guesses) on wrong_guesses to fengqiao_app;
