import { beforeAll, expect, test } from 'vitest'
import { newWorld, type TestWorld } from './world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})

/** The functions that pass row-level security, to use an index no policy lets through or to ask once a file; each applies the scope itself. */
const PAST_THE_POLICIES = ['find_files', 'lines_of', 'meetings_booked_for', 'similar_files', 'whole_file']

test('policies that are not for everybody are for the owner alone, for reading: for the search, for lists and for whole files', async () => {
  const { rows } = await world.owner.query(
    `select policyname, cmd, qual, with_check, roles::text[] as roles, tablename, pg_get_userbyid(c.relowner) as owner
     from pg_policies p join pg_class c on c.relname = p.tablename and c.relnamespace = 'public'::regnamespace
     where schemaname = 'public' and roles <> '{public}' order by tablename`,
  )
  expect(rows.map((row) => row.tablename)).toEqual([
    ...[
      'agreements',
      'clock_warnings',
      'clocks',
      'complaints',
      'dispute_words',
      'disputes',
      'events',
      'evidence',
      'files',
    ],
    ...[
      'involvements',
      'links',
      'looks',
      'mediations',
      'obligations',
      'packages',
      'parties',
      'referrals',
      'sealed_values',
    ],
    ...['supervisions', 'tasks', 'visits'],
  ])
  for (const { roles, owner, tablename: _, ...rest } of rows) {
    expect(roles).toEqual([owner])
    expect(rest).toEqual({ policyname: 'for_the_search', cmd: 'SELECT', qual: 'true', with_check: null })
  }
  const { rows: members } = await world.owner.query(
    `select pg_has_role(r.rolname, c.relowner, 'member') as is from pg_roles r, pg_class c
     where r.rolname = any ($1) and c.oid = 'files'::regclass`,
    [[new URL(world.serverUrl).username, new URL(world.workerUrl).username, 'fengqiao_app']],
  )
  expect(members.map((row) => row.is)).toEqual([false, false, false])
})

test('only the search, lists and whole files run as the owner among what the server may call, with a path of its own', async () => {
  const { rows } = await world.owner.query<{ name: string; config: string[] | null; anyone: boolean }>(
    `select p.proname as name, p.proconfig as config,
       exists (select from aclexplode(p.proacl) a where a.grantee = 0) or p.proacl is null as anyone
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege($1, p.oid, 'execute')
     order by 1`,
    [new URL(world.serverUrl).username],
  )
  expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(PAST_THE_POLICIES))
  for (const { name, config, anyone } of rows.filter((row) => PAST_THE_POLICIES.includes(row.name))) {
    expect(anyone, name).toBe(false)
    expect(config, name).toContain('search_path=pg_catalog, public, pg_temp')
  }
})

// Nor do `lines_of` and `whole_file`, which are asked after files there are in row-security.test.ts.
test('without a scope the search tells nothing', async () => {
  const found = await world.pool.query(
    `select * from find_files(null, '{}', '{}', '苗', 'both', null, null, null, null, null, null, null, null, null, null, null, true, 50, 1, 1)`,
  )
  expect(found.rows).toEqual([])
  const { rows } = await world.pool.query('select * from similar_files(gen_random_uuid(), 20)')
  expect(rows).toEqual([])
  const booked = await world.pool.query("select * from meetings_booked_for('2020-01-01', '2020-01-01')")
  expect(booked.rows).toEqual([])
})
