import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#domain/clocks/calendar.ts'
import { areaOf } from '#domain/organisations/places.ts'
import { HANDLING_ROLES } from '#domain/organisations/words.ts'
import { setNow } from '#server/clock.ts'
import { inScope, nobody, type Scope } from '#server/db/scope.ts'
import { enter, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { BENCH_JUDGE, benchName, benchPhone, benchShortCode, loadDisputes } from '../../../bench/load-disputes.ts'
import { warnOfClocks } from '../clocks/warn.ts'

const MANY = 8_000
const TODAY = '2026-06-10'
/** Who asks: a village, a town, the county. */
const VILLAGE = 'tian.youyu'
const TOWN = 'ding.xiaohe'
const COUNTY = 'gu.nianci'

let world: TestWorld
let app: FastifyInstance
const as = new Map<string, ReturnType<typeof speaker>>()
beforeAll(async () => {
  world = await newWorld()
  setNow(`${TODAY}T04:00:00.000Z`)
  // Nobody counts or cleans these while the test runs: what is read, and in which way, would be chance.
  for (const table of ['clocks', 'files', 'involvements', 'parties'])
    await world.owner.query(`alter table ${table} set (autovacuum_enabled = false)`)
  await loadDisputes({ ownerUrl: world.ownerUrl, dataDir: world.dataDir, many: MANY, now: `${TODAY}T04:00:00.000Z` })
  // As a worker that runs has looked at all of it.
  await warnOfClocks(world)
  app = await newApp(world)
  for (const name of [VILLAGE, TOWN, COUNTY, BENCH_JUDGE])
    as.set(name, speaker(app, { cookie: await enter(world, name) }))
})
afterAll(() => setNow(null))

const get = (who: string, path: string) => async () => {
  const answer = await as.get(who)?.get(path)
  expect(answer?.statusCode, path).toBe(200)
  return answer?.json()
}
const find = (who: string, words: string) => async () => {
  const answer = await as.get(who)?.post('/api/find', { words })
  expect(answer?.statusCode, words).toBe(200)
  return answer?.json()
}
const everybody = (path: string) => [VILLAGE, TOWN, COUNTY].map((who): Hot => [`${who} ${path}`, get(who, path)])

type Found = { lines: { file_id: string; received_at: string }[]; more: boolean; capped: boolean }
type Hot = [what: string, ask: () => Promise<unknown>]
/** What people wait for every day. */
const HOT: readonly Hot[] = [
  ...everybody('/api/desk'),
  [`${BENCH_JUDGE} /api/desk`, get(BENCH_JUDGE, '/api/desk')],
  ...everybody('/api/disputes'),
  ...everybody('/api/disputes?scope=mine'),
  ...everybody('/api/disputes?overdue=1'),
  ['a later page', get(COUNTY, `/api/disputes?before=${addDays(TODAY, -200)}T00:00:00.000Z`)],
  ...everybody('/api/ledger'),
  ['the leader’s page of the county', get(COUNTY, '/api/leaders-page')],
  ['the leader’s page of a town', get(TOWN, '/api/leaders-page')],
  ['by name', find(COUNTY, benchName(77))],
  ['by phone', find(TOWN, benchPhone(4_321))],
  ['by code', find(VILLAGE, benchShortCode(4_321))],
  ['by words few told', find(COUNTY, '占了两家中间的水沟 鱼塘到期不退 牛有病')],
  ['what the worker warns of', () => warnOfClocks(world)],
]

const COUNTY_END = Number.MAX_SAFE_INTEGER

/** A village in which few of the made-up disputes lie. */
async function areaWithFewFiles() {
  const { rows } = await world.owner.query<{ place: string; files: number }>(
    `select place_code::text as place, count(*)::int as files from files group by 1 having count(*) between 4 and 60 order by 2, 1 limit 1`,
  )
  const [it] = rows as [{ place: string; files: number }]
  return { lo: Number(it.place), hi: Number(it.place), files: it.files }
}

/** The area of somebody's post. */
async function areaOfPost(signInName: string): Promise<{ lo: number; hi: number }> {
  const { rows } = await world.owner.query<{ place: string }>(
    `select u.place_code::text as place from people h join posts o on o.person_id = h.id join units u on u.id = o.unit_id where h.sign_in_name = $1`,
    [signInName],
  )
  return areaOf(Number(rows[0]?.place))
}

/** How many rows of the tables of cases were read from end to end so far, by table. */
async function readWhole(): Promise<Map<string, number>> {
  await Promise.all(
    Array.from({ length: world.pool.totalCount }, () => world.pool.query('select pg_stat_force_next_flush()')),
  )
  const { rows } = await world.owner.query<{ name: string; read: string }>(
    `select s.relname as name, s.seq_tup_read::text as read from pg_stat_user_tables s join pg_class c on c.oid = s.relid
     where c.reltuples >= $1`,
    [MANY / 10],
  )
  return new Map(rows.map((row) => [row.name, Number(row.read)]))
}

/** What a question read from end to end: the table and how many rows. Empty where it used indexes alone. */
async function wholeTables(ask: () => Promise<unknown>): Promise<string[]> {
  const before = await readWhole()
  await ask()
  const after = await readWhole()
  return [...after].flatMap(([name, read]) => {
    const rows = read - (before.get(name) ?? 0)
    return rows > 0 ? [`${name} ${rows}`] : []
  })
}

test('nothing people wait for reads a table of cases from end to end', async () => {
  const found: string[] = []
  for (const [what, ask] of HOT) for (const table of await wholeTables(ask)) found.push(`${what}: ${table}`)
  expect(found).toEqual([])
})

test('what keeps recurring is what recurred last of all that came in those days, though the newest files alone are read first', async () => {
  const since = `${addDays(TODAY, -30)}T00:00:00+08:00`
  const town = await areaOfPost(TOWN)
  // What recurs in one village of the town lies behind the sixty newest files of the town.
  await world.owner.query('alter table files no force row level security')
  const behind = await world.owner.query(
    `with recent as (
      select id, place_code - place_code % 1000 as village, dispute_type, row_number() over (order by received_at desc) as nth
      from files where received_at >= $1 and dispute_type is not null and ledger is distinct from 'gone' and place_code between $2 and $3
    ), one as (
      select village from recent group by 1 having count(*) filter (where nth > 60) >= 3 and not bool_or(dispute_type = 'M08') order by 1 limit 1
    )
    update files set dispute_type = 'M08' where id in (select r.id from recent r join one using (village) where r.nth > 60 order by r.nth desc limit 3)`,
    [since, town.lo, town.hi],
  )
  await world.owner.query('alter table files force row level security')
  expect(behind.rowCount).toBe(3)
  for (const who of [TOWN, COUNTY]) {
    const { recurring } = (await get(who, '/api/leaders-page')()) as {
      recurring: { place_code: number; type: string; count: number; files: { file_id: string }[] }[]
    }
    const { lo, hi } = await areaOfPost(who)
    const { rows } = await world.owner.query(
      `select (place_code - place_code % 1000)::text as place, dispute_type as type, count(*)::int as count,
        (array_agg(id order by received_at desc))[1:8] as files
      from files where received_at >= $1 and dispute_type is not null and ledger is distinct from 'gone' and place_code between $2 and $3
      group by 1, 2 having count(*) >= 3 order by max(received_at) desc limit 12`,
      [since, lo, hi],
    )
    // Of the county the newest files tell enough; of the town all are counted.
    expect(rows.length === 12).toBe(who === COUNTY)
    expect(rows.length).toBeGreaterThan(0)
    expect(
      recurring.map(({ place_code, type, count, files }) => ({
        place: String(place_code),
        type,
        count,
        files: files.map((it) => it.file_id),
      })),
    ).toEqual(rows)
  }
})

test('without its index it would, and this test would say so', async () => {
  await world.owner.query('drop index files_received')
  expect(await wholeTables(get(COUNTY, '/api/disputes'))).toEqual([expect.stringMatching(/^files \d+$/)])
})

test('of words that stand in thousands of files the newest are listed, and that older ones were not looked at is said', async () => {
  const frequent = (await find(COUNTY, '东西值')()) as Found
  expect(frequent).toMatchObject({ more: true, capped: true })
  const instants = frequent.lines.map((line) => line.received_at)
  expect(instants).toEqual([...instants].sort().reverse())
  const newest = ((await get(COUNTY, '/api/disputes')()) as Found).lines.map((line) => line.file_id)
  expect(frequent.lines.map((line) => line.file_id)).toEqual(newest)
  // Whoever narrows it to fewer has all of them.
  const narrowed = `/api/disputes?text=${encodeURIComponent('东西值')}&from=${addDays(TODAY, -20)}&to=${addDays(TODAY, -10)}`
  expect(await get(COUNTY, narrowed)()).toMatchObject({ more: true, capped: false })
  expect(await get(COUNTY, '/api/disputes?text=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E8%AF%8D')()).toMatchObject({
    lines: [],
    capped: false,
  })
})

type Asked = { words?: string; name?: string; hits: number; looked: number; entering?: string }
/** What the search finds for the people of a unit under limits as small as a test's county. */
async function foundUnder({ words, name, hits, looked, entering = 'both' }: Asked, scope: Partial<Scope>) {
  return inScope(world.pool, { ...nobody(TODAY), ...scope }, async (trx) => {
    const { rows } = await sql<{
      file_id: string | null
      capped: boolean
    }>`select * from find_files(${words ?? null}::tsquery, '{}', '{}',
      ${name ?? null}, ${entering}, null, null, null, null, null, null, null, null, null, null, null, true, 50, ${hits}, ${looked})`.execute(
      trx,
    )
    return { ids: rows.flatMap((row) => row.file_id ?? []), capped: rows[0]?.capped ?? false }
  })
}

test('a name that is frequent elsewhere loses nobody the files of her own area; what was cut is said, what was not is not', async () => {
  // Of a quiet village three old files get one surname, that of a hundred newer ones elsewhere.
  const village = await areaWithFewFiles()
  const renamed = async (where: string, values: unknown[]) =>
    (
      await world.owner.query<{ file_id: string }>(
        `update parties p set name = '夏侯' || left(p.id::text, 4) from files f where f.id = p.file_id and ${where} returning p.file_id`,
        values,
      )
    ).rows.map((row) => row.file_id)
  await world.owner.query('alter table parties no force row level security')
  const elsewhere = await renamed(
    `f.id in (select id from files where place_code <> $1 order by received_at desc limit 100)`,
    [village.lo],
  )
  const own = await renamed(`f.id in (select id from files where place_code = $1 order by received_at limit 3)`, [
    village.lo,
  ])
  await world.owner.query('alter table parties force row level security')
  const mine = { lo: village.lo, hi: village.hi }
  const of = new Set(own)
  expect(of.size).toBe(3)
  const all = await foundUnder({ name: '夏侯', hits: 20, looked: village.files + 1 }, mine)
  expect([new Set(all.ids), all.capped]).toEqual([of, false])
  // Less than her area is looked at, so older ones may be missing.
  expect(await foundUnder({ name: '夏侯', hits: 20, looked: 2 }, mine)).toMatchObject({ capped: true })
  // Two parties of a name in a file are two hits and one file: twice as many rows as files are cut by a limit between them.
  expect(elsewhere.length).toBeGreaterThan(new Set(elsewhere).size)
  expect(
    await foundUnder({ name: '夏侯', hits: elsewhere.length + of.size, looked: 1 }, { lo: 0, hi: COUNTY_END }),
  ).toMatchObject({
    capped: true,
  })
  expect(await foundUnder({ name: '夏侯', hits: 1, looked: 1 }, {})).toEqual({ ids: [], capped: false })
})

test('of a unit that is in a file twice the file is counted once, and that there are older ones is said', async () => {
  const { rows } = await world.owner.query<{ unit: number; files: number }>(
    `select unit_id as unit, count(distinct file_id)::int as files from involvements where unit_id is not null group by 1
     having count(distinct file_id) between 5 and 60 order by 1 limit 1`,
  )
  const [it] = rows as [{ unit: number; files: number }]
  await world.owner.query('alter table involvements no force row level security')
  await world.owner.query(
    `insert into involvements (id, file_id, unit_id, as_what, received_at)
     select gen_random_uuid(), file_id, unit_id, 'handling', received_at from involvements where unit_id = $1`,
    [it.unit],
  )
  await world.owner.query('alter table involvements force row level security')
  const asked = (looked: number) =>
    foundUnder({ words: '东西:*', hits: 1, looked, entering: 'mine' }, { units: [it.unit] })
  expect((await asked(it.files + 1)).capped).toBe(false)
  expect((await asked(it.files)).capped).toBe(true)
  expect((await asked(it.files - 1)).capped).toBe(true)
})

/** What was changed or is gone stands in no index any more. */
const cleaned = (table: string) => world.owner.query(`vacuum (index_cleanup on) ${table}`)

/** How many entries of these indexes a question reads. */
async function entriesRead(indexes: string, ask: () => Promise<unknown>): Promise<number> {
  const soFar = async (): Promise<number> => {
    await readWhole()
    const { rows } = await world.owner.query(
      'select sum(idx_tup_read)::int as read from pg_stat_user_indexes where indexrelname ~ $1',
      [indexes],
    )
    return rows[0].read
  }
  const before = await soFar()
  await ask()
  return (await soFar()) - before
}
type Desk = { lines: { file_id: string; clock: { due_on: string } | null }[]; more: boolean }
const deskOf = async (who: string) => (await get(who, '/api/desk')()) as Desk

/** As the owner, to whom forced policies would show nothing of these tables. */
async function past(tables: readonly string[], work: () => Promise<void>): Promise<void> {
  for (const table of tables) await world.owner.query(`alter table ${table} no force row level security`)
  await work()
  for (const table of tables) await world.owner.query(`alter table ${table} force row level security`)
}

/** The unit of somebody's post, which owes nothing any more. */
async function withoutDuties(signInName: string): Promise<{ unit: string; place: string }> {
  const { rows } = await world.owner.query<{ unit: string; place: string }>(
    `select u.id::text as unit, u.place_code::text as place from people h join posts o on o.person_id = h.id join units u on u.id = o.unit_id
     where h.sign_in_name = $1`,
    [signInName],
  )
  const [its] = rows as [{ unit: string; place: string }]
  await past(['clocks'], async () => {
    await world.owner.query(
      `update clocks set state = 'cancelled', settled_event = start_event where owes_unit = $1 and state = 'running'`,
      [its.unit],
    )
  })
  return its
}

test('of more meetings at one instant than a desk shows, and of more news or questions, the first files, each once', async () => {
  const many = 60
  const { unit, place } = await withoutDuties(VILLAGE)
  const ids: string[] = []
  await past(['files', 'involvements'], async () => {
    const chosen = await world.owner.query<{ id: string }>('select id from files order by id desc limit $1', [many])
    ids.push(...chosen.rows.map((row) => row.id))
    // The last first, so that they do not lie in their order.
    for (const id of ids)
      await world.owner.query('update files set responsible_unit = $2, place_code = $3, meets_at = $4 where id = $1', [
        id,
        unit,
        place,
        `${TODAY}T00:00:00+08:00`,
      ])
    for (const as of ['reporting', 'mediating'])
      await world.owner.query(
        `insert into involvements (id, file_id, person_id, as_what, received_at)
         select gen_random_uuid(), f.id, p.id, $3, f.received_at from files f, people p
         where f.id = any ($1) and p.sign_in_name = $2 order by f.id desc`,
        [ids, BENCH_JUDGE, as],
      )
  })
  const first = [...ids].sort().slice(0, 50)
  const shown = async (who: string) => (await deskOf(who)).lines.map((line) => line.file_id)
  expect(await shown(VILLAGE)).toEqual(first)
  expect(await shown(BENCH_JUDGE)).toEqual(first)
  await past(['files'], async () => {
    await world.owner.query(`update files set meets_at = null, moved_by = 'party', moved_at = $2 where id = any ($1)`, [
      ids,
      `${TODAY}T00:00:00+08:00`,
    ])
  })
  expect(await shown(BENCH_JUDGE)).toEqual(first)
  await past(['involvements'], async () => {
    await world.owner.query(
      `update involvements set as_what = 'consulted' where file_id = any ($1) and person_id is not null`,
      [ids],
    )
  })
  expect(await shown(BENCH_JUDGE)).toHaveLength(50)
  await past(['involvements'], async () => {
    await world.owner.query('delete from involvements where file_id = any ($1) and person_id is not null', [ids])
  })
})

test('of what somebody is in the desk reads what she is in still, and where duties fill it neither that nor what meets', async () => {
  await world.owner.query('alter table involvements no force row level security')
  await world.owner.query(
    `insert into involvements (id, file_id, person_id, as_what, until, received_at)
     select gen_random_uuid(), f.id, p.id, 'mediating', case when f.nth > 2 then $2::date - 1 end, f.received_at
     from (select id, received_at, row_number() over (order by meets_at desc nulls last) as nth from files limit 400) f, people p
     where p.sign_in_name = $1`,
    [BENCH_JUDGE, TODAY],
  )
  await world.owner.query('alter table involvements force row level security')
  await cleaned('involvements')
  const read = await entriesRead('^involvements_(still|person)$', get(BENCH_JUDGE, '/api/desk'))
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(10)
  expect(await entriesRead('^(involvements_still|files_meetings)$', get(COUNTY, '/api/desk'))).toBe(0)
  // Where they do not fill it, it is asked what meets.
  const { unit } = await withoutDuties(VILLAGE)
  await past(['files'], async () => {
    await world.owner.query(
      'update files set meets_at = $2 where id = (select id from files where responsible_unit = $1 limit 1)',
      [unit, `${TODAY}T00:00:00+08:00`],
    )
  })
  expect(await entriesRead('^files_meetings$', get(VILLAGE, '/api/desk'))).toBeGreaterThan(0)
})

test('where all of a unit was taken on, nobody else’s desk reads it; it does when whoever took it works there no more', async () => {
  const { rows } = await world.owner.query<{ unit: string; person: string }>(
    `select o.unit_id as unit, c.person_id as person from people h join posts o on o.person_id = h.id
       join posts c on c.unit_id = o.unit_id and c.person_id <> h.id
     where h.sign_in_name = $1 and c.role = any ($2) limit 1`,
    [COUNTY, HANDLING_ROLES],
  )
  const [{ unit, person }] = rows as [{ unit: string; person: string }]
  await world.owner.query('alter table clocks no force row level security')
  const taken = await world.owner.query(
    "update clocks set owes_kind = 'person', owes_person = $2 where owes_unit = $1 and state = 'running'",
    [unit, person],
  )
  expect(taken.rowCount).toBeGreaterThan(60)
  // But for two, neither the first to be done nor the last the desk shows.
  const untaken = await world.owner.query<{ file_id: string }>(
    `update clocks set owes_kind = 'unit', owes_person = null where id in (
       select id from clocks where owes_unit = $1 and state = 'running' and part <> 'complaint' order by due_on, id limit 2 offset 20)
     returning file_id`,
    [unit],
  )
  await world.owner.query('alter table clocks force row level security')
  await cleaned('clocks')
  const alone = (await deskOf(COUNTY)).lines.slice(0, 2).map((line) => line.file_id)
  const two = untaken.rows.map((row) => row.file_id)
  expect([...alone].sort()).toEqual([...two].sort())
  expect(await entriesRead('^clocks_(?!file|told)', get(COUNTY, '/api/desk'))).toBeLessThan(10)
  await world.owner.query('update people set left_on = $2 where id = $1', [person, addDays(TODAY, -1)])
  const { lines, more } = await deskOf(COUNTY)
  const due = lines.map((line) => line.clock?.due_on)
  expect([lines.length, more]).toEqual([50, true])
  expect(due).toEqual([...due].sort())
  expect(due).not.toContain(undefined)
  const at = lines.flatMap((line, nth) => (two.includes(line.file_id) ? [nth] : []))
  expect(at).toHaveLength(2)
  expect(due[0]).not.toBe(due[at[0] ?? 0])
})

test('of a name that stands in many files similar ones read the nearest alone', async () => {
  const { rows } = await world.owner.query<{ id: string }>('select id from files order by id limit 1 offset 1500')
  await past(['parties'], async () => {
    const renamed = await world.owner.query(
      `update parties set name = '青石农机合作社' where id in (
         select distinct on (file_id) id from parties where file_id in (select id from files order by id limit 3000) order by file_id, id)`,
    )
    expect(renamed.rowCount).toBe(3_000)
  })
  await cleaned('parties')
  const similar = get(COUNTY, `/api/disputes/${rows[0]?.id}/similar`)
  await similar()
  const read = await entriesRead('^parties_name$', similar)
  expect(read).toBeGreaterThan(900)
  expect(read).toBeLessThan(1_200)
})
