import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newWorld, type TestWorld } from '#test/world.ts'
import { makePool, send, type Trx } from './connection.ts'
import { inScope, nobody } from './scope.ts'

const TODAY = '2026-03-02'
const statement = (text: string, ...values: unknown[]) => CompiledQuery.raw(text, values)

let world: TestWorld
let pool: pg.Pool
beforeAll(async () => {
  world = await newWorld()
  pool = makePool(world.serverUrl, 1)
})
afterAll(() => pool.end())

const asked = vi.spyOn(pg.Connection.prototype, 'sync')
const described = vi.spyOn(pg.Connection.prototype, 'describe')
beforeEach(() => {
  asked.mockClear()
  described.mockClear()
})

/** Work on one connection, outside any transaction of ours. */
async function on<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

test('what is sent in one tick is one question to the database, and each gets its own answer', async () => {
  const told = await on((client) =>
    Promise.all([
      send(client, statement('select 1 as n')),
      send(client, statement('select $1::text as said, null::text as nothing', '说')),
      send(client, statement('select n from generate_series(1, 3) n')),
      send(client, statement('update county set hotline = hotline')),
    ]),
  )
  expect(asked).toHaveBeenCalledTimes(1)
  expect(told).toEqual([
    { rows: [{ n: 1 }], command: 'SELECT', count: 1 },
    { rows: [{ said: '说', nothing: null }], command: 'SELECT', count: 1 },
    { rows: [{ n: 1 }, { n: 2 }, { n: 3 }], command: 'SELECT', count: 3 },
    { rows: [], command: 'UPDATE', count: 1 },
  ])
})

test('a step of questions and writes is two questions, whatever it says', async () => {
  await inScope(pool, nobody(TODAY), async (trx, last) => {
    await Promise.all([sql`select 1`.execute(trx), sql`select 2`.execute(trx)])
    last([statement('update county set hotline = hotline'), statement('update county set name = name')])
  })
  expect(asked).toHaveBeenCalledTimes(2)
})

test('the columns of a statement are told once, and are right ever after, beside any other', async () => {
  const ask = (client: pg.PoolClient) =>
    Promise.all([
      send(client, statement('select 5::int8 as first, $1::date as day', TODAY)),
      send(client, statement("select '{}'::jsonb as facts where $1", false)),
    ])
  const before = await on(ask)
  const first = described.mock.calls.length
  expect(await on(ask)).toEqual(before)
  expect(before[0].rows).toEqual([{ first: 5, day: TODAY }])
  expect(first).toBe(2)
  expect(described).toHaveBeenCalledTimes(2)
})

test('outside a transaction all fail as the one that failed, nothing is carried out, and the connection is good for the next', async () => {
  const unique = statement('insert into county (name, place_code, hotline, is_demo) values (1, 2, 3, $1)', 'x')
  for (const again of [1, 2]) {
    const told = await on((client) =>
      Promise.allSettled([
        send(client, statement('select 1 as n')),
        send(client, statement('select 1 / $1::int as n', 0)),
        send(client, statement("select set_config('app.after', 'yes', false)")),
        send(client, unique),
      ]),
    )
    const reasons = told.map((it) => it.status === 'rejected' && it.reason)
    expect(reasons[0], `time ${again}`).toMatchObject({ code: '22012' })
    expect(new Set(reasons).size).toBe(1)
    const after = await on((client) => send(client, statement("select current_setting('app.after', true) as after")))
    expect(after.rows).toEqual([{ after: null }])
  }
})

test('in a transaction those before the one that failed were carried out in it', async () => {
  const told = await on(async (client) => {
    await send(client, statement('begin'))
    const both = [send(client, statement('select 1 as n')), send(client, statement('select 1 / $1::int as n', 0))]
    const settled = await Promise.allSettled(both)
    await send(client, statement('rollback'))
    return settled.map((it) => it.status)
  })
  expect(told).toEqual(['fulfilled', 'rejected'])
})

test('outside a transaction nobody is told that anything was done before it is', async () => {
  await world.owner.query('create table late (n int unique deferrable initially deferred)')
  await world.owner.query('grant select, insert on late to public')
  const insert = statement('insert into late values ($1)', 1)
  const count = async () => (await on((client) => send(client, statement('select count(*) as n from late')))).rows
  const late = await on((client) => Promise.allSettled([send(client, insert), send(client, insert)]))
  expect(late).toMatchObject([1, 2].map(() => ({ status: 'rejected', reason: { code: '23505' } })))
  const undone = await on((client) =>
    Promise.allSettled([send(client, insert), send(client, statement('select 1 / $1::int as n', 0))]),
  )
  expect(undone).toMatchObject([1, 2].map(() => ({ status: 'rejected', reason: { code: '22012' } })))
  expect(await count()).toEqual([{ n: 0 }])
  await on((client) => send(client, insert))
  expect(await count()).toEqual([{ n: 1 }])
})

test('of a batch with a value that cannot be written none leaves, each is told so, and the next is answered', async () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  for (const value of [circle, { big: 1n }]) {
    const told = await on((client) =>
      Promise.allSettled([
        send(client, statement("select set_config('app.left', 'yes', false)")),
        send(client, statement('select $1::jsonb as facts', value)),
      ]),
    )
    expect(told).toMatchObject([1, 2].map(() => ({ status: 'rejected', reason: { name: 'TypeError' } })))
    const after = await on((client) => send(client, statement("select current_setting('app.left', true) as went")))
    expect(after.rows).toEqual([{ went: null }])
  }
})

test('a statement that was skipped behind one that failed is taught when it is sent again', async () => {
  const skipped = statement('select 77 as n')
  await on((client) =>
    Promise.allSettled([send(client, statement('select 1 / $1::int as gone', 0)), send(client, skipped)]),
  )
  expect((await on((client) => send(client, skipped))).rows).toEqual([{ n: 77 }])
})

test('a statement that ends with a word and no number touched no rows', async () => {
  const told = await on((client) => send(client, statement('create temporary table passing (n int)')))
  expect(told).toEqual({ rows: [], command: 'CREATE', count: 0 })
})

test('a statement that was understood and then failed is not taught again', async () => {
  const divide = (by: number) => on((client) => send(client, statement('select 7 / $1::int as n', by)))
  await expect(divide(0)).rejects.toMatchObject({ code: '22012' })
  expect((await divide(7)).rows).toEqual([{ n: 1 }])
})

test('a value that cannot be read fails its own statement alone', async () => {
  const [first, second] = await on((client) =>
    Promise.allSettled([
      send(client, statement('select 9007199254740993::int8 as n')),
      send(client, statement('select 4 as n')),
    ]),
  )
  expect(first).toMatchObject({ status: 'rejected', reason: { name: 'RangeError' } })
  expect(second).toMatchObject({ status: 'fulfilled', value: { rows: [{ n: 4 }] } })
})

test('a connection that is cut fails everything that was on it, and nothing waits for ever', async () => {
  const own = makePool(world.serverUrl, 1)
  let told: string[] = []
  const work = inScope(own, nobody(TODAY), async (trx: Trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    const waiting = Promise.allSettled([sql`select pg_sleep(60)`.execute(trx), sql`select 1`.execute(trx)])
    await new Promise((done) => setTimeout(done, 50))
    await world.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    told = (await waiting).map((it) => it.status)
  })
  await expect(work).rejects.toThrow()
  expect(told).toEqual(['rejected', 'rejected'])
  await own.end()
})
