import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ENDPOINTS } from '#contract/all.ts'
import { NAMED_URGENT, URGENCY } from '#contract/urgency.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newWorld, type TestWorld } from '#test/world.ts'
import { makeApp } from '../app.ts'
import { makePool } from '../db/connection.ts'
import { gauge, isTooMuch, type Pressure } from './shed.ts'

const CALM: Pressure = { waiting: 0, lag: 0 }

let world: TestWorld
let app: FastifyInstance
let cookie: string
let place: number
let now: Pressure
beforeAll(async () => {
  world = await newWorld()
  app = await makeApp(world, { trustedProxies: [], tls: null, log: false, pressure: () => now })
  const { village } = await cast(world)
  cookie = await enter(world, village.sign_in_name)
  place = village.place_code
})
beforeEach(() => {
  now = CALM
})

test('every endpoint has its urgency, and each has one', () => {
  expect([...NAMED_URGENT].sort()).toEqual(ENDPOINTS.map((it) => it.id).sort())
})

/** What is never turned away: what is read to come to it, then the steps themselves. */
const PROMISED: Record<string, readonly string[]> = {
  'ask for help': ['county_info', 'places_under', 'register'],
  'complain of us': ['complain', 'my_complaint', 'withdraw_complaint'],
  'read one’s own file, and what was handed in and sealed of it': [
    ...['my_dispute', 'my_sheet', 'my_form', 'who_looked', 'evidence_preview', 'evidence_original', 'my_sealed_copy'],
  ],
  leave: [
    ...['my_dispute', 'withdraw', 'step_back', 'refuse_mediation', 'cannot_come', 'leave', 'end_agency', 'end_help'],
    ...['withdraw_evidence', 'withdraw_referral', 'take_down'],
  ],
  'report a danger': [
    'sign_in',
    'switch_post',
    'me',
    'desk',
    'file',
    'report_danger',
    'police_told',
    'no_report_because',
  ],
  'report what is grave, and receive the report': [
    ...['sign_in', 'me', 'desk', 'file', 'give_colour', 'report_major', 'receive_report'],
  ],
}

test('of what is promised never to be turned away no part is, from the first page to the step', () => {
  for (const [promise, chain] of Object.entries(PROMISED))
    expect(
      chain.filter((id) => URGENCY.get(id) !== 'always'),
      promise,
    ).toEqual([])
  expect(isTooMuch('always', { waiting: 1e6, lag: 1e6 })).toBe(false)
})

test('no step on a file and nothing that changes anything waits like a list, but for what is tried, searched or guessed', () => {
  const later = ENDPOINTS.filter((it) => it.method !== 'GET' && URGENCY.get(it.id) === 'later')
  expect(later.map((it) => it.id).sort()).toEqual([
    'check_batch',
    'find',
    'guess_types',
    'try_clock_rule',
    'try_guess_words',
  ])
})

/** One of each urgency: filing, a step on that file, the list. */
async function asked() {
  const clerk = speaker(app, { cookie })
  const filed = await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: place })
  const { file_id = randomUUID() } = filed.json<{ file_id?: string }>()
  const step = await clerk.post(`/api/disputes/${file_id}/steps/ask_supplement`, { missing: ['wish'], note: '' })
  return { filed, step, list: await clerk.get('/api/disputes') }
}
const statuses = async () => Object.values(await asked()).map((it) => it.statusCode)

test('what can wait goes first, then work, filing never; and when it is over everything is as before', async () => {
  expect(await statuses()).toEqual([201, 200, 200])
  now = { waiting: 41, lag: 0 }
  expect(await statuses()).toEqual([201, 200, 503])
  now = { waiting: 0, lag: 201 }
  expect(await statuses()).toEqual([201, 200, 503])
  now = { waiting: 121, lag: 0 }
  expect(await statuses()).toEqual([201, 503, 503])
  now = { waiting: 0, lag: 601 }
  expect(await statuses()).toEqual([201, 503, 503])
  now = CALM
  expect(await statuses()).toEqual([201, 200, 200])
})

test('whoever is turned away is told so in Chinese, when to come again, and that nothing is lost', async () => {
  now = { waiting: 1000, lag: 1000 }
  const { step, list } = await asked()
  expect(step.statusCode).toBe(503)
  expect(step.headers['content-type']).toContain('application/problem+json')
  expect(step.headers['retry-after']).toBe('2')
  expect(step.json()).toMatchObject({ code: 'busy', retry_after: 2, detail: expect.stringContaining('还在本页') })
  expect(step.json().detail).not.toContain('电话')
  // Who only looked has typed nothing; who is not signed in may phone the office.
  expect(list.json().detail).toBe('请过几秒再打开一次。')
  const stranger = await speaker(app).get('/api/self-help')
  expect(stranger.json().detail).toBe('请过几秒再打开一次。急事请拨打受理单位电话。')
})

test('with the queue measured and not told, sixty lists at once are turned away and a filing among them is not', async () => {
  const pool = makePool(world.serverUrl, 2)
  const measuring = await makeApp({ ...world, pool }, { trustedProxies: [], tls: null, log: false })
  const held = await Promise.all([pool.connect(), pool.connect()])
  const clerk = speaker(measuring, { cookie })
  const lists = (length: number) => Array.from({ length }, () => clerk.get('/api/disputes'))
  const first = lists(45)
  await vi.waitFor(() => expect(pool.waitingCount).toBeGreaterThanOrEqual(45), { timeout: 20_000, interval: 5 })
  const turnedAway = await Promise.all(lists(15))
  expect(turnedAway.map(({ statusCode }) => statusCode)).toEqual(turnedAway.map(() => 503))
  const before = pool.waitingCount
  const filed = speaker(measuring).post('/api/disputes/steps/register', { ...request, place_code: place })
  await vi.waitFor(() => expect(pool.waitingCount).toBeGreaterThan(before), { timeout: 20_000, interval: 5 })
  for (const client of held) client.release()
  expect((await filed).statusCode).toBe(201)
  for (const { statusCode } of await Promise.all(first)) expect(statusCode).toBe(200)
  await measuring.close()
  await pool.end()
})

test('what was turned away has left nothing behind: under the same key it is done once, when there is room', async () => {
  const clerk = speaker(app, { cookie })
  const filed = await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: place })
  const at = `/api/disputes/${filed.json<{ file_id: string }>().file_id}/steps/ask_supplement`
  const [key, body] = [randomUUID(), { missing: ['wish'], note: '' }]
  now = { waiting: 1000, lag: 0 }
  expect((await clerk.post(at, body, key)).statusCode).toBe(503)
  now = CALM
  const [first, again] = [await clerk.post(at, body, key), await clerk.post(at, body, key)]
  expect([first.statusCode, again.statusCode]).toEqual([200, 200])
  expect(again.json()).toEqual(first.json())
})

test('the queue for the database is measured as it is, and is gone when it is', async () => {
  const pool = makePool(world.serverUrl, 1)
  const measured = gauge(Fastify(), pool)
  const held = await pool.connect()
  const waiting = Array.from({ length: 41 }, () => pool.connect().then((client) => client.release()))
  expect(measured().waiting).toBe(41)
  expect(isTooMuch('later', measured())).toBe(true)
  held.release()
  await Promise.all(waiting)
  expect(measured().waiting).toBe(0)
  await pool.end()
})

test('a process that does not come to its turn knows it within half a second, and forgets it as soon', async () => {
  const pool = makePool(world.serverUrl, 1)
  const measured = gauge(Fastify(), pool)
  const lag = () => measured().lag
  // Between two times it hands over, as after each request: timers alone could keep the loop from ever turning, and nothing would be measured.
  let busy = true
  const block = (): void => {
    for (const end = performance.now() + 300; performance.now() < end; );
    if (busy) setImmediate(block)
  }
  setImmediate(block)
  try {
    await vi.waitFor(() => expect(lag()).toBeGreaterThan(200), { timeout: 20_000, interval: 10 })
  } finally {
    busy = false
  }
  await vi.waitFor(() => expect(lag()).toBeLessThan(200), { timeout: 20_000, interval: 10 })
  await pool.end()
}, 60_000)
