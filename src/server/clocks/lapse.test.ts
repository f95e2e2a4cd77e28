import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { wholeCounty } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { takeStep } from '#server/disputes/take-step.ts'
import { changed, eventsOf, everything, type Stood, saboteur, signedIn } from '#test/acts.ts'
import { cast } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { scanClocks } from './scan.ts'

let world: TestWorld
let app: FastifyInstance
let doors: Awaited<ReturnType<typeof signedIn>>
let sabotaging: Awaited<ReturnType<typeof saboteur>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  doors = await signedIn(world, app, await cast(world))
  sabotaging = await saboteur(world)
})
afterAll(() => setNow(null))

const lapse = (on: Stood) =>
  takeStep(world, {
    actor: { kind: 'system' },
    scope: wholeCounty(dayIn(now())),
    step: 'lapse_supplement',
    fileId: on.file_id,
    partId: null,
    input: {},
    occurredAt: null,
    key: null,
  })
/** A supplement nobody gave, seen from ten days later. */
const overdue = async (): Promise<Stood> => {
  setNow(null)
  const on = await doors.stand('supplementing')
  setNow(secondsAfter(now(), 20 * 86_400))
  return on
}

test('a lapse is taken by the scanner, once, also when two scan at once', async () => {
  const on = await overdue()
  const before = await eventsOf(world, on.file_id)
  await Promise.all([scanClocks(world), scanClocks(world)])
  expect(await eventsOf(world, on.file_id)).toBe(before + 1)
  const { rows } = await world.owner.query(
    'select step, actor from events where file_id = $1 order by seq desc limit 1',
    [on.file_id],
  )
  expect(rows).toEqual([{ step: 'lapse_supplement', actor: { kind: 'system', hat: 'system' } }])
  // The page says on which day it stopped counting: after its own day, so that it is read as over and not as called off.
  const scanned = dayIn(now())
  setNow(null)
  const page = (await doors.clerk.get(`/api/disputes/${on.file_id}`)).json()
  const clock = page.clocks.find(({ rule }: { rule: string }) => rule === 'T-05')
  expect(clock).toMatchObject({ state: 'cancelled', ended_on: scanned })
  expect(clock.ended_on > clock.due_on).toBe(true)
})

test('a lapse has no address, is nobody else’s, and is refused before its time and in the wrong state', async () => {
  setNow(null)
  const on = await doors.stand('supplementing')
  expect((await doors.clerk.post(on.at('lapse_supplement'), {})).statusCode).toBe(404)
  await expect(lapse(on)).rejects.toMatchObject({ code: 'not_due_yet' })
  const late = await overdue()
  const scope = wholeCounty(dayIn(now()))
  const taking = {
    scope,
    step: 'lapse_supplement' as const,
    fileId: late.file_id,
    partId: null,
    input: {},
    occurredAt: null,
    key: null,
  }
  await expect(takeStep(world, { ...taking, actor: { kind: 'anyone' } })).rejects.toMatchObject({ code: 'not_yours' })
  await lapse(late)
  await expect(lapse(late)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('a lapse leaves nothing when any one of its writers fails, and is taken by the next scan', async () => {
  for (const table of ['files', 'events', 'disputes', 'clocks', 'effects', 'graphile_worker._private_jobs'] as const) {
    const on = await overdue()
    const untouched = await everything(world)
    await expect(sabotaging(table, () => scanClocks(world))).rejects.toThrow('sabotaged')
    expect(changed(untouched, await everything(world)), `${table} failed`).toEqual([])
    const before = await eventsOf(world, on.file_id)
    await scanClocks(world)
    expect(await eventsOf(world, on.file_id)).toBe(before + 1)
  }
})

test('after all this every file is what its events say', async () => {
  setNow(null)
  expect(await checkInvariants(world)).toEqual([])
})
