import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { changed, everything, expectProblem, type Stood, signedIn } from '#test/acts.ts'
import { cast } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { checkInvariants } from './check-invariants.ts'

let world: TestWorld
let app: FastifyInstance
let doors: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  doors = await signedIn(world, app, await cast(world))
})

const account = { account: '去过现场，谈了两次。' }

const refused = async (on: Stood, step: string, body: object, status: number, code: string) => {
  const before = await everything(world)
  expectProblem(await doors.clerk.post(on.at(step), body), status, code)
  expect(changed(before, await everything(world))).toEqual([])
}

test('a dispute with an open task is not closed', async () => {
  await refused(await doors.stand('in_handling'), 'close', {}, 409, 'task_still_open')
})

test('staff who write down a withdrawal name a party of this very file', async () => {
  const [on, other] = [await doors.stand('in_handling'), await doors.stand('registered')]
  await refused(on, 'withdraw', { reason: 'not_said' }, 422, 'speaker_not_named')
  await refused(on, 'withdraw', { reason: 'not_said', said_by: other.party_id }, 422, 'speaker_not_in_file')
  expect((await doors.clerk.post(on.at('withdraw'), { reason: 'not_said', said_by: on.party_id })).statusCode).toBe(200)
})

test('a paper is registered under a party of this very file', async () => {
  const [on, other] = [await doors.stand('registered'), await doors.stand('registered')]
  const body = { party_id: other.party_id, paper: 'passport', number: 'E12345678' }
  await refused(on, 'record_identity', body, 422, 'party_not_in_file')
})

test('a task of another file is not found, and neither is one that is no task', async () => {
  const [on, other] = [await doors.stand('in_handling'), await doors.stand('in_handling')]
  for (const id of [other.task_id, on.party_id, on.file_id]) {
    const foreign = { ...on, at: () => `/api/disputes/${on.file_id}/tasks/${id}/steps/resolve_task` }
    await refused(foreign, 'resolve_task', { how: 'matter_put_right', ...account }, 404, 'no_such_part')
  }
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
