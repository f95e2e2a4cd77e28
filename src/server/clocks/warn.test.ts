import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { signedIn } from '#test/acts.ts'
import { enterHoliday } from '#test/holidays.ts'
import { cast, enter, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { recountClocks } from './recount.ts'
import { warnOfClocks } from './warn.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
afterAll(() => setNow(null))
// Monday; three working days later is Thursday 5 March.
beforeEach(() => setNow('2026-03-02T01:00:00.000Z'))

const stand = async (state: 'registered' | 'supplementing' | 'in_handling') =>
  (await signedIn(world, app, people)).stand(state)
const toldOf = async (file: string) =>
  (
    await world.owner.query(
      `select c.rule, w.level, w.to_whom, u.kind as unit from clock_warnings w join clocks c on c.id = w.clock_id
       join units u on u.id = w.to_unit where w.file_id = $1 order by c.rule, w.to_whom desc, w.level`,
      [file],
    )
  ).rows.map(({ rule, level, to_whom, unit }) => [rule, level, to_whom, unit].join(' '))
const at = (instant: string) => setNow(instant)

test('who owes is told at half, the head at four fifths, the centre when it is over: not a second before, each once', async () => {
  const { file_id } = await stand('registered')
  at('2026-03-03T15:59:59.999Z')
  await warnOfClocks(world)
  expect(await toldOf(file_id)).toEqual([])
  at('2026-03-03T16:00:00.000Z')
  await Promise.all([warnOfClocks(world), warnOfClocks(world)])
  await warnOfClocks(world)
  expect(await toldOf(file_id)).toEqual(['T-06 half owes village_centre'])
  at('2026-03-04T16:00:00.000Z')
  await warnOfClocks(world)
  expect(await toldOf(file_id)).toEqual(['T-06 half owes village_centre', 'T-06 most head village_centre'])
  at('2026-03-05T15:59:59.999Z')
  expect(await warnOfClocks(world)).toBe(0)
  at('2026-03-05T16:00:00.000Z')
  await warnOfClocks(world)
  expect(await toldOf(file_id)).toEqual([
    'T-06 half owes village_centre',
    'T-06 most head village_centre',
    'T-06 over centre town_centre',
  ])
  expect(await warnOfClocks(world)).toBe(0)
})

test('the county’s own warnings hold for clocks that start later: when, and whom', async () => {
  const before = await stand('registered')
  const bureau = speaker(app, { cookie: await enter(world, 'bo.wenyuan') })
  const wanted = {
    amount: 10,
    unit: 'day',
    half_at: 20,
    half_to: 'head',
    most_at: 40,
    most_to: 'centre',
    over_to: 'centre',
  }
  const { trial } = (await bureau.post('/api/clock-rules/T-06/trials', wanted)).json()
  const reason = '受理要早提醒'
  expect((await bureau.post('/api/clock-rules/T-06/versions', { trial, reason })).statusCode).toBe(200)
  const after = await stand('registered')
  at('2026-03-04T04:00:00.000Z')
  await warnOfClocks(world)
  expect(await toldOf(before.file_id)).toEqual(['T-06 half owes village_centre'])
  expect(await toldOf(after.file_id)).toEqual(['T-06 half head village_centre'])
  at('2026-03-05T16:00:00.000Z')
  await warnOfClocks(world)
  expect(await toldOf(after.file_id)).toEqual(['T-06 half head village_centre', 'T-06 most centre town_centre'])
  const page = (await (await signedIn(world, app, people)).clerk.get(`/api/disputes/${after.file_id}`)).json()
  expect(page.clocks[0].warned).toEqual(['时间过了两成', '时间过了四成'])
  // And back, so that the others here run as the product has it.
  const usual = {
    amount: 3,
    unit: 'working_day',
    half_at: 50,
    half_to: 'owes',
    most_at: 80,
    most_to: 'head',
    over_to: 'centre',
  }
  const again = speaker(app, { cookie: await enter(world, 'bo.wenyuan') })
  const back = (await again.post('/api/clock-rules/T-06/trials', usual)).json()
  expect((await again.post('/api/clock-rules/T-06/versions', { trial: back.trial, reason })).statusCode).toBe(200)
})

test('where nobody directs the unit that owes, what is for its head goes to the centre above', async () => {
  const { file_id } = await stand('registered')
  const owes = (unit: string) =>
    world.owner.query(`update clocks set owes_unit = ${unit} where file_id = $1`, [file_id])
  const was = (await world.owner.query('select owes_unit from clocks where file_id = $1', [file_id])).rows[0].owes_unit
  // As a task of the police is: a police station has officers and no head here.
  await owes(`(select u.id from units u where u.kind = 'police_station' and u.place_code / 1000000 = (
    select place_code / 1000000 from units where id = clocks.owes_unit) order by u.id limit 1)`)
  at('2026-03-04T16:00:00.000Z')
  await warnOfClocks(world)
  expect(await toldOf(file_id)).toEqual(['T-06 half owes police_station', 'T-06 most centre town_centre'])
  await owes(was)
})

test('what was missed while the machine was off is told then, once; what stands still or is done warns nobody', async () => {
  const still = await stand('supplementing')
  const done = await stand('registered')
  const { clerk } = await signedIn(world, app, people)
  expect((await clerk.post(done.at('withdraw'), { reason: 'personal', said_by: done.party_id })).statusCode).toBe(200)
  const late = await stand('registered')
  at('2026-04-07T03:00:00.000Z')
  await Promise.all([warnOfClocks(world), warnOfClocks(world)])
  expect(await toldOf(late.file_id)).toHaveLength(3)
  expect(await toldOf(done.file_id)).toEqual([])
  // Her own supplement is hers, and the unit's clock stands still meanwhile.
  expect(await toldOf(still.file_id)).toEqual([])
})

test('what is not to be told yet stands in nobody’s way, however few are read at once', async () => {
  const early = await stand('registered')
  at('2026-03-03T16:00:00.000Z')
  const urgent = await stand('registered')
  const { clerk } = await signedIn(world, app, people)
  const danger = {
    kind: 'violence',
    what: '扬言要打人。',
    seen_at: '2026-03-03T15:59:00.000Z',
    endangered: [],
    who: '',
  }
  expect((await clerk.post(urgent.at('report_danger'), danger)).statusCode).toBe(200)
  await warnOfClocks(world, 1)
  expect(await toldOf(urgent.file_id)).toEqual([])
  expect(await toldOf(early.file_id)).toEqual(['T-06 half owes village_centre'])
})

test('what a step holds is passed by and told in the next round: the worker waits for nobody, the others are told', async () => {
  const held = await stand('registered')
  const free = await stand('registered')
  at('2026-03-03T16:00:00.000Z')
  const step = await world.pool.connect()
  try {
    await step.query('begin')
    await step.query("select set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true)")
    await step.query('select from clocks where file_id = $1 for update', [held.file_id])
    // It would wait for as long as the step takes.
    await warnOfClocks(world, 1)
    expect(await toldOf(held.file_id)).toEqual([])
    expect(await toldOf(free.file_id)).toEqual(['T-06 half owes village_centre'])
  } finally {
    await step.query('rollback')
    step.release()
  }
  await warnOfClocks(world)
  expect(await toldOf(held.file_id)).toEqual(['T-06 half owes village_centre'])
})

test('the centre finds on its desk what is over below it, with the clock it is about, and the file says who was told', async () => {
  const { file_id } = await stand('registered')
  at('2026-03-09T01:00:00.000Z')
  const desk = async () => {
    const director = (
      await world.owner.query(
        `select p.sign_in_name from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id
         where o.role = 'town_director' and u.place_code / 1000000 = $1::bigint / 1000000`,
        [people.village.place_code],
      )
    ).rows[0]
    const by = speaker(app, { cookie: await enter(world, director.sign_in_name) })
    const { lines } = (await by.get('/api/desk')).json()
    const page = (await by.get(`/api/disputes/${file_id}`)).json()
    return { line: lines.find((it: { file_id: string }) => it.file_id === file_id), page }
  }
  expect((await desk()).line).toBeUndefined()
  await warnOfClocks(world)
  const { line, page } = await desk()
  expect(line.clock).toMatchObject({ rule: 'T-06', warned: ['时间过了一半', '时间过了八成', '到期没有办完'] })
  expect(page.clocks[0].warned).toHaveLength(3)
  // The party is not told of the office's own warnings.
})

test('a holiday that comes between counts every file it touches anew, once, by an event everybody reads; no start moves', async () => {
  const on = await stand('registered')
  const still = await stand('supplementing')
  await enterHoliday(world, '2026-03-04')
  expect(await recountClocks(world)).toBeGreaterThanOrEqual(2)
  expect(await recountClocks(world)).toBe(0)
  const { rows } = await world.owner.query(
    'select rule, state, started_on::text, due_on::text, paused_days from clocks where file_id = any ($1) order by file_id, rule',
    [[on.file_id, still.file_id]],
  )
  expect(rows).toEqual([
    { rule: 'T-06', state: 'running', started_on: '2026-03-02', due_on: '2026-03-06', paused_days: 0 },
    { rule: 'T-05', state: 'running', started_on: '2026-03-02', due_on: '2026-03-06', paused_days: 0 },
    { rule: 'T-06', state: 'paused', started_on: '2026-03-02', due_on: '2026-03-05', paused_days: 0 },
  ])
  const mine = (await speaker(app, { link: on.link }).get('/api/my-dispute')).json()
  expect(mine.story.at(-1)).toMatchObject({
    step: 'recount',
    by: '到时自动',
    note: '决定是否受理：原来到 2026-03-05，现在到 2026-03-06',
  })
  expect(mine.clocks[0].warned).toEqual([])
  // Whoever goes on afterwards goes on by the new calendar.
  const later = await speaker(app, { link: still.link }).post(still.at('supply_supplement'), { text: '补充。' })
  expect(later.statusCode).toBe(200)
  const { rows: resumed } = await world.owner.query(
    "select due_on::text from clocks where file_id = $1 and rule = 'T-06'",
    [still.file_id],
  )
  expect(resumed).toEqual([{ due_on: '2026-03-06' }])
})

test('the recount is over only when it was walked again a minute later, by when every older step has ended', async () => {
  const open = async () =>
    (await world.owner.query('select nth from holiday_notices where recounted_at is null')).rows.length
  await enterHoliday(world, '2026-03-05')
  setNow('2026-03-02T01:00:59.000Z')
  await recountClocks(world)
  expect(await open()).toBeGreaterThan(0)
  setNow('2026-03-02T01:01:01.000Z')
  await recountClocks(world)
  expect(await open()).toBe(0)
})

test('a clock that goes on with another day is looked at anew, whenever it was to be looked at before', async () => {
  const still = await stand('supplementing')
  const owned = "from clocks where file_id = $1 and rule = 'T-06'"
  await world.owner.query(`update clocks set look_at = '2100-01-01' where id = (select id ${owned})`, [still.file_id])
  at('2026-03-04T01:00:00.000Z')
  const later = await speaker(app, { link: still.link }).post(still.at('supply_supplement'), { text: '补充。' })
  expect(later.statusCode, later.body).toBe(200)
  const lookAt = async () => (await world.owner.query(`select look_at ${owned}`, [still.file_id])).rows[0].look_at
  expect((await lookAt()).toISOString()).toBe('1970-01-01T00:00:00.000Z')
  await warnOfClocks(world)
  expect((await lookAt()).toISOString() > '2026-03-04').toBe(true)
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
