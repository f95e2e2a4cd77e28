import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { newWorld, type TestWorld } from '#test/world.ts'
import { Problem } from '../http/problem.ts'
import { ask, makePool, type Trx } from './connection.ts'
import { type End, inScope, type Last, NO_AREA, nobody, type Scope, unscoped, wholeCounty } from './scope.ts'
import { Indeterminate } from './standby.ts'

const TODAY = '2026-03-02'
let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})

const NAMES = ['lo', 'hi', 'units', 'person', 'today', 'holder_of', 'link', 'seen'] as const
const settingsOf = async (
  trx: Parameters<Parameters<typeof inScope>[2]>[0],
): Promise<Record<string, string | null>> => {
  const { rows } = await sql<
    Record<string, string | null>
  >`select ${sql.join(NAMES.map((name) => sql`setting(${`app.${name}`}) as ${sql.ref(name)}`))}`.execute(trx)
  return rows[0] ?? {}
}
const backendOf = async (trx: Parameters<Parameters<typeof inScope>[2]>[0]): Promise<number> =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)).rows[0]?.pid ?? 0
const hotline = async (): Promise<string> => (await world.owner.query('select hotline from county')).rows[0].hotline

test('a transaction carries exactly the scope it was given', async () => {
  const scope: Scope = {
    lo: 1,
    hi: 2,
    units: [3, 4],
    person: '018f0000-0000-7000-8000-000000000001',
    today: TODAY,
    holder_of: '018f0000-0000-7000-8000-000000000002',
    link: 'ab',
  }
  expect(await inScope(world.pool, scope, settingsOf)).toEqual({
    lo: '1',
    hi: '2',
    units: '{3,4}',
    person: scope.person,
    today: TODAY,
    holder_of: scope.holder_of,
    link: 'ab',
    seen: scope.holder_of,
  })
  expect(await inScope(world.pool, nobody(TODAY), settingsOf)).toEqual({
    lo: '1',
    hi: '0',
    units: '{}',
    person: null,
    today: TODAY,
    holder_of: null,
    link: null,
    seen: null,
  })
  expect(NO_AREA.lo).toBeGreaterThan(NO_AREA.hi)
})

test('nothing of a scope is left on its connection, whether it ended well or badly', async () => {
  const pool = makePool(world.serverUrl, 1)
  try {
    const first = await inScope(pool, wholeCounty(TODAY), backendOf)
    const clean = {
      lo: null,
      hi: null,
      units: null,
      person: null,
      today: null,
      holder_of: null,
      link: null,
      seen: null,
    }
    expect(await unscoped(pool, async (db) => [await backendOf(db), await settingsOf(db)])).toEqual([first, clean])
    await expect(
      inScope(pool, wholeCounty(TODAY), async () => {
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(await unscoped(pool, async (db) => [await backendOf(db), await settingsOf(db)])).toEqual([first, clean])
    await expect(inScope(pool, wholeCounty(TODAY), (trx) => sql`select 1 / 0`.execute(trx))).rejects.toMatchObject({
      code: '22012',
    })
    expect(await unscoped(pool, async (db) => [await backendOf(db), await settingsOf(db)])).toEqual([first, clean])
  } finally {
    await pool.end()
  }
})

test('fifty transactions at once on ten connections never see each other’s scope', async () => {
  const seen = await Promise.all(
    Array.from({ length: 50 }, (_, nth) =>
      inScope(world.pool, { ...nobody(TODAY), lo: nth, hi: nth + 1 }, async (trx) => {
        const before = await settingsOf(trx)
        await sql`select pg_sleep(0.005)`.execute(trx)
        return [before.lo, (await settingsOf(trx)).hi]
      }),
    ),
  )
  expect(seen).toEqual(Array.from({ length: 50 }, (_, nth) => [String(nth), String(nth + 1)]))
})

test('all or nothing: an error after a write leaves nothing of it', async () => {
  const before = await hotline()
  const write = (text: string) => (trx: Parameters<Parameters<typeof inScope>[2]>[0]) =>
    trx.updateTable('county').set({ hotline: text }).execute()
  await expect(
    inScope(world.pool, nobody(TODAY), async (trx) => {
      await write('0960-0000001')(trx)
      throw new Problem('not_yours')
    }),
  ).rejects.toMatchObject({ code: 'not_yours' })
  expect(await hotline()).toBe(before)
  // Also where the work forgot to look at a statement that failed.
  await expect(
    inScope(world.pool, nobody(TODAY), async (trx) => {
      await write('0960-0000002')(trx)
      await sql`select 1 / 0`.execute(trx).catch(() => {})
    }),
  ).rejects.toThrow()
  expect(await hotline()).toBe(before)
})

test('what is handed to travel with the commit is done with it, or nothing is', async () => {
  await inScope(world.pool, nobody(TODAY), async (trx, last) =>
    last([trx.updateTable('county').set({ hotline: '0960-0000003' }).compile()]),
  )
  expect(await hotline()).toBe('0960-0000003')
  await expect(
    inScope(world.pool, nobody(TODAY), async (trx, last) =>
      last([trx.updateTable('county').set({ hotline: '0960-0000004' }).compile(), sql`select 1 / 0`.compile(trx)]),
    ),
  ).rejects.toMatchObject({ code: '22012' })
  expect(await hotline()).toBe('0960-0000003')
})

const SETTINGS = CompiledQuery.raw(`select setting('app.lo') as lo, setting('app.today') as today`)

test('what only reads and says when it has asked its last is one question to the database, and sees what its scope sees', async () => {
  const asked = vi.spyOn(pg.Connection.prototype, 'sync')
  const pool = makePool(world.serverUrl, 1)
  const read = (says: boolean) =>
    inScope(pool, wholeCounty(TODAY), (trx, _, end) => {
      const found = ask<Record<string, string | null>>(trx, SETTINGS)
      if (says) end()
      return found
    })
  try {
    const plain = await read(false)
    expect(asked).toHaveBeenCalledTimes(2)
    expect(await read(true)).toEqual(plain)
    expect(asked).toHaveBeenCalledTimes(3)
    expect(plain).toEqual([{ lo: '0', today: TODAY }])
  } finally {
    await pool.end()
    asked.mockRestore()
  }
})

test('a last question that fails is told as it failed, nothing is handed over after the end, and the connection goes on', async () => {
  const pool = makePool(world.serverUrl, 1)
  try {
    const wrong = inScope(pool, nobody(TODAY), (trx, _, end) => {
      const found = ask(trx, CompiledQuery.raw('select 1 / 0'))
      end()
      return found
    })
    await expect(wrong).rejects.toThrow('division by zero')
    const after = (work: (trx: Trx, last: Last, end: End) => unknown) =>
      inScope(pool, nobody(TODAY), async (trx, last, end) => {
        const found = ask(trx, SETTINGS)
        end()
        await Promise.all([found, work(trx, last, end)])
      })
    await expect(after((_, last) => last([SETTINGS]))).rejects.toThrow('after the end')
    await expect(after((_, __, end) => end())).rejects.toThrow('said twice')
    await expect(after((trx) => ask(trx, SETTINGS))).rejects.toThrow('after the end')
    // The builder brings it to the connection only after this tick.
    await expect(after((trx) => settingsOf(trx))).rejects.toThrow('after the end')
    const before = await hotline()
    const writing = inScope(pool, nobody(TODAY), async (trx, last, end) => {
      last([trx.updateTable('county').set({ hotline: '0960-0000005' }).compile()])
      end()
    })
    await expect(writing).rejects.toThrow('after writes')
    expect(await hotline()).toBe(before)
    expect(await inScope(pool, nobody(TODAY), settingsOf)).toMatchObject({ today: TODAY })
  } finally {
    await pool.end()
  }
})

test('a connection that dies before COMMIT is answered is indeterminate or lost, never a success, and is not used again', async () => {
  const pool = makePool(world.serverUrl, 1)
  pool.on('error', () => {})
  try {
    let died = 0
    const work = inScope(pool, nobody(TODAY), async (trx) => {
      died = await backendOf(trx)
      await world.owner.query('select pg_terminate_backend($1)', [died])
      await new Promise((done) => setTimeout(done, 50))
    })
    const error: unknown = await work.catch((fault: unknown) => fault)
    expect(error instanceof Indeterminate || /terminat|57P01|queryable/.test(String((error as Error).message))).toBe(
      true,
    )
    expect(await inScope(pool, nobody(TODAY), backendOf)).not.toBe(died)
  } finally {
    await pool.end()
  }
})

test('when COMMIT itself fails nobody is told whether it was done: the same key is to be sent again', async () => {
  await world.owner.query('create table late (n int unique deferrable initially deferred)')
  await world.owner.query('grant insert on late to public')
  const twice = inScope(world.pool, nobody(TODAY), async (trx) => {
    await sql`insert into late values (1), (1)`.execute(trx)
  })
  const error: unknown = await twice.catch((fault: unknown) => fault)
  expect(error).toBeInstanceOf(Indeterminate)
  expect((error as Indeterminate).cause).toMatchObject({ code: '23505' })
})

test('a refusal outside any transaction gives the connection back for the next', async () => {
  const pool = makePool(world.serverUrl, 1)
  try {
    const first = await unscoped(pool, backendOf)
    await expect(
      unscoped(pool, async () => {
        throw new Problem('rights_changed')
      }),
    ).rejects.toMatchObject({ code: 'rights_changed' })
    expect(await unscoped(pool, backendOf)).toBe(first)
  } finally {
    await pool.end()
  }
})
