import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { type Walks, walks } from '#test/walks.ts'
import { both, MATTER, type Walk, type Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

type Clock = { rule: string; owed_by: string; owes: string; due_on: string; state: string }
type Line = { file_id: string; mine: boolean; clock: Clock | null }

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
beforeEach(() => setNow('2026-03-02T01:00:00.000Z'))
afterEach(() => setNow(null))

const desk = async (who: Who): Promise<Line[]> => (await (await door.as(who)).get('/api/desk')).json().lines
const lineOf = async (who: Who, { file_id }: Walk) => (await desk(who)).find((line) => line.file_id === file_id)
const pageOf = async (who: Who, { file_id }: Walk) =>
  (await (await door.as(who)).get(`/api/disputes/${file_id}`)).json()
const clockOf = async (who: Who, on: Walk, rule: string): Promise<Clock | undefined> =>
  (await pageOf(who, on)).clocks.find((it: Clock) => it.rule === rule && it.state === 'running')
const taken = async (...of: Parameters<Walks['take']>): Promise<void> =>
  expect(await door.take(...of)).toMatchObject({ status: 200 })

test('whoever takes a task on owes what its unit owed, by the same day; it leads her desk and leaves her colleagues’', async () => {
  const urgent = await door.walkTo('registered')
  const on = await door.walkTo('in_handling')
  const before = await clockOf('director', on, 'T-85')
  expect(before).toMatchObject({ owes: 'unit', owed_by: door.crew.director.unit_name })
  await taken('second', 'take_on', on, {})
  expect(await clockOf('director', on, 'T-85')).toEqual({ ...before, owes: 'person', owed_by: door.crew.second.name })
  expect((await pageOf('second', on)).tasks[0].held_by).toEqual({
    person_id: door.crew.second.person_id,
    name: door.crew.second.name,
    me: true,
    works_there: true,
  })
  const lines = await desk('second')
  // Hers comes first, though another of her unit is due sooner.
  expect(lines[0]).toMatchObject({ file_id: on.file_id, mine: true, clock: { due_on: before?.due_on } })
  expect(lines.find((line) => line.file_id === urgent.file_id)).toMatchObject({ mine: false })
  expect((await lineOf('director', on))?.clock ?? null).toBeNull()
})

test('what begins under a task is owed by who holds it; the parties are told the unit', async () => {
  const on = await door.walkTo('held')
  await taken('second', 'propose_mediation', on, { parties: both(on), matter: MATTER })
  expect(await clockOf('director', on, 'T-07')).toMatchObject({ owes: 'person', owed_by: door.crew.second.name })
  const mine = (await (await door.as('applicant', on)).get('/api/my-dispute')).json()
  expect(mine.clocks.map((it: Clock) => it.owed_by)).not.toContain(door.crew.second.name)
  expect(mine.clocks.find((it: Clock) => it.rule === 'T-07')).toMatchObject({ owed_by: door.crew.director.unit_name })
  expect(JSON.stringify(mine)).not.toContain('我来办')
})

test('a director gives it to a colleague, by name in the story; given back it is on everybody’s desk again', async () => {
  const on = await door.walkTo('in_handling')
  const { director, second, near } = door.crew
  expect(await door.take('director', 'give_to', on, { person_id: near.person_id })).toMatchObject({
    code: 'not_a_colleague',
  })
  expect(await door.take('second', 'give_to', on, { person_id: second.person_id })).toMatchObject({ code: 'not_yours' })
  await taken('director', 'give_to', on, { person_id: second.person_id, note: '您熟悉这一片' })
  const { story } = await pageOf('director', on)
  expect(story.at(-1)).toMatchObject({ step: 'give_to', note: `交给${second.name}；您熟悉这一片` })
  // Who has it may pass it on as well.
  await taken('second', 'give_to', on, { person_id: director.person_id })
  expect((await lineOf('director', on))?.mine).toBe(true)
  await taken('director', 'give_back', on, {})
  for (const who of ['director', 'second'] as const)
    expect(await lineOf(who, on)).toMatchObject({ mine: false, clock: { owes: 'unit', owed_by: director.unit_name } })
})

test('when who holds it leaves, nothing goes unseen: it is the unit’s again, and a colleague can take it on', async () => {
  const on = await door.walkTo('held')
  expect((await lineOf('director', on))?.clock ?? null).toBeNull()
  await world.owner.query("update posts set until = '2026-03-02' where id = $1", [door.crew.second.post_id])
  // Her last day is still hers.
  expect((await lineOf('director', on))?.clock ?? null).toBeNull()
  setNow('2026-03-03T01:00:00.000Z')
  expect(await lineOf('director', on)).toMatchObject({
    mine: false,
    clock: { rule: 'T-85', owes: 'unit', owed_by: door.crew.director.unit_name },
  })
  expect((await pageOf('director', on)).tasks[0].held_by).toMatchObject({ works_there: false })
  expect(await clockOf('director', on, 'T-85')).toMatchObject({ owes: 'unit' })
  const { lines } = (await (await door.as('town')).get('/api/disputes')).json()
  expect(lines.find((line: Line) => line.file_id === on.file_id)?.clock).toMatchObject({ owes: 'unit' })
  const { colleagues } = (await (await door.as('director')).get('/api/colleagues')).json()
  expect(colleagues.map((it: { name: string }) => it.name)).not.toContain(door.crew.second.name)
  await taken('director', 'take_on', on, {})
  expect((await lineOf('director', on))?.mine).toBe(true)
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
