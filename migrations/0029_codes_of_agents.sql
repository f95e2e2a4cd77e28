-- An agent's codes are counted apart: whatever he asks for, five a day are left to the party herself.
alter table one_time_codes drop constraint one_time_codes_party_id_day_nth_key;
create unique index one_time_codes_nth_of_day on one_time_codes (party_id, agent_id, day, nth) nulls not distinct;
comment on column one_time_codes.nth is 'Of that day, five at most: of the party''s own where agent_id is null, else of this agent''s.';
