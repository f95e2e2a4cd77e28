-- Word to the police (人民调解法 25): an effect that goes to a unit, or, where no station is known, to nobody of ours.
alter table effects drop constraint effects_kind_check;
alter table effects add constraint effects_kind_check check (kind in ('text_message', 'police_report'));
alter table effects alter column to_party drop not null;
alter table effects add column to_unit bigint references units (id);
alter table effects add constraint effects_to_check check (
  (kind = 'text_message') = (to_party is not null) and (kind = 'police_report' or to_unit is null)
);
comment on column effects.to_unit is 'The police station a report is for; null where the list of units has none near the matter.';
