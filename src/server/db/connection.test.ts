import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '#test/world.ts'
import { makePool, question, readInstant, type Trx } from './connection.ts'
import { byKey, inScope, nobody } from './scope.ts'

let world: TestWorld
beforeAll(async () => {
  world = await newWorld({ county: false })
})
const one = <T>(query: ReturnType<typeof sql<T>>): Promise<T | undefined> =>
  inScope(world.pool, nobody('2026-03-02'), async (trx) => (await query.execute(trx)).rows[0])

test('days stay texts, instants become UTC texts, place codes become numbers, exactly', async () => {
  const row = await one(
    sql`select '2026-03-02'::date as day, '2026-03-02T09:00:00.123+08'::timestamptz as at, 990326100210001::int8 as place, '林𠀀'::text as name`,
  )
  expect(row).toEqual({ day: '2026-03-02', at: '2026-03-02T01:00:00.123Z', place: 990326100210001, name: '林𠀀' })
})

test('the day of an instant does not depend on the zone of the machine or of the connection', async () => {
  for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe']) {
    const row = await inScope(world.pool, nobody('2026-03-02'), async (trx) => {
      await sql`select set_config('timezone', ${zone}, true)`.execute(trx)
      return (await sql<{ at: string }>`select '2026-03-02T01:00:00Z'::timestamptz as at`.execute(trx)).rows[0]
    })
    expect(row?.at, zone).toBe('2026-03-02T01:00:00.000Z')
  }
})

test('a number that would lose its last digits is an error, not another number', async () => {
  await expect(one(sql`select 9007199254740993::int8 as n`)).rejects.toThrow(/2\^53/)
  expect(await one(sql`select 9007199254740991::int8 as n`)).toEqual({ n: 9007199254740991 })
})

test('values travel as parameters: none is ever read as SQL', async () => {
  for (const text of [`'; drop table people; --`, '$1', '\\', "''", '%s']) {
    expect(await one(sql`select ${text}::text as said`)).toEqual({ said: text })
  }
})

test('a connection cut while nobody uses it ends nothing, and the next request gets another', async () => {
  const own = await newWorld({ county: false })
  await inScope(own.pool, nobody('2026-03-02'), (trx) => sql`select 1`.execute(trx))
  await own.owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await new Promise((done) => setTimeout(done, 50))
  const { rows } = await inScope(own.pool, nobody('2026-03-02'), (trx) =>
    sql<{ one: number }>`select 1 as one`.execute(trx),
  )
  expect(rows).toEqual([{ one: 1 }])
})

test('a question of one value is built once, and one that holds another value is refused', async () => {
  let built = 0
  const named = question((trx, name: string) => {
    built += 1
    return trx.selectFrom('people').select('id').where('name', '=', name)
  })
  const ask = (name: string) => inScope(world.pool, nobody('2026-03-02'), (trx) => named(trx, name))
  expect([await ask('甲'), await ask('乙'), built]).toEqual([[], [], 1])
  const two = question((trx, name: string) =>
    trx.selectFrom('people').select('id').where('name', '=', name).where('left_on', '=', '2026-01-01'),
  )
  await expect(inScope(world.pool, nobody('2026-03-02'), (trx) => two(trx, '甲'))).rejects.toThrow(/one value/)
  const other = question((trx, _: string) => trx.selectFrom('people').select('id').where('name', '=', '乙'))
  await expect(inScope(world.pool, nobody('2026-03-02'), (trx) => other(trx, '甲'))).rejects.toThrow(/one value/)
})

test('a question of several values is asked with each in its place, whatever stood there the first time', async () => {
  const between = question((trx, first: number, second: number) =>
    trx.selectNoFrom([
      sql<number>`${second}::int`.as('second'),
      sql<number>`${first}::int - ${second}::int`.as('less'),
    ]),
  )
  const ask = (first: number, second: number) =>
    inScope(world.pool, nobody('2026-03-02'), (trx) => between(trx, first, second))
  expect([await ask(3, 3), await ask(5, 2), await ask(2, 5)]).toEqual([
    [{ second: 3, less: 0 }],
    [{ second: 2, less: 3 }],
    [{ second: 5, less: -3 }],
  ])
})

test('an instant that stands in UTC is read as it stands, every other as the date it is', () => {
  const read = (text: string) => expect([text, readInstant(text)]).toEqual([text, new Date(text).toISOString()])
  for (const part of ['', '.1', '.12', '.123', '.1239', '.123456', '.000001']) {
    read(`2026-03-02 01:02:03${part}+00`)
    read(`2026-12-31 23:59:59${part}+08`)
    read(`2026-03-02 01:02:03${part}-03:30`)
  }
  read('1026-03-02 01:02:03+00')
  expect(() => readInstant('infinity')).toThrow(RangeError)
})

test('what is found by its key is planned once and for a table that grows, and the next transaction knows nothing of it', async () => {
  const settings = sql<{
    cache: string
    whole: string
    jit: string
  }>`select current_setting('plan_cache_mode') as cache,
    current_setting('enable_seqscan') as whole, current_setting('jit') as jit`
  // One connection, as the product makes it: what stayed on it would be seen.
  const pool = makePool(world.serverUrl, 1)
  const asked = (before: (trx: Trx) => Promise<unknown>) =>
    inScope(pool, nobody('2026-03-02'), async (trx) => {
      await before(trx)
      return (await settings.execute(trx)).rows[0]
    })
  try {
    const plain = await asked((trx) => sql`select set_config('jit', 'on', false)`.execute(trx))
    expect(await asked(byKey)).toEqual({ cache: 'force_generic_plan', whole: 'off', jit: 'off' })
    expect(await asked(async () => null)).toEqual(plain)
    expect(plain).toMatchObject({ cache: 'auto', whole: 'on' })
  } finally {
    await pool.end()
  }
})

test('a connection rests as long as it is told to, and of several machines never longer than ten seconds', async () => {
  const pid = async (pool: ReturnType<typeof makePool>): Promise<number> =>
    (await pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0
  const rested = async (rest_ms?: number): Promise<boolean> => {
    const pool = makePool(world.serverUrl, 1, rest_ms)
    const first = await pid(pool)
    await new Promise((done) => setTimeout(done, 200))
    const kept = first === (await pid(pool))
    await pool.end()
    return kept
  }
  expect(await rested(50)).toBe(false)
  expect(await rested(60_000)).toBe(true)
  expect(await rested()).toBe(true)
  const several = makePool('postgres://a@127.0.0.1:1,127.0.0.1:2/b', 1, 60_000)
  expect(several.options.idleTimeoutMillis).toBe(10_000)
  await several.end()
})
