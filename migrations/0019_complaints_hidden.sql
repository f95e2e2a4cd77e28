-- Who mediated the dispute a complaint is about reads nothing of the complaint's file: 0012 hid the complaint itself, while its events,
-- its papers and its links still lay open at the database to her unit. Whatever hangs on a file follows the file.

-- Whether this person is among those a complaint is about. Runs as the owner and as nobody in particular: the policies it meets
-- on its way then hide nothing from it, and do not ask it again.
create function complained_of(of_file uuid, person text) returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  found_it boolean;
begin
  perform set_config('app.person', '', true);
  found_it := exists (select 1 from complaints c where c.file_id = of_file and coalesce((c.facts -> 'mediators') ? complained_of.person, false));
  perform set_config('app.person', complained_of.person, true);
  return found_it;
end $$;
revoke execute on function complained_of(uuid, text) from public;
grant execute on function complained_of(uuid, text) to fengqiao_app;

do $$
declare c text;
begin
  foreach c in array array['select', 'update'] loop
    execute format('create policy complaints_not_to_who_mediated_%s on files as restrictive for %s using (
      case when kind = ''complaint'' and setting(''app.person'') is not null then not complained_of(id, setting(''app.person'')) else true end)', c, c);
  end loop;
end $$;
