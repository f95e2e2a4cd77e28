import { beforeAll, expect, test } from 'vitest'
import { newWorld, type TestWorld } from './world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})

test('the roles of the server and the worker own no table of ours, cannot pass row-level security, and cannot become who can', async () => {
  const roles = [new URL(world.serverUrl).username, new URL(world.workerUrl).username, 'fengqiao_app']
  const { rows } = await world.owner.query(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
       (select array_agg(g.rolname::text) from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as member_of
     from pg_roles r where rolname = any ($1)`,
    [roles],
  )
  expect(rows).toHaveLength(3)
  for (const { rolname, member_of, ...rights } of rows) {
    expect({ rolname, ...rights }).toEqual({
      rolname,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
    })
    expect(member_of, rolname).toEqual(rolname === 'fengqiao_app' ? null : ['fengqiao_app'])
  }
  const owned = await world.owner.query(
    `select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
     where r.rolname = any ($1) and n.nspname not in ('graphile_worker', 'pg_toast')`,
    [roles],
  )
  expect(owned.rows).toEqual([])
  const [server] = roles
  const ofServer = await world.owner.query(
    'select count(*)::int as n from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = $1',
    [server],
  )
  expect(ofServer.rows).toEqual([{ n: 0 }])
  const reach = await world.owner.query(
    "select has_schema_privilege($1, 'graphile_worker', 'usage') as jobs, has_schema_privilege($1, 'public', 'create') as create",
    [server],
  )
  expect(reach.rows).toEqual([{ jobs: false, create: false }])
})

test('nobody of the product can delete or empty anything, nor change what was written for ever', async () => {
  for (const url of [world.serverUrl, world.workerUrl]) {
    const login = new URL(url).username
    const { rows } = await world.owner.query<{ name: string; rights: string[] }>(
      `select tablename as name, array_remove(array[
         case when has_table_privilege($1, 'public.' || tablename, 'DELETE') then 'delete' end,
         case when has_table_privilege($1, 'public.' || tablename, 'TRUNCATE') then 'truncate' end,
         case when has_table_privilege($1, 'public.' || tablename, 'TRIGGER') then 'trigger' end,
         case when has_table_privilege($1, 'public.' || tablename, 'REFERENCES') then 'references' end,
         case when has_any_column_privilege($1, 'public.' || tablename, 'UPDATE') then 'update' end], null) as rights
       from pg_tables where schemaname = 'public'`,
      [login],
    )
    for (const { name, rights } of rows)
      expect(
        rights.filter((right) => right !== 'update'),
        `${login} ${name}`,
      ).toEqual([])
    const frozen = [
      'administration_log',
      'checks',
      'emergency_codes',
      'restarts',
      'answers',
      'backup_runs',
      'duty_weeks',
      'events',
      'looks',
      'papers',
      'reception_files',
      'register_entries',
      'register_items',
      'register_units',
      'docket_patterns',
      'template_ends',
      'template_releases',
      'template_versions',
      'wording_releases',
      'wording_versions',
      'rule_editions',
      'day_heads',
      'sealed_values',
      'sign_in_attempts',
      'migrations',
    ]
    for (const { name, rights } of rows) if (frozen.includes(name)) expect(rights, `${login} ${name}`).toEqual([])
    expect(rows.filter((row) => frozen.includes(row.name))).toHaveLength(frozen.length)
  }
})

test('the columns that may change are these and no others', async () => {
  const { rows } = await world.owner.query<{ name: string; columns: string }>(
    `select c.relname as name, string_agg(a.attname, ' ' order by a.attname) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_column_privilege($1, c.oid, a.attnum, 'UPDATE')
     group by 1 order by 1`,
    [new URL(world.serverUrl).username],
  )
  expect(Object.fromEntries(rows.map((row) => [row.name, row.columns]))).toEqual({
    agreements: 'facts status version',
    alarms: 'acknowledged_at acknowledged_by calm_since reading until worst',
    batches: 'left_out undone_at undone_because',
    clocks:
      'calendar_version due_at due_on look_at owes_kind owes_party owes_person owes_unit paused_days paused_on settled_event state told_centre told_head',
    complaints: 'facts status version',
    county: 'hotline is_demo name',
    dispute_words: 'minhash tokens',
    denials: 'times',
    disputes: 'dispute_type facts other_side status version what_happened where_text wish',
    docket_books: 'last',
    dockets: 'voided_at voided_because',
    effects: 'answer attempts due_at settled_at state',
    evidence: 'facts status version',
    files:
      'colour dispute_type head_hash head_seq late_on ledger meets_at moved_at moved_by owed_on place_code responsible_unit stage',
    holiday_notices: 'moved recounted_at recounted_to',
    involvements: 'until',
    links: 'revoked_at until',
    measurements: 'at beat figures readings running',
    mediations: 'facts status version',
    members: 'ticked',
    obligations: 'facts status version',
    one_time_codes: 'tries used_at',
    packages: 'facts status version',
    parties: 'facts identity_id identity_paper name reach_id status version',
    people: 'activation_hash activation_until epoch languages left_on name password_hash totp_last_step totp_secret',
    places: 'became from_on kind name parent_code source until',
    posts: 'until',
    referrals: 'facts status version',
    rooms: 'until',
    sessions: 'ended_at post_id seen_at',
    setup_codes: 'used_at',
    successions: 'finished_at',
    supervisions: 'facts status version',
    tasks: 'facts status unit_id version',
    units: 'address hours name phone place_code short_name takes_requests until',
    uploads:
      'changed_at claim kept_at kind no_preview pages pages_read previews received refused_as sha256 state tries',
    visits: 'facts status version',
    wrong_guesses: 'guesses',
  })
})
