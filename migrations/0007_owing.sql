-- A duty of a unit may be taken on by one of its people: the row then names both, and falls back to the unit when she leaves.

alter table clocks drop constraint clocks_check2;
alter table clocks add constraint clocks_owes_check check (case owes_kind
  when 'unit' then owes_unit is not null and num_nonnulls(owes_person, owes_party) = 0
  when 'person' then num_nonnulls(owes_unit, owes_person) = 2 and owes_party is null
  else owes_party is not null and num_nonnulls(owes_unit, owes_person) = 0 end);
comment on column clocks.owes_unit is 'The unit that owes it, or for which owes_person does.';
grant update (owes_kind, owes_unit, owes_person, owes_party) on clocks to fengqiao_app;
