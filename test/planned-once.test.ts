import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePool } from '#server/db/connection.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { effectToSend } from '#server/exchange/filled.ts'
import { type Ask, mediated, type Reply, secretOf } from '../harness/mediated.ts'
import { cast, enter, request } from './make.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

/** PostgreSQL plans a statement for its values five times on a connection before it may keep one plan; what changes under it begins anew. */
const AT_FIRST = 8
const ROUNDS = 12
const TODAY = '2026-03-02'

/**
 * Planned for its values each time, and meant to be: with a list of ids, a filter or a page of a list the best way through
 * much data is another for other values (docs/decisions/0077).
 */
const EACH_TIME = [/^select files\.id, files\.received_at from files where/]

let world: TestWorld
let app: FastifyInstance
beforeAll(async () => {
  const made = await newWorld()
  // As the product opens it: the pools of tests keep one plan from the first on (world.ts).
  world = { ...made, pool: makePool(made.serverUrl, 1) }
  app = await newApp(world)
  await neverCounted()
})
afterAll(() => world.pool.end())

/**
 * Nobody counts these tables while the test runs, as the database does by itself once a minute: with a dozen files each is known by its number of
 * rows, a new one is thought to have none, and PostgreSQL plans for it each time. In a county of hundreds no file is known by itself.
 */
async function neverCounted(): Promise<void> {
  const { rows } = await world.owner.query<{ as: string }>(
    `select format('alter table %s set (autovacuum_enabled = false)', oid::regclass) as "as" from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  for (const { as } of rows) await world.owner.query(as)
}

const ask: Ask = async (headers, { method, path, body }) => {
  const answer = await app.inject({
    method,
    url: path,
    headers: method === 'GET' ? headers : { ...headers, 'idempotency-key': randomUUID() },
    ...(method === 'GET' ? {} : { payload: body }),
  })
  expect(answer.statusCode, `${path} ${answer.body}`).toBeLessThan(300)
  return answer.json() as Reply
}
const get = (path: string, headers: Record<string, string>) => ask(headers, { id: path, method: 'GET', path, body: {} })

/**
 * A list of identifiers given as it is: PostgreSQL counts it when it plans for the values and guesses when it plans for all, so that with much data it
 * plans each time (8 ms of each page of a file). `= any ((select $1)::…)` is guessed both ways.
 */
const GIVEN_LIST = /where \(?(\w+\.)?(id|file_id|code) = any \(\$\d/

/** What the one connection planned for its values more often than at first, or would in a large county, each statement in one line. */
async function plannedAgain(): Promise<string[]> {
  const { rows } = await world.pool.query<{ statement: string; often: boolean }>(
    'select statement, custom_plans > $1 as often from pg_prepared_statements order by 1',
    [AT_FIRST],
  )
  return rows
    .map(({ statement, often }) => ({ often, said: statement.replace(/\s+/g, ' ').replaceAll('"', '') }))
    .flatMap(({ often, said }) =>
      (often || GIVEN_LIST.test(said)) && !EACH_TIME.some((each) => each.test(said)) ? [said] : [],
    )
}

test('what a step and the pages ask is planned a few times a connection, and not at every request', async () => {
  const { village } = await cast(world)
  const cookie = await enter(world, village.sign_in_name)
  const [{ name }] = (
    await world.owner.query('select name from people where sign_in_name = $1', [village.sign_in_name])
  ).rows
  const body = { ...request, place_code: village.place_code }
  for (let nth = 0; nth < ROUNDS; nth += 1) {
    const filed = await ask({}, { id: 'register', method: 'POST', path: '/api/disputes/steps/register', body })
    await mediated({ ask, filed, director: { name, headers: { cookie } }, nth })
    for (const path of [`/api/disputes/${filed.file_id}`, '/api/desk', '/api/disputes', '/api/ledger', '/api/session'])
      await get(path, { cookie })
    await get('/api/my-dispute', secretOf(filed.link))
  }
  expect(await plannedAgain()).toEqual([])
  // Without which nothing above could fail.
  for (let nth = 0; nth < ROUNDS; nth += 1)
    await world.pool.query({
      name: 'again',
      text: 'select id from sealed_values where id = any ($1::uuid[])',
      values: [[randomUUID()]],
    })
  expect(await plannedAgain()).toEqual([expect.stringContaining('sealed_values')])
})

test('the phone of a message is found by its identifier: a condition the policies do not trust would have every phone of the county read', async () => {
  const planOf = (id: string): Promise<string> =>
    inScope(world.pool, wholeCounty(TODAY), async (trx) => {
      await effectToSend(trx, id)
      await sql`select set_config('enable_seqscan', 'off', true)`.execute(trx)
      const { rows } = await sql<{ name: string }>`
        select name from pg_prepared_statements where statement like '%phone_sealed%' and statement not like '%pg_prepared%'`.execute(
        trx,
      )
      const plan = await sql.raw<Record<string, string>>(`explain execute "${rows[0]?.name}"('${id}')`).execute(trx)
      return plan.rows.map((it) => Object.values(it).join()).join('\n')
    })
  const plan = await planOf(randomUUID())
  expect(plan).toMatch(/Index Scan using sealed_values_pkey on sealed_values phone.*\n\s+Index Cond: \(id = CASE/)
  expect(plan).not.toMatch(/Filter: \(phone\.id/)
})
