-- Who mediated the dispute a complaint is about reads nothing of the complaint's file: 0012 hid the complaint itself, while its events,
-- its papers and its parties still lay open at the database to her unit. Whatever hangs on a file follows the file.

-- Whether the asking person is among those a complaint is about. Runs as the owner: asked from the policy on files, it cannot ask
-- under a policy that asks for files again.
create function complained_of(of_file uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$ select exists (
  select 1 from complaints c where c.file_id = of_file and coalesce((c.facts -> 'mediators') ? setting('app.person'), false)) $$;
revoke execute on function complained_of(uuid) from public;
grant execute on function complained_of(uuid) to fengqiao_app;

-- The restriction is for whoever serves people; the owner, in whose name the function looks, reads all complaints.
drop policy not_to_who_mediated on complaints;
create policy not_to_who_mediated on complaints as restrictive for select to fengqiao_app
  using (coalesce(not (facts -> 'mediators') ? setting('app.person'), true));
create policy for_the_policy_on_files on complaints for select to current_user using (true);

do $$
declare c text;
begin
  foreach c in array array['select', 'update'] loop
    execute format('create policy complaints_not_to_who_mediated_%s on files as restrictive for %s to fengqiao_app
      using (kind <> ''complaint'' or not complained_of(id))', c, c);
  end loop;
end $$;
