import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { eventsOf, signedIn } from '#test/acts.ts'
import { onOnePage } from '#test/callers.ts'
import { cast, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { checkInvariants } from './check-invariants.ts'

let world: TestWorld
let app: FastifyInstance
let doors: Awaited<ReturnType<typeof signedIn>>
let filing: typeof request & { place_code: number }
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  const people = await cast(world)
  doors = await signedIn(world, app, people)
  filing = { ...request, place_code: people.village.place_code }
})

const REGISTER = '/api/disputes/steps/register'
const files = async (): Promise<number> => (await world.owner.query('select count(*)::int as n from files')).rows[0].n

test('the same request under the same key gets the same answer, byte for byte, with the same secret link', async () => {
  const key = randomUUID()
  const first = await doors.unsigned.post(REGISTER, filing, key)
  const before = await files()
  for (let again = 0; again < 3; again += 1) {
    const repeated = await doors.unsigned.post(REGISTER, filing, key)
    expect(repeated.statusCode).toBe(201)
    expect(repeated.body).toBe(first.body)
  }
  expect(await files()).toBe(before)
  const link = first.json().link.split('#')[1]
  expect((await speaker(app, { link }).get('/api/my-dispute')).json()).toMatchObject({
    short_code: first.json().short_code,
  })
})

test('the receipt can be had again under its key after the file went on, with the same codes, time, link and paper', async () => {
  const key = randomUUID()
  const first = (await doors.unsigned.post(REGISTER, filing, key)).json()
  const at = (step: string) => `/api/disputes/${first.file_id}/steps/${step}`
  expect((await doors.clerk.post(at('accept_here'), {})).statusCode).toBe(200)
  const { file_id, code, short_code, received_at, link, paper } = first
  expect((await doors.unsigned.post(REGISTER, filing, key)).json()).toMatchObject({
    file_id,
    code,
    short_code,
    received_at,
    link,
    paper,
  })
})

test('the same key with another body is refused, and nothing is made of it', async () => {
  const key = randomUUID()
  await doors.unsigned.post(REGISTER, filing, key)
  const before = await files()
  const other = await doors.unsigned.post(REGISTER, { ...filing, wish: '赔钱。' }, key)
  expect(other.statusCode).toBe(409)
  expect(other.json()).toMatchObject({
    code: 'key_reused',
    title: expect.stringContaining('Idempotency-Key'),
    detail: expect.stringContaining('请'),
  })
  expect(await files()).toBe(before)
})

test('twenty requests at once under one key make one file and get one answer', async () => {
  const [before, key] = [await files(), randomUUID()]
  const answers = await Promise.all(Array.from({ length: 20 }, () => doors.unsigned.post(REGISTER, filing, key)))
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 20 }, () => 201))
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect(await files()).toBe(before + 1)
})

test('twenty at once that write down one matter settled in hand under one key make one file and get one answer', async () => {
  const [before, key] = [await files(), randomUUID()]
  const page = onOnePage(filing.place_code)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => doors.clerk.post('/api/disputes/on-the-spot', page, key)),
  )
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 20 }, () => 201))
  expect(new Set(answers.map((answer) => answer.json().file_id)).size).toBe(1)
  expect(await files()).toBe(before + 1)
})

test('a step repeated under its key is answered as the first time, even after the file went on', async () => {
  const on = await doors.stand('registered')
  const key = randomUUID()
  const asked = { missing: ['wish'], note: '' }
  const first = await doors.clerk.post(on.at('ask_supplement'), asked, key)
  await doors.clerk.post(on.at('supply_supplement'), { text: '补充。', said_by: on.party_id })
  const again = await doors.clerk.post(on.at('ask_supplement'), asked, key)
  expect(again.statusCode).toBe(200)
  expect(again.body).toBe(first.body)
  expect(await eventsOf(world, on.file_id)).toBe(3)
})

test('a key belongs to who sent it, and to one step on one file', async () => {
  const [on, other] = [await doors.stand('registered'), await doors.stand('registered')]
  const key = randomUUID()
  expect((await doors.clerk.post(on.at('accept_here'), {}, key)).statusCode).toBe(200)
  expect((await doors.clerk.post(other.at('accept_here'), {}, key)).json()).toMatchObject({ code: 'key_reused' })
  expect((await doors.clerk.post(on.at('close'), {}, key)).json()).toMatchObject({ code: 'key_reused' })
  // Somebody else's key of the same letters is another key: she is told how the file stands.
  expect((await doors.above.post(on.at('accept_here'), {}, key)).json()).toMatchObject({ code: 'wrong_state' })
})

test('a refused step leaves its key free for the next try', async () => {
  const on = await doors.stand('in_handling')
  const key = randomUUID()
  expect((await doors.clerk.post(on.at('close'), {}, key)).json()).toMatchObject({ code: 'task_still_open' })
  await doors.clerk.post(on.at('resolve_task'), { how: 'matter_put_right', account: '墙退回一尺。' })
  expect((await doors.clerk.post(on.at('close'), {}, key)).statusCode).toBe(200)
})

test('without a key, or with one that is no UUID, nothing is done', async () => {
  const before = await files()
  for (const headers of [{}, { 'idempotency-key': 'abc' }]) {
    const answer = await app.inject({ method: 'POST', url: REGISTER, headers, payload: filing })
    expect([400, 422]).toContain(answer.statusCode)
  }
  expect(await files()).toBe(before)
})

test('thirty steps at once on one file stand in one order of numbers and times', async () => {
  const on = await doors.stand('registered')
  const identity = (n: number) => ({ party_id: on.party_id, paper: 'passport', number: `E${10_000_000 + n}` })
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => doors.clerk.post(on.at('record_identity'), identity(n))),
  )
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 30 }, () => 200))
  const { rows } = await world.owner.query('select seq, recorded_at from events where file_id = $1 order by seq', [
    on.file_id,
  ])
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 31 }, (_, at) => at + 1))
  const times = rows.map((row) => row.recorded_at.toISOString())
  expect(times).toEqual(times.toSorted())
})

test('after all this every file is what its events say', async () => {
  expect(await checkInvariants(world)).toEqual([])
})
