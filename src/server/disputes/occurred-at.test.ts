import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secondsAfter, setNow } from '#server/clock.ts'
import { eventsOf, signedIn } from '#test/acts.ts'
import { cast, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { checkInvariants } from './check-invariants.ts'

const REQUESTED = '2026-03-02T01:00:00.000Z'
const NOW = '2026-03-02T09:00:00.000Z'
let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
afterAll(() => setNow(null))

/** A file requested in the morning, and everybody signed in again in the afternoon. */
async function afternoon() {
  setNow(REQUESTED)
  const on = await (await signedIn(world, app, people)).stand('registered')
  setNow(NOW)
  return { on, doors: await signedIn(world, app, people) }
}

test('a step that happened earlier is kept with its own time, and shown as entered later to staff and party', async () => {
  const { on, doors } = await afternoon()
  const occurred_at = '2026-03-02T12:30:00+08:00'
  expect((await doors.clerk.post(on.at('accept_here'), { occurred_at })).statusCode).toBe(200)
  const line = { step: 'accept_here', entered_later: true, occurred_at: '2026-03-02T04:30:00.000Z', recorded_at: NOW }
  const page = (await doors.clerk.get(`/api/disputes/${on.file_id}`)).json()
  expect(page.story.at(-1)).toMatchObject(line)
  const mine = (await speaker(app, { link: on.link }).get('/api/my-dispute')).json()
  expect(mine.story.at(-1)).toMatchObject(line)
  expect(page.story[0]).toMatchObject({ step: 'register', entered_later: false })
})

test('a step without a time of its own happened when it was entered', async () => {
  const { on, doors } = await afternoon()
  await doors.clerk.post(on.at('accept_here'), {})
  const page = (await doors.clerk.get(`/api/disputes/${on.file_id}`)).json()
  expect(page.story.at(-1)).toMatchObject({ entered_later: false, occurred_at: NOW, recorded_at: NOW })
})

test('the future and the time before the request are refused in Chinese, to the minute the request came in', async () => {
  const { on, doors } = await afternoon()
  const at = (occurred_at: string) => doors.clerk.post(on.at('accept_here'), { occurred_at })
  for (const [moment, code] of [
    [secondsAfter(NOW, 0.001), 'occurred_in_future'],
    ['2036-01-01T00:00:00Z', 'occurred_in_future'],
    [secondsAfter(REQUESTED, -0.001), 'occurred_before_request'],
    ['1970-01-01T00:00:00Z', 'occurred_before_request'],
  ] as const) {
    const answer = await at(moment)
    expect(answer.json(), moment).toMatchObject({ status: 422, code, title: expect.stringContaining('发生时间') })
  }
  expect(await eventsOf(world, on.file_id)).toBe(1)
  expect((await at(REQUESTED)).statusCode).toBe(200)
})

test('what is no moment is refused as a field', async () => {
  const { on, doors } = await afternoon()
  for (const occurred_at of ['yesterday', '2026-03-02', '2026-02-30T00:00:00Z', '2026-03-02T09:00:00', 5, null, '']) {
    const answer = await doors.clerk.post(on.at('accept_here'), { occurred_at })
    expect(answer.json(), String(occurred_at)).toMatchObject({ code: 'bad_input', faults: [{ path: 'occurred_at' }] })
  }
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
