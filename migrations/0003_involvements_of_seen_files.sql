-- An involvement opens a file to a unit. It is written only for the file whose visibility was just established (app.seen):
-- naming one's own unit on a file one cannot see would be a way in (threats 2).
alter policy mine_or_of_a_seen_file on involvements with check (file_id = (select setting('app.seen'))::uuid);
