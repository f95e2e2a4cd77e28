import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { changed, everything, expectProblem, saboteur } from '#test/acts.ts'
import { cast, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
let sabotaging: Awaited<ReturnType<typeof saboteur>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
  sabotaging = await saboteur(world)
})

const file = (place_code: number, key: string = randomUUID()) =>
  speaker(app).post('/api/disputes/steps/register', { ...request, place_code }, key)
const post = (key: string = randomUUID()) => file(people.village.place_code, key)

test('filing works for anybody, and twice at once with one key makes one file', async () => {
  const { rows: before } = await world.owner.query('select count(*)::int as n from files')
  const key = randomUUID()
  const [one, two] = await Promise.all([post(key), post(key)])
  expect([one.statusCode, two.statusCode]).toEqual([201, 201])
  expect(one.body).toBe(two.body)
  const { rows } = await world.owner.query('select count(*)::int as n from files')
  expect(rows[0].n).toBe(before[0].n + 1)
})

test('filing where no unit receives requests is refused in Chinese', async () => {
  expectProblem(await file(110101001001000), 422, 'no_receiver')
})

test('filing leaves nothing when any one of its writers fails', async () => {
  const before = await everything(world)
  expect((await post()).statusCode).toBe(201)
  const touched = changed(before, await everything(world))
  expect(touched).toEqual([
    'files',
    'involvements',
    'events',
    'disputes',
    'sealed_values',
    'parties',
    'clocks',
    'papers',
    'links',
    'answers',
  ])
  for (const table of touched) {
    const untouched = await everything(world)
    const key = randomUUID()
    expectProblem(await sabotaging(table, () => post(key)), 500, 'failed')
    expect(changed(untouched, await everything(world)), `${table} failed`).toEqual([])
    expect((await post(key)).statusCode).toBe(201)
  }
})

test('at a place the county does not have nothing can be filed, and the answer says so', async () => {
  const before = await everything(world)
  expectProblem(await file(people.village.place_code + 900_000), 422, 'no_receiver')
  expect(changed(before, await everything(world))).toEqual([])
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
