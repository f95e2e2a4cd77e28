-- The ledger leaves the product as a workbook: the log says who took which part of it out, and how many lines.
-- What the check allowed until now stays allowed: only the new word is added.
do $$
declare
  known text;
begin
  select pg_get_constraintdef(oid) into strict known from pg_constraint
  where conname = 'administration_log_change_check' and conrelid = 'administration_log'::regclass;
  execute 'alter table administration_log drop constraint administration_log_change_check';
  execute 'alter table administration_log add constraint administration_log_change_check '
    || replace(known, 'ARRAY[', 'ARRAY[''export_ledger''::text, ');
end $$;
comment on table administration_log is 'Every change by an administrator and every export of the ledger (append-only): who, what, before, after, why, when. No secrets: never a password, a code or its hash.';
