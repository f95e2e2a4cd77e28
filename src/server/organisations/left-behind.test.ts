import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now, setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { administrator } from '#test/administrator.ts'
import { type Walks, walks } from '#test/walks.ts'
import { chosen } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { carryOnSuccessions } from './carry-on.ts'

let world: TestWorld
let door: Walks
let admin: Awaited<ReturnType<typeof administrator>>
beforeAll(async () => {
  setNow('2026-03-02T01:00:00.000Z')
  world = await newWorld()
  const app = await newApp(world)
  door = await walks(world, app)
  admin = await administrator(world, app)
})
afterAll(() => setNow(null))

const forgotten = async () => {
  await admin.enterAgain()
  return (await admin.get('/successions')).forgotten as { person_id: string; duties: number; mediations: number }[]
}
const told = async (who: 'director' | 'second' | 'near' | 'leader') =>
  (await (await door.as(who)).get('/api/left-behind')).json().lines as { name: string; mediations: number }[]

test('a post that runs out by its date with work left stands before the head of its unit and the administrator until it is handed over', async () => {
  const { director, second, peer } = door.crew
  const mediated = await door.walkTo('accepted')
  const two = chosen(second.person_id, director.person_id)
  expect((await door.take('director', 'assign_mediator', mediated, two)).status).toBe(200)
  const held = await door.walkTo('in_handling')
  expect((await door.take('second', 'take_on', held, {})).status).toBe(200)
  const hers = async () => (await forgotten()).filter(({ person_id }) => person_id === second.person_id)
  expect(await hers()).toEqual([])
  expect(await told('director')).toEqual([])

  // Her post ends today: she works to the end of the day, and nothing is left behind yet.
  const last = dayIn(now())
  await world.owner.query('update posts set until = $2 where person_id = $1', [second.person_id, last])
  expect(await hers()).toEqual([])
  setNow(`${addDays(last, 1)}T01:00:00.000Z`)
  const line = { name: second.name, unit_id: director.unit_id, until: last, mediations: 1, duties: expect.any(Number) }
  expect(await hers()).toMatchObject([line])
  expect((await hers())[0]?.duties).toBeGreaterThan(0)
  expect(await told('director')).toMatchObject([line])
  // What she owed is her unit's again by itself: the head of it finds it on her own desk.
  const desk = (await (await door.as('director')).get('/api/desk')).json()
  expect(desk.lines.map((it: { file_id: string }) => it.file_id)).toContain(held.file_id)
  // Another unit’s head, and whoever heads none, is not told.
  expect([await told('near'), await told('leader')]).toEqual([[], []])
  // Whoever mediates for another unit’s committee with a post that goes on left nothing behind.
  expect((await forgotten()).map(({ person_id }) => person_id)).not.toContain(peer.person_id)

  await admin.enterAgain()
  const done = await admin.post(`/people/${second.person_id}/succession`, {
    ...{ unit_id: director.unit_id, successor: director.person_id, leaves: false },
  })
  expect(done.statusCode, done.body).toBe(200)
  await carryOnSuccessions(world)
  expect(await hers()).toEqual([])
  expect(await told('director')).toEqual([])
  expect(await checkInvariants(world)).toEqual([])
})
