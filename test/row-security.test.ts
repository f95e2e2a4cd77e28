import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { inScope, nobody, type Scope, wholeCounty } from '#server/db/scope.ts'
import { scopeOf } from '#server/http/caller.ts'
import { enter, speaker } from './make.ts'
import { type Filed, fileMany, maySee, type Post, postsIn } from './small-county.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

const TODAY = '2026-03-02'
/** Tables that hold no case data; whatever else is in the schema must be under forced row-level security. */
const WITHOUT_CASES = [
  'answers',
  'county',
  'day_heads',
  'migrations',
  'people',
  'places',
  'posts',
  'sessions',
  'setup_codes',
  'sign_in_attempts',
  'units',
]

let world: TestWorld
let files: Filed[]
let posts: Post[]
let watchers: Post[]
let secured: string[]

beforeAll(async () => {
  setNow(`${TODAY}T01:00:00.000Z`)
  world = await newWorld()
  const app = await newApp(world)
  files = await fileMany(world, app, 40, { before: '2026-03-01', today: TODAY })
  const clerk = speaker(app, { cookie: await enter(world, 'gu.nianci') })
  for (const { id } of files.slice(0, 12)) await clerk.get(`/api/disputes/${id}`)
  posts = await postsIn(world)
  const places = new Set(files.map((file) => file.place))
  const units = new Set(files.flatMap((file) => file.involved.map((it) => it.unit)))
  // Everybody with something to see, and some without.
  watchers = posts.filter((post, nth) => places.has(post.place_code) || units.has(post.unit_id) || !post.role.startsWith('village') || nth % 20 === 0)
  const { rows } = await world.owner.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' order by 1")
  secured = rows.map((row) => row.name).filter((name) => !WITHOUT_CASES.includes(name))
})
afterAll(() => setNow(null))

const scopeFor = (post: Post, today = TODAY): Scope =>
  scopeOf({ token_hash: Buffer.alloc(0), began_at: '', actor: { ...post, kind: 'staff', name: '', unit_kind: 'town_centre', unit_name: '' } }, today)
const linkHash = (file: Filed): string => createHash('sha256').update(`link ${file.link}`).digest('hex')

/** A query without any predicate: what a forgotten scope would answer. */
const allOf = (scope: Scope, table: string): Promise<Record<string, unknown>[]> =>
  inScope(world.pool, scope, async (trx) => (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(trx)).rows)
const filesSeenIn = async (scope: Scope, table: string): Promise<string[]> => {
  const rows = await allOf(scope, table)
  return [...new Set(rows.map((row) => String(table === 'files' ? row.id : row.file_id)))].sort()
}

/** What one scope must see of each table: nothing more, and nothing less. Returns what is wrong, table by table. */
async function wrongFor(scope: Scope, visible: Filed[], own: (unit: number) => boolean, owned: Map<string, Set<string>>): Promise<string[]> {
  const ids = new Set(visible.map((file) => file.id))
  const wrong: string[] = []
  for (const table of secured) {
    const seen = await filesSeenIn(scope, table)
    // Involvements are the way in: there one's own are seen, also where they are over.
    const mine = files.filter((file) => file.involved.some(({ unit }) => own(unit))).map((file) => file.id)
    const expected = table === 'involvements' ? mine : [...(owned.get(table) ?? [])].filter((id) => ids.has(id))
    if (JSON.stringify(seen) !== JSON.stringify(expected.sort())) wrong.push(table)
  }
  return wrong
}

async function filesWithRows(): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const table of secured) {
    const { rows } = await world.owner.query<{ id: string }>(`select ${table === 'files' ? 'id' : 'file_id'} as id from ${table}`)
    found.set(table, new Set(rows.map((row) => row.id)))
  }
  return found
}

/** All watchers over all tables. Returns the tables in which anybody sees a row too many or too few. */
async function wrongTables(among: Post[]): Promise<string[]> {
  const owned = await filesWithRows()
  const wrong = new Set<string>()
  for (const post of among) {
    const visible = files.filter((file) => maySee(post, file, TODAY))
    const own = (unit: number): boolean => unit === post.unit_id && scopeFor(post).units.length > 0
    for (const table of await wrongFor(scopeFor(post), visible, own, owned)) wrong.add(table)
  }
  return [...wrong].sort()
}

test('every table with case data is under forced row-level security, and every table is either with or without', async () => {
  const { rows } = await world.owner.query<{ name: string; on: boolean; forced: boolean; policies: number; has_file: boolean }>(
    `select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
       (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('file_id', 'party_id', 'reach_id') and not a.attisdropped)
         or c.relname = 'files' as has_file
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'f', 'v') order by 1`,
  )
  for (const { name, has_file, ...state } of rows) {
    expect([name, has_file], name).toEqual([name, !WITHOUT_CASES.includes(name)])
    if (has_file) {
      expect({ name, on: state.on, forced: state.forced }).toEqual({ name, on: true, forced: true })
      expect(state.policies, name).toBeGreaterThan(0)
    }
  }
  expect(secured).toHaveLength(12)
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
    expect({ rolname, ...rights }).toEqual({ rolname, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false })
    expect(member_of, rolname).toEqual(rolname === 'fengqiao_app' ? null : ['fengqiao_app'])
  }
  const owned = await world.owner.query(
    `select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
     where r.rolname = any ($1) and n.nspname not in ('graphile_worker', 'pg_toast')`,
    [roles],
  )
  expect(owned.rows).toEqual([])
  const [server] = roles
  const ofServer = await world.owner.query('select count(*)::int as n from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = $1', [server])
  expect(ofServer.rows).toEqual([{ n: 0 }])
  const reach = await world.owner.query("select has_schema_privilege($1, 'graphile_worker', 'usage') as jobs, has_schema_privilege($1, 'public', 'create') as create", [server])
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
    for (const { name, rights } of rows) expect(rights.filter((right) => right !== 'update'), `${login} ${name}`).toEqual([])
    const frozen = ['events', 'looks', 'papers', 'day_heads', 'sealed_values', 'sign_in_attempts', 'migrations']
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
    answers: 'reply status',
    clocks: 'due_at due_on paused_days paused_on settled_event state',
    county: 'hotline is_demo name',
    disputes: 'facts other_side status version what_happened where_text wish',
    effects: 'answer attempts due_at settled_at state',
    files: 'head_hash head_seq place_code responsible_unit',
    involvements: 'until',
    links: 'revoked_at',
    parties: 'identity_id identity_paper name reach_id status version',
    people: 'activation_hash activation_until epoch left_on name password_hash totp_last_step totp_secret',
    places: 'kind name parent_code source until',
    posts: 'until',
    sessions: 'ended_at post_id seen_at',
    setup_codes: 'used_at',
    tasks: 'facts status version',
    units: 'address hours name phone takes_requests until',
  })
})

test('without a scope there are no rows: on a fresh connection, and after a transaction that had one', async () => {
  const client = new pg.Client({ connectionString: world.serverUrl })
  await client.connect()
  const counts = async (): Promise<number[]> => {
    const found: number[] = []
    for (const table of secured) found.push((await client.query(`select * from ${table}`)).rows.length)
    return found
  }
  try {
    expect(await counts()).toEqual(secured.map(() => 0))
    for (const end of ['commit', 'rollback']) {
      await client.query('begin')
      const [county] = files
      for (const [name, value] of [['lo', '0'], ['hi', '999999999999999'], ['units', '{1,2,3}'], ['today', TODAY], ['holder_of', county?.id], ['seen', county?.id]]) {
        await client.query('select set_config($1, $2, true)', [`app.${name}`, value])
      }
      expect((await client.query('select * from files')).rows).toHaveLength(files.length)
      await client.query(end)
      expect(await counts()).toEqual(secured.map(() => 0))
    }
  } finally {
    await client.end()
  }
  for (const table of secured) expect(await allOf(nobody(TODAY), table), table).toEqual([])
})

test('each post sees in each table exactly the rows of the files it may see, even where a query forgets its predicate', async () => {
  expect(watchers.length).toBeGreaterThan(60)
  expect(await wrongTables(watchers)).toEqual([])
  const shares = watchers.map((post) => files.filter((file) => maySee(post, file, TODAY)).length)
  expect(shares.filter((share) => share > 0 && share < files.length).length).toBeGreaterThan(20)
  for (const table of secured) expect((await filesSeenIn(wholeCounty(TODAY), table)).length > 0 || table === 'involvements', table).toBe(true)
})

test('an involvement shows its file until its last day, and no longer', async () => {
  const ended = files.flatMap((file) => file.involved.map((it) => ({ file, ...it }))).filter((it) => it.until === TODAY)
  expect(ended.length).toBeGreaterThan(2)
  for (const { file, unit } of ended) {
    const guest = posts.find((post) => post.unit_id === unit && !maySee({ ...post, unit_id: -1 }, file, TODAY))
    if (!guest || file.involved.some((it) => it.unit === unit && it.until === null)) continue
    expect(await filesSeenIn(scopeFor(guest), 'events')).toContain(file.id)
    for (const table of ['files', 'events', 'parties', 'sealed_values', 'clocks']) {
      expect(await filesSeenIn(scopeFor(guest, '2026-03-03'), table), table).not.toContain(file.id)
    }
  }
})

test('a secret link shows itself by its hash, its holder her own file, and neither anything else', async () => {
  const [mine, other] = files
  if (!mine || !other) throw new Error('no files')
  const byLink = { ...nobody(TODAY), link: linkHash(mine) }
  expect(await allOf(byLink, 'links')).toMatchObject([{ file_id: mine.id }])
  for (const table of secured) if (table !== 'links') expect(await allOf(byLink, table), table).toEqual([])
  expect(await allOf({ ...nobody(TODAY), link: linkHash({ ...mine, link: 'a'.repeat(26) }) }, 'links')).toEqual([])
  const holder = { ...nobody(TODAY), holder_of: mine.id }
  for (const table of secured) {
    expect((await filesSeenIn(holder, table)).filter((id) => id !== mine.id), table).toEqual([])
  }
  expect(await filesSeenIn(holder, 'parties')).toEqual([mine.id])
})

test('rows of a file one cannot see are neither inserted nor changed', async () => {
  const village = watchers.find((post) => post.role === 'village_director' && files.some((file) => maySee(post, file, TODAY)))
  if (!village) throw new Error('nobody at a station with files')
  const foreign = files.filter((file) => !maySee(village, file, TODAY)).map((file) => file.id)
  const owned = files.filter((file) => maySee(village, file, TODAY)).map((file) => file.id)
  // The key columns get fresh values, so that only the policy can refuse.
  const fresh: Record<string, string> = { events: "'id', gen_random_uuid(), 'seq', 9999", links: "'token_hash', '\\x' || md5(random()::text)", files: "'id', gen_random_uuid(), 'code', gen_random_uuid(), 'short_code', gen_random_uuid()", disputes: "'id', gen_random_uuid()" }
  const insertCopy = async (table: string, of: string[]): Promise<string> => {
    const { rows } = await world.owner.query<{ row: object }>(
      `select to_jsonb(t) || jsonb_build_object(${fresh[table] ?? "'id', gen_random_uuid()"}) as row from ${table} t where ${table === 'files' ? 'id' : 'file_id'} = any ($1) limit 1`,
      [of],
    )
    if (!rows[0]) return 'no row'
    const row = JSON.stringify(rows[0].row)
    return inScope(world.pool, scopeFor(village), async (trx) => {
      await sql`insert into ${sql.table(table)} select * from jsonb_populate_record(null::${sql.table(table)}, ${row}::jsonb)`.execute(trx)
      throw new Error('went through')
    }).catch((error: Error & { code?: string }) => error.code ?? error.message)
  }
  for (const table of secured) expect([table, await insertCopy(table, foreign)]).toEqual([table, '42501'])
  // Of a file she sees the same rows go in (but for what is unique a file, and for involvements, which open a file).
  for (const table of secured) {
    const expected = { disputes: '23505', involvements: '42501' }[table] ?? 'went through'
    expect([table, await insertCopy(table, owned)], table).toEqual([table, owned.length > 0 ? expected : '42501'])
  }

  const touched = await inScope(world.pool, scopeFor(village), async (trx) => {
    const results = await Promise.all([
      sql`update files set head_seq = 99 where id = any (${foreign}::uuid[])`.execute(trx),
      sql`update disputes set status = 'closed' where file_id = any (${foreign}::uuid[])`.execute(trx),
      sql`update clocks set due_on = '2030-01-01' where file_id = any (${foreign}::uuid[])`.execute(trx),
      sql`update parties set name = 'x' where file_id = any (${foreign}::uuid[])`.execute(trx),
      sql`update links set revoked_at = ${`${TODAY}T00:00:00Z`}::timestamptz where file_id = any (${foreign}::uuid[])`.execute(trx),
    ])
    return results.map((result) => Number(result.numAffectedRows))
  })
  expect(touched).toEqual([0, 0, 0, 0, 0])
})

test('nobody opens a file to herself by naming her own unit on it', async () => {
  const village = watchers.find((post) => post.role === 'village_director')
  const foreign = files.find((file) => village && !maySee(village, file, TODAY))
  if (!village || !foreign) throw new Error('nothing foreign')
  const inviteMyself = inScope(world.pool, scopeFor(village), (trx) =>
    sql`insert into involvements (id, file_id, unit_id, as_what) values (gen_random_uuid(), ${foreign.id}, ${village.unit_id}, 'handling')`.execute(trx),
  )
  await expect(inviteMyself).rejects.toMatchObject({ code: '42501' })
})

test('a policy dropped, opened wide or switched off is noticed, each of them', async () => {
  const { rows } = await world.owner.query<{ name: string; table: string; using: string; check: string | null }>(
    `select policyname as name, tablename as table, qual as using, with_check as check from pg_policies where schemaname = 'public' order by 2, 1`,
  )
  expect(rows.map((row) => row.table)).toEqual(secured)
  const few = watchers.filter((post) => files.some((file) => maySee(post, file, TODAY)) && post.place_code % 1e9 !== 0).slice(0, 6)
  const owner = (text: string): Promise<unknown> => world.owner.query(text)
  for (const { name, table, using, check } of rows) {
    const saboteurs: [string, string, string][] = [
      ['opened', `alter policy ${name} on ${table} using (true)`, `alter policy ${name} on ${table} using (${using})`],
      ['dropped', `drop policy ${name} on ${table}`, `create policy ${name} on ${table} using (${using})${check ? ` with check (${check})` : ''}`],
      ['switched off', `alter table ${table} disable row level security`, `alter table ${table} enable row level security`],
    ]
    for (const [what, spoil, mend] of saboteurs) {
      await owner(spoil)
      const noticed = await wrongTables(few)
      await owner(mend)
      expect(noticed, `${table} ${what}`).toContain(table)
    }
  }
  expect(await wrongTables(few)).toEqual([])
})
