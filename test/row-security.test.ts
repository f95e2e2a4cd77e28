import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADVISING_ROLES, DIRECTING_ROLES } from '#domain/organisations/words.ts'
import { setNow } from '#server/clock.ts'
import { makePool } from '#server/db/connection.ts'
import { inScope, nobody, type Scope, wholeCounty } from '#server/db/scope.ts'
import { loadFile } from '#server/disputes/load.ts'
import { CHANGES, OF_A_UNIT, type RowWatch, TODAY, WITHOUT_CASES, watchRows } from './row-watch.ts'
import { type Filed, maySee, type Post, scopeFor } from './small-county.ts'
import { newWorld, type TestWorld } from './world.ts'

/** A day when guests have left. */
const LATER = '2026-03-03'

let world: TestWorld
let watch: RowWatch
/** Somebody who sees some files and not others, with rows of every table on both sides. */
let town: Post
beforeAll(async () => {
  world = await newWorld()
  watch = await watchRows(world)
  const shares = watch.posts
    .filter((post) => post.role === 'town_intake')
    .map((post) => ({ post, sees: watch.visibleTo(post).length }))
  const [most] = shares.sort((one, other) => other.sees - one.sees)
  if (!most) throw new Error('no town')
  town = most.post
})
afterAll(() => setNow(null))

const linkHash = (file: Filed): string => createHash('sha256').update(`link ${file.link}`).digest('hex')

test('every table with case data is under forced row-level security, and every table is either with or without', async () => {
  const { rows } = await world.owner.query<{
    name: string
    on: boolean
    forced: boolean
    policies: number
    has_file: boolean
  }>(
    `select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
       (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('file_id', 'party_id', 'reach_id') and not a.attisdropped)
         or c.relname = 'files' as has_file
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'f', 'v') order by 1`,
  )
  for (const { name, has_file, on, forced, policies } of rows) {
    expect([name, has_file]).toEqual([name, !WITHOUT_CASES.includes(name)])
    if (!has_file) continue
    expect({ name, on, forced }).toEqual({ name, on: true, forced: true })
    expect(policies, name).toBeGreaterThan(0)
  }
  expect(watch.secured).toHaveLength(30)
})

test('without a scope there are no rows: on a fresh connection, and after a transaction that had one', async () => {
  const client = new pg.Client({ connectionString: world.serverUrl })
  await client.connect()
  const counts = async (): Promise<number[]> => {
    const found: number[] = []
    for (const table of watch.secured) found.push((await client.query(`select * from ${table}`)).rows.length)
    return found
  }
  const none = watch.secured.map(() => 0)
  const whole = {
    lo: '0',
    hi: '999999999999999',
    units: '{1,2,3}',
    today: TODAY,
    holder_of: watch.files[0]?.id,
    seen: watch.files[0]?.id,
  }
  try {
    expect(await counts()).toEqual(none)
    for (const end of ['commit', 'rollback']) {
      await client.query('begin')
      for (const [name, value] of Object.entries(whole))
        await client.query('select set_config($1, $2, true)', [`app.${name}`, value])
      expect((await client.query('select * from files')).rows).toHaveLength(watch.files.length)
      await client.query(end)
      expect(await counts()).toEqual(none)
    }
  } finally {
    await client.end()
  }
  for (const table of watch.secured) expect(await watch.allOf(nobody(TODAY), table), table).toEqual([])
})

test('each post reads in each table exactly the rows of the files it may see, even where a query forgets its predicate', async () => {
  expect(watch.watchers.length).toBeGreaterThan(60)
  expect(await watch.wrongToRead(watch.watchers)).toEqual([])
  const shares = watch.watchers.map((post) => watch.visibleTo(post).length)
  expect(shares.filter((share) => share > 0 && share < watch.files.length).length).toBeGreaterThan(20)
  // The county as a whole sees rows in every table: none of them is empty here.
  for (const table of watch.secured.filter((name) => name !== 'involvements')) {
    expect((await watch.filesSeenIn(wholeCounty(TODAY), table)).length, table).toBeGreaterThan(0)
  }
})

test('an involvement shows its file until its last day, and no longer', async () => {
  const ending = watch.files.flatMap((file) =>
    file.involved.filter((it) => it.until === TODAY).map(({ unit }) => ({ file, unit })),
  )
  let tried = 0
  for (const { file, unit } of ending) {
    const guest = watch.posts.find(
      (post) => post.unit_id === unit && maySee(post, file, TODAY) && !maySee({ ...post, unit_id: -1 }, file, TODAY),
    )
    if (!guest || file.involved.some((it) => it.unit === unit && it.until === null)) continue
    tried += 1
    for (const table of ['files', 'events', 'parties', 'sealed_values', 'clocks']) {
      expect(await watch.filesSeenIn(scopeFor(guest, TODAY), table), table).toContain(file.id)
      expect(await watch.filesSeenIn(scopeFor(guest, LATER), table), table).not.toContain(file.id)
    }
  }
  expect(tried).toBeGreaterThan(1)
})

test('a secret link shows itself by its hash, its holder her own file, and neither anything else', async () => {
  const [mine] = watch.files
  if (!mine) throw new Error('no files')
  const byLink = { ...nobody(TODAY), link: linkHash(mine) }
  expect(await watch.allOf(byLink, 'links')).toMatchObject([{ file_id: mine.id }])
  for (const table of watch.secured.filter((name) => name !== 'links'))
    expect(await watch.allOf(byLink, table), table).toEqual([])
  expect(await watch.allOf({ ...nobody(TODAY), link: linkHash({ ...mine, link: 'a'.repeat(26) }) }, 'links')).toEqual(
    [],
  )
  const holder = { ...nobody(TODAY), holder_of: mine.id }
  for (const table of watch.secured) {
    expect(
      (await watch.filesSeenIn(holder, table)).filter((id) => id !== mine.id),
      table,
    ).toEqual([])
  }
  expect(await watch.filesSeenIn(holder, 'parties')).toEqual([mine.id])
})

/** The files of which lines are told to somebody, who asks after all there are. */
const linesToldTo = (scope: Scope): Promise<string[]> =>
  inScope(world.pool, scope, async (trx) => {
    const ids = `{${watch.files.map((file) => file.id)}}`
    const { rows } = await sql<{
      file_id: string
    }>`select file_id from lines_of(${ids}::uuid[], 1, false, false, false, '{}', '{}', '2026-01-01')`.execute(trx)
    return rows.map((row) => row.file_id).sort()
  })

/** The first post to which other files are told than it may see, today or when guests have left. */
async function toldWrongly(told = linesToldTo, of = watch.files): Promise<string | null> {
  for (const post of watch.watchers)
    for (const today of [TODAY, LATER]) {
      const may = of.filter((file) => maySee(post, file, today)).map((file) => file.id)
      if (`${await told(scopeFor(post, today))}` !== `${may.sort()}`) return post.sign_in_name
    }
  return null
}

/** What stands in a function between somebody and files that are not hers: each way to spoil it. */
const SPOILT = [
  ['between area_lo and area_hi', 'between 0 and 999999999999999'],
  ['i.unit_id = any (my_units)', 'true'],
  ['i.unit_id = any (my_units)', 'false'],
  ['i.person_id = me', 'i.person_id is not null'],
  ['i.person_id = me', 'false'],
  ['(i.until is null or i.until >= today)', 'true'],
] as const

/** How a function is made, as the database has it. */
async function textOf(name: string): Promise<string> {
  const { rows } = await world.owner.query<{ made: string }>('select pg_get_functiondef($1::regproc) as made', [name])
  return rows[0]?.made ?? ''
}

/** Makes the twin of a function that runs as the owner: the same text under the policies of whoever asks. */
async function makeTwin(name: string, twin: string, made: string): Promise<void> {
  expect(made).toContain(`FUNCTION public.${name}(`)
  expect(made).toContain(' SECURITY DEFINER')
  await world.owner.query(
    made.replace(`FUNCTION public.${name}(`, `FUNCTION public.${twin}(`).replace(' SECURITY DEFINER', ''),
  )
  await world.owner.query(`grant execute on function ${twin} to fengqiao_app`)
}

test('lines of lists are told of the files that may be seen and no others, whoever names them; spoilt, that is noticed', async () => {
  expect(await toldWrongly()).toBeNull()
  expect(await linesToldTo(nobody(TODAY))).toEqual([])
  const [mine] = watch.files
  expect(await linesToldTo({ ...nobody(TODAY), holder_of: mine?.id ?? null })).toEqual([mine?.id])
  const made = await textOf('lines_of')
  const at = made.lastIndexOf('where f.id = any (ids)')
  for (const [said, spoilt] of SPOILT) {
    expect(made.slice(at)).toContain(said)
    await world.owner.query(made.slice(0, at) + made.slice(at).replace(said, spoilt))
    expect(await toldWrongly(), said).not.toBeNull()
  }
  await world.owner.query(made)
})

/** The same lines, each whole, by `lines_of` or by its twin. `ofMine`: the clock shown is hers or her unit's. */
const linesBy = (name: string, scope: Scope, post: Post | undefined, ofMine: boolean): Promise<string[]> =>
  inScope(world.pool, scope, async (trx) => {
    const [ids, role] = [`{${watch.files.map((file) => file.id)}}`, post?.role ?? 'town_intake']
    const { rows } = await sql<{ line: string }>`select l::text as line from ${sql.ref(name)}(${ids}::uuid[],
      ${post?.unit_id ?? 1}, ${ofMine}, ${ADVISING_ROLES.includes(role)}, ${DIRECTING_ROLES.includes(role)},
      '{town_intake,village_director}', '{}', '2026-01-01') l order by 1`.execute(trx)
    return rows.map((row) => row.line)
  })

/** How many lines were compared, and whose first were others by `lines_of` than by its twin, which runs under the policies of whoever asks. */
async function comparedWithTwin(): Promise<{ lines: number; differ: string | null }> {
  const asking = [
    ...watch.watchers.flatMap((post) => [TODAY, LATER].map((day) => [scopeFor(post, day), post] as const)),
    [nobody(TODAY), undefined] as const,
    [{ ...nobody(TODAY), holder_of: watch.files[0]?.id ?? null }, undefined] as const,
  ]
  let lines = 0
  for (const [scope, post] of asking) {
    const [own, twin] = [
      await linesBy('lines_of', scope, post, scope.today === TODAY),
      await linesBy('lines_under_policies', scope, post, scope.today === TODAY),
    ]
    lines += own.length
    if (JSON.stringify(own) !== JSON.stringify(twin))
      return { lines, differ: post?.sign_in_name ?? 'nobody or a holder' }
  }
  return { lines, differ: null }
}

test('lines are told of no file on a connection without a scope, and of no complaint to whoever sees the county', async () => {
  const ids = watch.files.map((file) => file.id)
  const bare = `select file_id from lines_of($1::uuid[], 1, false, false, false, '{}', '{}', '2026-01-01')`
  const fresh = new pg.Client({ connectionString: world.serverUrl })
  await fresh.connect()
  expect((await fresh.query(bare, [ids])).rows).toEqual([])
  await fresh.end()
  expect(await linesToldTo(wholeCounty(TODAY))).toEqual([...ids].sort())
  expect((await world.pool.query(bare, [ids])).rows).toEqual([])
  // Whatever else is on it: its kind alone keeps it out.
  const [one, ...others] = watch.files
  await world.owner.query("update files set kind = 'complaint', place_code = null where id = $1", [one?.id])
  expect(await linesToldTo(wholeCounty(TODAY))).toEqual(others.map((file) => file.id).sort())
  await world.owner.query("update files set kind = 'dispute', place_code = $2 where id = $1", [one?.id, one?.place])
})

test('lines of lists say what the policies of whoever asks would let them say: a policy that comes later has to be written there too', async () => {
  const made = await textOf('lines_of')
  await makeTwin('lines_of', 'lines_under_policies', made)
  // A meeting that people were told of stands in the line.
  await world.owner.query(
    `insert into mediations (id, file_id, status, version, facts)
     select gen_random_uuid(), id, 'notified', 1, '{"meeting":{"at":"2026-03-09T01:00:00.000Z","place":"村委会"}}' from files`,
  )
  const { lines, differ } = await comparedWithTwin()
  expect(differ).toBeNull()
  expect(lines).toBeGreaterThan(500)
  // Each table a line is made of, narrowed as a later migration might.
  const read = watch.secured.filter((table) => new RegExp(`(from|join) ${table} `).test(made))
  expect(read).toHaveLength(10)
  for (const table of read) {
    await world.owner.query(`create policy later on ${table} as restrictive for select using (false)`)
    expect((await comparedWithTwin()).differ, table).not.toBeNull()
    await world.owner.query(`drop policy later on ${table}`)
  }
  await world.owner.query("delete from mediations where status = 'notified'")
  await world.owner.query('drop function lines_under_policies')
})

/** Files enough: each is read whole for everybody. */
const first = (): Filed[] => watch.files.slice(0, 12)
/** Of these, the files given whole to somebody. */
const givenTo = (scope: Scope): Promise<string[]> =>
  inScope(world.pool, scope, async (trx) => {
    const { rows } = await sql<{ id: string }>`select w.id
      from unnest(${`{${first().map((file) => file.id)}}`}::uuid[]) asked, whole_file(asked) w order by 1`.execute(trx)
    return rows.map((row) => row.id)
  })

test('a file is given whole to whoever may see it and to nobody else, whoever names it; spoilt, that is noticed', async () => {
  expect(await toldWrongly(givenTo, first())).toBeNull()
  expect(await givenTo(nobody(TODAY))).toEqual([])
  expect((await world.pool.query('select id from whole_file($1)', [watch.files[0]?.id])).rows).toEqual([])
  expect(await givenTo({ ...nobody(TODAY), holder_of: watch.files[0]?.id ?? null })).toEqual([watch.files[0]?.id])
  const made = await textOf('whole_file')
  const at = made.lastIndexOf('where f.id = of_file')
  for (const [said, spoilt] of SPOILT) {
    expect(made.slice(at)).toContain(said)
    await world.owner.query(made.slice(0, at) + made.slice(at).replace(said, spoilt))
    expect(await toldWrongly(givenTo, first()), said).not.toBeNull()
  }
  await world.owner.query(made)
})

/** Somebody asking for files, seen and not. */
type Asking = { who: string; scope: Scope; ids: string[] }

/** Each post, of four files it sees and two it does not; and when guests have left, of those they saw. */
const postsAsking = (): Asking[] =>
  watch.watchers.flatMap((post) => {
    const [sees, later] = [watch.visibleTo(post), watch.files.filter((file) => maySee(post, file, LATER))]
    const others = watch.files.filter((file) => !sees.includes(file))
    const left = sees.filter((file) => !later.includes(file))
    const asking = (today: string, files: Filed[]): Asking => ({
      who: `${post.sign_in_name} ${today}`,
      scope: scopeFor(post, today),
      ids: files.map((file) => file.id),
    })
    return [
      asking(TODAY, [...sees.slice(0, 4), ...others.slice(0, 2)]),
      ...(left.length ? [asking(LATER, [...left, ...later.slice(0, 1)])] : []),
    ]
  })

/** Who holds a link to one of these files, and asks for all of them; and the county, which nobody is. */
const othersAsking = (ids: string[]): Asking[] => [
  ...ids.map((id) => holderAsking(id, ids)),
  { who: 'the county', scope: wholeCounty(TODAY), ids },
]

const holderAsking = (id: string, ids: string[]): Asking => ({
  who: `holder of ${id}`,
  scope: { ...nobody(TODAY), holder_of: id },
  ids,
})

/** The first to whom the function gives other rows of a file than its twin, which runs under her policies. */
async function givenOtherwise(all: Asking[]): Promise<{ compared: number; differ: string | null }> {
  let compared = 0
  for (const { who, scope, ids } of all) {
    const differ = await inScope(world.pool, scope, async (trx) => {
      const { rows } = await sql<{ own: string | null; twin: string | null }>`select
          (select w::text from whole_file(asked) w) as own, (select w::text from file_under_policies(asked) w) as twin
        from unnest(${`{${ids}}`}::uuid[]) asked`.execute(trx)
      compared += rows.filter((row) => row.own !== null).length
      return rows.some(({ own, twin }) => own !== twin)
    })
    if (differ) return { compared, differ: who }
  }
  return { compared, differ: null }
}

test('a whole file is what the policies of whoever asks would let her read: a policy that comes later has to be written there too', async () => {
  const made = await textOf('whole_file')
  await makeTwin('whole_file', 'file_under_policies', made)
  // Of one who sees files it is complained in one of them; another is a complaint, about her as well.
  const [about, itself] = watch.visibleTo(town).map((file) => file.id)
  await world.owner.query('update complaints set facts = $2 where file_id = $1', [
    about,
    { mediators: [town.person_id] },
  ])
  await world.owner.query('update complaints set facts = $2 where file_id = $1', [
    itself,
    { mediators: [town.person_id] },
  ])
  await world.owner.query(
    `insert into involvements (id, file_id, unit_id, as_what, received_at) select gen_random_uuid(), id, $2, 'handling', received_at from files where id = $1`,
    [itself, town.unit_id],
  )
  await world.owner.query("update files set kind = 'complaint', place_code = null where id = $1", [itself])
  expect(await givenTo(scopeFor(town, TODAY))).not.toContain(itself)
  const [posts, others] = [postsAsking(), othersAsking([about, itself].map(String))]
  const guests = posts.filter(({ scope }) => scope.today === LATER)
  expect(guests.length).toBeGreaterThan(1)
  const { compared, differ } = await givenOtherwise([...posts, ...others])
  expect(differ).toBeNull()
  expect(compared).toBeGreaterThan(150)
  // Each holder is given her one file, the complaint as well; the county both.
  expect((await givenOtherwise(others)).compared).toBe(4)
  for (const [said, spoilt, to] of [
    ["coalesce(not (c.facts -> 'mediators') ? my_name, true)", 'true', posts],
    ['not complained_of(f.id, my_name)', 'true', posts],
    ['(i.until is null or i.until >= today)', 'true', guests],
    // Whoever has no name is nobody's mediator: the complaint is told to her.
    ["not (c.facts -> 'mediators') ? my_name, true)", "not (c.facts -> 'mediators') ? my_name, false)", others],
    ['or f.id = held', '', others],
  ] as const) {
    expect(made).toContain(said)
    await world.owner.query(made.replace(said, spoilt))
    expect((await givenOtherwise([...to])).differ, said).not.toBeNull()
  }
  await world.owner.query(made)
  // Each table a file is made of, narrowed as a later migration might.
  const read = watch.secured.filter((table) => new RegExp(`from ${table} `).test(made))
  expect(read).toHaveLength(16)
  // Once from all, and once from whoever has no name, as holders of links.
  const holders = watch.files.map(({ id }) => holderAsking(id, [id]))
  for (const table of read)
    for (const [shown, to] of [
      ['false', posts],
      ["setting('app.person') is not null", holders],
    ] as const) {
      await world.owner.query(`create policy later on ${table} as restrictive for select using (${shown})`)
      expect((await givenOtherwise([...to])).differ, `${table} ${shown}`).not.toBeNull()
      await world.owner.query(`drop policy later on ${table}`)
    }
  await world.owner.query('drop function file_under_policies')
  await world.owner.query("update files set kind = 'dispute', place_code = $2 where id = $1", [
    itself,
    watch.files.find((file) => file.id === itself)?.place,
  ])
  await world.owner.query("delete from involvements where file_id = $1 and unit_id = $2 and as_what = 'handling'", [
    itself,
    town.unit_id,
  ])
  await world.owner.query("update complaints set facts = '{}'")
})

test('a file that is seen but cannot be locked is not loaded to be stepped on', async () => {
  const [file] = watch.visibleTo(town)
  const load = (locked: boolean) =>
    inScope(world.pool, scopeFor(town, TODAY), (trx) => loadFile(trx, file?.id ?? '', locked))
  expect(await load(true)).not.toBeNull()
  await world.owner.query('create policy later on files as restrictive for update using (false)')
  expect(await load(false)).not.toBeNull()
  expect(await load(true)).toBeNull()
  await world.owner.query('drop policy later on files')
})

/**
 * Integers of eight bytes in what `whole_file` gives. Not among them: the place of the file, which beyond 2^53 nobody's area holds, and the
 * id of its unit, which is that of `responsible_unit`.
 */
const LONG = ['clocks.owes_unit', 'files.responsible_unit', 'involvements.unit_id', 'tasks.unit_id', 'units.place_code']

test('a number in a whole file that would lose its last digits is an error, not another number', async () => {
  const made = await textOf('whole_file')
  const { rows } = await world.owner.query<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns
     where table_schema = 'public' and data_type in ('bigint', 'numeric') order by 1, 2`,
  )
  const given = rows.filter(({ name, column }) => {
    const [, as] = new RegExp(`from ${name} (\\w+)\\s+where`).exec(made) ?? []
    return as !== undefined && new RegExp(`\\b${as}\\.${column}\\b[^]*from ${name} ${as}\\b`).test(made)
  })
  expect(given.map(({ name, column }) => `${name}.${column}`)).toEqual(['files.place_code', 'units.id', ...LONG].sort())
  const [file] = watch.files
  const owner = makePool(world.ownerUrl, 1)
  for (const long of LONG) {
    const [table = '', column = ''] = long.split('.')
    const reading = inScope(owner, wholeCounty(TODAY), async (trx) => {
      const own = `select responsible_unit from files where id = '${file?.id}'`
      const key = { units: `id = (${own})`, files: `id = '${file?.id}'` }[table] ?? `file_id = '${file?.id}'`
      await sql.raw(`alter table ${table} drop constraint ${table}_${column}_fkey`).execute(trx)
      await sql
        .raw(`update ${table} set ${column} = 9007199254740993 where ${key} and ${column} is not null`)
        .execute(trx)
      await loadFile(trx, file?.id ?? '', false)
      throw new Error('it was read')
    })
    await expect(reading, long).rejects.toThrow(/2\^53/)
  }
  await owner.end()
})

test('rows of a file one cannot see are not added, also while another file is seen; those of a file just seen are', async () => {
  expect(watch.visibleTo(town).length).toBeGreaterThan(3)
  expect(await watch.wrongToAdd(town)).toEqual([])
})

test('a change that forgets its predicate touches only what may be seen', async () => {
  const { rows } = await world.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename = any ($1) and has_any_column_privilege($2, 'public.' || tablename, 'UPDATE') order by 1",
    [watch.secured, new URL(world.serverUrl).username],
  )
  expect(rows.map((row) => row.name)).toEqual(Object.keys(CHANGES))
  expect(await watch.wrongToChange(town)).toEqual([])
})

type Policy = {
  name: string
  table: string
  cmd: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE'
  using: string | null
  check: string | null
}

test('a policy opened wide, dropped, or switched off with its table is noticed, each of them', {
  // Two of each table, each looked at by several: long where the machine has other work.
  timeout: 180_000,
}, async () => {
  const { rows: policies } = await world.owner.query<Policy>(
    `select policyname as name, tablename as table, cmd, qual as using, with_check as check from pg_policies where schemaname = 'public' and roles = '{public}' and permissive = 'PERMISSIVE' and tablename <> all ($1) order by 2, 3, 1`,
    [OF_A_UNIT],
  )
  // Those that narrow are spoilt where what they hide is told: in two-sides.test.ts, in disputes/reporter.test.ts, in complaints/complaints.test.ts, in mediation/advice.test.ts and in sealed/sealed-notes.test.ts.
  const { rows: narrowing } = await world.owner.query<{ name: string }>(
    "select policyname as name from pg_policies where schemaname = 'public' and permissive = 'RESTRICTIVE' order by 1",
  )
  expect(narrowing.map((policy) => policy.name)).toEqual([
    'complaints_not_to_who_mediated_select',
    'complaints_not_to_who_mediated_update',
    'guidance_is_between_who_mediates_and_who_advises',
    'not_to_who_mediated',
    'private_notes_are_their_authors',
    'protected_reporters_are_looked_at_one_by_one',
    'sealed_notes_are_opened_one_by_one',
  ])
  expect([...new Set(policies.map((policy) => policy.table))]).toEqual(watch.secured)
  const few = [
    town,
    ...watch.watchers.filter((post) => watch.visibleTo(post).length > 0 && post.role.startsWith('village')).slice(0, 4),
  ]
  const clauses = (using: string | null, check: string | null): string =>
    `${using ? ` using (${using})` : ''}${check ? ` with check (${check})` : ''}`
  // Only the table whose policy is spoilt need notice it: the others are looked at together at the end.
  const wrong = async ({ cmd, table }: Policy): Promise<string[]> => {
    if (cmd === 'INSERT') return watch.wrongToAdd(town, [table])
    return cmd === 'UPDATE' ? watch.wrongToChange(town, [table]) : watch.wrongToRead(few, [table])
  }
  const noticed: string[] = []
  for (const policy of policies) {
    const { name, table, cmd, using, check } = policy
    // Nobody may change this table at all: its policy for changes stands behind a right that is not given.
    if (cmd === 'UPDATE' && !(table in CHANGES)) continue
    const spoilt: [string, string, string][] = [
      [
        'opened',
        `alter policy ${name} on ${table}${clauses(using && 'true', check && 'true')}`,
        `alter policy ${name} on ${table}${clauses(using, check)}`,
      ],
      [
        'dropped',
        `drop policy ${name} on ${table}`,
        `create policy ${name} on ${table} for ${cmd}${clauses(using, check)}`,
      ],
      [
        'switched off',
        `alter table ${table} disable row level security`,
        `alter table ${table} enable row level security`,
      ],
    ]
    for (const [what, spoil, mend] of spoilt) {
      await world.owner.query(spoil)
      const found = await wrong(policy)
      await world.owner.query(mend)
      expect(found, `${cmd} of ${table} ${what}`).toContain(table)
      noticed.push(`${table} ${cmd} ${what}`)
    }
  }
  expect([await watch.wrongToRead(few), await watch.wrongToAdd(town), await watch.wrongToChange(town)]).toEqual([
    [],
    [],
    [],
  ])
  console.log('policies spoilt and noticed', noticed.length)
})
