import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { PARTIES, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

/** Words nobody else says: wherever they turn up, he was given away. */
const HIM = `后街的老许${randomInt(1e9, 1e10 - 1)}`
const REASON = '要核实他说的是不是亲眼看见'
let world: TestWorld
let app: FastifyInstance
let door: Walks
let on: Walk
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  on = await door.walkTo('clue', { reported_by: '', protected_reporter: HIM })
})
const look = async (who: 'director' | 'second' | 'grid' | 'town' | 'county') =>
  (await door.as(who)).post(`/api/disputes/${on.file_id}/reporter/looks`, { reason: REASON })

test('whoever reported under protection stands on no page, no list, in no finding and in no row', async () => {
  for (const who of ['director', 'second', 'grid', 'town', 'county'] as const) {
    const by = await door.as(who)
    const told = await Promise.all([
      ...['', '/similar'].map((end) => by.get(`/api/disputes/${on.file_id}${end}`)),
      ...['/api/desk', '/api/disputes?scope=area', '/api/disputes?scope=mine'].map((url) => by.get(url)),
      by.post('/api/find', { words: HIM }),
    ])
    expect(told.map((it) => it.body).join(), who).not.toContain(HIM)
  }
  const { rows } = await world.owner.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
  )
  for (const { name } of rows) {
    const { rows: found } = await world.owner.query(`select 1 from ${name} t where t::text like $1`, [`%${HIM}%`])
    expect(found, name).toEqual([])
  }
})

test('the database itself shows him to no query but that of the look', async () => {
  const of = (looks_at: string | null) =>
    inScope(world.pool, wholeCounty(dayIn(now())), async (trx) => {
      if (looks_at !== null) await sql`select set_config('app.looks_at', ${looks_at}, true)`.execute(trx)
      return trx.selectFrom('sealed_values').select('kind').where('kind', '=', 'reporter').execute()
    })
  expect([await of(null), await of('reach')]).toEqual([[], []])
  expect(await of('reporter')).toEqual([{ kind: 'reporter' }])
  expect(await of(null)).toEqual([])
})

test('only who wrote him down and a head of the office may look, each look with its reason', async () => {
  const heard = await Promise.all(
    (['director', 'grid', 'second', 'town', 'county'] as const).map(async (who) => {
      const answer = await look(who)
      return [who, answer.statusCode, answer.body.includes(HIM)]
    }),
  )
  expect(heard).toEqual([
    ['director', 200, true],
    ['grid', 200, true],
    ['second', 403, false],
    ['town', 403, false],
    ['county', 403, false],
  ])
  const short = await (await door.as('director')).post(`/api/disputes/${on.file_id}/reporter/looks`, { reason: '看看' })
  expect(short.statusCode).toBe(422)
  const { rows } = await world.owner.query("select what, reason, of_party from looks where what = 'reporter'")
  expect(rows).toEqual([
    { what: 'reporter', reason: REASON, of_party: null },
    { what: 'reporter', reason: REASON, of_party: null },
  ])
})

test('when the clue becomes a dispute, no party reads that he exists, nor that anybody looked', async () => {
  const taken = await door.take('director', 'take_up_clue', on, { parties: PARTIES, wish: '退回一尺' })
  expect(taken.status, taken.body).toBe(200)
  const file = (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
  expect(file.dispute).toMatchObject({ reporter_protected: true, may_see_reporter: true, reported_by: null })
  const her = file.parties.find((it: { side: string }) => it.side === 'applicant').id
  const renewed = await door.take('director', 'renew_link', on, { party_id: her, because: '给她看' })
  const link = String((JSON.parse(renewed.body) as { link: string }).link).split('#')[1] ?? ''
  const party = speaker(app, { link })
  const told = (await Promise.all(['/api/my-dispute', '/api/my-dispute/looks'].map((url) => party.get(url)))).map(
    (it) => it.body,
  )
  expect(told.join()).not.toMatch(new RegExp(`${HIM}|reporter|${REASON}|保密`))
  expect(await checkInvariants(world)).toEqual([])
})

test('a window writes him down sealed as well, and the parties’ papers name him nowhere', async () => {
  const taken = await door.walkTo('taken_down', { protected_reporter: HIM })
  const page = (await (await door.as('director')).get(`/api/disputes/${taken.file_id}`)).body
  expect(page).not.toContain(HIM)
  expect(page).toContain('"reporter_protected":true')
  const { rows } = await world.owner.query('select content from papers where file_id = $1', [taken.file_id])
  expect(JSON.stringify(rows)).not.toContain(HIM)
})
