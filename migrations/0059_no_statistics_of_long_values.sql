-- Values that are read with their row: what looks into them has come to the row by its file or its step. Sorting samples of them was half of
-- what keeping the planner's statistics cost while a county fills (docs/decisions/0085).
alter table events alter column actor set statistics 0, alter column input set statistics 0, alter column consequences set statistics 0,
  alter column prev_hash set statistics 0, alter column hash set statistics 0;
alter table papers alter column content set statistics 0;
alter table answers alter column body_hash set statistics 0, alter column reply set statistics 0;
