-- Of what somebody is in herself the desk reads what she is in still, and not all she ever was in (docs/decisions/0097).
create index involvements_still on involvements (person_id, (case when until is null then 'infinity' else until end)) include (file_id, as_what, unit_id, until, id)
  where person_id is not null;

-- Meetings are found by the day files know of, under the policies of whoever asks.
drop function my_meetings(text, text);

-- In the order a desk shows them: what nobody of a unit took on, and what one of its people did.
drop index clocks_owing;
drop index clocks_owing_person;
create index clocks_owing on clocks (owes_unit, due_on, id) where state = 'running' and owes_person is null;
create index clocks_owing_person on clocks (owes_unit, owes_person, due_on, id) where state = 'running' and owes_person is not null;
