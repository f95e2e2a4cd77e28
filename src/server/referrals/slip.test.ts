import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { maskName } from '#server/identity/masks.ts'
import { request } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { aid, MATTER, OTHER_SIDE, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { slipOnly } from './slip-only.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterEach(() => setNow(null))

const WHY = '收入低，请不起人，盼着有人帮她说。'
/** Mediated between two, one of whom is sent to an office of the county. */
async function sent(): Promise<Walk> {
  const on = await door.walkTo('in_session')
  const done = await door.take('director', 'refer', on, { ...aid(on, door), why: WHY })
  expect(done.status, done.body).toBe(200)
  await door.follow(on, 'refer', done)
  return on
}
const pageFor = async (who: 'department' | 'director' | 'county', on: Walk) =>
  (await (await door.as(who)).get(`/api/disputes/${on.file_id}`)).json()
const NOT_ON_THE_SLIP = [request.what_happened, request.wish, OTHER_SIDE.name, OTHER_SIDE.reach, MATTER, request.reach]

test('the unit somebody was sent to reads the slip, her name and whom to ask, and nothing of the matter', async () => {
  const on = await sent()
  const page = await pageFor('department', on)
  expect(page).toMatchObject({ slip_only: true, story: [], papers: [], messages: [], tasks: [], mediations: [] })
  expect(page.referrals).toMatchObject([{ why: WHY, to_me: true, can: ['referral_taken', 'referral_without_result'] }])
  expect(page.parties.map((it: { name: string }) => it.name)).toEqual([request.your_name])
  const all = JSON.stringify(page)
  for (const canary of NOT_ON_THE_SLIP) expect(all, canary).not.toContain(canary)
})

test('in lists and when it searches it finds that there is a slip, and neither names nor words', async () => {
  const on = await sent()
  const by = await door.as('department')
  const lists = [
    (await by.get('/api/desk')).body,
    (await by.get('/api/disputes?scope=mine')).body,
    (await by.post('/api/find', { words: on.short_code })).body,
  ]
  for (const list of lists) {
    expect(list).toContain(on.file_id)
    for (const canary of [...NOT_ON_THE_SLIP, request.your_name]) expect(list, canary).not.toContain(canary)
  }
})

test('it may read how to reach her, with a reason, and nobody else and nothing else of anybody', async () => {
  const on = await sent()
  const by = await door.as('department')
  const look = (party_id: string, what: string) =>
    by.post(`/api/disputes/${on.file_id}/looks`, { party_id, what, reason: '约她来递材料' })
  expect((await look(on.applicant, 'reach')).json()).toEqual({ value: request.reach })
  expect((await look(on.applicant, 'identity_number')).statusCode).toBe(404)
  expect((await look(on.respondent, 'reach')).statusCode).toBe(404)
  const members = `/api/disputes/${on.file_id}/parties/${on.respondent}/members`
  expect((await by.get(members)).statusCode).toBe(404)
})

test('what it answers it answers once; then the slip is gone, and the day after the file as well', async () => {
  const on = await sent()
  const done = await door.take('department', 'referral_without_result', on, { reason: 'declined', note: '不归这里。' })
  expect(done.status, done.body).toBe(200)
  const page = await pageFor('department', on)
  expect(page).toMatchObject({ slip_only: true, slip_coming: false, referrals: [], parties: [], clocks: [] })
  for (const canary of [...NOT_ON_THE_SLIP, WHY]) expect(JSON.stringify(page), canary).not.toContain(canary)
  setNow(secondsAfter(now(), 86_400))
  expect((await (await door.as('department')).get(`/api/disputes/${on.file_id}`)).statusCode).toBe(404)
})

test('the other side hears nothing of it: not in her story, her papers, her clocks; whoever agreed reads it all', async () => {
  const on = await sent()
  const mine = async (who: 'applicant' | 'respondent') => (await (await door.as(who, on)).get('/api/my-dispute')).body
  const hers = await mine('applicant')
  expect(JSON.parse(hers).referrals).toMatchObject([{ why: WHY, can: ['withdraw_referral'] }])
  expect(JSON.parse(hers).story.some((it: { step: string }) => it.step === 'refer')).toBe(true)
  const his = await mine('respondent')
  expect(JSON.parse(his).referrals).toEqual([])
  for (const canary of [WHY, '转介', '接收转介', '"refer"']) expect(his, canary).not.toContain(canary)
})

test('nor does whoever asked hear where the other side was sent', async () => {
  const on = await door.walkTo('in_session')
  const he = { ...aid(on, door), kind: 'counselling', why: WHY, said_by: on.respondent }
  expect((await door.take('director', 'refer', on, he)).status).toBe(200)
  const hers = (await (await door.as('applicant', on)).get('/api/my-dispute')).body
  for (const canary of [WHY, '转介', '心理']) expect(hers, canary).not.toContain(canary)
})

test('who sees the file and does not handle it is not told that somebody was sent anywhere', async () => {
  const on = await sent()
  const page = await pageFor('county', on)
  expect(page.referrals).toEqual([])
  expect(page.clocks.some((it: { says: string }) => it.says === '接收转介')).toBe(false)
  const list = (await (await door.as('county')).post('/api/find', { words: on.short_code })).body
  for (const word of [WHY, '转介']) for (const told of [JSON.stringify(page), list]) expect(told).not.toContain(word)
})

test('nor do those read more whose unit comes after the one she was sent to, while its files go over', async () => {
  const on = await sent()
  const { department, far, admin } = door.crew
  const id = randomUUID()
  await world.owner.query(
    `insert into successions (id, kind, at, by_person, by_post, reason, from_unit, to_unit, total, test_time)
     values ($1, 'unit', $2, $3, $4, '撤并', $5, $6, 1, false)`,
    [id, now(), admin.person_id, admin.post_id, department.unit_id, far.unit_id],
  )
  const by = await door.as('far')
  const page = (await by.get(`/api/disputes/${on.file_id}`)).json()
  expect(page).toMatchObject({ slip_only: true, story: [], papers: [], tasks: [], mediations: [], parties: [] })
  // Nothing of the slip yet, and not that it is over either.
  expect(page).toMatchObject({ slip_coming: true, referrals: [] })
  const list = (await by.get('/api/disputes?scope=mine')).body
  expect(list).toContain(on.file_id)
  const found = (await by.post('/api/find', { words: on.short_code })).body
  for (const canary of [...NOT_ON_THE_SLIP, request.your_name, maskName(request.your_name)])
    for (const body of [JSON.stringify(page), list, found]) expect(body, canary).not.toContain(canary)
  const look = { party_id: on.applicant, what: 'reach', reason: '约她来递材料' }
  expect((await by.post(`/api/disputes/${on.file_id}/looks`, look)).statusCode).toBe(404)
  for (const end of [`/parties/${on.respondent}/members`, '/similar'])
    expect((await by.get(`/api/disputes/${on.file_id}${end}`)).statusCode, end).toBe(404)
  await world.owner.query('update successions set finished_at = at where id = $1', [id])
})

test('nothing of the court that entrusted the matter stands on the slip, nor who came back about it', async () => {
  const on = await sent()
  const court = { name: '裴思齐', phone: '0960-5550130', at: now(), by: '路明', before: [] }
  // A file in which all of it was written down, as those who handle it read it.
  const page = await pageFor('director', on)
  const dispute = { ...page.dispute, from_court: true, court_person: court, rebounds: [{ what: '又来闹' }] }
  const slip = slipOnly({ ...page, dispute }, [], new Set())
  expect(slip.dispute).toMatchObject({ from_court: false, court_person: null, rebounds: [], lacking: [] })
  for (const canary of ['裴思齐', '又来闹']) expect(JSON.stringify(slip)).not.toContain(canary)
})
