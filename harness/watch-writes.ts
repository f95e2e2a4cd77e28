import type { TestWorld } from '#test/world.ts'

/**
 * What even a refused request may write, and why. Everything else it leaves as it was.
 * `sign_in_attempts`: a wrong try counts, and is counted before it is judged. `wrong_guesses`, `one_time_codes`: so does a wrong
 * code. `sessions`: whoever asks is still there, whatever she is told.
 */
const MAY_BE_WRITTEN = ['sign_in_attempts', 'wrong_guesses', 'one_time_codes', 'sessions']

/**
 * An eye on every table of this database: each row written, and not rolled back, leaves its table's name. Only a request that
 * took a connection is looked after, since no other can have written.
 */
export async function watchWrites(world: TestWorld) {
  await world.owner.query(`create unlogged table written (tab text not null);
    create function note_written() returns trigger language plpgsql security definer set search_path = public
      as $$ begin insert into written values (tg_table_name); return null; end $$;
    do $$ declare t record; begin
      for t in select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname = 'public' and tablename <> 'written' loop
        execute format('create trigger zz_written after insert or update or delete on %s for each row execute function note_written()', t.name);
      end loop; end $$`)
  let touched = true
  world.pool.on('acquire', () => {
    touched = true
  })
  return {
    /** The tables written since it was last asked, each once; those a refused request may write are left out. */
    async since(): Promise<string[]> {
      if (!touched) return []
      touched = false
      const { rows } = await world.owner.query<{ tab: string }>('delete from written returning tab')
      return [...new Set(rows.map(({ tab }) => tab))].filter((tab) => !MAY_BE_WRITTEN.includes(tab))
    },
  }
}
