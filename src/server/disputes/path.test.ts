import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})

test('a request walks from the phone to a closed file', async () => {
  const citizen = speaker(app)
  const filed = await citizen.post('/api/disputes/steps/register', {
    ...request,
    place_code: people.village.place_code,
  })
  expect(filed.json()).toMatchObject({ short_code: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) })
  expect(filed.statusCode).toBe(201)
  const receipt = filed.json()
  const clerk = speaker(app, { cookie: await enter(world, people.village.sign_in_name) })
  const desk = (await clerk.get('/api/desk')).json()
  expect(desk.lines[0]).toMatchObject({ file_id: receipt.file_id, clock: { rule: 'T-06', nature: 'local' } })
  const at = (step: string, part = '') => `/api/disputes/${receipt.file_id}${part}/steps/${step}`
  const asked = await clerk.post(at('ask_supplement'), { missing: ['other_side_name'], note: '' })
  expect(asked.json()).toMatchObject({ event_seq: 2 })
  const party = speaker(app, { link: receipt.link.split('#')[1] })
  const mine = (await party.get('/api/my-dispute')).json()
  expect(mine).toMatchObject({
    stage: 'supplementing',
    can: ['supply_supplement', 'withdraw'],
    missing: ['other_side_name'],
  })
  expect((await party.post(at('supply_supplement'), { text: '他叫邢大山。', other_side: '邢大山' })).statusCode).toBe(
    200,
  )
  const accepted = await clerk.post(at('accept_here'), {})
  expect(accepted.statusCode).toBe(200)
  const task = accepted.json().parts.find((part: { part: string }) => part.part === 'task')
  expect(task.can).toEqual(['resolve_task', 'leave_unresolved'])
  expect((await clerk.post(at('close'), {})).json()).toMatchObject({ code: 'task_still_open' })
  expect(
    (await clerk.post(at('resolve_task', `/tasks/${task.id}`), { how: 'matter_put_right', account: '墙退回一尺。' }))
      .statusCode,
  ).toBe(200)
  expect((await clerk.post(at('close'), {})).statusCode).toBe(200)
  const page = (await clerk.get(`/api/disputes/${receipt.file_id}`)).json()
  expect(page.file.stage).toBe('closed')
  expect(page.story.map((line: { step: string }) => line.step)).toEqual([
    'register',
    'ask_supplement',
    'supply_supplement',
    'accept_here',
    'resolve_task',
    'close',
  ])
})
