-- Whoever carries a matter is looked for by unit (what they speak, who is on duty), and each step that asks the rules asks it of every unit
-- that could take it: without this, all posts of the county were read for each of them (docs/decisions/0090).
create index posts_unit on posts (unit_id);
