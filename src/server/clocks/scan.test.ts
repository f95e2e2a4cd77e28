import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { eventsOf, type Stood, signedIn } from '#test/acts.ts'
import { cast, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { scanClocks } from './scan.ts'

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

const asked = async (): Promise<Stood> => (await signedIn(world, app, people)).stand('supplementing')
const clocksOf = async (on: Stood) => {
  const { rows } = await world.owner.query(
    'select rule, state, due_on::text, paused_days, settled_event from clocks where file_id = $1 order by rule',
    [on.file_id],
  )
  return rows
}

test('a supplement lapses at midnight in China after its last day: not a second before, and once', async () => {
  const on = await asked()
  expect(await clocksOf(on)).toMatchObject([
    { rule: 'T-05', state: 'running', due_on: '2026-03-05' },
    { rule: 'T-06', state: 'paused', due_on: '2026-03-05' },
  ])
  setNow('2026-03-05T15:59:59.999Z')
  expect(await scanClocks(world)).toBe(0)
  setNow('2026-03-05T16:00:00.000Z')
  expect(await scanClocks(world)).toBe(1)
  expect(await scanClocks(world)).toBe(0)
  expect(await eventsOf(world, on.file_id)).toBe(3)
})

test('what lapsed was not met: the supplement falls away, the unit’s own clock goes on with the days it had left', async () => {
  const on = await asked()
  setNow('2026-03-06T01:00:00.000Z')
  await scanClocks(world)
  expect(await clocksOf(on)).toMatchObject([
    { rule: 'T-05', state: 'cancelled', settled_event: 3 },
    { rule: 'T-06', state: 'running', due_on: '2026-03-11', paused_days: 4 },
  ])
  const mine = (await speaker(app, { link: on.link }).get('/api/my-dispute')).json()
  expect(mine).toMatchObject({
    stage: 'registered',
    story: [{}, {}, { step: 'lapse_supplement', by: '到时自动' }],
  })
  const { rows } = await world.owner.query(
    'select wording from effects where file_id = $1 order by event_seq desc limit 1',
    [on.file_id],
  )
  expect(rows[0].wording).toContain('会继续办理')
})

test('a scanner that was down for a month acts then, once', async () => {
  const on = await asked()
  setNow('2026-04-07T03:00:00.000Z')
  expect(await scanClocks(world)).toBe(1)
  expect(await eventsOf(world, on.file_id)).toBe(3)
  setNow('2026-04-17T03:00:00.000Z')
  expect(await scanClocks(world)).toBe(0)
})

test('who supplied on the last day, however late in the evening, is left alone', async () => {
  const on = await asked()
  setNow('2026-03-05T15:59:00.000Z')
  const given = await speaker(app, { link: on.link }).post(on.at('supply_supplement'), { text: '补充。' })
  expect(given.statusCode).toBe(200)
  setNow('2026-03-06T01:00:00.000Z')
  expect(await scanClocks(world)).toBe(0)
  expect(await clocksOf(on)).toMatchObject([
    { rule: 'T-05', state: 'met' },
    { rule: 'T-06', state: 'running' },
  ])
})

test('three scanners at once on twenty files lapse each of them once', async () => {
  const { stand } = await signedIn(world, app, people)
  const files: Stood[] = []
  for (let n = 0; n < 20; n += 1) files.push(await stand('supplementing'))
  setNow('2026-03-10T01:00:00.000Z')
  const taken = await Promise.all([scanClocks(world), scanClocks(world), scanClocks(world)])
  expect(taken.reduce((sum, n) => sum + n, 0)).toBe(20)
  expect(await Promise.all(files.map((on) => eventsOf(world, on.file_id)))).toEqual(files.map(() => 3))
})

test('a clerk and the scanner at the same moment: one of them takes the step', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const on = await asked()
  setNow('2026-03-06T01:00:00.000Z')
  const { clerk } = await signedIn(world, app, people)
  const [supplied, lapsed] = await Promise.all([
    clerk.post(on.at('supply_supplement'), { text: '她打电话说了。', said_by: on.party_id }),
    scanClocks(world),
  ])
  expect((supplied.statusCode === 200 ? 1 : 0) + lapsed).toBe(1)
  expect(await eventsOf(world, on.file_id)).toBe(3)
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
